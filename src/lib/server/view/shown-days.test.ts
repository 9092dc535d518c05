import { describe, expect, it } from 'vitest';
import demo from '#lib/articles/demo.ts';
import { DAY, HOUR, iso, isoDay, parseTime } from '#lib/domain/time.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import type { Store } from '#lib/server/store/ports/store.ts';
import { judgeClaims } from '../judging/judge-claims.ts';
import { addChain, chainOf, withStore } from '../test-chain.ts';
import { findClaim } from './claims.ts';
import { claimSeries } from './series.ts';
import { getShownDays } from './shown-days.ts';
import { getVerdictHistory } from './verdicts.ts';

const CLAIM = 'demo-l2-busiest-hour';
const PUBLISHED = parseTime(demo.published);
const FIRST = unixSeconds(PUBLISHED + 10 * HOUR);
const LATER = unixSeconds(PUBLISHED + 3 * DAY + 10 * HOUR);

/** Judged without any data, then three days later with 31 days of it. */
async function judgedTwice<Result>(use: (store: Store) => Promise<Result>): Promise<Result> {
	return withStore(async (store) => {
		await store.markDemo();
		await judgeClaims(store, FIRST);
		const blocks = Array.from({ length: 31 * 144 }, (_, index) => ({
			timestamp: LATER - 31 * DAY + index * 600,
			txCount: 20
		}));
		await addChain(store, 31338, chainOf(blocks));
		await judgeClaims(store, LATER);
		return use(store);
	});
}

describe('what was shown of a claim', () => {
	it('on each day is what the newest verdict by its end says', async () => {
		await judgedTwice(async (store) => {
			const day = (offset: number) => isoDay(PUBLISHED + offset * DAY);
			const nothing = {
				...{ now: 'insufficient_data', raw: 'insufficient_data', held_days: 0 },
				at_publication: 'insufficient_data'
			};
			expect(await getShownDays(store, CLAIM)).toEqual([
				...[0, 1, 2].map((offset) => ({ day: day(offset), ...nothing, as_of: iso(FIRST) })),
				{
					...{ day: day(3), now: 'demonstrated', raw: 'demonstrated', held_days: 0 },
					...{ at_publication: 'demonstrated', as_of: iso(LATER) }
				}
			]);
			const asOf = unixSeconds(LATER - 1);
			expect(await getShownDays(store, CLAIM, asOf)).toEqual([
				{ day: day(0), ...nothing, as_of: iso(FIRST) }
			]);
			expect(await getVerdictHistory(store, CLAIM, asOf)).toHaveLength(2);
			expect(await getVerdictHistory(store, CLAIM)).toHaveLength(4);
			expect(await getShownDays(store, 'no-such-claim')).toEqual([]);
		});
	});

	it('at a time is that, with the chart up to then; before the first verdict, nothing', async () => {
		await judgedTwice(async (store) => {
			const at = async (asOf: number) => {
				const claim = await findClaim(store, CLAIM, { asOf: unixSeconds(asOf), now: LATER });
				return claim!;
			};
			expect(await at(LATER)).toMatchObject({ finding: 'demonstrated', as_of: iso(LATER) });
			const before = await at(LATER - 1);
			expect(before).toMatchObject({ finding: 'insufficient_data', as_of: iso(FIRST) });
			expect(before.at_publication?.finding).toBe('insufficient_data');
			const never = await at(FIRST - 1);
			expect(never).toMatchObject({ as_of: null, at_publication: null });
			expect(never.reason).toBe('It had not been judged by then.');
			expect(never.readings[0]?.reason).toBe('It had not been judged by then.');

			const until = unixSeconds(LATER - 5 * DAY);
			const [whole] = await claimSeries(store, await at(LATER), LATER);
			const [cut] = await claimSeries(store, await at(LATER), until);
			expect(Date.parse(whole!.to) / 1000).toBeGreaterThan(until + DAY);
			expect(Date.parse(cut!.to) / 1000 - until).toBeGreaterThan(0);
			expect(Date.parse(cut!.to) / 1000 - until).toBeLessThanOrEqual(DAY);
			expect(await claimSeries(store, await at(LATER), unixSeconds(LATER - 40 * DAY))).toEqual([]);
		});
	});
});
