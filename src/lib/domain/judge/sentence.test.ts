import { describe, expect, it } from 'vitest';
import type { Reading } from '../claims.ts';
import { FINDINGS, type Finding } from '../findings.ts';
import type { Measurement } from '../measurement.ts';
import { METRIC_IDS } from '../metrics/registry.ts';
import { parseTime } from '../time.ts';
import { chainName } from './chain-judgement.ts';
import type { JudgeInput } from './input.ts';
import { judge } from './judge.ts';
import { FINDING_LABELS, verdictSentence } from './sentence.ts';
import { SENTENCE_SUBJECTS } from './sentence-subjects.ts';
import { caseOf, claimOf, COST, feeOf } from './example-case.ts';

function sentence(input: JudgeInput, shown?: Finding): string {
	const verdict = judge(input);
	const { claim, reading, asOf } = input;
	const text = verdictSentence({
		claim,
		shown: shown ?? verdict.finding,
		headline: { reading, verdict },
		chainName,
		asOf
	});
	return text.replaceAll('\u00a0', ' ');
}
const cost = (...measurement: Parameters<typeof feeOf>) => caseOf(COST, feeOf(...measurement));
const peak = (value: number, coverage = 0.998): Partial<Measurement> => ({
	value,
	interval: [value, null],
	coverage
});

