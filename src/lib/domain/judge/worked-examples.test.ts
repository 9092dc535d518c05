import { describe, expect, it } from 'vitest';
import type { ClaimedQuantity, Reading } from '../claims.ts';
import { formatShare } from '../format/share.ts';
import type { Measurement } from '../measurement.ts';
import { parseTime } from '../time.ts';
import { showVerdict } from './hold.ts';
import { judge } from './judge.ts';
import { caseOf, claimOf, COST, feeOf, measurementOf, readingOf } from './test-factories.ts';
import type { ClaimVerdict, RawVerdict } from './verdict.ts';

const share = (verdict: RawVerdict) => formatShare(verdict.share);
const peak = (value: number, coverage = 0.998): Partial<Measurement> => ({
	value,
	interval: [value, null],
	coverage
});

/** The worked examples of the methodology, by their numbers. */
describe('capacity and achieved rates', () => {
	it('R1: a peak of 4.2/s at 99.8 % does not show 15,000', () => {
		const verdict = judge(caseOf({}, peak(4.2)));
		expect(verdict.finding).toBe('not_observed');
		expect(share(verdict)).toBe('1/3,600 of claim');
		expect(verdict.flags).toEqual(['partial_coverage']);
		expect(verdict.rule).toBe('sighting.none');
	});
	it('R1b: nor does a mean of 22,000 operations a day', () => {
		const rate = 22_000 / 86_400;
		const verdict = judge(
			caseOf({ statistic: 'mean' }, { statistic: 'mean', value: rate, interval: [rate, rate] })
		);
		expect(verdict.finding).toBe('not_observed');
		expect(share(verdict)).toBe('1/59,000 of claim');
	});
	it('R1c: at 80 % coverage the peak could sit in the rest', () => {
		const verdict = judge(caseOf({}, peak(4.2, 0.8)));
		expect(verdict.finding).toBe('insufficient_data');
		expect(verdict.rule).toBe('gate.coverage');
		expect(verdict.reason.replaceAll('\u00a0', ' ')).toContain('20 % not covered');
		expect(verdict.share).toBeNull();
	});
	it('R1d: "achieved" on all declared chains is not observed, never refuted', () => {
		const reading: Partial<Reading> = { form: 'existential', chains: [324, 2741] };
		const input = caseOf(reading, {});
		const measurements = [
			measurementOf({ chainId: 2741, ...peak(1.1) }),
			measurementOf({ chainId: 324, ...peak(4.2) })
		];
		const verdict = judge({
			...input,
			claim: claimOf([input.reading], { kind: 'observed_rate' }),
			measurements
		});
		expect(verdict.finding).toBe('not_observed');
		expect(verdict.measurements.map((each) => each.chainId)).toEqual([324, 2741]);
	});
	it('R2: a peak of 16,200 demonstrates it at 80 % coverage', () => {
		const verdict = judge(caseOf({}, peak(16_200, 0.8)));
		expect(verdict.finding).toBe('demonstrated');
		expect(share(verdict)).toBe('1.08× the claim');
		expect(verdict.flags).not.toContain('reading_sensitive');
	});
	it('R2b: a peak of 14,400 is inside the tolerance', () => {
		expect(judge(caseOf({}, peak(14_400))).finding).toBe('demonstrated');
	});
	it('R3: a ceiling of the protocol below the claim contradicts it', () => {
		const verdict = judge(
			caseOf({}, peak(4.2, 0.5), {
				circumstances: [
					{
						chainId: 324,
						limits: [
							{
								kind: 'ceiling',
								interval: [null, 30_000_000 / 2 / 21_000],
								unit: 'tx/s',
								why: '30M gas every 2 s, 21,000 gas a transfer'
							}
						]
					}
				]
			})
		);
		expect(verdict.finding).toBe('contradicted');
		expect(verdict.direction).toBe('below');
		expect(verdict.rule).toBe('bound.ceiling');
		expect(share(verdict)).toBe('1/21 of claim');
	});
	it('R3b: so does saturation at 620/s', () => {
		const verdict = judge(
			caseOf({}, peak(620), {
				circumstances: [
					{
						chainId: 324,
						limits: [
							{ kind: 'saturation', unit: 'tx/s', interval: [null, 620], why: 'blocks 95 % full' }
						]
					}
				]
			})
		);
		expect(verdict.finding).toBe('contradicted');
		expect(verdict.rule).toBe('bound.saturation');
		expect(share(verdict)).toBe('1/24 of claim');
	});
});

