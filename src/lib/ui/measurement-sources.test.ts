import { expect, it } from 'vitest';
import type { MeasurementJson } from '#lib/domain/wire/measurement.ts';
import { measurementSources } from './measurement-sources.ts';

function of(chain: number, words: Partial<MeasurementJson>): MeasurementJson {
	return {
		...{ id: null, chain, chain_name: `Chain ${chain}`, metric: 'throughput.tx', statistic: 'max' },
		...{ peak_window: '1h', unit: 'tx/s', from: 'a', to: 'b', value: null, reason: null },
		provenance: { from_block: null },
		...words
	} as unknown as MeasurementJson;
}

it('names each measurement once, and an unmeasured chain once a reason, however many readings ask', () => {
	const shared = of(1, { id: 'abc', value: 5 });
	const recent = of(2, { value: 3 });
	const empty = of(3, { provenance: { from_block: 7 } as MeasurementJson['provenance'] });
	const none = [of(4, { reason: 'no block' }), of(5, { reason: 'no block' })];
	const other = of(4, { reason: 'no batch', metric: 'finality.prove' });
	const readings = [
		{ measurements: [shared, recent, ...none] },
		{ measurements: [shared, recent, empty, ...none, other] },
		{ measurements: [{ ...recent, peak_window: '60s' }] }
	];
	const { measured, unmeasured } = measurementSources(readings);
	expect(measured.map((each) => [each.chain, each.peak_window])).toEqual([
		[1, '1h'],
		[2, '1h'],
		[3, '1h'],
		[2, '60s']
	]);
	expect(unmeasured).toEqual([
		{ reason: 'no block', chains: ['Chain 4', 'Chain 5'] },
		{ reason: 'no batch', chains: ['Chain 4'] }
	]);
});
