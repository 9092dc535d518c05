import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { embedHeight } from './embed-height.ts';
import { oembed, oembedTarget, oembedXml } from './oembed.ts';
import { oembedLinks } from './oembed-address.ts';
import { madeEmbed } from './test-embed.ts';

const SITE = 'https://gauge.example.org';
const target = { slug: 'made-claim', verdict: null, theme: 'auto' } as const;
const unlimited = { maxwidth: null, maxheight: null };
const content = madeEmbed();

describe('the address that oEmbed is asked about', () => {
	it('may be a claim’s page or an embed, with its verdict and theme', () => {
		expect(oembedTarget(`${SITE}/claims/made-claim`, SITE)).toEqual(target);
		expect(oembedTarget(`http://gauge.example.org/claims/made-claim?utm=x#chart`, SITE)).toEqual(
			target
		);
		expect(oembedTarget(`${SITE}/embed/claims/made-claim?verdict=ab&theme=dark`, SITE)).toEqual({
			slug: 'made-claim',
			verdict: 'ab',
			theme: 'dark'
		});
	});

	it.each([
		'',
		'claims/made-claim',
		'https://other.example/claims/made-claim',
		'https://gauge.example.org.evil.example/claims/made-claim',
		'javascript:alert(1)//gauge.example.org/claims/made-claim',
		'ftp://gauge.example.org/claims/made-claim',
		`${SITE}/`,
		`${SITE}/claims/`,
		`${SITE}/claims/made-claim/embed`,
		`${SITE}/claims/%E0%A4%A`,
		`${SITE}/articles/made-claim`,
		`${SITE}/claims/made-claim?asOf=2026-11-23T00:00:00Z`,
		`${SITE}/embed/claims/made-claim?theme=blue`
	])('may not be %s', (address) => expect(oembedTarget(address, SITE)).toBeNull());
});

describe('oEmbed', () => {
	it('has what the specification requires of rich content', () => {
		expect(oembed(content, target, unlimited)).toMatchObject({
			type: 'rich',
			version: '1.0',
			title: '“achieved 15,000 TPS”: Not observed',
			provider_name: 'Claimgauge',
			provider_url: SITE,
			cache_age: 3600,
			width: 680,
			height: embedHeight(content, 680),
			thumbnail_url: `${SITE}/embed/claims/made-claim.png?w=680`,
			thumbnail_width: 680
		});
	});

	it('is one empty frame, of attributes that sanitisers keep', () => {
		const { document } = parseHTML(
			oembed({ ...content, quote: '"><script>alert(1)</script>' }, target, unlimited).html
		);
		const all = [...document.querySelectorAll('*')];
		expect(all.map(({ tagName }) => tagName)).toEqual(['IFRAME']);
		const names = [...(all[0]?.attributes ?? [])].map(({ name }) => name);
		expect(names).toEqual(['src', 'width', 'height', 'frameborder', 'title']);
		expect(all[0]?.innerHTML).toBe('');
	});

	it('honours what the consumer has room for, in the frame and in the thumbnail', () => {
		for (const [maxwidth, maxheight] of [
			[400, null],
			[320, 300],
			[200, 100],
			[5_000, 5_000]
		] as const) {
			const answer = oembed(content, target, { maxwidth, maxheight });
			for (const [width, height] of [
				[answer.width, answer.height],
				[answer.thumbnail_width ?? 0, answer.thumbnail_height ?? 0]
			] as const) {
				expect(width).toBeLessThanOrEqual(Math.min(680, maxwidth));
				expect(height).toBeLessThanOrEqual(maxheight ?? Infinity);
			}
			expect(answer.html).toContain(`width="${answer.width}" height="${answer.height}"`);
		}
		expect(oembed(content, target, { maxwidth: 200, maxheight: null })).not.toHaveProperty(
			'thumbnail_url'
		);
	});

	it('keeps verdict and theme', () => {
		const { html } = oembed(content, { ...target, verdict: 'ab', theme: 'dark' }, unlimited);
		expect(html).toContain('made-claim?verdict=ab&amp;theme=dark"');
	});

	it('says the same as XML, escaped', () => {
		const answer = oembed({ ...content, quote: 'a < b & "c"' }, target, unlimited);
		const xml = oembedXml(answer);
		expect(xml).toMatch(/^<\?xml version="1.0" encoding="utf-8"\?>\n<oembed>/);
		const read = Object.fromEntries(
			[...xml.matchAll(/<(\w+)>([^<]*)<\/\1>/g)].map(([, name, value]) => [
				name,
				value
					?.replaceAll('&lt;', '<')
					.replaceAll('&gt;', '>')
					.replaceAll('&quot;', '"')
					.replaceAll('&amp;', '&')
			])
		);
		expect(read).toEqual(
			Object.fromEntries(Object.entries(answer).map(([name, value]) => [name, String(value)]))
		);
	});

	it('is found by links that name nothing but the address and the format', () => {
		expect(oembedLinks(`${SITE}/claims/a`, SITE)).toEqual({
			'application/json+oembed': `${SITE}/oembed?url=https%3A%2F%2Fgauge.example.org%2Fclaims%2Fa&format=json`,
			'text/xml+oembed': `${SITE}/oembed?url=https%3A%2F%2Fgauge.example.org%2Fclaims%2Fa&format=xml`
		});
	});
});
