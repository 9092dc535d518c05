import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatCoverage, formatShare, formatSharePercent, shareInWords } from './share.ts';

const spaced = (text: string) => text.replaceAll('\u00a0', ' ');

describe('formatShare', () => {
	it.each([
		[null, '—'],
		[-0.2, '—'],
		[0, '0 of claim'],
		[0.2546 / 15_000, '1/59,000 of claim'],
		[4.2 / 15_000, '1/3,600 of claim'],
		[620 / 15_000, '1/24 of claim'],
		[0.4, '40 % of claim'],
		[0.99999, '99.9 % of claim'],
		[1, '1× the claim'],
		[16_200 / 15_000, '1.08× the claim'],
		[42, '42× the claim']
	])('shows %d as %s', (share, text) => {
		expect(spaced(formatShare(share))).toBe(text);
	});
	it('always says of what, and never that a claim was reached when it was not', () => {
		fc.assert(
			fc.property(fc.double({ min: 1e-12, max: 1e6, noNaN: true }), (share) => {
				expect(formatShare(share)).toMatch(/claim$/);
				expect(formatShare(share).includes('×')).toBe(share >= 1);
				if (share < 1) expect(formatShare(share)).not.toMatch(/^100/);
			})
		);
	});
});

describe('the share elsewhere', () => {
	it('is exact in per cent', () => {
		expect(spaced(formatSharePercent(0.2546 / 15_000))).toBe('0.0017 %');
		expect(formatSharePercent(null)).toBe('—');
	});
	it('of coverage is never 100 % where something is missing', () => {
		expect(spaced(formatCoverage(0.998))).toBe('99.8 %');
		expect(spaced(formatCoverage(0.99999999))).toBe('99.99 %');
		expect(spaced(formatCoverage(0.00000001))).toBe('0.01 %');
		expect(spaced(formatCoverage(0.29))).toBe('29 %');
		expect(spaced(formatCoverage(0.5792))).toBe('57.9 %');
		expect(spaced(formatCoverage(0.98996))).toBe('98.9 %');
		expect(spaced(formatCoverage(0.993_056))).toBe('99.3 %');
		expect(spaced(formatCoverage(0.006_944))).toBe('0.69 %');
		expect(spaced(formatCoverage(1))).toBe('100 %');
		expect(spaced(formatCoverage(0))).toBe('0 %');
	});
	it('stands before the claimed figure in a sentence', () => {
		expect(shareInWords(42)).toBe('42 times');
		expect(spaced(shareInWords(0.4))).toBe('40 % of');
		expect(shareInWords(4.2 / 15_000)).toBe('1/3,600 of');
	});
});