describe('costs', () => {
	const equal: Partial<Reading> = {
		...COST,
		claimed: { ...(COST.claimed as ClaimedQuantity), comparator: '=' }
	};

	it('R4: a median of $0.0042 contradicts $0.0001', () => {
		const verdict = judge(caseOf(COST, feeOf(0.0042, [0.0038, 0.0051])));
		expect(verdict.finding).toBe('contradicted');
		expect(verdict.direction).toBe('above');
		expect(share(verdict)).toBe('42× the claim');
		expect(verdict.rule).toBe('interval.outside');
		expect(verdict.flags).toEqual([]);
	});
	it('R5: $0.00014 [0.00012, 0.00017] straddles the edge of $0.00015', () => {
		expect(judge(caseOf(COST, feeOf(0.00014, [0.00012, 0.00017]))).finding).toBe('borderline');
	});
	it('R6: $0.00009 [0.00008, 0.00011] is consistent', () => {
		const verdict = judge(caseOf(COST, feeOf(0.00009, [0.00008, 0.00011])));
		expect(verdict.finding).toBe('consistent');
		expect(verdict.flags).toEqual([]);
	});
	it('R6b: $0.00002 is cheaper than claimed: "at most" agrees, "equal" does not', () => {
		const cheap = feeOf(0.00002, [0.00001, 0.00003]);
		const verdict = judge(caseOf(COST, cheap));
		expect(verdict.finding).toBe('consistent');
		expect(verdict.flags).toEqual(['reading_sensitive']);
		const literal = judge(caseOf(equal, cheap));
		expect(literal.finding).toBe('contradicted');
		expect(literal.direction).toBe('below');
	});
	it('R7: without transfers there is no fee, while a rate of zero is a value', () => {
		const none = feeOf(null, [null, null], { n: 0, reason: 'no plain transfer in this window' });
		const fee = judge(caseOf(COST, none));
		expect(fee.finding).toBe('insufficient_data');
		expect(fee.reason).toContain('no plain transfer in this window');
		const rate = judge(caseOf({}, { value: 0, interval: [0, 0] }));
		expect(rate.finding).toBe('not_observed');
		expect(rate.share).toBe(0);
	});
	it('R7: the quoted fee is a reading of its own, flagged as a proxy', () => {
		const verdict = judge(caseOf({ ...COST, measures: 'proxy' }, feeOf(0.0001, [0.0001, 0.0001])));
		expect(verdict.finding).toBe('consistent');
		expect(verdict.flags).toContain('proxy');
	});
	it('R8: prices for 24 of 30 days are too few', () => {
		const verdict = judge(
			caseOf(COST, feeOf(0.0042, [0.0038, 0.0051]), {
				circumstances: [{ chainId: 324, priceCoverage: 24 / 30 }]
			})
		);
		expect(verdict.finding).toBe('insufficient_data');
		expect(verdict.rule).toBe('gate.prices');
		expect(verdict.flags).toEqual(['price_gap']);
	});
	it('R8b: but the lowest price of the window settles it', () => {
		const verdict = judge(
			caseOf(COST, feeOf(null, [null, null], { n: 0, reason: 'no price' }), {
				circumstances: [
					{
						chainId: 324,
						priceCoverage: 24 / 30,
						limits: [
							{
								kind: 'price',
								interval: [9e-7 * 500, null],
								unit: 'USD/tx',
								why: '9·10⁻⁷ ETH at the lowest price of any source, $500'
							}
						]
					}
				]
			})
		);
		expect(verdict.finding).toBe('contradicted');
		expect(verdict.direction).toBe('above');
		expect(verdict.rule).toBe('bound.price');
		expect(verdict.share).toBeCloseTo(4.5, 10);
		expect(verdict.flags).toContain('price_gap');
	});
	it('R9: gwei per gas say nothing of dollars per transfer', () => {
		const verdict = judge(caseOf(COST, feeOf(0.025, [0.02, 0.03], { unit: 'gwei/gas' })));
		expect(verdict.finding).toBe('insufficient_data');
		expect(verdict.rule).toBe('gate.unit');
	});
});

