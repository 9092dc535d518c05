import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Reading } from '../claims.ts';
import type { Measurement } from '../measurement.ts';
import { headlineOf } from './charity.ts';
import { showVerdict, type DayVerdict } from './hold.ts';
import { judge } from './judge.ts';
import { caseOf, claimOf, COST, feeOf, readingOf } from './example-case.ts';
import type { ClaimVerdict, RawVerdict } from './verdict.ts';

const CONSISTENT = feeOf(0.00009, [0.00008, 0.00011]);
const CONTRADICTED = feeOf(0.0042, [0.0038, 0.0051]);
const BORDERLINE = feeOf(0.00014, [0.0001, 0.0002]);
/** Above the edge of $0.00015, within the margin of it ($0.00018). */
const JUST_OUTSIDE = feeOf(0.000165, [0.00016, 0.00017]);
const NOTHING = feeOf(null, [null, null], { n: 0, reason: 'not yet collected' });

function day(
	number: number,
	measurement: Partial<Measurement>,
	reading: Partial<Reading> = COST,
	overrides: Partial<DayVerdict> = {}
): DayVerdict {
	const input = caseOf(reading, measurement);
	return {
		claim: input.claim,
		evaluation: 'now',
		dataDate: `2026-11-${String(number).padStart(2, '0')}`,
		readings: [judge(input)],
		...overrides
	};
}

function fold(days: readonly DayVerdict[]): ClaimVerdict {
	const shown = days.reduce<ClaimVerdict | null>(showVerdict, null);
	if (!shown) throw new Error('a fold needs at least one day');
	return shown;
}

const run = (from: number, to: number, measurement: Partial<Measurement>) =>
	Array.from({ length: to - from + 1 }, (_, index) => day(from + index, measurement));

describe('the first verdict', () => {
	it('is shown at once, unreviewed until a person has reviewed it', () => {
		const first = fold([day(1, CONTRADICTED)]);
		expect([first.shown, first.raw, first.heldDays]).toEqual(['contradicted', 'contradicted', 0]);
		expect(first.headline).toBe('example/user-fee');
		expect(first.flags).toContain('unreviewed');
		expect(fold([...run(1, 9, CONTRADICTED)]).flags).toContain('unreviewed');
		const reviewed = day(2, CONTRADICTED, COST, { reviewed: true });
		expect(fold([day(1, CONTRADICTED), reviewed, day(3, CONTRADICTED)]).flags).toEqual([]);
	});
	it('of a claim that is not rated says why, and awaits no review', () => {
		const claim = claimOf([], { rating: { rated: false, reason: 'Praise has no quantity.' } });
		const shown = fold([day(1, CONSISTENT, COST, { claim, readings: [] })]);
		expect([shown.shown, shown.headline, shown.flags]).toEqual(['not_measurable', null, []]);
		expect(shown.reason).toBe('Praise has no quantity.');
	});
});

