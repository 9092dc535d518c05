import type { PeakWindow } from '#lib/domain/metrics/metric.ts';
import { PEAK_WINDOW_SECONDS } from '#lib/domain/metrics/metric.ts';
import { bucketStart, HOUR } from '#lib/domain/time.ts';
import type { UnixSeconds } from '#lib/domain/units.ts';
import type { StoredBlock } from '#lib/server/store/ports/blocks.ts';
import type { PeakQuantity } from '#lib/server/store/ports/rollups.ts';
import { coverageOf, noValue, type Evaluated } from './evaluate.ts';
import type { MeasureInputs } from './inputs.ts';
import { NO_BLOCK_MADE } from './no-block.ts';

interface Peak {
	readonly value: number;
	readonly at: UnixSeconds;
	readonly block: number;
}

/** Mean rate: the sum of the window's blocks ÷ the seconds covered. */
export function evaluateRate(
	inputs: MeasureInputs,
	quantity: PeakQuantity,
	covered: number
): Evaluated {
	const sum =
		hourSums(inputs, quantity).reduce((total, hour) => total + hour.sum, 0) +
		inputs.edgeBlocks.reduce((total, block) => total + blockSum(inputs, block, quantity), 0);
	const value = sum / covered;
	const windowSeconds = inputs.window.to - inputs.window.from;
	return {
		value,
		interval: covered === windowSeconds ? [value, value] : [sum / windowSeconds, null],
		n: countBlocks(inputs),
		sampleUnit: 'block',
		peakAt: null,
		reason: null
	};
}

/**
 * The greatest sum over windows of one length, aligned to UTC and wholly inside the asked window,
 * as a rate; over single blocks, the greatest count. With blocks missing it is a lower bound.
 */
export function evaluatePeak(
	inputs: MeasureInputs,
	quantity: PeakQuantity,
	peakWindow: PeakWindow
): Evaluated {
	const sampleUnit = peakWindow === 'block' ? 'block' : 'window';
	const windowSeconds = peakWindow === 'block' ? 0 : PEAK_WINDOW_SECONDS[peakWindow];
	const peaks = [...rolledUpPeaks(inputs, quantity, windowSeconds)];
	if (windowSeconds < HOUR) peaks.push(...edgePeaks(inputs, quantity, windowSeconds));
	const best = peaks.reduce<Peak | null>((top, peak) => (top ? greater(top, peak) : peak), null);
	if (!best && !holdsQuietWindow(inputs, windowSeconds))
		return noValue(
			peakWindow === 'block'
				? coverageOf(inputs) === 1
					? NO_BLOCK_MADE
					: 'no block of this window is collected'
				: `no full ${peakWindow} of UTC in this window is collected`,
			sampleUnit
		);
	// A peak window that was seen whole, and without a block, is a true zero.
	const sum = best?.value ?? 0;
	const value = windowSeconds === 0 ? sum : sum / windowSeconds;
	return {
		value,
		interval: [value, coverageOf(inputs) === 1 ? value : null],
		n: windowSeconds === 0 ? countBlocks(inputs) : countWindows(inputs, windowSeconds),
		sampleUnit,
		peakAt: best && { time: best.at, block: best.block },
		reason: null
	};
}

/** The greater of two peaks; of equals the earlier. */
function greater(a: Peak, b: Peak): Peak {
	if (a.value !== b.value) return a.value > b.value ? a : b;
	return a.block <= b.block ? a : b;
}

/** Whether a peak window of this length was seen from end to end. */
function holdsQuietWindow({ observed }: MeasureInputs, windowSeconds: number): boolean {
	if (windowSeconds === 0) return false;
	return observed.some(
		({ from, to }) => bucketStart(from + windowSeconds - 1, windowSeconds) + windowSeconds <= to
	);
}

function* rolledUpPeaks(
	inputs: MeasureInputs,
	quantity: PeakQuantity,
	windowSeconds: number
): Generator<Peak> {
	if (windowSeconds < HOUR) {
		yield* inputs.peaks;
		return;
	}
	const sums = new Map<number, Peak>();
	for (const hour of hourSums(inputs, quantity)) {
		const at = bucketStart(hour.hour, windowSeconds);
		if (at < inputs.window.from || at + windowSeconds > inputs.window.to) continue;
		const before = sums.get(at);
		sums.set(at, {
			value: (before?.value ?? 0) + hour.sum,
			at,
			block: before?.block ?? hour.firstBlock
		});
	}
	yield* sums.values();
}

function edgePeaks(inputs: MeasureInputs, quantity: PeakQuantity, windowSeconds: number): Peak[] {
	const sums = new Map<number, Peak>();
	for (const block of inputs.edgeBlocks) {
		const at = windowSeconds === 0 ? block.timestamp : bucketStart(block.timestamp, windowSeconds);
		if (at < inputs.window.from || at + windowSeconds > inputs.window.to) continue;
		const key = windowSeconds === 0 ? block.number : at;
		const before = sums.get(key);
		sums.set(key, {
			value: (before?.value ?? 0) + blockSum(inputs, block, quantity),
			at,
			block: before?.block ?? block.number
		});
	}
	return [...sums.values()];
}

function countBlocks({ hours, userOps, edgeBlocks }: MeasureInputs): number {
	const rows = userOps?.hours ?? hours;
	return rows.reduce((total, { blocks }) => total + blocks, 0) + edgeBlocks.length;
}

/** How many peak windows inside the asked one were looked at, at least in part. */
function countWindows({ window, observed }: MeasureInputs, windowSeconds: number): number {
	const end = Math.floor(window.to / windowSeconds);
	let next = Math.ceil(window.from / windowSeconds);
	let count = 0;
	for (const each of observed) {
		const first = Math.max(next, Math.floor(each.from / windowSeconds));
		const afterLast = Math.min(end, Math.ceil(each.to / windowSeconds));
		if (afterLast <= first) continue;
		count += afterLast - first;
		next = afterLast;
	}
	return count;
}

interface HourSum {
	readonly hour: UnixSeconds;
	readonly firstBlock: number;
	readonly sum: number;
}

/** What each full hour’s blocks hold of a quantity. */
export function hourSums({ hours, userOps }: MeasureInputs, quantity: PeakQuantity): HourSum[] {
	if (quantity === 'user_ops')
		return (userOps?.hours ?? []).map((each) => ({ ...each, sum: each.userOps }));
	return hours.map(({ hour, firstBlock, gas, tx, userTx }) => ({
		...{ hour, firstBlock },
		sum: quantity === 'gas' ? Number(gas) : quantity === 'tx' ? tx : userTx
	}));
}

function blockSum(
	{ userOps }: MeasureInputs,
	{ number, gasUsed, txCount, userTxCount }: StoredBlock,
	quantity: PeakQuantity
): number {
	if (quantity === 'gas') return gasUsed;
	if (quantity === 'tx') return txCount;
	return quantity === 'user_tx' ? userTxCount : userTxCount + (userOps?.extras.get(number) ?? 0);
}
