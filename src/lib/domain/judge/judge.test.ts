import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Claim, Reading } from '../claims.ts';
import { FINDINGS, type Finding } from '../findings.ts';
import type { Measurement } from '../measurement.ts';
import { unixSeconds } from '../units.ts';
import { judge } from './judge.ts';
import { caseOf, claimOf, COST, feeOf, measurementOf, readingOf } from './example-case.ts';

const RATE: Partial<Reading> = { form: 'typical', statistic: 'mean', peakWindow: null };
const rate = (low: number | null, value: number, high: number | null): Partial<Measurement> => ({
	statistic: 'mean',
	peakWindow: null,
	value,
	interval: [low, high]
});
const charity = (finding: Finding) => FINDINGS.indexOf(finding);
const amount = fc.double({ min: 0, max: 50_000, noNaN: true });
const coverage = fc.double({ min: 0, max: 1, noNaN: true });
const form = fc.constantFrom<Reading['form']>('typical', 'existential', 'capability', 'change');
const measures = fc.constantFrom<Reading['measures']>(
	'direct',
	'proxy',
	'lower_bound',
	'upper_bound'
);
const comparator = fc.constantFrom(...(['>=', '>', '<=', '<', '=', '≈'] as const));
/** Any measurement of any reading: three ordered numbers, any of them perhaps missing. */
const anyCase = fc
	.record({
		ends: fc.tuple(amount, amount, amount),
		missing: fc.constantFrom('none', 'low', 'high', 'both', 'value'),
		coverage,
		form,
		measures,
		comparator,
		sampled: fc.boolean(),
		n: fc.nat({ max: 40 })
	})
	.map(({ ends, missing, form, measures, comparator, ...rest }) => {
		const [low = 0, value = 0, high = 0] = ends.toSorted((a, b) => a - b);
		const gone = (end: string) => missing === end || missing === 'both' || missing === 'value';
		return caseOf(
			{
				form,
				measures,
				claimed: { ...readingOf().claimed, comparator },
				gates: { minCoverage: 0.9, minSamples: 6 }
			},
			{
				...rest,
				value: missing === 'value' ? null : value,
				interval: [gone('low') ? null : low, gone('high') ? null : high],
				reason: missing === 'value' ? 'not yet collected' : null
			}
		);
	});

describe('wrong input', () => {
	it('refuses a measurement of a chain the reading is not about, and two of one chain', () => {
		expect(() => judge(caseOf({}, { chainId: 10 }))).toThrow('chain 10');
		const twice = caseOf({}, {}, { measurements: [measurementOf(), measurementOf()] });
		expect(() => judge(twice)).toThrow('two measurements of chain 324');
	});
	it('refuses a reading without a figure or without a chain', () => {
		const { claimed } = readingOf();
		expect(() => judge(caseOf({ claimed: { ...claimed, value: null } }, {}))).toThrow(
			'"15,000 TPS" has no number'
		);
		expect(() => judge(caseOf({ chains: [] }, {}, { measurements: [] }))).toThrow('names no chain');
	});
	it('does not judge a chain without a measurement', () => {
		const verdict = judge(caseOf({}, {}, { measurements: [] }));
		expect([verdict.finding, verdict.rule]).toEqual(['insufficient_data', 'gate.measurement']);
		expect(verdict.reason).toBe('ZKsync Era: there is no measurement of it.');
	});
});

describe('the order of the gates', () => {
	const unrated: Claim['rating'] = { rated: false, reason: 'No quantity.' };
	const closed = {
		dueAt: '2030-01-01',
		notComparable: 'A laboratory figure against a network’s rate.'
	};
	it('is void, not measurable, not comparable, pending, then data', () => {
		const input = caseOf(closed, { value: 20_000, interval: [20_000, 20_000] });
		const claim = claimOf([], { rating: unrated });
		const open = { ...input, reading: readingOf() };
		const findings = [
			{ ...input, claim, void: 'Wrong chain.' },
			{ ...input, claim },
			input,
			{ ...input, reading: readingOf({ dueAt: closed.dueAt }) },
			open
		].map((each) => judge(each).finding);
		expect(findings).toEqual([
			'void',
			'not_measurable',
			'not_comparable',
			'pending',
			'demonstrated'
		]);
	});
	it('lists every gate that was checked, in words, and the first closed one decides', () => {
		const verdict = judge(caseOf(COST, feeOf(0.0042, [0.0038, 0.0051], { n: 5, coverage: 0.5 })));
		expect(verdict.rule).toBe('gate.samples');
		expect(verdict.gates.map(({ gate, passed }) => [gate, passed])).toEqual([
			['valid', true],
			['measurable', true],
			['comparable', true],
			['due', true],
			['unit', true],
			['value', true],
			['finality', true],
			['samples', false],
			['coverage', false]
		]);
		expect(verdict.gates.every(({ detail }) => /^[A-Z0-9].*\.$/.test(detail))).toBe(true);
	});
	it('is due on the day itself', () => {
		const at = (asOf: number) =>
			judge(caseOf({ dueAt: '2025-12-03' }, {}, { asOf: unixSeconds(asOf) })).finding;
		expect(at(1_764_720_000)).toBe('pending');
		expect(at(1_764_720_001)).toBe('not_observed');
	});
});

