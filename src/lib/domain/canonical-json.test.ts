import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, canonicalReading } from './canonical-json.ts';
import type { Reading } from './claims.ts';

const reading: Reading = {
	id: 'claim/reading',
	version: 1,
	wording: 'article',
	description: 'Demo L2 carried one transaction per second.',
	form: 'existential',
	metric: 'throughput.user_tx',
	statistic: 'max',
	peakWindow: '60s',
	chains: [31338],
	combiner: 'any',
	window: { kind: 'rolling', days: 30 },
	baseWindow: null,
	claimed: {
		printed: '1 TPS',
		value: 1,
		low: null,
		high: null,
		comparator: '>=',
		unit: 'tx/s'
	},
	tolerance: { relative: 0.05, absolute: 0 },
	measures: 'direct',
	gates: { minCoverage: 0.99, minSamples: 1 },
	dueAt: null,
	notComparable: null
};

describe('canonicalJson', () => {
	it.each([
		['undefined', undefined],
		['NaN', Number.NaN],
		['infinity', Number.POSITIVE_INFINITY],
		['a bigint', 1n],
		['a function', () => 1]
	])('refuses %s and names the place', (_, value) => {
		expect(() => canonicalJson({ outer: [0, value] })).toThrow(/^\$\.outer\[1\] is /);
	});

	it('refuses a hole in a list', () => {
		expect(() => canonicalJson(new Array(1))).toThrow('$[0] is undefined');
	});

	it('sorts keys at every depth and keeps the order of lists', () => {
		expect(canonicalJson({ b: [3, 1], a: { d: null, c: 'ä"\n' } })).toBe(
			'{"a":{"c":"ä\\"\\n","d":null},"b":[3,1]}'
		);
	});

	it('is the same for the same value in another order, and is JSON', () => {
		fc.assert(
			fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (object) => {
				const turned = Object.fromEntries(Object.entries(object).toReversed());
				expect(canonicalJson(turned)).toBe(canonicalJson(object));
				expect(JSON.parse(canonicalJson(object))).toEqual(JSON.parse(JSON.stringify(object)));
			})
		);
	});
});

describe('canonicalReading', () => {
	it('does not depend on the order in which the fields were written', () => {
		const turned = Object.fromEntries(Object.entries(reading).toReversed()) as unknown as Reading;
		expect(canonicalReading(turned)).toBe(canonicalReading(reading));
	});

	it('changes with any field', () => {
		const others: Partial<Reading>[] = [
			{ version: 2 },
			{ peakWindow: '10s' },
			{ chains: [31338, 31337] },
			{ tolerance: { relative: 0.1, absolute: 0 } },
			{ description: 'Demo L2 carried one transaction a second.' },
			{ claimed: { ...reading.claimed, comparator: '>' } }
		];
		for (const other of others)
			expect(canonicalReading({ ...reading, ...other })).not.toBe(canonicalReading(reading));
	});
});
