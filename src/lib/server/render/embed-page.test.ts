import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { embedMessage, embedPage, embedStyle } from './embed-page.ts';
import { embedResponse } from './embed-response.ts';
import { madeEmbed, madeSeries, UNMEASURED } from './test-embed.ts';

const MAX_BYTES = 10_240;
/** The most hours that a chart is drawn of by the hour, all different, and zeros and gaps among them. */
const long = madeSeries(
	Array.from({ length: 241 }, (_, index) =>
		index % 50 === 0 ? null : index % 41 === 0 ? 0 : 100 * Math.abs(Math.sin(index * index))
	),
	{ resolution: '1h' }
);

describe('embedPage', () => {
	const page = embedPage(madeEmbed(), 'auto');

	it('escapes what it is given', () => {
		const hostile = '<script>alert("x")</script>&\'';
		const text = embedPage(
			madeEmbed({ quote: hostile, sentence: hostile, caveat: hostile, finding: 'borderline' }),
			'auto'
		);
		expect(text).not.toContain('<script');
		expect(text).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&amp;');
	});

	it('holds no script and loads nothing', () => {
		expect(page).not.toMatch(/<script|javascript:|\son\w+=|@import|@font-face|url\((?!#)/);
		expect(page.match(/(?:src|href)="[^"]*"/g)).toEqual([
			'href="https://gauge.example.org/claims/made-claim"',
			'href="data:,"',
			'href="https://gauge.example.org/oembed?url=https%3A%2F%2Fgauge.example.org%2Fembed%2Fclaims%2Fmade-claim&amp;format=json"',
			'href="https://gauge.example.org/claims/made-claim"'
		]);
	});

	it('says finding, quote, both figures, share, sentence, scope, time and attribution', () => {
		const content = madeEmbed();
		for (const words of [
			'Not observed',
			'“achieved 15,000 TPS”',
			'≥\u00a015,000 TPS',
			'<data class="measured" value="4.2">4.2\u00a0tx/s</data>',
			'1/3,600 of claim',
			content.sentence,
			content.caveat,
			content.scope,
			content.asOf,
			content.attribution,
			`>${content.pageUrl}</a>`
		])
			expect(page).toContain(words);
		expect(page.match(/<svg[^>]* role="img"/g)).toHaveLength(3);
	});

	it('is marked where it is the demo’s', () => {
		const site = { siteUrl: 'http://localhost:3000', demo: true };
		expect(embedPage(madeEmbed({}, [], site), 'auto')).toContain('<b>Demo</b>');
		expect(page).not.toContain('<b>Demo</b>');
	});

	it('takes its colours from the theme it is asked for', () => {
		const [light, dark] = ['#ffffff', '#10151c'];
		const has = (theme: 'auto' | 'light' | 'dark') =>
			[light, dark].map((colour) => embedPage(madeEmbed(), theme).includes(`--paper:${colour}`));
		expect(has('auto')).toEqual([true, true]);
		expect(has('light')).toEqual([true, false]);
		expect(has('dark')).toEqual([false, true]);
	});

	it('has no figure element and no chart without data', () => {
		const text = embedPage(
			madeEmbed({ ...UNMEASURED, readings: [], finding: 'not_measurable' }, []),
			'auto'
		);
		expect(text).not.toMatch(/<data|<figure/);
		expect(text).toContain('nothing on a public chain could settle this statement');
	});

	it('is at most 10 kB gzipped, with the longest chart that there is', () => {
		expect(gzipSync(embedPage(madeEmbed({}, [long]), 'auto')).length).toBeLessThanOrEqual(
			MAX_BYTES
		);
	});

	it('is the same every time', () => {
		expect(embedPage(madeEmbed(), 'auto')).toBe(page);
	});
});

describe('embedResponse', () => {
	const response = embedResponse('x', 'text/html; charset=utf-8', 'a{}');

	it('may be framed and loaded by anyone, and is kept for five minutes', () => {
		expect(Object.fromEntries(response.headers)).toMatchObject({
			'cache-control': 'public, max-age=300, stale-while-revalidate=300',
			'cross-origin-resource-policy': 'cross-origin',
			'referrer-policy': 'strict-origin-when-cross-origin',
			'x-content-type-options': 'nosniff'
		});
		for (const name of ['x-frame-options', 'set-cookie', 'vary'])
			expect(response.headers.has(name), name).toBe(false);
		expect(response.headers.get('content-security-policy')).not.toContain('frame-ancestors');
	});

	it('allows its own style and nothing else', () => {
		const hash = createHash('sha256').update('a{}').digest('base64');
		expect(response.headers.get('content-security-policy')).toBe(
			`default-src 'none'; style-src 'sha256-${hash}'; img-src data:; base-uri 'none'; form-action 'none'`
		);
		expect(embedPage(madeEmbed(), 'dark')).toContain(`<style>${embedStyle('dark')}</style>`);
	});

	it('has another ETag for other bytes', () => {
		const etag = (body: string) => embedResponse(body, 'image/svg+xml', null).headers.get('etag');
		expect(etag('a')).toBe(etag('a'));
		expect(etag('a')).not.toBe(etag('b'));
	});
});

it('says what it is where there is no such claim', () => {
	const text = embedMessage(
		'There is <no> such claim',
		'Nothing & more',
		'https://gauge.example.org'
	);
	expect(text).toContain('Claimgauge puts numbers');
	expect(text).toContain('There is &lt;no&gt; such claim');
});
