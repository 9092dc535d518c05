import { describe, expect, it } from 'vitest';
import { isoDay, parseTime } from '#lib/domain/time.ts';
import { CORRECTIONS, correctionsFor, DEMO_CORRECTIONS } from './corrections.ts';
import { findClaim } from './index.ts';

describe('correctionsFor', () => {
	it('keeps the demo’s errors away from a database of public chains', () => {
		expect(correctionsFor(false)).toEqual(CORRECTIONS);
		expect(correctionsFor(true)).toEqual([...DEMO_CORRECTIONS, ...CORRECTIONS]);
	});

	it.each(correctionsFor(true))('is about a rated claim, with days in order: $claim', (each) => {
		const found = findClaim(each.claim);
		expect(found?.claim.rating.rated).toBe(true);
		expect(found?.article.demo).toBe(DEMO_CORRECTIONS.includes(each));
		for (const day of [each.since, each.until ?? each.since])
			expect(isoDay(parseTime(day))).toBe(day);
		expect(each.until === null || each.since < each.until).toBe(true);
		expect(each.error).toMatch(/^\p{Lu}.{20,}\.$/u);
	});

	it('is newest first', () => {
		for (const list of [CORRECTIONS, DEMO_CORRECTIONS])
			expect(list).toEqual(list.toSorted((a, b) => (a.since < b.since ? 1 : -1)));
	});
});