describe('latency', () => {
	const latency = (comparator: ClaimedQuantity['comparator']): Partial<Reading> => ({
		form: 'typical',
		metric: 'block.interval',
		statistic: 'p50',
		peakWindow: null,
		claimed: {
			printed: '250–500 milliseconds',
			value: null,
			low: 250,
			high: 500,
			comparator,
			unit: 'ms'
		},
		tolerance: { relative: 0.1, absolute: 0 },
		gates: { minCoverage: 0.9, minSamples: 30 }
	});
	const probe = (value: number, low: number, high: number): Partial<Measurement> => ({
		metric: 'block.interval',
		statistic: 'p50',
		peakWindow: null,
		value: value / 1000,
		interval: [low / 1000, high / 1000],
		unit: 's',
		n: 200
	});

	it('R10: 820 ms contradicts 250–500 ms', () => {
		const verdict = judge(caseOf(latency('<='), probe(820, 790, 860)));
		expect(verdict.finding).toBe('contradicted');
		expect(share(verdict)).toBe('1.64× the claim');
	});
	it('R10b: 430 ms agrees', () => {
		const verdict = judge(caseOf(latency('<='), probe(430, 410, 455)));
		expect(verdict.finding).toBe('consistent');
		expect(verdict.flags).toEqual([]);
	});
	it('R10c: 530 [500, 570] is too close to call', () => {
		expect(judge(caseOf(latency('<='), probe(530, 500, 570))).finding).toBe('borderline');
	});
	it('R10d: 180 ms is faster than claimed', () => {
		const verdict = judge(caseOf(latency('<='), probe(180, 170, 195)));
		expect(verdict.finding).toBe('consistent');
		expect(verdict.flags).toEqual(['reading_sensitive']);
		const literal = judge(caseOf(latency('in'), probe(180, 170, 195)));
		expect([literal.finding, literal.direction]).toEqual(['contradicted', 'below']);
	});
});

describe('forecasts', () => {
	const forecast: Partial<Reading> = {
		dueAt: '2025-12-03',
		claimed: { ...readingOf().claimed, printed: '30,000 TPS', value: 30_000 }
	};
	it('R11: 30,000 was not due on 27 November 2025', () => {
		const verdict = judge(caseOf(forecast, peak(4.2), { asOf: parseTime('2025-11-27') }));
		expect(verdict.finding).toBe('pending');
		expect(verdict.share).toBeNull();
	});
	it('R11b: a year later it is not observed', () => {
		const verdict = judge(caseOf(forecast, peak(4.2), { asOf: parseTime('2026-11-23') }));
		expect(verdict.finding).toBe('not_observed');
		expect(share(verdict)).toBe('1/7,100 of claim');
	});
});

