import { expect, it } from 'vitest';
import { measuredRows } from './measured-rows.ts';

const of = (chain_name: string, value: number | null, reason: string | null) => ({
	...{ chain_name, value, reason },
	n: value === null ? 0 : 720,
	coverage: value === null ? 0 : 1
});

it('chains without a value share a row where the reason is one, and no value shares any', () => {
	const rows = measuredRows([
		of('ADI', null, 'no block of this window is collected'),
		of('Base', 4.2, null),
		of('Linea', 4.2, null),
		of('Scroll', null, 'no block of this window is collected'),
		of('Abstract', null, 'its feed has not been read')
	]);
	expect(rows.map(({ measurement, chains }) => [measurement.value, chains])).toEqual([
		[null, ['ADI', 'Scroll']],
		[4.2, ['Base']],
		[4.2, ['Linea']],
		[null, ['Abstract']]
	]);
});
