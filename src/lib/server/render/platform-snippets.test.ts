import fc from 'fast-check';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import {
	EMBED_FORMS,
	EMBED_WIDTHS,
	PLATFORMS,
	USUAL_CHOICES,
	type EmbedChoices,
	type Platform
} from './embed-choices.ts';
import { THEMES } from './embed-colours.ts';
import type { EmbedContent } from './embed-content.ts';
import { frozenContent, keptEmbed } from './frozen-embed.ts';
import { platformSnippet } from './platform-snippets.ts';
import { madeClaim, madeEmbed, madeSeries } from './test-embed.ts';

const SITE = { siteUrl: 'https://gauge.example.org', demo: false };
const VERDICT = 'cd'.repeat(32);
const EMBED = `${SITE.siteUrl}/embed/claims/made-claim`;
const live = madeEmbed();
const frozen = frozenContent(keptEmbed(madeClaim(), [madeSeries([1, 2, 3])]), VERDICT, SITE);

function snippet(words: Partial<EmbedChoices> = {}, content: EmbedContent = live) {
	return platformSnippet(content, { ...USUAL_CHOICES, ...words });
}

/** The platforms whose snippet is markup, for a card or else for a picture. */
const MARKUP = {
	card: ['html', 'amp', 'no_frames'],
	svg: ['html', 'wordpress', 'ghost', 'amp', 'no_frames'],
	png: ['html', 'wordpress', 'ghost', 'amp', 'no_frames']
} as const;

