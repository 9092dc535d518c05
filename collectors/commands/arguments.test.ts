import { describe, expect, it } from 'vitest';
import { chosenChains, parseArguments, parseDuration } from './arguments.ts';
import { UsageError } from './usage-error.ts';

describe('parseDuration', () => {
	it.each(['', '60', 's', '-1s', '1d', '1e3s', '597h', ' 1s'])('refuses "%s"', (text) => {
		expect(() => parseDuration('--budget', text)).toThrow(UsageError);
	});

	it.each([
		['0s', 0],
		['1.5s', 1_500],
		['2m', 120_000],
		['576h', 2_073_600_000]
	])('reads %s', (text, milliseconds) => {
		expect(parseDuration('--budget', text)).toBe(milliseconds);
	});
});

describe('chosenChains', () => {
	it.each(['', 'ethereum', '999', '-1', '1,324'])('refuses "%s"', (id) => {
		expect(() => chosenChains([id], [1])).toThrow(/not in the chain list/);
	});

	it('takes each chain once, and those of the settings where none is named', () => {
		expect(chosenChains(['324', '1', '324'], [1]).map(({ id }) => id)).toEqual([324, 1]);
		expect(chosenChains(undefined, [1]).map(({ id }) => id)).toEqual([1]);
	});
});

it('refuses options that a command does not have', () => {
	expect(() => parseArguments(['--bugdet', '1s'], { budget: { type: 'string' } })).toThrow(
		UsageError
	);
	expect(() => parseArguments(['word'], {})).toThrow(UsageError);
});
