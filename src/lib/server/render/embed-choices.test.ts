import { describe, expect, it } from 'vitest';
import { LONGEST_ALT, parseEmbedChoices, USUAL_CHOICES } from './embed-choices.ts';

const parse = (text: string) => parseEmbedChoices(new URLSearchParams(text));

describe('the choices of an embed', () => {
	it('are the usual ones in an address without any', () => {
		expect(parse('')).toEqual(USUAL_CHOICES);
		expect(parse('alt=%20&utm_source=x')).toEqual(USUAL_CHOICES);
	});

	it('are read from the address', () => {
		expect(parse('width=480&theme=dark&mode=frozen&form=png&for=no_frames&alt=a%0A%20b')).toEqual({
			width: 480,
			theme: 'dark',
			mode: 'frozen',
			form: 'png',
			platform: 'no_frames',
			alt: 'a b'
		});
	});

	it.each([
		['width=481', /width was "481"; it may be 320, 480, 680/],
		['width=480px', /it may be 320/],
		['theme=blue', /auto, light, dark/],
		['mode=Live', /live, frozen/],
		['form=gif', /card, svg, png/],
		['for=myspace', /html, wordpress/],
		[`alt=${'x'.repeat(LONGEST_ALT + 1)}`, /1001 characters; it may have 1000/]
	])('are refused where there is no such choice: %s', (text, why) => {
		expect(() => parse(text)).toThrow(why);
	});
});
