import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ARTICLES } from '#lib/articles/index.ts';
import { CHAINS } from '#lib/domain/chains.ts';
import { METRICS } from '#lib/domain/metrics/registry.ts';
import type { ArticleJson } from '#lib/domain/wire/article.ts';
import type { ClaimJson } from '#lib/domain/wire/claim.ts';
import type { MeasurementJson } from '#lib/domain/wire/measurement.ts';
import type { SeriesJson } from '#lib/domain/wire/series.ts';
import { openStore } from '#lib/server/store/open.ts';
import { runCollector, temporaryFolder } from './collector.ts';
import { startSite, type Site } from './site.ts';

/**
 * A figure shown as measured must come from the store. So where the store is empty there must be none: on
 * no page, in no answer, before the judge has run and after.
 */
describe.each(['never judged', 'judged on nothing'])('an empty database, %s', (state) => {
	const folder = temporaryFolder();
	let site: Site;

	beforeAll(async () => {
		const databaseUrl = `file:${folder.path('empty.db')}`;
		const store = await openStore(databaseUrl);
		await store.close();
		if (state === 'judged on nothing') {
			const { code, output } = await runCollector(['judge'], { DATABASE_URL: databaseUrl });
			expect(code, output).toBe(0);
		}
		site = await startSite(databaseUrl);
	});
	afterAll(async () => {
		await site?.stop();
		folder.remove();
	});

	it('has no measured figure in the list of claims, nor on any claim', async () => {
		const { claims } = await site.json<{ claims: ClaimJson[] }>('/api/v1/claims');
		expect(claims.flatMap((claim) => claim.statements)).toHaveLength(
			ARTICLES.flatMap((article) => article.statements).length
		);
		for (const claim of claims) {
			expect(claim.measured?.value ?? null).toBeNull();
			expect(claim.share).toBeNull();
			expect(['insufficient_data', 'not_measurable', 'not_comparable', 'pending']).toContain(
				claim.finding
			);
			expect(claim.reason).not.toBe('');
			for (const reading of claim.readings)
				for (const { value, interval, n, coverage } of reading.measurements)
					expect({ value, interval, n, coverage }).toEqual({
						value: null,
						interval: [null, null],
						n: 0,
						coverage: 0
					});
		}
	});

	it('has no measured figure on any page', async () => {
		const { claims } = await site.json<{ claims: ClaimJson[] }>('/api/v1/claims');
		const { articles } = await site.json<{ articles: ArticleJson[] }>('/api/v1/articles');
		const paths = [
			...['/', '/compare', '/methodology'],
			...claims.map(({ slug }) => `/claims/${slug}`),
			...articles.map(({ slug }) => `/articles/${slug}`)
		];
		for (const path of paths) {
			const { status, text } = await site.get(path);
			expect(status, path).toBe(200);
			expect(text.match(/<data\b[^>]*>/g) ?? [], path).toEqual([]);
			expect(text, path).not.toMatch(/<figure\b/);
		}
		const { text } = await site.get('/');
		expect(text).toContain('data-state="never"');
		expect(text).toContain('No block has been collected yet');
	});

	it('measures nothing of any chain', async () => {
		for (const chain of CHAINS)
			for (const metric of Object.values(METRICS)) {
				const statistic = metric.statistics.find((each) => each !== 'max' && each !== 'change');
				if (!statistic) continue;
				const query = `metric=${metric.id}&statistic=${statistic}&from=2026-01-01&to=2026-01-02`;
				const measured = await site.json<MeasurementJson>(
					`/api/v1/chains/${chain.id}/measure?${query}`
				);
				expect(measured).toMatchObject({ value: null, interval: [null, null], n: 0, coverage: 0 });
				expect(measured.reason).not.toBeNull();
				if (statistic === 'median_of_daily_medians') continue;
				const series = await site.json<SeriesJson>(`/api/v1/chains/${chain.id}/series?${query}`);
				expect(series.points).toHaveLength(24);
				expect(series.points.filter((point) => point.value !== null || point.n > 0)).toEqual([]);
			}
	});

	it('says of every chain that it was never collected, and is alive and ready all the same', async () => {
		const status = await site.json<{ state: string; chains: { state: string }[] }>(
			'/api/v1/status'
		);
		expect(new Set(status.chains.map((chain) => chain.state))).toEqual(new Set(['never']));
		expect((await site.get('/health')).status).toBe(200);
		expect((await site.get('/ready')).status).toBe(200);
	});
});