describe('changes and levels', () => {
	const fall = (
		comparator: ClaimedQuantity['comparator'],
		tolerance: number
	): Partial<Reading> => ({
		form: 'change',
		metric: 'fee.base',
		statistic: 'change',
		peakWindow: null,
		claimed: { printed: '70%', value: 70, low: null, high: null, comparator, unit: '%' },
		tolerance: { relative: 0, absolute: tolerance },
		gates: { minCoverage: 0.9, minSamples: 7 }
	});
	const measuredFall: Partial<Measurement> = {
		metric: 'fee.base',
		statistic: 'change',
		peakWindow: null,
		value: 0.985,
		interval: [0.972, 0.991],
		unit: '1',
		n: 30,
		sampleUnit: 'day'
	};
	it('R12: a fall of 98.5 % is at least 70 %, and not about 70 %', () => {
		const verdict = judge(caseOf(fall('>=', 2.5), measuredFall));
		expect(verdict.finding).toBe('consistent');
		expect(verdict.flags).toEqual(['reading_sensitive']);
		const literal = judge(caseOf(fall('≈', 5), measuredFall));
		expect([literal.finding, literal.direction]).toEqual(['contradicted', 'above']);
	});

	const level: Partial<Reading> = {
		form: 'existential',
		metric: 'escrow.value',
		measures: 'lower_bound',
		claimed: {
			printed: '$3.5B',
			value: 3.5e9,
			low: null,
			high: null,
			comparator: '>=',
			unit: 'USD'
		},
		tolerance: { relative: 0.05, absolute: 5e7 }
	};
	const value = (usd: number): Partial<Measurement> => ({
		metric: 'escrow.value',
		peakWindow: null,
		value: usd,
		interval: [usd, null],
		unit: 'USD'
	});
	it('R13: a lower bound of $0.9B cannot settle $3.5B', () => {
		const verdict = judge(caseOf(level, value(0.9e9)));
		expect(verdict.finding).toBe('insufficient_data');
		expect(verdict.reason).toContain('lower bound');
	});
	it('R13b: a lower bound of $3.6B demonstrates it', () => {
		expect(judge(caseOf(level, value(3.6e9))).finding).toBe('demonstrated');
	});
	it('R13, mirrored: an upper bound refutes "at least" and never bears it out', () => {
		const upper: Partial<Reading> = { ...level, measures: 'upper_bound' };
		const bound = (usd: number) => ({ ...value(usd), interval: [null, usd] as const });
		expect(judge(caseOf(upper, bound(0.9e9))).finding).toBe('contradicted');
		expect(judge(caseOf(upper, bound(3.6e9))).finding).toBe('insufficient_data');
	});
	it('R13, direct: a level measured directly over the whole time can be refuted', () => {
		const direct = caseOf(
			{ ...level, measures: 'direct' },
			{ ...value(0.9e9), interval: [0.9e9, 0.9e9] }
		);
		const claim = claimOf([direct.reading], { kind: 'level' });
		expect(judge({ ...direct, claim }).finding).toBe('contradicted');
		expect(judge(direct).finding).toBe('not_observed');
	});
	it('R14: praise is not measurable', () => {
		const input = caseOf({}, {});
		const claim = claimOf([], { rating: { rated: false, reason: 'Praise has no quantity.' } });
		const verdict = judge({ ...input, claim });
		expect(verdict.finding).toBe('not_measurable');
		expect(verdict.reason).toBe('Praise has no quantity.');
	});
});

