import type { Claim, Reading } from '../claims.ts';
import type { Measurement } from '../measurement.ts';
import { parseTime } from '../time.ts';
import type { JudgeInput } from './input.ts';

/** A measurement over 30 days to 23 November 2026, complete and final; say only what differs. */
export function measurementOf(overrides: Partial<Measurement> = {}): Measurement {
	return {
		id: null,
		chainId: 324,
		metric: 'throughput.user_tx',
		statistic: 'max',
		peakWindow: '60s',
		value: 4.2,
		interval: [4.2, 4.2],
		unit: 'tx/s',
		window: { from: parseTime('2026-10-25'), to: parseTime('2026-11-24') },
		baseWindow: null,
		n: 43_200,
		sampleUnit: 'window',
		coverage: 1,
		priceCoverage: null,
		endpointsDisagree: null,
		halted: null,
		sampled: false,
		zeroFees: null,
		peakAt: null,
		provenance: {
			fromBlock: 1,
			toBlock: 2,
			toBlockHash: '0x02',
			finality: 'finalized',
			methods: ['eth_getBlockByNumber'],
			endpoints: ['rpc.example.org'],
			ruleVersion: '1',
			codeVersion: 'test',
			inputSha256: '00',
			computedAt: parseTime('2026-11-24')
		},
		verifiable: 'full',
		reason: null,
		...overrides
	};
}

/** "can handle more than 15,000 transactions per second", on one chain; say only what differs. */
export function readingOf(overrides: Partial<Reading> = {}): Reading {
	return {
		id: 'example/reading',
		version: 1,
		wording: 'article',
		description: 'In at least one minute the chain carried 15,000 transactions per second.',
		form: 'capability',
		metric: 'throughput.user_tx',
		statistic: 'max',
		peakWindow: '60s',
		chains: [324],
		combiner: 'any',
		window: { kind: 'rolling', days: 30 },
		baseWindow: null,
		claimed: {
			printed: '15,000 TPS',
			value: 15_000,
			low: null,
			high: null,
			comparator: '>=',
			unit: 'tx/s'
		},
		tolerance: { relative: 0.05, absolute: 0 },
		measures: 'direct',
		gates: { minCoverage: 0.99, minSamples: 1 },
		dueAt: null,
		notComparable: null,
		...overrides
	};
}

/** A rated claim with these readings. */
export function claimOf(readings: readonly Reading[], overrides: Partial<Claim> = {}): Claim {
	return {
		slug: 'example',
		kind: 'capacity',
		subject: 'the chain',
		predicate: 'can handle',
		claimed: readings[0]?.claimed ?? null,
		rating: { rated: true, readings },
		caveat: 'Traffic shows demand, not capacity.',
		editorial: [],
		...overrides
	};
}

/** A whole case for the judge, from the parts that differ. */
export function caseOf(
	reading: Partial<Reading>,
	measurement: Partial<Measurement>,
	overrides: Partial<JudgeInput> = {}
): JudgeInput {
	const whole = readingOf(reading);
	return {
		claim: claimOf([whole]),
		article: { hasTextGap: false },
		reading: whole,
		measurements: [measurementOf(measurement)],
		asOf: parseTime('2026-11-24'),
		...overrides
	};
}

/** "$0.0001 per transfer", read as a median user fee of at most that. */
export const COST: Partial<Reading> = {
	id: 'example/user-fee',
	form: 'typical',
	metric: 'fee.native_transfer',
	statistic: 'median_of_daily_medians',
	peakWindow: null,
	claimed: {
		printed: '$0.0001',
		value: 0.0001,
		low: null,
		high: null,
		comparator: '<=',
		unit: 'USD/tx'
	},
	tolerance: { relative: 0.1, absolute: 0.00005 },
	gates: { minCoverage: 0.9, minSamples: 6 }
};

/** A typical fee in dollars over 30 days. */
export function feeOf(
	value: number | null,
	interval: Measurement['interval'],
	overrides: Partial<Measurement> = {}
): Partial<Measurement> {
	return {
		metric: 'fee.native_transfer',
		statistic: 'median_of_daily_medians',
		peakWindow: null,
		value,
		interval,
		unit: 'USD/tx',
		n: 30,
		sampleUnit: 'day',
		zeroFees: 'included',
		...overrides
	};
}
