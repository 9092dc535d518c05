import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chainById } from '#lib/domain/chains.ts';
import type { BlockFact } from '#lib/domain/facts.ts';
import type { MetricId } from '#lib/domain/metrics/registry.ts';
import { PEAK_WINDOW_SECONDS, type PeakWindow } from '#lib/domain/metrics/metric.ts';
import { DAY, HOUR, type TimeWindow } from '#lib/domain/time.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import type { Store } from '../store/ports/store.ts';
import { addRanges, at, chainOf, START, withStore } from '../test-chain.ts';
import { measure } from './measure.ts';
import type { MeasureRequest } from './request.ts';
import { series } from './series.ts';

const ETHEREUM = chainById(1);
const NOW = unixSeconds(START + 10 * DAY);
/** Bursts of a dozen blocks two seconds apart, forty minutes and a bit between them, for more than three days. */
const [BURSTS, BURST, APART] = [120, 12, 2_437];
const BLOCKS = chainOf(
	Array.from({ length: BURSTS * BURST }, (_, index) => ({
		timestamp: START + Math.floor(index / BURST) * APART + (index % BURST) * 2,
		txCount: (index * 7_919) % 23,
		userTxCount: ((index * 7_919) % 23) - (((index * 7_919) % 23) % 2),
		gasUsed: ((index * 104_729) % 997) * 1_000
	}))
);
const LAST = BLOCKS.at(-1)!;
const ALL = { from: 1, to: LAST.number };

/** What a block holds beyond its users’ transactions: much in few blocks, as bundles come. */
const extraOf = ({ number, userTxCount }: BlockFact) =>
	userTxCount > 0 && (number * 31) % 5 === 0 ? 1 + ((number * 37) % 90) : 0;
const EXTRAS = BLOCKS.map((block) => ({ blockNumber: block.number, extra: extraOf(block) })).filter(
	({ extra }) => extra > 0
);

const AMOUNTS: Partial<Record<MetricId, (block: BlockFact) => number>> = {
	'throughput.tx': ({ txCount }) => txCount,
	'throughput.user_tx': ({ userTxCount }) => userTxCount,
	'throughput.user_ops': (block) => block.userTxCount + extraOf(block),
	'throughput.gas': ({ gasUsed }) => gasUsed
};
const METRICS_OF_THROUGHPUT = Object.entries(AMOUNTS) as [MetricId, (block: BlockFact) => number][];

const WINDOWS: [string, TimeWindow][] = [
	['the whole chain', { from: START, to: unixSeconds(LAST.timestamp + 1) }],
	['a window aligned to nothing', { from: at(4_001), to: at(2 * DAY + 9_007) }],
	['full hours', { from: at(HOUR), to: at(30 * HOUR) }],
	['full days', { from: START, to: at(3 * DAY) }]
];

/** The greatest sum over the blocks of one aligned length that lies wholly in the window; the earliest of equals. */
function peakByHand(
	blocks: readonly BlockFact[],
	{ from, to }: TimeWindow,
	peakWindow: PeakWindow,
	amount: (block: BlockFact) => number
) {
	const size = peakWindow === 'block' ? 0 : PEAK_WINDOW_SECONDS[peakWindow];
	const sums = new Map<number, { value: number; time: number; block: number }>();
	for (const block of blocks) {
		const time = size === 0 ? block.timestamp : block.timestamp - (block.timestamp % size);
		if (time < from || time + Math.max(1, size) > to) continue;
		const key = size === 0 ? block.number : time;
		const sum = sums.get(key) ?? { value: 0, time, block: block.number };
		sums.set(key, { ...sum, value: sum.value + amount(block) });
	}
	const best = [...sums.values()].reduce((top, each) => (each.value > top.value ? each : top));
	return { ...best, value: size === 0 ? best.value : best.value / size };
}

const inside = ({ from, to }: TimeWindow) =>
	BLOCKS.filter(({ timestamp }) => timestamp >= from && timestamp < to);
const request = (
	metric: MetricId,
	window: TimeWindow,
	peakWindow: PeakWindow | null
): MeasureRequest => ({
	chain: ETHEREUM,
	statistic: peakWindow ? 'max' : 'mean',
	...{ metric, peakWindow, window, baseWindow: null, zeroFees: 'included' }
});

