import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chainById } from '#lib/domain/chains.ts';
import type { BlockFact } from '#lib/domain/facts.ts';
import type { MetricId } from '#lib/domain/metrics/registry.ts';
import type { PeakWindow, Statistic } from '#lib/domain/metrics/metric.ts';
import { HOUR } from '#lib/domain/time.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import type { Store } from '../store/ports/store.ts';
import { addRanges, chainOf, START, withStore } from '../test-chain.ts';
import { measure } from './measure.ts';
import { InvalidRequestError } from './request.ts';
import { series } from './series.ts';

const SIZES = { '10s': 10, '60s': 60, '1h': 3_600, '1d': 86_400 };

/** A chain with holes, and a window somewhere about it. */
interface Case {
	readonly chainId: number;
	readonly blocks: readonly BlockFact[];
	readonly known: ReadonlySet<number>;
	/** Runs of known blocks, in the order in which they are collected. */
	readonly runs: readonly { from: number; to: number }[];
	readonly from: number;
	readonly to: number;
}

const someCase: fc.Arbitrary<Case> = fc
	.record({
		chainId: fc.constantFrom(1, 324),
		first: fc.constantFrom(0, 1, 500),
		steps: fc.array(
			fc.record({
				seconds: fc.oneof(
					{ weight: 8, arbitrary: fc.integer({ min: 0, max: 14 }) },
					{ weight: 1, arbitrary: fc.integer({ min: 60, max: 5_000 }) }
				),
				txCount: fc.constantFrom(0, 0, 1, 2, 3, 50),
				system: fc.constantFrom(0, 1),
				gasLimit: fc.constantFrom(30_000_000, 30_000_000, 36_000_000, 2 ** 52),
				known: fc.integer({ min: 0, max: 9 })
			}),
			{ minLength: 1, maxLength: 60, size: 'max' }
		),
		offset: fc.integer({ min: 0, max: 3_599 }),
		/** Thousandths of the chain's length. */
		edges: fc.tuple(fc.integer({ min: -100, max: 1_100 }), fc.integer({ min: -100, max: 1_100 })),
		align: fc.constantFrom(1, 1, 10, 60, HOUR),
		backwards: fc.boolean()
	})
	.map(({ chainId, first, steps, offset, edges, align, backwards }) => {
		let timestamp = START + offset;
		const words = steps.map(({ seconds, txCount, system, gasLimit }) => {
			timestamp += chainId === 1 ? Math.max(1, seconds) : seconds;
			return { timestamp, txCount, userTxCount: Math.max(0, txCount - system), gasLimit };
		});
		const blocks = chainOf(words, first);
		const known = new Set(
			blocks.filter((_, index) => steps[index]?.known !== 0).map((each) => each.number)
		);
		const runs: { from: number; to: number }[] = [];
		for (const number of known) {
			const last = runs.at(-1);
			if (last?.to === number - 1) last.to = number;
			else runs.push({ from: number, to: number });
		}
		const span = timestamp - START + 60;
		const [low, high] = edges
			.map((edge) => START + Math.round((edge * span) / 1_000))
			.sort((a, b) => a - b) as [number, number];
		const from = Math.floor(low / align) * align;
		const to = Math.max(from + align, Math.floor(high / align) * align);
		return { chainId, blocks, known, runs: backwards ? runs.reverse() : runs, from, to };
	});

/** What is expected, from the blocks one by one and the seconds one by one. */
function byHand({ chainId, blocks, known, runs, from, to }: Case) {
	const strict = chainId === 1;
	const seen = blocks.filter(({ number }) => known.has(number));
	const byNumber = new Map(seen.map((block) => [block.number, block]));
	const inside = seen.filter(({ timestamp }) => timestamp >= from && timestamp < to);
	const isObserved = new Set<number>();
	for (const run of runs) {
		const start = byNumber.get(run.from)?.timestamp ?? 0;
		const end = byNumber.get(run.to)?.timestamp ?? 0;
		for (let s: number = start; s <= end; s++) {
			// At the edges of a run, blocks that are not known may share the second; none is before block 0.
			const isShared = (s === start && run.from > 0) || s === end;
			if (strict || !isShared) isObserved.add(s);
		}
	}
	let covered = 0;
	for (let s = from; s < to; s++) if (isObserved.has(s)) covered += 1;

	const intervals = inside.flatMap((block) => {
		if (strict) {
			const parent = byNumber.get(block.number - 1);
			return parent ? [block.timestamp - parent.timestamp] : [];
		}
		if (block.txCount === 0) return [];
		for (let back = 1; back <= 16; back++) {
			const parent = byNumber.get(block.number - back);
			if (!parent) return [];
			if (parent.txCount > 0) return [block.timestamp - parent.timestamp];
		}
		return [];
	});
	intervals.sort((a, b) => a - b);

	function peak(size: number, amount: (block: BlockFact) => number) {
		let best: { sum: number; at: number } | null = null;
		for (let at = Math.ceil(from / size) * size; at + size <= to; at += size) {
			const held = inside.filter(({ timestamp }) => timestamp >= at && timestamp < at + size);
			let whole = held.length === 0;
			for (let s = at; whole && s < at + size; s++) whole = isObserved.has(s);
			if (held.length === 0 && !whole) continue;
			const sum = held.reduce((total, block) => total + amount(block), 0);
			if (!best || sum > best.sum) best = { sum, at };
		}
		return best;
	}
	return { inside, covered, intervals, peak };
}

