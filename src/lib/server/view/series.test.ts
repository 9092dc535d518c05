import { describe, expect, it } from 'vitest';
import demo from '#lib/articles/demo.ts';
import { DAY, iso, parseTime } from '#lib/domain/time.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import { judgeClaims } from '../judging/judge-claims.ts';
import { addChain, addRanges, chainOf, withStore } from '../test-chain.ts';
import { findClaim } from './claims.ts';
import { claimSeries } from './series.ts';

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
});