describe('throughput by hand', () => {
	let store: Store;
	let end: () => void;
	beforeAll(
		() =>
			new Promise<void>((ready, failed) => {
				withStore(async (opened) => {
					await addRanges(opened, 1, BLOCKS, [ALL]);
					await opened.addFees(1, { range: ALL, fees: [], userOps: EXTRAS });
					store = opened;
					ready();
					await new Promise<void>((ended) => (end = ended));
				}).catch(failed);
			})
	);
	afterAll(() => end());

	it('is of blocks that hold more operations than transactions, in parts of hours too', () => {
		expect(EXTRAS.length).toBeGreaterThan(50);
		const parts = [
			{ from: at(4_001), to: at(2 * HOUR) },
			{ from: at(2 * DAY + 2 * HOUR), to: at(2 * DAY + 9_007) },
			{ from: unixSeconds(LAST.timestamp - (LAST.timestamp % HOUR)), to: NOW }
		];
		for (const part of parts) expect(inside(part).some((block) => extraOf(block) > 0)).toBe(true);
	});

	describe.each(METRICS_OF_THROUGHPUT)('%s', (metric, amount) => {
		it.each(WINDOWS)('mean over %s', async (_, window) => {
			const sum = inside(window).reduce((total, block) => total + amount(block), 0);
			const mean = await measure(store, request(metric, window, null), NOW);
			expect(mean).toMatchObject({
				...{ value: sum / (window.to - window.from), coverage: 1, reason: null },
				...{ n: inside(window).length, peakAt: null }
			});
			expect(mean.interval).toEqual([mean.value, mean.value]);
		});

		it.each(
			WINDOWS.flatMap(([name, window]) =>
				(['block', '10s', '60s', '1h', '1d'] as const).map(
					(peakWindow) => [peakWindow, name, window] as const
				)
			)
		)('max of %s over %s, with its time and block', async (peakWindow, _, window) => {
			const max = await measure(store, request(metric, window, peakWindow), NOW);
			if (window.to - window.from < 2 * DAY && peakWindow === '1d') {
				expect(max.reason).toMatch(/no full 1d/);
				return;
			}
			const { value, time, block } = peakByHand(inside(window), window, peakWindow, amount);
			expect(max).toMatchObject({ value, interval: [value, value], peakAt: { time, block } });
		});
	});

	it('is in each point of a series what it is for that bucket', async () => {
		const days = { from: START, to: at(2 * DAY) };
		const hour = { from: at(HOUR), to: at(2 * HOUR) };
		for (const [window, resolution, step] of [
			[days, '1h', HOUR],
			[days, '1d', DAY],
			[hour, '1m', 60]
		] as const)
			for (const peakWindow of [null, 'block'] as const) {
				const question = request('throughput.user_ops', window, peakWindow);
				const points = await series(store, ETHEREUM, question, window, resolution);
				expect(points).toHaveLength((window.to - window.from) / step);
				for (const { t, value, n, coverage } of points) {
					const bucket = { from: t, to: unixSeconds(t + step) };
					const asked = request('throughput.user_ops', bucket, peakWindow);
					expect(await measure(store, asked, NOW)).toMatchObject({ value, n, coverage });
				}
			}
	});
});

describe('throughput.user_ops where some blocks were not counted', () => {
	const window = { from: START, to: unixSeconds(LAST.timestamp + 1) };
	/** From a block in the middle of an hour to another. */
	const counted = { from: 5 * BURST + 3, to: 9 * BURST + 5 };

	it('is missing, never without what nobody looked for', async () => {
		await withStore(async (store) => {
			await addRanges(store, 1, BLOCKS, [ALL]);
			await store.addFees(1, { range: ALL, fees: [] });
			for (const peakWindow of [null, 'block', '1h'] as const)
				expect(
					await measure(store, request('throughput.user_ops', window, peakWindow), NOW)
				).toMatchObject({
					value: null,
					coverage: 0,
					n: 0,
					reason: expect.stringMatching(/not counted/)
				});
			const userTx = await measure(store, request('throughput.user_tx', window, null), NOW);
			expect(userTx.coverage).toBe(1);
		});
	});

	it('is of those that were, over the seconds of those', async () => {
		await withStore(async (store) => {
			await addRanges(store, 1, BLOCKS, [ALL]);
			await store.addFees(1, { range: ALL, fees: [] });
			const userOps = EXTRAS.filter(
				({ blockNumber }) => blockNumber >= counted.from && blockNumber <= counted.to
			);
			await store.addFees(1, { range: counted, fees: [], userOps });
			const seen = BLOCKS.slice(counted.from - 1, counted.to);
			const seconds = seen.at(-1)!.timestamp + 1 - seen[0]!.timestamp;
			const amount = AMOUNTS['throughput.user_ops']!;
			const sum = seen.reduce((total, block) => total + amount(block), 0);
			const mean = await measure(store, request('throughput.user_ops', window, null), NOW);
			expect(mean).toMatchObject({ value: sum / seconds, n: seen.length });
			expect(mean.coverage).toBe(seconds / (window.to - window.from));
			expect(mean.interval).toEqual([sum / (window.to - window.from), null]);
			expect(mean.provenance).toMatchObject({ fromBlock: counted.from, toBlock: counted.to });
			for (const peakWindow of ['block', '10s', '60s', '1h'] as const) {
				const max = await measure(store, request('throughput.user_ops', window, peakWindow), NOW);
				const { value, time, block } = peakByHand(seen, window, peakWindow, amount);
				expect(max).toMatchObject({ value, interval: [value, null], peakAt: { time, block } });
			}
			// Neither of its edges is on a full hour, and it begins and ends among blocks that are not counted.
			const within = { from: at(4 * APART + 100), to: at(9 * APART + 15) };
			const edge = await measure(store, request('throughput.user_ops', within, null), NOW);
			const ofWithin = seen.filter(
				({ timestamp }) => timestamp >= within.from && timestamp < within.to
			);
			expect(edge.n).toBe(ofWithin.length);
		});
	});

	it('has another input hash when an operation more is counted at an edge', async () => {
		const edge = { from: START, to: at(40) };
		const hashWith = (extra: number) =>
			withStore(async (store) => {
				await addRanges(store, 1, BLOCKS, [ALL]);
				await store.addFees(1, { range: ALL, fees: [], userOps: [{ blockNumber: 2, extra }] });
				const { provenance } = await measure(
					store,
					request('throughput.user_ops', edge, null),
					NOW
				);
				return provenance.inputSha256;
			});
		expect(await hashWith(2)).not.toBe(await hashWith(1));
		expect(await hashWith(2)).toBe(await hashWith(2));
	});
});