describe('verdictSentence', () => {
	it('gives scope, window, interval and what the share is of', () => {
		expect(sentence(cost(0.0042, [0.0038, 0.0051]))).toBe(
			'In 30 days to 23 Nov 2026 a plain transfer on ZKsync Era cost a median of $0.0042 (95 % interval $0.0038–$0.0051), 42 times the $0.0001 claimed.'
		);
	});
	it.each<[Finding, JudgeInput, string]>([
		[
			'consistent',
			cost(0.00009, [0.00008, 0.00011]),
			'In 30 days to 23 Nov 2026 a plain transfer on ZKsync Era cost a median of $0.00009 (95 % interval $0.00008–$0.00011), 90 % of the $0.0001 claimed: consistent with the data.'
		],
		[
			'borderline',
			cost(0.00014, [0.00012, 0.00017]),
			'In 30 days to 23 Nov 2026 a plain transfer on ZKsync Era cost a median of $0.00014 (95 % interval $0.00012–$0.00017), 1.4 times the $0.0001 claimed: too close to call.'
		],
		[
			'not_observed',
			caseOf({}, peak(4.2)),
			'In 30 days to 23 Nov 2026 the rate of user transactions on ZKsync Era had a maximum over a minute of 4.2 tx/s, 1/3,600 of the 15,000 tx/s claimed: not observed in the 99.8 % of the window that is covered.'
		],
		[
			'demonstrated',
			caseOf({}, peak(16_200)),
			'In 30 days to 23 Nov 2026 the rate of user transactions on ZKsync Era had a maximum over a minute of 16,200 tx/s, 1.08 times the 15,000 tx/s claimed: seen on-chain.'
		],
		[
			'insufficient_data',
			cost(null, [null, null], { n: 0, reason: 'no plain transfer in this window' }),
			'Not enough data on ZKsync Era for 30 days to 23 Nov 2026: no plain transfer in this window.'
		],
		[
			'insufficient_data',
			caseOf({}, {}, { measurements: [] }),
			'Not enough data on ZKsync Era as of 23 Nov 2026: ZKsync Era: there is no measurement of it.'
		],
		[
			'pending',
			caseOf({ dueAt: '2025-12-03' }, {}, { asOf: parseTime('2025-11-28') }),
			'For ZKsync Era the claim is due on 3 Dec 2025 and was not judged on 27 Nov 2025.'
		],
		[
			'not_comparable',
			caseOf({ notComparable: 'The figure is a proving cost' }, {}),
			'As of 23 Nov 2026, not comparable with public data of ZKsync Era: The figure is a proving cost.'
		],
		[
			'void',
			caseOf({}, {}, { void: 'We read the wrong chain.' }),
			'As of 23 Nov 2026 the finding for ZKsync Era is withdrawn for an error of ours: We read the wrong chain.'
		]
	])('%s', (finding, input, text) => {
		expect(judge(input).finding).toBe(finding);
		expect(sentence(input)).toBe(text);
	});
	it('says by how much something fell, or rose, and since when', () => {
		const change: Partial<Reading> = {
			form: 'change',
			metric: 'fee.base',
			statistic: 'change',
			chains: [1],
			claimed: { printed: '70%', value: 70, low: null, high: null, comparator: '>=', unit: '%' },
			tolerance: { relative: 0, absolute: 2.5 }
		};
		const fell = (value: number): Partial<Measurement> => ({
			chainId: 1,
			metric: 'fee.base',
			statistic: 'change',
			peakWindow: null,
			value,
			interval: [value - 0.01, value + 0.01],
			unit: '1',
			sampleUnit: 'day',
			baseWindow: { from: parseTime('2023-01-01'), to: parseTime('2024-01-01') }
		});
		expect(sentence(caseOf(change, fell(0.98)))).toBe(
			'In 30 days to 23 Nov 2026 the median of the base fee on Ethereum had fallen by 98 % from 365 days to 31 Dec 2023 (95 % interval 97–99 %), 1.4 times the 70 % claimed: consistent with the data.'
		);
		expect(sentence(caseOf(change, fell(-0.2)))).toContain('had risen by 20 % from');
	});
	it('dates an event and needs no share for it', () => {
		const event: Partial<Reading> = {
			form: 'event',
			metric: 'fork.activation',
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
		const block: Partial<Measurement> = {
			metric: 'fork.activation',
			statistic: 'mean',
			value: 1_764_798_551,
			interval: [1_764_798_551, 1_764_798_551],
			unit: 'date'
		};
		expect(sentence(caseOf(event, block))).toBe(
			'In 30 days to 23 Nov 2026, the first block of the fork on ZKsync Era is dated 3 Dec 2025: seen on-chain.'
		);
	});
	it('says how many chains were looked at, and by what bound a claim fell', () => {
		const input = caseOf({ chains: [324, 2741] }, {});
		const second = { ...input.measurements[0], chainId: 2741 } as Measurement;
		const both = { ...input, measurements: [...input.measurements, second] };
		expect(sentence(both)).toContain(', of 2 chains looked at: not observed in the 100 %');
		const limits = [
			{ kind: 'price', interval: [0.00045, null], unit: 'USD/tx', why: 'At the lowest price' }
		] as const;
		const bound = { ...cost(null, [null, null]), circumstances: [{ chainId: 324, limits }] };
		expect(sentence(bound)).toBe(
			'As of 23 Nov 2026, contradicted by the data for ZKsync Era: At the lowest price: at least $0.00045, outside what agrees with the claim, at most $0.00015.'
		);
	});
	it('says when another finding is still shown', () => {
		expect(sentence(cost(0.0042, [0.0038, 0.0051]), 'consistent')).toMatch(
			/claimed\. Still shown as consistent with the data, until a change has lasted\.$/
		);
	});
	it('of a claim that is not rated gives the reason', () => {
		const claim = claimOf([], { rating: { rated: false, reason: 'Praise has no quantity.' } });
		const asOf = parseTime('2026-11-24');
		expect(
			verdictSentence({ claim, shown: 'not_measurable', headline: null, chainName, asOf })
		).toBe(
			'As of 23 Nov 2026, not measurable on-chain on any public chain: Praise has no quantity.'
		);
	});
	it('has words for every finding and metric, none of them on the author', () => {
		expect(Object.keys(FINDING_LABELS).sort()).toEqual([...FINDINGS].sort());
		expect(Object.keys(SENTENCE_SUBJECTS).sort()).toEqual([...METRIC_IDS].sort());
		expect(Object.values(FINDING_LABELS).join(' ')).not.toMatch(/false|true|lie|wrong|mislead/i);
	});
});
