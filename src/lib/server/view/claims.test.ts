import { describe, expect, it } from 'vitest';
import demo from '#lib/articles/demo.ts';
import type { Measurement } from '#lib/domain/measurement.ts';
import { DAY, parseTime } from '#lib/domain/time.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import type { Store } from '#lib/server/store/ports/store.ts';
import type { StoredVerdict } from '#lib/server/store/ports/verdicts.ts';
import { judgeClaims } from '../judging/judge-claims.ts';
import { addChain, chainOf, withStore } from '../test-chain.ts';
import { findArticle } from './articles.ts';
import { findClaim, getClaims } from './claims.ts';
import { amountJson, measurementJson } from './measurement-json.ts';

const NOW = unixSeconds(parseTime(demo.published) + 2.5 * DAY);
const CLAIM = 'demo-l2-5000-tps';
const BLOCKS = chainOf(
	Array.from({ length: 31 * 144 }, (_, index) => ({ timestamp: NOW - 31 * DAY + index * 600 }))
);

async function judged<Result>(use: (store: Store) => Promise<Result>): Promise<Result> {
	return withStore(async (store) => {
		await store.markDemo();
		await addChain(store, 31338, BLOCKS);
		await judgeClaims(store, NOW);
		return use(store);
	});
}

async function latest(store: Store): Promise<StoredVerdict> {
	const verdict = (await store.getLatestVerdicts('now')).find((each) => each.claimSlug === CLAIM);
	if (!verdict) throw new Error(`${CLAIM} was not judged`);
	return verdict;
}

describe('the flag stale', () => {
	const flagsAt = (days: number) =>
		judged(async (store) => {
			const now = unixSeconds(NOW + days * DAY);
			return (await findClaim(store, CLAIM, { now }))?.flags;
		});

	it('is not raised without a clock, nor within three days', async () => {
		expect(await judged(async (store) => (await findClaim(store, CLAIM))?.flags)).not.toContain(
			'stale'
		);
		expect(await flagsAt(2.9)).not.toContain('stale');
	});

	it('is raised on data older than three days, on the claim and in its article', async () => {
		expect(await flagsAt(3.2)).toContain('stale');
		await judged(async (store) => {
			const article = await findArticle(store, demo.slug, { now: unixSeconds(NOW + 4 * DAY) });
			const stale = article?.statements.filter(({ flags }) => flags.includes('stale')) ?? [];
			expect(stale.map(({ claim }) => claim)).toContain(CLAIM);
			for (const { finding } of stale) expect(finding).not.toBe('insufficient_data');
		});
	});

	it('is not raised on what was shown at an earlier time', async () => {
		await judged(async (store) => {
			const claims = await getClaims(store, { asOf: NOW, now: unixSeconds(NOW + 90 * DAY) });
			expect(claims.flatMap(({ flags }) => flags)).not.toContain('stale');
		});
	});

	it('is never raised on a closed window', async () => {
		await withStore(async (store) => {
			const claims = await getClaims(store, { now: NOW });
			const closed = claims.filter(({ readings }) =>
				/^\d+ \w+ \d+/.test(readings[0]?.window ?? '')
			);
			expect(closed.length).toBeGreaterThan(0);
			const last = unixSeconds(parseTime('2025-11-28'));
			const from = parseTime('2023-01-01');
			const blocks = chainOf(
				Array.from({ length: (last - from) / 21_600 + 1 }, (_, index) => ({
					timestamp: from + index * 21_600,
					baseFee: index < 1_500 ? 20_000_000_000n : 300_000_000n
				}))
			);
			await addChain(store, 1, blocks);
			await judgeClaims(store, NOW);
			const after = await getClaims(store, { now: NOW });
			const decided = after.filter(
				({ slug, finding }) =>
					closed.some((each) => each.slug === slug) && finding !== 'insufficient_data'
			);
			expect(decided.length).toBeGreaterThan(0);
			for (const { flags } of decided) expect(flags).not.toContain('stale');
		});
	});
});

describe('a stored verdict that the articles have outgrown', () => {
	it('keeps its finding and its reason when its reading is there no more', async () => {
		await judged(async (store) => {
			const before = await latest(store);
			const [reading] = before.readings;
			if (!reading) throw new Error('no reading');
			const gone = { ...reading, readingId: `${CLAIM}/gone` };
			const verdict = { ...before, headline: gone.readingId, readings: [gone] };
			await store.saveVerdict(verdict, unixSeconds(NOW + 1));
			const claim = await findClaim(store, CLAIM);
			expect(claim).toMatchObject({ finding: before.shown, sentence: before.reason });
			expect(claim?.readings.map(({ rule }) => rule)).toEqual(['gate.measurement']);
		});
	});

	it('does not speak for another version of its reading', async () => {
		await judged(async (store) => {
			const before = await latest(store);
			const readings = before.readings.map((each) => ({ ...each, readingVersion: 99 }));
			await store.saveVerdict({ ...before, readings }, unixSeconds(NOW + 1));
			const claim = await findClaim(store, CLAIM);
			expect(claim?.readings[0]?.finding).toBe('insufficient_data');
		});
	});

	it('is not shown for a claim that is no longer rated', async () => {
		await judged(async (store) => {
			const before = await latest(store);
			await store.saveVerdict(
				{ ...before, claimSlug: 'demo-l2-friendliest' },
				unixSeconds(NOW + 1)
			);
			expect(await findClaim(store, 'demo-l2-friendliest')).toMatchObject({
				finding: 'not_measurable',
				measured: null,
				share: null
			});
		});
	});

	it('shows a measurement of a chain that left the list', async () => {
		await judged(async (store) => {
			const measurement = (await latest(store)).readings[0]?.measurements[0];
			if (!measurement) throw new Error('no measurement');
			const foreign: Measurement = { ...measurement, chainId: 987_654 };
			expect(measurementJson(foreign)).toMatchObject({ chain_name: 'chain 987654', demo: false });
		});
	});
});

it('shows what was shown at a time', async () => {
	await judged(async (store) => {
		const before = await latest(store);
		await store.saveVerdict({ ...before, shown: 'void', reason: 'later' }, unixSeconds(NOW + 100));
		const at = async (asOf: number) =>
			(await getClaims(store, { asOf: unixSeconds(asOf) })).find(({ slug }) => slug === CLAIM);
		expect((await at(NOW - 1))?.as_of).toBeNull();
		expect((await at(NOW + 99))?.finding).toBe(before.shown);
		expect((await at(NOW + 100))?.finding).toBe('void');
	});
});

it('writes wei as decimal digits, however many, and nothing positive as 0', () => {
	expect(amountJson(1e22, 'wei/tx')).toBe('10000000000000000000000');
	expect(amountJson(2 ** 53 + 2, 'wei/gas')).toBe('9007199254740994');
	expect(amountJson(0, 'wei/tx')).toBe('0');
	expect(amountJson(0.25, 'wei/tx')).toBe('0.25');
	expect(amountJson(0.25, 'gwei/gas')).toBe(0.25);
});
