import { HOUR } from '#lib/domain/time.ts';
import { PEAK_SIZES } from './block-rollups.ts';

/** A block whose user operations are counted. */
export interface CountedBlock {
	readonly number: number;
	readonly timestamp: number;
	readonly userOps: number;
}

/** The greatest sum over windows of one length, or over single blocks. */
interface UserOpPeak {
	readonly windowSeconds: (typeof PEAK_SIZES)[number];
	readonly value: number;
	readonly at: number;
	readonly block: number;
}

/** All that is kept of one hour's user operations. */
export interface UserOpRollup {
	readonly hour: number;
	readonly blocks: number;
	readonly userOps: number;
	readonly firstBlock: number;
	readonly lastBlock: number;
	readonly peaks: readonly UserOpPeak[];
}

/** Sum up the counted blocks of every hour. They ascend by number and time, and may have holes. */
export function rollUpUserOps(blocks: readonly CountedBlock[]): UserOpRollup[] {
	const hours: CountedBlock[][] = [];
	let hour = -1;
	for (const block of blocks) {
		const own = block.timestamp - (block.timestamp % HOUR);
		if (own === hour) hours.at(-1)?.push(block);
		else hours.push([block]);
		hour = own;
	}
	return hours.map(rollUpHour);
}

function rollUpHour(blocks: readonly CountedBlock[]): UserOpRollup {
	const [first, last] = [blocks[0], blocks.at(-1)];
	if (!first || !last) throw new Error('an hour without a block has no row');
	return {
		hour: first.timestamp - (first.timestamp % HOUR),
		blocks: blocks.length,
		userOps: blocks.reduce((sum, { userOps }) => sum + userOps, 0),
		firstBlock: first.number,
		lastBlock: last.number,
		peaks: PEAK_SIZES.map((size) => peakOf(blocks, size))
	};
}

/** The earliest of equals stays. */
function peakOf(
	blocks: readonly CountedBlock[],
	windowSeconds: UserOpPeak['windowSeconds']
): UserOpPeak {
	let best: UserOpPeak | null = null;
	let open = { at: -1, block: -1, value: 0 };
	for (const { number, timestamp, userOps } of blocks) {
		const at = windowSeconds === 0 ? timestamp : timestamp - (timestamp % windowSeconds);
		const goesOn = windowSeconds > 0 && open.at === at;
		open = goesOn
			? { ...open, value: open.value + userOps }
			: { at, block: number, value: userOps };
		if (!best || open.value > best.value) best = { windowSeconds, ...open };
	}
	if (!best) throw new Error('an hour without a block has no peak');
	return best;
}
