import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { ClaimJson } from '#lib/domain/wire/claim.ts';
import type { SeriesJson } from '#lib/domain/wire/series.ts';
import { embedContent, EMBED_POINTS } from './embed-content.ts';
import { embedPage } from './embed-page.ts';
import { embedSvg } from './embed-svg.ts';
import { frozenContent, keptEmbed, RENDERER_VERSION } from './frozen-embed.ts';
import { madeClaim, madeSeries } from './test-embed.ts';

const SITE = { siteUrl: 'https://gauge.example.org', demo: false };
const VERDICT = 'ab'.repeat(32);
const SERIES = [madeSeries([1, 2, 4.2, 3, null, 2, 0])];

const frozen = (claim: ClaimJson = madeClaim(), series: readonly SeriesJson[] = SERIES) =>
	frozenContent(keptEmbed(claim, series), VERDICT, SITE);

/**
 * What renderer 1 makes of one claim. When this differs, frozen embeds that others already show would change: put
 * it right, or raise RENDERER_VERSION and write the new hashes here.
 */
const DRAWN = {
	renderer: 1,
	page: 'f605e321ebc8c6154777eef3615113bce95c08f189e017761e31883daa209952',
	svg: '32842d8457d346c6b6fa82f4022ba0f71cdc6119117c56f514fb16d4013983d2'
};

describe('a frozen embed', () => {
	it('is drawn as the live one was, from what was kept alone', () => {
		const live = embedContent(madeClaim(), SERIES, SITE);
		const { attribution, verdict, pageUrl, currentUrl, ...words } = frozen();
		expect({ ...words }).toEqual(
			Object.fromEntries(Object.entries(live).filter(([name]) => name in words))
		);
		expect(words.chart?.panel.points).toEqual(live.chart?.panel.points);
		expect(words.chart?.panel.missing).toHaveLength(1);
		expect(attribution).toBe(`${live.attribution} · Frozen, as of 23 Nov 2026, 02:40 UTC`);
		expect(pageUrl).toBe(`${live.pageUrl}?asOf=2026-11-23T02:40:00Z`);
		expect([verdict, currentUrl]).toEqual([VERDICT, live.pageUrl]);
	});

	it('says so in page and picture, and leads to then and to now', () => {
		for (const text of [
			embedPage(frozen(), 'auto'),
			embedSvg(frozen(), 'auto').replaceAll(/<\/text><text[^>]*>/g, ' ')
		]) {
			expect(text).toContain('Frozen, as of 23 Nov 2026, 02:40 UTC');
			expect(text).toContain('/claims/made-claim?asOf=2026-11-23T02:40:00Z');
			expect(text).toContain('What is found now: ');
		}
		expect(embedPage(frozen(), 'auto')).toContain(
			`url=${encodeURIComponent(`${SITE.siteUrl}/embed/claims/made-claim?verdict=${VERDICT}`)}`
		);
	});

	it('says nothing of a claim’s later words', () => {
		const kept = keptEmbed(madeClaim(), SERIES);
		const words = JSON.stringify(frozenContent(kept, VERDICT, SITE));
		expect(words).toContain('achieved 15,000 TPS');
		expect(words).not.toContain(madeClaim().reason);
	});

	it('keeps at most 300 points, as plain numbers, with the extremes and the series’ window, unit and statistic', () => {
		const values = Array.from({ length: 2_000 }, (_, index) => (index === 777 ? 99 : index % 7));
		const kept = JSON.parse(keptEmbed(madeClaim(), [madeSeries(values, { resolution: '1h' })]));
		const points: [number, number][] = kept.panel.points;
		expect(points.length).toBeLessThanOrEqual(EMBED_POINTS);
		expect(points.length).toBeGreaterThan(EMBED_POINTS / 2);
		expect(Math.max(...points.map(([, y]) => y))).toBe(99);
		expect(points.flat().filter((each) => each !== null && typeof each !== 'number')).toEqual([]);
		expect(kept).toMatchObject({
			renderer: RENDERER_VERSION,
			panel: { unit: 'tx/s', statistic: 'max', peakWindow: '60s', chain: 324 }
		});
		expect(kept.panel.to).toBeGreaterThan(kept.panel.from);
	});

	it('has no chart where there was none', () => {
		expect(frozen(madeClaim(), []).chart).toBeNull();
	});

	it('is at most 10 kB gzipped with the longest chart', () => {
		const values = Array.from(
			{ length: 241 },
			(_, index) => 100 * Math.abs(Math.sin(index * index))
		);
		const page = embedPage(frozen(madeClaim(), [madeSeries(values, { resolution: '1h' })]), 'auto');
		expect(gzipSync(page).length).toBeLessThanOrEqual(10_240);
	});

	it('is the same bytes for the same version of the renderer', () => {
		const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
		expect({
			renderer: RENDERER_VERSION,
			page: sha256(embedPage(frozen(), 'auto')),
			svg: sha256(embedSvg(frozen(), 'auto'))
		}).toEqual(DRAWN);
	});
});
