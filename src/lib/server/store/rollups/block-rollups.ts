import { intervalMeter } from '#lib/domain/block-intervals.ts';
import type { BlockFact } from '#lib/domain/facts.ts';
import { bucketOf } from '#lib/domain/statistics/log-histogram.ts';
import { HOUR } from '#lib/domain/time.ts';
import type { Wei } from '#lib/domain/units.ts';
import type { StoredBlock } from '../ports/blocks.ts';
import type { PeakQuantity } from '../ports/rollups.ts';

/** What a rollup reads of a block. */
export type RollupBlock = StoredBlock | BlockFact;

/** Lengths over which the greatest sum of an hour is kept, in seconds; 0 stands for single blocks. */
export const PEAK_SIZES = [0, 10, 60] as const;

/** What of peak windows the blocks tell by themselves. */
export const BLOCK_QUANTITIES = ['tx', 'user_tx', 'gas'] as const satisfies PeakQuantity[];
type BlockQuantity = (typeof BLOCK_QUANTITIES)[number];

export interface Peak {
	readonly quantity: BlockQuantity;
	readonly windowSeconds: 0 | 10 | 60;
	readonly value: number;
	readonly at: number;
	readonly block: number;
}

/** All that is kept of one hour's blocks. */
export interface BlockHourRollup {
	readonly hour: number;
	readonly blocks: number;
	readonly tx: number;
	readonly userTx: number;
	readonly gas: bigint;
	readonly firstBlock: number;
	readonly lastBlock: number;
	readonly peaks: readonly Peak[];
	/** Seconds between a block and its predecessor → how often. */
	readonly intervals: ReadonlyMap<number, number>;
	/** Log bucket of the base fee → how many blocks. */
	readonly baseFees: ReadonlyMap<number, number>;
	/** Sums over the blocks whose gas limit is known. */
	readonly limited: {
		readonly blocks: number;
		readonly gasUsed: bigint;
		readonly gasLimit: bigint;
	};
}

/**
 * Sum up the blocks of every hour from `fromHour` on. `blocks` ascend by number and time and may have
 * holes; those before `fromHour` only serve as predecessors. The interval of a block belongs to the
 * hour of that block, and exists when its predecessor is among `blocks` (`intervalMeter`).
 */
export function rollUpBlocks(
	blocks: readonly RollupBlock[],
	fromHour: number,
	emptyBlocksAreFictive: boolean
): BlockHourRollup[] {
	const hours: BlockHourRollup[] = [];
	let open: OpenHour | null = null;
	const intervalOf = intervalMeter(emptyBlocksAreFictive);
	const bucket = lastBucket();
	for (const block of blocks) {
		const interval = intervalOf(block);
		if (block.timestamp < fromHour) continue;
		const hour = block.timestamp - (block.timestamp % HOUR);
		if (open?.hour !== hour) {
			if (open) hours.push(closeHour(open));
			open = openHour(hour, block.number);
		}
		addBlock(open, block);
		if (block.baseFee !== null) countOne(open.baseFees, bucket(block.baseFee));
		if (interval !== null) countOne(open.intervals, interval);
	}
	if (open) hours.push(closeHour(open));
	return hours;
}

/** `bucketOf`, remembering the last answer: neighbours often have the same base fee. */
function lastBucket(): (fee: Wei) => number {
	let lastFee: Wei | null = null;
	let lastAnswer = 0;
	return (fee) => {
		if (fee !== lastFee) {
			lastFee = fee;
			lastAnswer = bucketOf(fee);
		}
		return lastAnswer;
	};
}

interface Window {
	at: number;
	block: number;
	tx: number;
	user_tx: number;
	gas: number;
}

interface OpenHour {
	readonly hour: number;
	readonly firstBlock: number;
	blocks: number;
	tx: number;
	userTx: number;
	readonly gas: ExactSum;
	lastBlock: number;
	/** The window being filled, by length; windows follow each other since time never goes back. */
	readonly windows: Record<10 | 60, Window>;
	readonly best: Record<0 | 10 | 60, Record<BlockQuantity, Best>>;
	readonly intervals: Map<number, number>;
	readonly baseFees: Map<number, number>;
	limitedBlocks: number;
	readonly limitedGas: ExactSum;
	readonly gasLimit: ExactSum;
}

