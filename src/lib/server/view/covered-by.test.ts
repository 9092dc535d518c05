import { describe, expect, it } from 'vitest';
import demo from '#lib/articles/demo.ts';
import { DAY, parseTime } from '#lib/domain/time.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import { judgeClaims } from '../judging/judge-claims.ts';
import { addChain, chainOf, withStore } from '../test-chain.ts';
import { findClaim } from './claims.ts';
import { coveredBy, isOfClosedWindow } from './covered-by.ts';

/** A full UTC day, so that windows of days and of hours end with it. */
const NOW = unixSeconds(parseTime(demo.published) + 3 * DAY);
/** Its window is 60 days, of which 99 % must be seen. */
const SIXTY_DAYS = 'demo-l2-3-tps-in-60-days';

/** When it would be covered, on so many days of blocks every ten minutes up to now. */
const onDays = (days: number, slug = SIXTY_DAYS) =>
	withStore(async (store) => {
		await store.markDemo();
		const blocks = Array.from({ length: days * 144 + 1 }, (_, index) => ({
			timestamp: NOW - days * DAY + index * 600,
			txCount: 1
		}));
		if (days > 0) await addChain(store, 31338, chainOf(blocks));
		await judgeClaims(store, NOW);
		const claim = (await findClaim(store, slug))!;
		return { by: coveredBy(claim, true), finding: claim.finding };
	});

describe('coveredBy', () => {
	it('is when the rest of a moving window will have been collected', async () => {
		const { by, finding } = await onDays(20);
		expect(finding).toBe('insufficient_data');
		const expected = NOW + (0.99 - 20 / 60) * 60 * DAY;
		expect(Math.abs(Date.parse(by!) / 1000 - expected)).toBeLessThan(0.02 * DAY * 60);
	});

	it('is earlier with more collected, and sooner still when it comes to it', async () => {
		const [twenty, forty] = [await onDays(20), await onDays(40)];
		const days = (Date.parse(twenty.by!) - Date.parse(forty.by!)) / 1000 / DAY;
		expect(days).toBeGreaterThan(19);
		expect(days).toBeLessThan(21);
	});

	it('is not known of nothing, nor of what is judged', async () => {
		expect((await onDays(0)).by).toBeNull();
		const judged = await onDays(40, 'demo-l2-5000-tps');
		expect(judged.finding).not.toBe('insufficient_data');
		expect(judged.by).toBeNull();
	});
});

it('tells a window between two dates from one that moves or goes on', async () => {
	await withStore(async (store) => {
		await store.markDemo();
		const isClosed = async (slug: string) =>
			isOfClosedWindow((await findClaim(store, slug, { now: NOW }))!, true);
		expect(await isClosed('dencun-13-march-2024')).toBe(true);
		expect(await isClosed(SIXTY_DAYS)).toBe(false);
		expect(await isClosed('zksync-atlas-15000-tps')).toBe(false);
		expect(await isClosed('demo-l2-friendliest')).toBe(false);
	});
});
