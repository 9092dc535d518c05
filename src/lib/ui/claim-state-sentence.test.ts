import { describe, expect, it } from 'vitest';
import type { Flag } from '#lib/domain/findings.ts';
import {
	claimStates,
	FLAGS_IN_SENTENCES,
	noChartWords,
	type ClaimCircumstances
} from './claim-state-sentence.ts';

const MEASURED = {
	...{ value: 12, coverage: 1, price_coverage: null, to: '2026-01-15T14:00:00Z' },
	metric: 'throughput.tx'
};
function states(words: Partial<ClaimCircumstances>) {
	return claimStates({
		...{ finding: 'consistent', flags: [], measured: MEASURED, coveredBy: null, failed: false },
		...words
	});
}
const flagged = (flag: Flag, measured: Partial<typeof MEASURED> = {}) =>
	states({ flags: [flag], measured: { ...MEASURED, ...measured } })[0]?.sentence;

describe('the states of a claim in words', () => {
	it('are none where everything is known', () => expect(states({})).toEqual([]));

	it('tell a measured zero from what is missing', () => {
		const zero = (value: number | string, coverage: number) =>
			states({ measured: { ...MEASURED, value: value as number, coverage } })[0];
		expect(zero(0, 1)?.sentence).toContain('Every block of the window was read');
		expect(zero('0', 1)?.kind).toBe('zero');
		expect(zero(0, 0.5)?.sentence).toContain('50\u00a0% of the window that was read');
		expect(states({ measured: null })).toEqual([]);
		expect(states({ measured: { ...MEASURED, value: null } })).toEqual([]);
	});

	it('give a time only where one is known, and only of what is not judged', () => {
		const filling = { finding: 'insufficient_data', coveredBy: '2026-02-04T15:00:00Z' } as const;
		const measured = { ...MEASURED, coverage: 0.31 };
		expect(states({ ...filling, measured })[0]?.sentence).toBe(
			'31\u00a0% of the window is collected. It will be enough about 4 Feb 2026, if collecting goes on.'
		);
		expect(states({ ...filling, measured, coveredBy: null })).toEqual([]);
		expect(states({ ...filling, measured, finding: 'consistent' })).toEqual([]);
		expect(states({ ...filling, measured: null })).toEqual([]);
	});

	it('say what each flag means, with the share that was seen', () => {
		expect(flagged('partial_coverage', { coverage: 0.99999 })).toContain('99.99\u00a0%');
		expect(flagged('price_gap', { price_coverage: 0.93 as never })).toContain('93\u00a0%');
		expect(flagged('price_gap')).not.toContain('%');
		expect(flagged('stale')).toContain('15 Jan 2026, 14:00 UTC');
		expect(flagged('proxy')).toBeUndefined();
	});

	it('have another sign, word and sentence each', () => {
		const all = [
			...states({ failed: true, measured: { ...MEASURED, value: 0 }, flags: FLAGS_IN_SENTENCES }),
			...states({ finding: 'insufficient_data', coveredBy: '2026-02-04T15:00:00Z' }),
			noChartWords({ closed: true, collected: true }, null, null),
			noChartWords({ closed: false, collected: false }, null, null),
			noChartWords({ closed: false, collected: true }, MEASURED.to, MEASURED.to)
		];
		expect(all).toHaveLength(2 + FLAGS_IN_SENTENCES.length + 1 + 3);
		for (const part of ['kind', 'sign', 'word', 'sentence'] as const)
			expect(new Set(all.map((each) => each[part])).size, part).toBe(all.length);
	});

	it('promise no chart where nothing is known of when', () => {
		expect(noChartWords({ closed: false, collected: true }, null, MEASURED.to).kind).toBe(
			'no_chart'
		);
		expect(noChartWords({ closed: false, collected: false }, MEASURED.to, MEASURED.to).kind).toBe(
			'no_chart'
		);
	});
});