describe('what an open interval can say', () => {
	it('a rate with an open upper end agrees with "at least", and settles no "at most"', () => {
		const atMost = { ...RATE, claimed: { ...readingOf().claimed, comparator: '<=' as const } };
		expect(judge(caseOf(RATE, rate(15_000, 16_000, null))).finding).toBe('consistent');
		expect(judge(caseOf(RATE, rate(10, 11, null))).finding).toBe('insufficient_data');
		expect(judge(caseOf(atMost, rate(10, 11, null))).rule).toBe('interval.undecided');
		expect(judge(caseOf(atMost, rate(15_800, 16_000, null))).finding).toBe('contradicted');
	});
	it('"more than" excludes its edge where there is no tolerance', () => {
		const claimed = { ...readingOf().claimed, value: 0, comparator: '>' as const };
		const more = { ...RATE, claimed, tolerance: { relative: 0, absolute: 0 } };
		expect(judge(caseOf(more, rate(0, 0, 0))).finding).toBe('contradicted');
		expect(judge(caseOf(more, rate(0.1, 1, 2))).finding).toBe('consistent');
		const least = { ...more, claimed: { ...claimed, comparator: '>=' as const } };
		expect(judge(caseOf(least, rate(0, 0, 0))).finding).toBe('consistent');
	});
	it('a limit within the claimed region agrees with a typical value, whatever is missing', () => {
		const limits = [
			{ kind: 'price', interval: [null, 0.0001], unit: 'USD/tx', why: 'at the highest price' }
		] as const;
		const nothing = feeOf(null, [null, null], { n: 0 });
		const verdict = judge(caseOf(COST, nothing, { circumstances: [{ chainId: 324, limits }] }));
		expect([verdict.finding, verdict.rule]).toEqual(['consistent', 'bound.price']);
	});
	it('a maximum of a sample rules nothing out', () => {
		const verdict = judge(caseOf({}, { sampled: true }));
		expect([verdict.finding, verdict.rule]).toEqual(['insufficient_data', 'gate.every_block']);
	});
});

describe('events and ranks', () => {
	const fusaka: Partial<Reading> = {
		form: 'event',
		metric: 'fork.activation',
		peakWindow: null,
		claimed: {
			printed: 'Dec 3, 2025',
			value: null,
			low: 1_764_720_000,
			high: 1_764_806_399,
			comparator: 'in',
			unit: 'date'
		},
		tolerance: { relative: 0, absolute: 0 }
	};
	const block = (at: number | null): Partial<Measurement> => ({
		metric: 'fork.activation',
		statistic: 'mean',
		peakWindow: null,
		unit: 'date',
		value: at,
		interval: [at, at],
		coverage: 0.01
	});
	it('an event on its date was seen, on another it contradicts the date', () => {
		expect(judge(caseOf(fusaka, block(1_764_798_551))).finding).toBe('demonstrated');
		const late = judge(caseOf(fusaka, block(1_764_900_000)));
		expect([late.finding, late.direction, late.share]).toEqual(['contradicted', 'above', null]);
		expect(judge(caseOf(fusaka, block(null))).finding).toBe('insufficient_data');
	});

	const lead: Partial<Reading> = {
		...RATE,
		form: 'rank',
		combiner: 'rank',
		chains: [324, 2741, 1],
		claimed: { ...readingOf().claimed, printed: 'lead', value: 1, comparator: '=', unit: 'rank' },
		tolerance: { relative: 0, absolute: 0 }
	};
	const ranked = (rates: readonly (readonly [number, number, number, number])[]) =>
		judge(
			caseOf(
				lead,
				{},
				{
					measurements: rates.map(([chainId, low, value, high]) =>
						measurementOf({ chainId, ...rate(low, value, high) })
					)
				}
			)
		);
	it('the first chain leads when no other may be greater', () => {
		const verdict = ranked([
			[324, 9, 10, 11],
			[2741, 1, 2, 3],
			[1, 7, 8, 8.9]
		]);
		expect(verdict.finding).toBe('consistent');
		expect(verdict.reason).toContain('of 3 chains');
	});
	it('one chain surely greater contradicts a lead, even with another missing', () => {
		const verdict = ranked([
			[324, 1, 2, 3],
			[2741, 9, 10, 11]
		]);
		expect([verdict.finding, verdict.direction]).toEqual(['contradicted', 'above']);
	});
	it('overlap is borderline, a missing rival not enough data', () => {
		const overlap = ranked([
			[324, 9, 10, 11],
			[2741, 10, 11, 12],
			[1, 1, 2, 3]
		]);
		expect(overlap.finding).toBe('borderline');
		const missing = ranked([
			[324, 9, 10, 11],
			[2741, 1, 2, 3]
		]);
		expect([missing.finding, missing.rule]).toEqual(['insufficient_data', 'gate.all_chains']);
		expect(ranked([[1, 1, 2, 3]]).rule).toBe('gate.measurement');
	});
});