/** A sum of whole numbers below 2⁵³ that may pass it: `high` and `low` together. */
interface ExactSum {
	high: bigint;
	low: number;
}

/** In numbers as long as they hold the sum: a bigint for each block would be made to be thrown away. */
function addExactly(sum: ExactSum, value: number): void {
	if (sum.low > Number.MAX_SAFE_INTEGER - value) {
		sum.high += BigInt(sum.low);
		sum.low = 0;
	}
	sum.low += value;
}

function totalOf({ high, low }: ExactSum): bigint {
	return high + BigInt(low);
}

interface Best {
	value: number;
	at: number;
	block: number;
}

function openHour(hour: number, firstBlock: number): OpenHour {
	const window = (): Window => ({ at: -1, block: firstBlock, tx: 0, user_tx: 0, gas: 0 });
	const none = (): Best => ({ value: -1, at: hour, block: firstBlock });
	const best = () => ({ tx: none(), user_tx: none(), gas: none() });
	return {
		hour,
		firstBlock,
		blocks: 0,
		tx: 0,
		userTx: 0,
		gas: { high: 0n, low: 0 },
		lastBlock: firstBlock,
		windows: { 10: window(), 60: window() },
		best: { 0: best(), 10: best(), 60: best() },
		intervals: new Map(),
		baseFees: new Map(),
		limitedBlocks: 0,
		limitedGas: { high: 0n, low: 0 },
		gasLimit: { high: 0n, low: 0 }
	};
}

function addBlock(open: OpenHour, block: RollupBlock): void {
	open.blocks += 1;
	open.tx += block.txCount;
	open.userTx += block.userTxCount;
	addExactly(open.gas, block.gasUsed);
	if (block.gasLimit !== null) {
		open.limitedBlocks += 1;
		addExactly(open.limitedGas, block.gasUsed);
		addExactly(open.gasLimit, block.gasLimit);
	}
	open.lastBlock = block.number;
	const single = open.best[0];
	keepGreater(single.tx, block.txCount, block.timestamp, block.number);
	keepGreater(single.user_tx, block.userTxCount, block.timestamp, block.number);
	keepGreater(single.gas, block.gasUsed, block.timestamp, block.number);
	addToWindow(open, 10, block);
	addToWindow(open, 60, block);
}

function addToWindow(open: OpenHour, size: 10 | 60, block: RollupBlock): void {
	const window = open.windows[size];
	const at = block.timestamp - (block.timestamp % size);
	if (window.at !== at) {
		closeWindow(open, size);
		window.at = at;
		window.block = block.number;
		window.tx = 0;
		window.user_tx = 0;
		window.gas = 0;
	}
	window.tx += block.txCount;
	window.user_tx += block.userTxCount;
	window.gas += block.gasUsed;
}

function closeWindow(open: OpenHour, size: 10 | 60): void {
	const window = open.windows[size];
	if (window.at < 0) return;
	for (const quantity of BLOCK_QUANTITIES)
		keepGreater(open.best[size][quantity], window[quantity], window.at, window.block);
}

/** The earliest of equals stays. */
function keepGreater(best: Best, value: number, at: number, block: number): void {
	if (value <= best.value) return;
	if (!Number.isSafeInteger(value))
		throw new RangeError(
			`from block ${block} on, ${value} gas within one window is more than can be counted exactly: ask another endpoint`
		);
	best.value = value;
	best.at = at;
	best.block = block;
}

function closeHour(open: OpenHour): BlockHourRollup {
	closeWindow(open, 10);
	closeWindow(open, 60);
	const { hour, blocks, tx, userTx, firstBlock, lastBlock, intervals, baseFees } = open;
	const gas = totalOf(open.gas);
	const limited = {
		blocks: open.limitedBlocks,
		gasUsed: totalOf(open.limitedGas),
		gasLimit: totalOf(open.gasLimit)
	};
	const peaks = PEAK_SIZES.flatMap((windowSeconds) =>
		BLOCK_QUANTITIES.map((quantity) => ({
			quantity,
			windowSeconds,
			...open.best[windowSeconds][quantity]
		}))
	);
	return {
		...{ hour, blocks, tx, userTx, gas, firstBlock, lastBlock },
		...{ peaks, intervals, baseFees, limited }
	};
}

function countOne(counts: Map<number, number>, key: number): void {
	counts.set(key, (counts.get(key) ?? 0) + 1);
}
