import { describe, expect, it } from 'vitest';
import { differencesOf } from './differences.ts';
import { measurementOf } from './judge/example-case.ts';
import type { Measurement } from './measurement.ts';
import { unixSeconds } from './units.ts';

const stored = measurementOf({
	id: 'a1b2',
	peakWindow: 'block',
	unit: 'tx/block',
	value: 0.1,
	interval: [0.1, null],
	peakAt: { time: unixSeconds(12), block: 7 }
});

describe('the differences of two measurements', () => {
	it('are none where only the circumstances differ', () => {
		const again = {
			...stored,
			id: null,
			endpointsDisagree: true,
			provenance: {
				...stored.provenance,
				endpoints: ['b.example'],
				codeVersion: '2',
				computedAt: unixSeconds(9_000)
			}
		};
		expect(differencesOf(stored, again)).toEqual([]);
	});

	it.each([
		['value', { value: 0.1 + Number.EPSILON }],
		['interval', { interval: [0.1, 0.1] as const }],
		['unit', { unit: 'tx/s' as const }],
		['n', { n: 299 }],
		['coverage', { coverage: 0.999 }],
		['price_coverage', { priceCoverage: 0 }],
		['peak_at', { peakAt: { time: unixSeconds(12), block: 8 } }],
		['reason', { reason: 'none' }],
		['from_block', { provenance: { ...stored.provenance, fromBlock: 2 } }],
		['to_block_hash', { provenance: { ...stored.provenance, toBlockHash: '0xac' } }],
		['input_sha256', { provenance: { ...stored.provenance, inputSha256: 'beef' } }]
	])('name %s, to the last digit', (field, change) => {
		expect(differencesOf(stored, { ...stored, ...change }).map((each) => each.field)).toEqual([
			field
		]);
	});

	it('are none in a hash that is no longer kept', () => {
		const without = { ...stored, provenance: { ...stored.provenance, toBlockHash: null } };
		expect(differencesOf(without, stored)).toEqual([]);
		expect(differencesOf(stored, without)).toHaveLength(1);
	});

	it('are none where an old measurement does not state what was not kept then', () => {
		const old = { ...stored, priceCoverage: undefined } as unknown as Measurement;
		expect(differencesOf(old, stored)).toEqual([]);
	});
});
