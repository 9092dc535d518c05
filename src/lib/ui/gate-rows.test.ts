import { describe, expect, it } from 'vitest';
import { gateRows } from './gate-rows.ts';

describe('the gates of a reading as rows', () => {
	const gate = (name: string, passed: boolean, detail: string) => ({ gate: name, passed, detail });

	it('says once what several chains have alike, and names them', () => {
		const rows = gateRows([
			gate('valid', true, 'Not withdrawn.'),
			gate('value', false, 'ZKsync Era: No block of this window is collected.'),
			gate('coverage', false, 'ZKsync Era: 0 % of the window covered.'),
			gate('value', false, 'ADI: No block of this window is collected.'),
			gate('coverage', true, 'ADI: 99 % of the window covered.')
		]);
		expect(rows.map((row) => [row.gate, row.passed, row.detail, row.chains])).toEqual([
			['valid', true, 'Not withdrawn.', []],
			['value', false, 'No block of this window is collected.', ['ZKsync Era', 'ADI']],
			['coverage', false, '0 % of the window covered.', ['ZKsync Era']],
			['coverage', true, '99 % of the window covered.', ['ADI']]
		]);
	});

	it('leaves a remark alone that starts with other words', () => {
		const detail = 'The source’s figure is a benchmark: another quantity.';
		expect(gateRows([gate('comparable', false, detail)])).toEqual([
			{ ...gate('comparable', false, detail), chains: [] }
		]);
	});
});
