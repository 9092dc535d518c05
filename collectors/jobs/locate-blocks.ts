import type { BlockFact } from '#lib/domain/facts.ts';
import type { UnixSeconds } from '#lib/domain/units.ts';
import type { ChainSource } from '../chains/chain-source.ts';

/** The first block at or after a time, and the one before it: null where the node has none. */
export interface Boundary {
	readonly time: UnixSeconds;
	readonly first: BlockFact;
	readonly before: BlockFact | null;
}

interface Bracket {
	/** Too early, or not there (null): then all below is not there either. -1 before the first look. */
	readonly before: { readonly number: number; readonly header: BlockFact | null };
	readonly after: BlockFact;
}

/** How far below the only known block its pace is looked at, in blocks. */
const FIRST_LOOK = 1_000;
/** Each reach into the past goes this share too far. */
const OVERSHOOTS = [0.02, 0.1, 0.5, 4];
/** Every so many rounds a bracket is halved, so that no pace of blocks makes the search longer than a few halvings. */
const HALVE_EVERY = 4;

/**
 * The first blocks at or after several times, all looked for at once: each round asks for one header a time that is
 * still open, and every answer serves all of them. About three rounds and three headers a time where blocks come
 * evenly. `known` holds headers of the chain, one of them at or after all times: else a RangeError.
 */
export async function locateBlocks(
	source: Pick<ChainSource, 'headers'>,
	times: readonly UnixSeconds[],
	known: readonly BlockFact[]
): Promise<Boundary[]> {
	const headers = new Map<number, BlockFact | null>(known.map((each) => [each.number, each]));
	for (let round = 0; ; round++) {
		const sorted = [...headers].sort(([a], [b]) => a - b);
		const brackets = times.map((time) => ({ time, bracket: bracketOf(time, sorted) }));
		const open = brackets.filter(
			({ bracket: { before, after } }) => after.number - before.number > 1
		);
		if (open.length === 0)
			return brackets.map(({ time, bracket: { before, after } }) => ({
				time,
				first: after,
				before: before.header
			}));
		const top = sorted.findLast(([, header]) => header !== null)?.[1] as BlockFact;
		const numbers = [...new Set(open.map(({ time, bracket }) => guess(bracket, time, top, round)))];
		const found = await source.headers(numbers);
		for (const [index, number] of numbers.entries()) headers.set(number, found[index] ?? null);
	}
}

function bracketOf(
	time: UnixSeconds,
	sorted: readonly (readonly [number, BlockFact | null])[]
): Bracket {
	let before: Bracket['before'] = { number: -1, header: null };
	for (const [number, header] of sorted) {
		if (header && header.timestamp >= time) return { before, after: header };
		before = { number, header };
	}
	throw new RangeError(`no known block is at or after ${time}`);
}

function guess({ before, after }: Bracket, time: number, top: BlockFact, round: number): number {
	const inside = (number: number): number =>
		Math.min(after.number - 1, Math.max(before.number + 1, Math.round(number)));
	const middle = Math.floor((before.number + after.number) / 2);
	// The genesis of many chains says that it was made in 1970.
	if (before.header === null || before.header.timestamp === 0) {
		if (before.number >= 0) return inside(middle);
		const blocks = top.number - after.number;
		const seconds = top.timestamp - after.timestamp;
		if (blocks === 0 || seconds === 0) return inside(Math.max(1, after.number - FIRST_LOOK));
		const share = OVERSHOOTS[round];
		if (share === undefined) return inside(middle);
		const reach = ((after.timestamp - time + 1) * blocks * (1 + share)) / seconds;
		return inside(Math.max(1, after.number - Math.ceil(reach) - 1));
	}
	if (round % HALVE_EVERY === HALVE_EVERY - 1) return inside(middle);
	const { number, timestamp } = before.header;
	const share = (time - timestamp) / (after.timestamp - timestamp);
	return inside(number + (after.number - number) * share);
}