describe('what is pasted', () => {
	it('into a website is a frame with title, height, lazy loading and a line that stays', () => {
		const { document } = parseHTML(snippet().code);
		const frame = document.querySelector('iframe');
		expect(frame?.getAttribute('src')).toBe(EMBED);
		expect(frame?.getAttribute('title')).toBe('“achieved 15,000 TPS”: Not observed');
		expect(frame?.getAttribute('loading')).toBe('lazy');
		expect(Number(frame?.getAttribute('height'))).toBe(snippet().shown.height);
		expect(document.querySelector('figure')?.getAttribute('style')).toContain('max-width:680px');
		const line = document.querySelector('figcaption');
		expect(line?.querySelector('a')?.getAttribute('href')).toBe(live.pageUrl);
		for (const words of ['As of 23 Nov 2026, 02:40 UTC', 'Claim: Bitget', 'CC BY 4.0'])
			expect(line?.textContent).toContain(words);
	});

	it('keeps width and theme, and the verdict where it is frozen', () => {
		const { code, shown } = snippet({ width: 480, theme: 'dark' }, frozen);
		expect(shown).toMatchObject({
			kind: 'frame',
			width: 480,
			src: `${EMBED}?verdict=${VERDICT}&theme=dark`
		});
		expect(code).toContain(`src="${EMBED}?verdict=${VERDICT}&amp;theme=dark"`);
		expect(code).toContain('max-width:480px');
		expect(code).toContain('?asOf=2026-11-23T02:40:00Z"');
		expect(code).toContain('Frozen, as of 23 Nov 2026');
	});

	it('gives a phone’s frame one height, and a wider one more on narrow screens', () => {
		expect(snippet({ width: 320 }).code).not.toContain('vw');
		expect(snippet({ width: 480 }).code).toMatch(/height:max\(\d+px,calc\(\d+px - \d+vw\)\)/);
	});

	it.each([
		['wordpress', live, 'auto', live.pageUrl],
		['ghost', live, 'auto', live.pageUrl],
		['notion', live, 'auto', EMBED],
		['wordpress', live, 'light', `${EMBED}?theme=light`],
		['ghost', frozen, 'auto', `${EMBED}?verdict=${VERDICT}`],
		['notion', frozen, 'dark', `${EMBED}?verdict=${VERDICT}&theme=dark`]
	] as const)('into %s is an address alone (%#)', (platform, content, theme, address) => {
		expect(snippet({ platform, theme }, content).code).toBe(address);
	});

	it.each(['newsletter', 'markdown', 'no_frames'] as const)(
		'into %s, where there are no frames, is a picture and a link',
		(platform) => {
			const { code, shown } = snippet({ platform });
			expect(code).not.toContain('<iframe');
			expect(code).toContain(`${EMBED}.png?w=1360`);
			expect(code).toContain(live.pageUrl);
			expect(shown).toMatchObject({ kind: 'picture', width: 680 });
		}
	);

	it('is PNG where SVG is not taken, else what was chosen', () => {
		expect(snippet({ platform: 'newsletter', form: 'svg' }).code).toContain('.png?');
		expect(snippet({ platform: 'markdown', form: 'svg' }).code).toContain(`${EMBED}.svg?w=680`);
		// narrower ones are laid out at their own width, or their letters would be too small
		expect(snippet({ form: 'png', width: 480 }).shown.src).toBe(`${EMBED}.png?w=480`);
	});

	it('into AMP is a frame with a picture until it is there, and no inline script', () => {
		const { document } = parseHTML(snippet({ platform: 'amp' }).code);
		const frame = document.querySelector('amp-iframe');
		expect(frame?.getAttribute('layout')).toBe('fixed-height');
		expect(Number(frame?.getAttribute('height'))).toBe(snippet({ width: 320 }).shown.height);
		expect(frame?.querySelector('amp-img[placeholder]')?.getAttribute('alt')).toBe(live.sentence);
		expect(document.querySelector('script, iframe, img')).toBeNull();
	});

	it('describes a picture with the finding’s sentence, or with what the author wrote', () => {
		const alt = (words: Partial<EmbedChoices>) =>
			parseHTML(snippet({ form: 'png', ...words }).code)
				.document.querySelector('img')
				?.getAttribute('alt');
		expect(alt({})).toBe(live.sentence);
		expect(alt({ alt: 'A “flat” line, <b>far</b> below' })).toBe('A “flat” line, <b>far</b> below');
	});

	it('says of each place in one sentence what works there', () => {
		for (const platform of PLATFORMS)
			for (const form of EMBED_FORMS)
				expect(snippet({ platform, form }).sentence, platform).toMatch(/^[A-Z][^.]*\.$/);
	});

	it('is markup in which no text becomes more than text', () => {
		const text = fc.string({ unit: fc.constantFrom(...`<>"'&\`-!]/=ab é\n`.split('')) });
		const words = fc.record({ quote: text, sentence: text, attribution: text, alt: text });
		const choices = fc.record({
			form: fc.constantFrom(...EMBED_FORMS),
			width: fc.constantFrom(...EMBED_WIDTHS),
			theme: fc.constantFrom(...THEMES)
		});
		const shape = (platform: Platform, chosen: Partial<EmbedChoices>, content: EmbedContent) => {
			const { document } = parseHTML(
				`<div>${snippet({ ...chosen, platform }, content).code}</div>`
			);
			return [...document.querySelectorAll('div *')].map((element) => [
				element.tagName,
				...[...element.attributes].map(({ name }) => name)
			]);
		};
		fc.assert(
			fc.property(words, choices, ({ alt, ...said }, chosen) => {
				for (const platform of MARKUP[chosen.form]) {
					const hostile = { ...live, ...said };
					expect(shape(platform, { ...chosen, alt }, hostile)).toEqual(
						shape(platform, { ...chosen, alt: 'plain' }, live)
					);
				}
			}),
			{ numRuns: 60 }
		);
	});

	it('is Markdown in which no text opens or closes anything', () => {
		const text = fc.string({ unit: fc.constantFrom(...'[]()!\\`*_<>&$|~ab\n'.split('')) });
		fc.assert(
			fc.property(text, text, (quote, alt) => {
				const { code } = snippet({ platform: 'markdown', alt }, { ...live, quote });
				// what is left without escaped signs is the frame that we wrote
				const bare = code.replaceAll(/\\[^a-z0-9\s]/gi, '');
				expect(bare.match(/[[\]()]/g)?.join('')).toBe('[[]()]()[]()');
				expect(bare).not.toMatch(/[`*<>$|~\\]/);
				expect(code.split('\n')).toHaveLength(3);
			})
		);
	});

	it('is lines of one thing each for who fills in fields', () => {
		const { code } = snippet({ platform: 'newsletter', alt: 'two\nlines' });
		expect(code.split('\n').map((line) => line.slice(0, line.indexOf(':')))).toEqual([
			'Picture',
			'Alt text',
			'Link',
			'Caption'
		]);
	});
});