describe('the hold', () => {
	it('keeps the shown finding for four data days, and says so', () => {
		const held = fold([day(1, CONSISTENT), ...run(2, 5, CONTRADICTED)]);
		expect([held.shown, held.raw, held.heldDays]).toEqual(['consistent', 'contradicted', 4]);
		expect(held.reason).toContain('day 4 of the 5');
		expect(fold([day(1, CONSISTENT), ...run(2, 6, CONTRADICTED)]).shown).toBe('contradicted');
	});
	it('counts a data day once, however often it is judged', () => {
		const again = Array.from({ length: 9 }, () => day(2, CONTRADICTED));
		const held = fold([day(1, CONSISTENT), ...again]);
		expect([held.shown, held.heldDays]).toEqual(['consistent', 1]);
	});
	it('starts again after a day that agrees, and when the other finding is yet another', () => {
		const days = [day(1, CONSISTENT), ...run(2, 5, CONTRADICTED), day(6, CONSISTENT)];
		expect(fold([...days, ...run(7, 10, CONTRADICTED)]).shown).toBe('consistent');
		const mixed = fold([day(1, CONSISTENT), ...run(2, 5, BORDERLINE), day(6, CONTRADICTED)]);
		expect([mixed.shown, mixed.heldDays]).toEqual(['consistent', 1]);
	});
	it('needs the interval to clear the edge by a fifth', () => {
		const held = fold([day(1, CONSISTENT), ...run(2, 20, JUST_OUTSIDE)]);
		expect([held.raw, held.shown, held.heldDays]).toEqual(['contradicted', 'consistent', 0]);
		expect(held.reason).toContain('exit margin');
		const back = feeOf(0.00014, [0.00013, 0.000149]);
		expect(fold([day(1, CONTRADICTED), ...run(2, 20, back)]).shown).toBe('contradicted');
		expect(fold([day(1, BORDERLINE), ...run(2, 20, JUST_OUTSIDE)]).shown).toBe('borderline');
		expect(fold([day(1, CONTRADICTED), ...run(2, 20, BORDERLINE)]).shown).toBe('borderline');
		expect(fold([day(1, CONTRADICTED), ...run(2, 20, CONSISTENT)]).shown).toBe('consistent');
	});
	it('moves the share that is left of a fall, so that a great fall can be cleared', () => {
		const fall: Partial<Reading> = {
			...COST,
			form: 'change',
			claimed: { printed: '90%', value: 90, low: null, high: null, comparator: '>=', unit: '%' },
			tolerance: { relative: 0, absolute: 2.5 }
		};
		const fell = (low: number, high: number) =>
			feeOf((low + high) / 2, [low, high], { statistic: 'change', unit: '1' });
		const then = (low: number, high: number) =>
			fold([
				day(1, fell(0.5, 0.6), fall),
				...Array.from({ length: 5 }, (_, index) => day(index + 2, fell(low, high), fall))
			]).shown;
		expect(then(0.98, 0.99)).toBe('consistent');
		expect(then(0.876, 0.88)).toBe('contradicted');
	});
	it('does not hold into or out of a finding without data', () => {
		expect(fold([day(1, CONSISTENT), day(2, NOTHING)]).shown).toBe('insufficient_data');
		expect(fold([day(1, NOTHING), day(2, CONTRADICTED)]).shown).toBe('contradicted');
		const pending = day(2, CONTRADICTED, { ...COST, notComparable: 'A proving cost.' });
		expect(fold([day(1, CONSISTENT), pending]).shown).toBe('not_comparable');
	});
	it('does not hold what does not rest on daily statistics', () => {
		const peak = (value: number) => ({ value, interval: [value, null] as const });
		const days = [day(1, peak(4), {}), day(2, peak(15_500), {})];
		expect(fold(days).shown).toBe('demonstrated');
		expect(fold([...days, day(3, peak(4), {})]).shown).toBe('not_observed');
	});
	it('does not hold a window that does not move, nor another version of the reading', () => {
		const closed = { evaluation: 'at_publication' } as const;
		const backfilled = [day(1, CONSISTENT, COST, closed), day(1, CONTRADICTED, COST, closed)];
		expect(fold(backfilled).shown).toBe('contradicted');
		const version = day(2, CONTRADICTED, { ...COST, version: 2 });
		expect(fold([day(1, CONSISTENT), version]).shown).toBe('contradicted');
	});
	it('refuses a verdict on a reading that the claim does not have', () => {
		const other = day(2, CONTRADICTED, { ...COST, id: 'example/other' }).readings;
		expect(() => fold([day(1, CONSISTENT), day(2, CONSISTENT, COST, { readings: other })])).toThrow(
			'no reading "example/other"'
		);
	});
	it('never changes more often than every fifth day, whatever the data', () => {
		const any = fc.constantFrom(CONSISTENT, CONTRADICTED, BORDERLINE, JUST_OUTSIDE);
		fc.assert(
			fc.property(fc.array(any, { minLength: 2, maxLength: 28 }), (data) => {
				let shown: ClaimVerdict | null = null;
				let last = 0;
				data.forEach((measurement, index) => {
					const next: ClaimVerdict = showVerdict(shown, day(index + 1, measurement));
					if (shown && next.shown !== shown.shown) {
						expect(index - last).toBeGreaterThanOrEqual(5);
						last = index;
					}
					shown = next;
				});
			}),
			{ numRuns: 200 }
		);
	});
});

describe('several readings', () => {
	const verdict = (id: string, wording: Reading['wording'], measurement: Partial<Measurement>) =>
		judge(caseOf({ ...COST, id, wording }, measurement));
	const contradicted = verdict('a', 'article', CONTRADICTED);
	const consistent = verdict('b', 'article', CONSISTENT);
	const source = verdict('s', 'source', CONSISTENT);

	it('the most charitable of the article’s wording is the headline', () => {
		expect(headlineOf([])).toBeNull();
		expect(headlineOf([contradicted, consistent])?.readingId).toBe('b');
		expect(headlineOf([source, contradicted])?.readingId).toBe('a');
		expect(headlineOf([source])?.readingId).toBe('s');
	});
	it('is flagged where judged readings of one wording differ', () => {
		const readings = ['a', 'b', 's'].map((id) => readingOf({ ...COST, id }));
		const shown = (verdicts: readonly RawVerdict[]) =>
			fold([day(1, {}, COST, { claim: claimOf(readings), readings: verdicts })]);
		expect(shown([contradicted, consistent]).flags).toContain('reading_sensitive');
		expect(shown([contradicted, source]).flags).not.toContain('reading_sensitive');
		expect(shown([contradicted, consistent]).shown).toBe('consistent');
	});
});
