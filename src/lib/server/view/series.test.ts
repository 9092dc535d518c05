import { describe, expect, it } from 'vitest';
import demo from '#lib/articles/demo.ts';
import { WHOLE_VIEW, type ChartView } from '#lib/charts/chart-view.ts';
import { DAY, HOUR, iso, parseTime } from '#lib/domain/time.ts';
import { unixSeconds, wei, type UnixSeconds } from '#lib/domain/units.ts';
import type { Statistic } from '#lib/domain/metrics/metric.ts';
import { judgeClaims } from '../judging/judge-claims.ts';
import { addChain, addRanges, chainOf, START, withStore } from '../test-chain.ts';
import { findClaim } from './claims.ts';
import { claimChartData, claimSeries, getSeries } from './series.ts';

const NOW = unixSeconds(parseTime(demo.published) + 2.5 * DAY);
const FROM = NOW - 5 * DAY;

describe('the chart of a claim', () => {
	it('begins where collecting did, and a range of long ago makes it no longer', async () => {
		await withStore(async (store) => {
			await store.markDemo();
			const recent = Array.from({ length: 5 * 144 }, (_, index) => ({
				timestamp: FROM + index * 600
			}));
			await addChain(store, 31338, chainOf(recent, 10_000));
			await judgeClaims(store, NOW);
			const claim = await findClaim(store, 'demo-l2-5000-tps', { now: NOW });
			if (!claim) throw new Error('there is no such claim');
			const [before] = await claimSeries(store, claim);
			expect(before).toMatchObject({ resolution: '1h', from: iso(FROM - (FROM % 3_600)) });
			const past = chainOf(
				[0, 600, 1_200].map((offset) => ({ timestamp: FROM - 400 * DAY + offset }))
			);
			await addRanges(store, 31338, past, [{ from: 1, to: 3 }]);
			const [after] = await claimSeries(store, claim);
			expect(after).toEqual(before);
		});
	});

	it('begins with the first day whose sums are kept', async () => {
		await withStore(async (store) => {
			await store.markDemo();
			const month = Array.from({ length: 31 * 144 }, (_, index) => ({
				timestamp: NOW - 31 * DAY + index * 600
			}));
			await addChain(store, 31338, chainOf(month));
			await judgeClaims(store, NOW);
			const claim = (await findClaim(store, 'demo-l2-5000-tps'))!;
			const [whole] = await claimSeries(store, claim);
			expect(whole!.points).toHaveLength(32);

			const before = unixSeconds(NOW - 12 * DAY);
			while ((await store.dropRawFacts(31338, before)).hours > 0);
			expect(await claimSeries(store, claim)).toEqual([whole]);
			while ((await store.dropRollups(31338, before)) > 0);
			const [left] = await claimSeries(store, claim);
			expect(left!.from).toBe(iso(NOW - 11.5 * DAY));
			expect(left!.points).toEqual(whole!.points.slice(-12));
		});
	});

	it('shows a chosen stretch in buckets of its length, and says how far it could go', async () => {
		await withStore(async (store) => {
			await store.markDemo();
			const month = Array.from({ length: 31 * 144 }, (_, index) => ({
				timestamp: NOW - 31 * DAY + index * 600
			}));
			await addChain(store, 31338, chainOf(month, 10_000));
			const past = chainOf(
				[0, 600, 1_200].map((offset) => ({ timestamp: NOW - 400 * DAY + offset }))
			);
			await addRanges(store, 31338, past, [{ from: 1, to: 3 }]);
			await judgeClaims(store, NOW);
			const claim = (await findClaim(store, 'demo-l2-5000-tps'))!;
			const ask = (view: Partial<ChartView>, until?: UnixSeconds) =>
				claimChartData(store, claim, { ...WHOLE_VIEW, ...view }, until);
			const { data, rules, series } = await ask({});
			expect(data).toEqual({ from: NOW - 400 * DAY, to: NOW - 600 });
			expect(rules.leastBucket).toBe(HOUR);
			expect(series).toEqual(await claimSeries(store, claim));

			const [day] = (await ask({ range: '24h' })).series;
			expect(day).toMatchObject({ resolution: '1h' });
			expect(day!.points.length).toBeGreaterThanOrEqual(24);
			expect(day!.points.at(-1)!.from_block).toBeGreaterThan(day!.points.at(-2)!.from_block!);
			expect(day!.points[3]).toMatchObject({ to_block: day!.points[4]!.from_block! - 1 });
			// By the hour, however short: an hour is what its peaks are taken over.
			expect((await ask({ range: '1h' })).series[0]).toMatchObject({ resolution: '1h' });
			const [all] = (await ask({ range: 'all' })).series;
			expect(all).toMatchObject({ resolution: '1d' });
			expect(all!.points.length).toBeGreaterThan(400);

			const between = { from: unixSeconds(NOW - 200 * DAY), to: unixSeconds(NOW - 198 * DAY) };
			const [gap] = (await ask({ window: between })).series;
			expect(gap!.points.every(({ value }) => value === null)).toBe(true);
			const beyond = { from: unixSeconds(NOW + DAY), to: unixSeconds(NOW + 2 * DAY) };
			expect((await ask({ window: beyond })).series).toEqual([]);
			const then = unixSeconds(NOW - 10 * DAY);
			expect((await ask({ range: '24h' }, then)).data!.to).toBe(then);
		});
	});

	it('shows minutes by the hour where their blocks are no longer kept', async () => {
		await withStore(async (store) => {
			await store.markDemo();
			const days = Array.from({ length: 5 * 1_440 }, (_, index) => ({
				timestamp: FROM + index * 60
			}));
			await addChain(store, 31337, chainOf(days));
			await judgeClaims(store, NOW);
			const claim = (await findClaim(store, 'demo-l1-block-every-minute'))!;
			const window = { from: unixSeconds(FROM + DAY), to: unixSeconds(FROM + DAY + 2 * HOUR) };
			const ask = async () =>
				(await claimChartData(store, claim, { ...WHOLE_VIEW, window })).series[0]!;
			expect(await ask()).toMatchObject({ resolution: '1m', from: iso(window.from) });
			while ((await store.dropRawFacts(31337, unixSeconds(FROM + 3 * DAY))).hours > 0);
			const hourly = await ask();
			expect(hourly).toMatchObject({ resolution: '1h' });
			expect(hourly.points.every(({ value }) => value === 60)).toBe(true);
		});
	});

	it('has the 10th and 90th percentile beside a median, and beside nothing else', async () => {
		await withStore(async (store) => {
			const blocks = chainOf(
				Array.from({ length: 100 }, (_, index) => ({ timestamp: START + index * 60, txCount: 1 }))
			);
			const fees = blocks.map(({ number }) => ({
				...{ blockNumber: number, transactionIndex: 0, feeClass: 'native_transfer' as const },
				fee: wei(BigInt(number) * 1_000_000n)
			}));
			await addChain(store, 31338, blocks, fees);
			const ask = async (statistic: Statistic) =>
				(
					await getSeries(store, {
						...{ chainId: 31338, metric: 'fee.native_transfer', statistic, peakWindow: null },
						...{ unit: 'wei/tx', resolution: '1h' },
						...{ from: START, to: unixSeconds(START + HOUR) }
					})
				).points[0]!;
			const [median, low, high] = [await ask('p50'), await ask('p10'), await ask('p90')];
			expect(median.spread).toEqual([low.value, high.value]);
			expect(Number(low.value)).toBeLessThan(Number(median.value));
			expect(Number(high.value)).toBeGreaterThan(Number(median.value));
			expect([low.spread, high.spread]).toEqual([null, null]);
		});
	});
});