describe('days, halts and endpoints', () => {
	const fold = (findings: readonly Partial<Measurement>[]): ClaimVerdict[] => {
		const shown: ClaimVerdict[] = [];
		findings.forEach((measurement, index) => {
			const input = caseOf(COST, measurement);
			const dataDate = `2026-11-${String(index + 1).padStart(2, '0')}`;
			const day = { claim: input.claim, evaluation: 'now' as const, dataDate };
			shown.push(showVerdict(shown.at(-1) ?? null, { ...day, readings: [judge(input)] }));
		});
		return shown;
	};
	const agrees = feeOf(0.00009, [0.00008, 0.00011]);
	const straddles = feeOf(0.00016, [0.00012, 0.0002]);

	it('R15: another finding is shown on the fifth consecutive data day', () => {
		const days = fold([agrees, agrees, ...Array.from({ length: 5 }, () => straddles)]);
		expect(days.map((day) => day.raw).slice(2)).toEqual(Array(5).fill('borderline'));
		expect(days.map((day) => day.shown)).toEqual([...Array(6).fill('consistent'), 'borderline']);
		expect(days.map((day) => day.heldDays)).toEqual([0, 0, 1, 2, 3, 4, 0]);
	});
	it('R16: a halt that two endpoints agree on is real zeros, flagged', () => {
		const typical: Partial<Reading> = {
			form: 'typical',
			statistic: 'mean',
			peakWindow: null,
			claimed: { ...readingOf().claimed, printed: '2 TPS', value: 2 }
		};
		const mean = (value: number): Partial<Measurement> => ({
			statistic: 'mean',
			peakWindow: null,
			value,
			interval: [value, value]
		});
		const whole = judge(
			caseOf(typical, mean((2 * 15) / 24), { circumstances: [{ chainId: 324, halted: true }] })
		);
		expect(whole.measurements[0]?.value).toBe(1.25);
		expect([whole.finding, whole.flags]).toEqual(['contradicted', ['chain_halted']]);
		expect(judge(caseOf(typical, mean(2))).finding).toBe('consistent');
	});
	it('R17: hours that our endpoint was down are a gap, never zeros', () => {
		const verdict = judge(caseOf({}, peak(4.2, 15 / 24)));
		expect(verdict.finding).toBe('insufficient_data');
		expect(verdict.flags).toEqual(['partial_coverage']);
		expect(verdict.flags).not.toContain('chain_halted');
		expect(verdict.reason.replaceAll('\u00a0', ' ')).toContain('62.5 % of the window covered');
	});
	it('R18: only finalized blocks decide, so a reorganisation above them has no effect', () => {
		const { provenance } = measurementOf();
		const unfinal = { ...provenance, finality: 'latest' as const };
		expect(judge(caseOf({}, { ...peak(16_200), provenance: unfinal })).finding).toBe(
			'insufficient_data'
		);
		const final = judge(caseOf({}, peak(16_200)));
		expect(final.finding).toBe('demonstrated');
		expect(final.measurements[0]?.provenance.toBlockHash).toBe('0x02');
	});
	it('R19: while endpoints disagree the verdict is flagged and held', () => {
		const before = fold([agrees]).at(-1) ?? null;
		const input = caseOf(COST, feeOf(0.0042, [0.0038, 0.0051]), {
			circumstances: [{ chainId: 324, endpointsDisagree: true }]
		});
		const raw = judge(input);
		expect([raw.finding, raw.flags]).toEqual(['contradicted', ['endpoint_disagreement']]);
		const day = { claim: input.claim, evaluation: 'now' as const, readings: [raw] };
		let shown = before;
		for (let date = 10; date < 20; date += 1)
			shown = showVerdict(shown, { ...day, dataDate: `2026-11-${date}` });
		expect([shown?.raw, shown?.shown]).toEqual(['contradicted', 'consistent']);
		expect(shown?.flags).toContain('endpoint_disagreement');
	});
	it('R20: transactions are compared with gas only by a stated mix, as a proxy', () => {
		const gas: Partial<Measurement> = {
			metric: 'throughput.gas',
			value: 10e6,
			interval: [10e6, 10e6],
			unit: 'gas/s'
		};
		expect(judge(caseOf({ metric: 'throughput.gas' }, gas)).rule).toBe('gate.unit');
		const mixed: Partial<Reading> = {
			metric: 'throughput.gas',
			measures: 'proxy',
			claimed: { ...readingOf().claimed, value: 15_000 * 21_000, unit: 'gas/s' }
		};
		const verdict = judge(caseOf(mixed, gas));
		expect([verdict.finding, verdict.flags]).toEqual(['not_observed', ['proxy']]);
		expect(verdict.share).toBeCloseTo(10 / 315, 10);
	});
});
