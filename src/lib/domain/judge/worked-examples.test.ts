import { describe, expect, it } from 'vitest';
import { FINDINGS } from '../findings.ts';
import { caseOf } from './example-case.ts';
import { peak } from './examples/peak.ts';
import { computeCase, computeDays } from './worked-example.ts';
import { WORKED_EXAMPLES } from './worked-examples.ts';

const EXAMPLES = WORKED_EXAMPLES.flatMap(({ examples }) => examples);

/** The worked examples of the methodology, by their numbers. */
describe.each(EXAMPLES.map((each) => [each.id, each] as const))(
	'%s',
	(_, { shows, cases, days }) => {
		it(shows, () => {
			expect(cases.length + days.length).toBeGreaterThan(0);
			for (const each of cases) expect(computeCase(each).differences, each.what).toEqual([]);
			expect(computeDays(days).flatMap(({ differences }) => differences)).toEqual([]);
		});
	}
);

describe('the worked examples', () => {
	it('are R1 to R20, each once, with every finding of a judgement that the rules can make', () => {
		const ids = EXAMPLES.map(({ id }) => id);
		expect(new Set(ids).size).toBe(ids.length);
		const numbers = new Set(ids.map((id) => Number(/^R(\d+)[a-d]?$/.exec(id)?.[1])));
		expect([...numbers].sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, k) => k + 1));
		const found = new Set(
			EXAMPLES.flatMap(({ cases }) => cases.map(({ expected }) => expected.finding))
		);
		const without = FINDINGS.filter((finding) => !found.has(finding));
		expect(without).toEqual(['not_comparable', 'void']);
	});

	it('keep what each chain of R1d was measured at, in the order of the reading', () => {
		const [each] = EXAMPLES.find(({ id }) => id === 'R1d')!.cases;
		const { measurements } = computeCase(each!).verdict;
		expect(measurements.map(({ chainId }) => chainId)).toEqual([324, 2741]);
	});

	it('say in which points a verdict is another than expected', () => {
		const { differences } = computeCase({
			input: caseOf({}, peak(4.2)),
			expected: {
				finding: 'contradicted',
				direction: 'below',
				share: '1/3,600 of claim',
				rule: 'interval.outside',
				says: 'nobody knows'
			}
		});
		expect(differences.map((each) => each.split(':')[0])).toEqual([
			'finding',
			'direction',
			'flags',
			'rule',
			'reason'
		]);
		const [first, ...days] = EXAMPLES.find(({ id }) => id === 'R15')!.days;
		const late = computeDays([first!, { ...days[0]!, shown: 'borderline', heldDays: 4 }]);
		expect(late.map((each) => each.differences.length)).toEqual([0, 2]);
	});
});
