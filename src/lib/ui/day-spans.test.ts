import { describe, expect, it } from 'vitest';
import { daySpans } from './day-spans.ts';

describe('daySpans', () => {
	it('joins days on which both evaluations showed the same, the newest first', () => {
		const day = (number: number, now: 'consistent' | 'pending', then: 'void' | null) => ({
			day: `2026-11-0${number}`,
			now,
			raw: now,
			held_days: 0,
			at_publication: then,
			as_of: `2026-11-0${number}T10:00:00Z`
		});
		const spans = daySpans([
			day(1, 'pending', null),
			day(2, 'pending', null),
			day(3, 'consistent', null),
			day(4, 'consistent', 'void'),
			day(5, 'pending', null)
		]);
		expect(spans.map(({ from, to, days, as_of }) => [from, to, days, as_of])).toEqual([
			['2026-11-05', '2026-11-05', 1, '2026-11-05T10:00:00Z'],
			['2026-11-04', '2026-11-04', 1, '2026-11-04T10:00:00Z'],
			['2026-11-03', '2026-11-03', 1, '2026-11-03T10:00:00Z'],
			['2026-11-01', '2026-11-02', 2, '2026-11-02T10:00:00Z']
		]);
	});

	it('tells days on which another finding was held back, by the last count', () => {
		const day = (number: number, raw: 'consistent' | 'contradicted', held: number) => ({
			...{ day: `2026-11-0${number}`, now: 'consistent' as const, raw, held_days: held },
			...{ at_publication: null, as_of: `2026-11-0${number}T10:00:00Z` }
		});
		const spans = daySpans([
			day(1, 'consistent', 0),
			day(2, 'contradicted', 1),
			day(3, 'contradicted', 2)
		]);
		expect(spans.map(({ raw, held_days, days }) => [raw, held_days, days])).toEqual([
			['contradicted', 2, 2],
			['consistent', 0, 1]
		]);
	});

	it('is empty of nothing', () => expect(daySpans([])).toEqual([]));
});