function ask(
	{ chainId, from, to }: Case,
	metric: MetricId,
	statistic: Statistic,
	peakWindow: PeakWindow | null = null
) {
	const window = { from: unixSeconds(from), to: unixSeconds(to) };
	const chain = chainById(chainId);
	return {
		chain,
		metric,
		statistic,
		peakWindow,
		window,
		baseWindow: null,
		zeroFees: 'included'
	} as const;
}

const NOW = unixSeconds(START + 90_000);
const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);

/** Checks what measurements of any case give, once its known blocks are stored. */
async function checkCases(check: (store: Store, each: Case) => Promise<void>): Promise<void> {
	const property = fc.asyncProperty(someCase, (each) =>
		withStore(async (store) => {
			await addRanges(store, each.chainId, each.blocks, each.runs);
			await check(store, each);
		})
	);
	await fc.assert(property, { numRuns: 60 });
}

describe('measure over any window of any chain, with holes', { timeout: 30_000 }, () => {
	it('gives the rate of what is known, by the seconds that are known', async () => {
		await checkCases(async (store, each) => {
			const { inside, covered } = byHand(each);
			const mean = await measure(store, ask(each, 'throughput.user_tx', 'mean'), NOW);
			const total = sum(inside.map((block) => block.userTxCount));
			expect(mean.coverage).toBe(covered / (each.to - each.from));
			expect(mean.value).toBe(covered === 0 ? null : total / covered);
			if (covered === 0) return;
			expect(mean.n).toBe(inside.length);
			expect(mean.interval[0]).toBe(
				mean.coverage === 1 ? mean.value : total / (each.to - each.from)
			);
		});
	});

	it('gives the plain transfers that fit under the gas limits, where those bind a rate', async () => {
		await checkCases(async (store, each) => {
			const { inside, covered } = byHand(each);
			const mean = await measure(store, ask(each, 'capacity.gas_ceiling', 'mean'), NOW);
			const limit = inside.reduce((total, block) => total + BigInt(block.gasLimit), 0n);
			const hasValue = each.chainId === 1 && inside.length > 0;
			expect(mean.value).toBe(hasValue ? Number(limit) / 21_000 / covered : null);
			expect(mean.n).toBe(hasValue ? inside.length : 0);
			if (!hasValue) expect(mean.reason).toMatch(each.chainId === 1 ? /no block/ : /constant/);
			else expect(mean.interval[1]).toBe(mean.coverage === 1 ? mean.value : null);
		});
	});

	it('gives the gas used of the gas limits, where those bind', async () => {
		await checkCases(async (store, each) => {
			const { inside, covered } = byHand(each);
			const mean = await measure(store, ask(each, 'block.fullness', 'mean'), NOW);
			const used = sum(inside.map((block) => block.gasUsed));
			const limit = inside.reduce((total, block) => total + BigInt(block.gasLimit), 0n);
			const hasValue = each.chainId === 1 && inside.length > 0;
			expect(mean.value).toBe(hasValue ? used / Number(limit) : null);
			expect(mean.n).toBe(hasValue ? inside.length : 0);
			expect(mean.coverage).toBe(covered / (each.to - each.from));
			if (!hasValue) expect(mean.reason).toMatch(each.chainId === 1 ? /no block/ : /constant/);
			else if (mean.coverage === 1) expect(mean.interval).toEqual([mean.value, mean.value]);
			else expect(mean.interval).toEqual([null, null]);
			const perBlock = await measure(store, ask(each, 'block.gas_limit', 'mean'), NOW);
			expect(perBlock.value).toBe(hasValue ? Number(limit) / inside.length : null);
			expect(perBlock.reason).toBe(mean.reason);
		});
	});

	it('gives the intervals between blocks', async () => {
		await checkCases(async (store, each) => {
			const { intervals, covered } = byHand(each);
			const mean = await measure(store, ask(each, 'block.interval', 'mean'), NOW);
			const median = await measure(store, ask(each, 'block.interval', 'p50'), NOW);
			const none = covered === 0 || intervals.length === 0;
			expect(mean.n).toBe(none ? 0 : intervals.length);
			expect(mean.value).toBe(none ? null : sum(intervals) / intervals.length);
			expect(median.value).toBe(none ? null : intervals[Math.ceil(intervals.length / 2) - 1]);
		});
	});

	it('gives the greatest peak and the earliest place of it, or refuses a peak window that is too short', async () => {
		const peakWindow = fc.constantFrom<PeakWindow>('block', '10s', '60s', '1h');
		await fc.assert(
			fc.asyncProperty(someCase, peakWindow, async (each, size) => {
				const { inside, covered, intervals, peak } = byHand(each);
				const median = covered === 0 ? undefined : intervals[Math.ceil(intervals.length / 2) - 1];
				await withStore(async (store) => {
					await addRanges(store, each.chainId, each.blocks, each.runs);
					const measured = measure(store, ask(each, 'throughput.tx', 'max', size), NOW);
					if (size !== 'block' && median !== undefined && SIZES[size] < 5 * median) {
						await expect(measured).rejects.toThrow(InvalidRequestError);
						return;
					}
					const { value, peakAt } = await measured;
					if (covered === 0) expect(value).toBeNull();
					else if (size === 'block') {
						const most =
							inside.length === 0 ? null : Math.max(...inside.map((block) => block.txCount));
						expect(value).toBe(most);
						expect(peakAt?.block).toBe(inside.find((block) => block.txCount === most)?.number);
					} else {
						const best = peak(SIZES[size], (block) => block.txCount);
						expect(value).toBe(best && best.sum / SIZES[size]);
						if (best && best.sum > 0) expect(peakAt?.time).toBe(best.at);
					}
				});
			}),
			{ numRuns: 150 }
		);
	});
});

