import { describe, expect, it } from 'vitest';
import { MOST_CHAINS } from './compared-metrics.ts';
import { SCHEMES, type Scheme } from './scheme.ts';
import { SERIES_STYLES, seriesStyle } from './series-style.ts';

/** WCAG’s contrast of two colours, 1 to 21. */
function contrast(one: string, other: string): number {
	const luminance = (colour: string) =>
		[1, 3, 5]
			.map((at) => parseInt(colour.slice(at, at + 2), 16) / 255)
			.map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
			.reduce((sum, part, k) => sum + part * [0.2126, 0.7152, 0.0722][k]!, 0);
	const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
	return (light! + 0.05) / (dark! + 0.05);
}

describe('the styles of lines', () => {
	it('are as many as chains can be compared, and none beyond', () => {
		expect(SERIES_STYLES).toHaveLength(MOST_CHAINS);
		expect(() => seriesStyle(MOST_CHAINS)).toThrow(RangeError);
	});

	it('differ two by two without their colour', () => {
		const looks = SERIES_STYLES.map(({ dash, point, turned }) => `${dash} ${point} ${turned}`);
		expect(new Set(looks).size).toBe(SERIES_STYLES.length);
	});

	it.each(['light', 'dark'] as Scheme[])('can be read as the text at their ends, %s', (scheme) => {
		for (const { colour } of SERIES_STYLES)
			expect(contrast(SCHEMES[scheme][colour], SCHEMES[scheme].paper), colour).toBeGreaterThan(4.5);
	});
});
