/** A generator of numbers from 0 to 1, always the same for the same seed (mulberry32, T. Ettinger). */
export function randomOf(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = state;
		mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

/** How amounts of blocks follow each other. */
export const SHAPES = ['independent', 'alike neighbours', 'rising', 'bursts'] as const;
export type Shape = (typeof SHAPES)[number];

/** How alike neighbours are: the correlation of the logarithms of one block and the next. */
const CORRELATION = 0.95;
/** Blocks of a burst, and of the calm after it. */
const BURST = 40;

/**
 * Amounts of so many blocks, log-normal with mean 1 and this coefficient of variation; `rising` doubles within the
 * series, and `bursts` come and go, both at the same coefficient of the whole.
 */
export function madeSeries(
	shape: Shape,
	count: number,
	variation: number,
	random: () => number
): Float64Array {
	const amounts = new Float64Array(count);
	const own = shape === 'independent' || shape === 'alike neighbours' ? variation : variation / 1.5;
	const sigma = Math.sqrt(Math.log1p(own * own));
	const kept = shape === 'alike neighbours' ? CORRELATION : 0;
	let log = normal(random);
	const phase = random() * 2 * BURST;
	for (let block = 0; block < count; block++) {
		log = kept * log + Math.sqrt(1 - kept * kept) * normal(random);
		const level =
			shape === 'rising'
				? 1 + block / count
				: shape === 'bursts' && (block + phase) % (2 * BURST) < BURST
					? 2
					: 1;
		amounts[block] = level * Math.exp(sigma * log - (sigma * sigma) / 2);
	}
	return amounts;
}

/** Standard deviation ÷ mean. */
export function variationOf(amounts: Float64Array): number {
	const mean = amounts.reduce((sum, each) => sum + each, 0) / amounts.length;
	const squares = amounts.reduce((sum, each) => sum + (each - mean) ** 2, 0);
	return Math.sqrt(squares / amounts.length) / mean;
}

/** Standard normal (G. E. P. Box and M. E. Muller, 1958). */
function normal(random: () => number): number {
	return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
