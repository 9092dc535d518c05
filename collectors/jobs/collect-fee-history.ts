import { observedWindows } from '#lib/domain/coverage.ts';
import type { BlockFact } from '#lib/domain/facts.ts';
import type { FeeHistoryBlock, FeeHistoryHour } from '#lib/domain/fee-history.ts';
import { bucketStart, HOUR, iso, type TimeWindow } from '#lib/domain/time.ts';
import { unixSeconds, type UnixSeconds } from '#lib/domain/units.ts';
import type { ChainHead } from '#lib/server/store/ports/heads.ts';
import { failureDetail } from './failure-detail.ts';
import type { HistoryWork, WantedWindows } from './history-work.ts';
import { locateBlocks, type Boundary } from './locate-blocks.ts';
import type { PassOptions } from './pass.ts';

/** Hours that are looked for together: the fees of a day are seven to eight answers. */
const HOURS_A_RUN = 24;
/** A share is a floating-point number, so the gas that it stands for may be off by this share. */
const ROUNDING = 1e-6;

type HistoryOptions = Pick<
	PassOptions,
	'chain' | 'source' | 'store' | 'isOver' | 'signal' | 'report'
>;

/**
 * Read the fee histories of the hours that readings ask for and that are not stored, newest first, until the pass is
 * over. An hour is stored whole or not at all, and only once it is final. What fails is told, comes last from then on,
 * and ends nothing.
 */
export async function collectFeeHistory(
	options: HistoryOptions,
	head: ChainHead,
	work: HistoryWork,
	wanted: WantedWindows['fees']
): Promise<void> {
	const { chain, isOver, signal, report } = options;
	// Elsewhere the answers are placeholders, or of another gas.
	if (chain.family !== 'evm' || !head.finalized) return;
	const missing = await missingHours(options, head.finalized.timestamp, work, wanted);
	let stored = 0;
	try {
		while (missing.length > 0 && !isOver()) {
			const run = takeRun(missing);
			try {
				stored += await collectRun(options, run, head.number, work);
			} catch (error) {
				const detail = failureDetail(error, signal);
				missing.unshift(...run);
				work.hasFailed = true;
				const span = { from: iso(run[0] ?? 0), to: iso((run.at(-1) ?? 0) + HOUR) };
				report({ event: 'no_fee_history', chain: chain.id, ...span, detail });
				return;
			}
			const { oldest } = work;
			if (oldest !== null) {
				const kept = missing.filter((hour) => hour >= oldest);
				missing.splice(0, missing.length, ...kept);
			}
		}
	} finally {
		if (stored > 0)
			report({ event: 'fee_history', chain: chain.id, hours: stored, left: missing.length });
	}
}

/** The hours to read, kept from pass to pass for as long as the same ones are wanted. */
async function missingHours(
	{ chain, store }: HistoryOptions,
	finalized: UnixSeconds,
	work: HistoryWork,
	wanted: WantedWindows['fees']
): Promise<UnixSeconds[]> {
	const end = bucketStart(finalized, HOUR);
	const key = JSON.stringify([end, wanted]);
	if (work.missing?.key === key) return work.missing.hours;
	const hours = new Set<UnixSeconds>();
	for (const { window, onlyBaseFees } of wanted) {
		const whole = { from: bucketStart(window.from, HOUR), to: window.to < end ? window.to : end };
		const told = new Set((await store.getFeeHistoryHours(chain.id, whole)).map(({ hour }) => hour));
		const covered = onlyBaseFees ? await store.getCovered(chain.id, 'block') : [];
		const observed = observedWindows(covered, whole, chain.family);
		for (let hour = whole.from; hour + HOUR <= whole.to; hour = unixSeconds(hour + HOUR))
			if (hour >= (work.oldest ?? 0) && !told.has(hour) && !holdsHour(observed, hour))
				hours.add(hour);
	}
	work.missing = { key, hours: [...hours].sort((a, b) => a - b) };
	return work.missing.hours;
}

function holdsHour(windows: readonly TimeWindow[], hour: UnixSeconds): boolean {
	return windows.some(({ from, to }) => from <= hour && to >= hour + HOUR);
}

/** Take the newest hours that follow each other off the list. */
function takeRun(missing: UnixSeconds[]): UnixSeconds[] {
	let from = missing.length - 1;
	while (
		from > 0 &&
		missing.length - from < HOURS_A_RUN &&
		missing[from - 1] === (missing[from] ?? 0) - HOUR
	)
		from -= 1;
	return missing.splice(from);
}

/** Read and store consecutive hours. Gives how many were stored: those before the node’s oldest block cannot be. */
async function collectRun(
	{ chain, source, store, report }: HistoryOptions,
	run: readonly UnixSeconds[],
	headNumber: number,
	work: HistoryWork
): Promise<number> {
	const end = unixSeconds((run.at(-1) ?? 0) + HOUR);
	if (!work.anchors.some(({ timestamp }) => timestamp >= end)) {
		const top = await source.header(headNumber);
		if (!top) throw new Error(`the node has no block ${headNumber}, which it named as its head`);
		work.anchors = [top];
	}
	const boundaries = await locateBlocks(source, [...run, end], work.anchors);
	work.anchors = [boundaries.at(-1), boundaries[0]].flatMap((each) => each?.first ?? []);
	const known = boundaries.findIndex(({ before }) => before !== null);
	const first = boundaries[known]?.first.number ?? Infinity;
	if (known !== 0) {
		const oldest = boundaries[0] as Boundary;
		work.oldest = known < 0 ? end : (boundaries[known] as Boundary).time;
		if (oldest.first.number > 0)
			report({
				event: 'no_fee_history',
				chain: chain.id,
				...{ from: iso(run[0] ?? 0), to: iso(work.oldest) },
				detail: `the node has no block before ${oldest.first.number}`
			});
	}
	const whole = boundaries.slice(Math.max(0, known));
	const last = (boundaries.at(-1) as Boundary).first.number - 1;
	if (known < 0 || whole.length < 2) return 0;
	const blocks = last >= first ? await source.feeHistory({ from: first, to: last }) : [];
	const hours = whole.slice(0, -1).map((boundary, index): FeeHistoryHour => {
		const next = whole[index + 1] as Boundary;
		const range = { from: boundary.first.number, to: next.first.number - 1 };
		const isEmpty = range.to < range.from;
		return {
			hour: boundary.time,
			range: isEmpty ? null : range,
			toHash: next.first.parentHash,
			blocks: isEmpty ? [] : blocks.slice(range.from - first, range.to - first + 1)
		};
	});
	for (const { first: header } of whole.slice(0, -1))
		compare(blocks[header.number - first], header);
	await store.addFeeHistory(chain.id, hours);
	return hours.length;
}

/** Throws where a fee history says other things of a block than its header: then it is a placeholder, or of a fork. */
function compare(told: FeeHistoryBlock | undefined, header: BlockFact): void {
	const { number, baseFee, gasUsed, gasLimit } = header;
	if (told === undefined) return;
	if (told.number !== number || told.baseFee !== baseFee)
		throw new Error(
			`eth_feeHistory tells a base fee of ${told.baseFee} of block ${number}, and its header ${baseFee ?? 'none'}`
		);
	const differs =
		Math.abs(told.gasUsedRatio * gasLimit - gasUsed) > Math.max(1, gasUsed * ROUNDING);
	if (differs)
		throw new Error(
			`eth_feeHistory tells a gas share of ${told.gasUsedRatio} of block ${number}, and its header ${gasUsed} ÷ ${gasLimit}: a placeholder`
		);
}
