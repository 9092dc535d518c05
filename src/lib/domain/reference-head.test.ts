import { describe, expect, it } from 'vitest';
import { referenceHead } from './reference-head.ts';
import { unixSeconds } from './units.ts';

const at = (number: number, seconds = number * 12) => ({ number, timestamp: unixSeconds(seconds) });

describe('what endpoints are held to', () => {
	it('is the newest of one or two, and nothing where none told', () => {
		expect(referenceHead([])).toBeUndefined();
		expect(referenceHead([at(7)])).toEqual(at(7));
		expect(referenceHead([at(7), at(9)])).toEqual(at(9));
	});

	it('is the second newest of three, so that one alone makes no laggards of the others', () => {
		expect(referenceHead([at(9), at(1_000_000), at(8)])).toEqual(at(9));
		expect(referenceHead([at(9), at(9), at(8)])).toEqual(at(9));
	});

	it('is the higher of two blocks of one second', () => {
		expect(referenceHead([at(7, 100), at(8, 100)])).toEqual(at(8, 100));
	});
});