describe('several chains', () => {
	const two = (combiner: Reading['combiner'], ...peaks: readonly Partial<Measurement>[]) =>
		judge(
			caseOf(
				{ combiner, chains: [324, 2741] },
				{},
				{
					measurements: peaks.map((peak, index) =>
						measurementOf({
							chainId: [324, 2741][index] ?? 0,
							interval: [peak.value ?? null, null],
							...peak
						})
					)
				}
			)
		);
	it('"any" is demonstrated by one chain at any coverage, and shows that chain first', () => {
		const verdict = two('any', { value: 4 }, { value: 15_500, coverage: 0.01 });
		expect(verdict.finding).toBe('demonstrated');
		expect(verdict.measurements[0]?.chainId).toBe(2741);
		expect(verdict.reason).toMatch(/^On Abstract /);
	});
	it('"any" is not "not observed" while one chain is not covered', () => {
		expect(two('any', { value: 4 }, { value: 3, coverage: 0.5 }).finding).toBe('insufficient_data');
		expect(two('any', { value: 4 }).finding).toBe('insufficient_data');
		expect(two('any', { value: 4 }, { value: 3 }).finding).toBe('not_observed');
	});
	it('"each" needs every chain', () => {
		expect(two('each', { value: 16_000 }, { value: 15_500 }).finding).toBe('demonstrated');
		expect(two('each', { value: 16_000 }, { value: 3 }).finding).toBe('not_observed');
		expect(two('each', { value: 16_000 }).finding).toBe('insufficient_data');
	});
	it('lists the gates of every chain by its name, those of the claim once', () => {
		const { gates } = two('any', { value: 4 }, { value: 3 });
		expect(gates.filter(({ gate }) => gate === 'due')).toHaveLength(1);
		expect(gates.filter(({ gate }) => gate === 'coverage').map(({ detail }) => detail)).toEqual([
			expect.stringMatching(/^ZKsync Era: /),
			expect.stringMatching(/^Abstract: /)
		]);
	});
});

describe('flags', () => {
	it('stand beside the finding and never change it', () => {
		const plain = caseOf({}, {});
		const editorial: Claim['editorial'] = [
			{
				flag: 'scope_assumed',
				fact: 'No chain is named.',
				source: 'the article',
				date: '2026-11-23'
			},
			{ flag: 'superseded', fact: 'Withdrawn since.', source: 'docs', date: '2026-11-23' },
			{ flag: 'metric_drift', fact: 'It was a benchmark.', source: 'docs', date: '2026-11-23' },
			{ flag: 'misattributed', fact: 'Another upgrade.', source: 'docs', date: '2026-11-23' }
		];
		const flagged = judge({
			...plain,
			claim: claimOf([plain.reading], { editorial }),
			article: { hasTextGap: true },
			circumstances: [{ chainId: 324, halted: true, endpointsDisagree: true, priceCoverage: 0.95 }]
		});
		expect(flagged.finding).toBe(judge(plain).finding);
		expect(judge(plain).flags).toEqual([]);
		expect(flagged.flags).toEqual([
			'price_gap',
			'endpoint_disagreement',
			'chain_halted',
			'text_incomplete',
			'scope_assumed',
			'metric_drift',
			'misattributed',
			'superseded'
		]);
	});
});