describe('a series', { timeout: 30_000 }, () => {
	const questions: [MetricId, Statistic, PeakWindow | null][] = [
		['throughput.user_tx', 'mean', null],
		['throughput.gas', 'max', '60s'],
		['throughput.tx', 'max', 'block'],
		['block.interval', 'p95', null],
		['block.interval', 'mean', null],
		['block.fullness', 'mean', null],
		['capacity.gas_ceiling', 'mean', null],
		['fee.base', 'p50', null]
	];

	it('has in every bucket what measure gives for that bucket', async () => {
		const resolution = fc.constantFrom('1m' as const, '1h' as const);
		await fc.assert(
			fc.asyncProperty(
				someCase,
				fc.constantFrom(...questions),
				resolution,
				async (each, question, asked) => {
					const [metric, statistic, peakWindow] = question;
					const size = asked === '1m' && metric !== 'fee.base' ? '1m' : '1h';
					const step = size === '1m' ? 60 : HOUR;
					const from = Math.floor(each.from / step) * step;
					const to = Math.min(Math.ceil(each.to / step) * step, from + 24 * step);
					await withStore(async (store) => {
						await addRanges(store, each.chainId, each.blocks, each.runs);
						const whole = ask({ ...each, from, to }, metric, statistic, peakWindow);
						let points;
						try {
							points = await series(store, whole.chain, whole, whole.window, size);
						} catch (error) {
							if (!(error instanceof InvalidRequestError)) throw error;
							await expect(measure(store, whole, NOW)).rejects.toThrow(InvalidRequestError);
							return;
						}
						expect(points.map(({ t }) => t)).toEqual(
							Array.from({ length: (to - from) / step }, (_, index) => from + index * step)
						);
						for (const { t, value, interval, n, coverage, reason, noBlock } of points) {
							// Of all blocks of the chain, those that are not known among them.
							if (noBlock)
								expect(
									each.blocks.filter(({ timestamp }) => timestamp >= t && timestamp < t + step)
								).toEqual([]);
							const bucket = ask({ ...each, from: t, to: t + step }, metric, statistic, peakWindow);
							const measured = await measure(store, bucket, NOW).catch((error: unknown) => {
								// The blocks of this bucket alone are too far apart for the peak window.
								if (error instanceof InvalidRequestError) return null;
								throw error;
							});
							if (measured)
								expect({ value, interval, n, coverage, reason }).toEqual({
									value: measured.value,
									interval: measured.interval,
									n: measured.n,
									coverage: measured.coverage,
									reason: measured.reason
								});
						}
					});
				}
			),
			{ numRuns: 60 }
		);
	});
});
