import type { ClaimedQuantity, Reading } from '../../claims.ts';
import type { Measurement } from '../../measurement.ts';
import { parseTime } from '../../time.ts';
import { caseOf, readingOf } from '../example-case.ts';
import { example, type WorkedExample } from '../worked-example.ts';
import { peak } from './peak.ts';

function latency(comparator: ClaimedQuantity['comparator']): Partial<Reading> {
	return {
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
	};
}

/** A median of 200 intervals, in milliseconds. */
function probe(value: number, low: number, high: number): Partial<Measurement> {
	return {
		metric: 'block.interval',
		statistic: 'p50',
		peakWindow: null,
		value: value / 1000,
		interval: [low / 1000, high / 1000],
		unit: 's',
		n: 200,
		sampleUnit: 'block'
	};
}

const fast = probe(180, 170, 195);
const forecast: Partial<Reading> = {
	dueAt: '2025-12-03',
	claimed: { ...readingOf().claimed, printed: '30,000 TPS', value: 30_000 }
};

/** Latencies, and forecasts. */
export const TIME_EXAMPLES: readonly WorkedExample[] = [
	example(
		'R10',
		'A median that is surely longer than the upper end contradicts the claim.',
		caseOf(latency('<='), probe(820, 790, 860)),
		{
			finding: 'contradicted',
			direction: 'above',
			share: '1.64× the claim',
			rule: 'interval.outside'
		}
	),
	example('R10b', 'One within it agrees.', caseOf(latency('<='), probe(430, 410, 455)), {
		finding: 'consistent',
		share: '86 % of claim',
		rule: 'interval.inside'
	}),
	example(
		'R10c',
		'One around the upper end with its tolerance is too close to call.',
		caseOf(latency('<='), probe(530, 500, 570)),
		{ finding: 'borderline', share: '1.06× the claim', rule: 'interval.straddles' }
	),
	{
		id: 'R10d',
		shows: 'Faster than claimed: “at most 500” agrees, “250 to 500” would not.',
		cases: [
			{
				what: 'read as “at most”',
				input: caseOf(latency('<='), fast),
				expected: {
					finding: 'consistent',
					share: '36 % of claim',
					flags: ['reading_sensitive'],
					rule: 'interval.inside'
				}
			},
			{
				what: 'read as “between”',
				input: caseOf(latency('in'), fast),
				expected: {
					finding: 'contradicted',
					direction: 'below',
					share: '36 % of claim',
					rule: 'interval.outside'
				}
			}
		],
		days: []
	},
	example(
		'R11',
		'A forecast for 3 December is not due on 27 November.',
		caseOf(forecast, peak(4.2), { asOf: parseTime('2025-11-28') }),
		{ finding: 'pending', flags: ['partial_coverage'], rule: 'scope.due' }
	),
	example(
		'R11b',
		'A year later it is due, and was not seen.',
		caseOf(forecast, peak(4.2), { asOf: parseTime('2026-11-23') }),
		{
			finding: 'not_observed',
			share: '1/7,100 of claim',
			flags: ['partial_coverage'],
			rule: 'sighting.none'
		}
	)
];