describe('properties', () => {
	it('the same input gives the same verdict, byte for byte, and is not changed', () => {
		fc.assert(
			fc.property(anyCase, (input) => {
				const before = JSON.stringify(input);
				expect(JSON.stringify(judge(structuredClone(input)))).toBe(JSON.stringify(judge(input)));
				expect(JSON.stringify(input)).toBe(before);
			})
		);
	});
	it('a greater value is never less in favour of "at least"', () => {
		fc.assert(
			fc.property(amount, amount, amount, coverage, (low, width, more, covered) => {
				const typical = (by: number) =>
					judge(caseOf(RATE, rate(low + by, low + by + width / 2, low + by + width))).finding;
				expect(charity(typical(more))).toBeLessThanOrEqual(charity(typical(0)));
				const seen = (by: number) =>
					judge(caseOf({}, { value: low + by, interval: [low + by, null], coverage: covered }))
						.finding;
				expect(charity(seen(more))).toBeLessThanOrEqual(charity(seen(0)));
			})
		);
	});
	it('a wider interval never turns borderline into contradicted, nor contradicts what it held', () => {
		fc.assert(
			fc.property(anyCase, amount, amount, (input, down, up) => {
				const measurement = input.measurements[0] ?? measurementOf();
				const [low, high] = measurement.interval;
				const wide = {
					...measurement,
					interval: [low && Math.max(0, low - down), high === null ? null : high + up] as const
				};
				if (input.reading.form !== 'typical' || judge(input).finding === 'contradicted') return;
				expect(judge({ ...input, measurements: [wide] }).finding).not.toBe('contradicted');
			}),
			{ numRuns: 500 }
		);
	});
	it('not observed never comes from coverage below the gate, a sample, or a bound', () => {
		fc.assert(
			fc.property(anyCase, (input) => {
				if (judge(input).finding !== 'not_observed') return;
				expect(input.measurements[0]?.coverage).toBeGreaterThanOrEqual(0.9);
				expect(input.measurements[0]?.sampled).toBe(false);
				expect(['direct', 'proxy']).toContain(input.reading.measures);
			}),
			{ numRuns: 2_000 }
		);
	});
	it('what was seen is demonstrated at any coverage', () => {
		fc.assert(
			fc.property(coverage, fc.double({ min: 14_250, max: 1e9, noNaN: true }), (covered, value) => {
				const input = caseOf({}, { value, interval: [value, null], coverage: covered });
				expect(judge(input).finding).toBe('demonstrated');
			})
		);
	});
	it('a lower bound never refutes "at least", an upper bound never bears it out', () => {
		fc.assert(
			fc.property(anyCase, (input) => {
				if (!input.reading.claimed.comparator.startsWith('>')) return;
				const { finding } = judge(input);
				if (input.reading.measures === 'lower_bound') expect(finding).not.toBe('contradicted');
				if (input.reading.measures === 'upper_bound')
					expect(['demonstrated', 'consistent']).not.toContain(finding);
			}),
			{ numRuns: 1_000 }
		);
	});
	it('no value is never judged, and zero is', () => {
		fc.assert(
			fc.property(anyCase, (input) => {
				const measurement = input.measurements[0] ?? measurementOf();
				const none = { ...measurement, value: null, interval: [null, null] as const };
				expect(judge({ ...input, measurements: [none] }).finding).toBe('insufficient_data');
				const zero = {
					...none,
					value: 0,
					interval: [0, 0] as const,
					coverage: 1,
					n: 6,
					sampled: false
				};
				const direct = { ...input.reading, measures: 'direct' as const };
				const judged = judge({ ...input, reading: direct, measurements: [zero] });
				expect(judged.finding).not.toBe('insufficient_data');
			})
		);
	});
});

it('flags partial coverage where something was seen in part, and not where nothing was', () => {
	const flags = (coverage: number) => judge(caseOf({}, { coverage })).flags;
	expect(flags(0)).not.toContain('partial_coverage');
	expect(flags(0.4)).toContain('partial_coverage');
	expect(flags(1)).not.toContain('partial_coverage');
});
