import { describe, expect, it } from 'vitest';
import type { ClaimedJson } from '#lib/domain/wire/claim.ts';
import { readAs } from './read-as.ts';

describe('a claim as one clause', () => {
	const clause = (
		subject: string,
		predicate: string,
		comparator: ClaimedJson['comparator'],
		printed: string
	) =>
		readAs({
			...{ subject, predicate },
			claimed: { comparator, printed, value: 1, low: null, high: null, unit: 'tx/s' }
		});

	it.each([
		['Demo L2', 'can handle', '>=', '5,000 TPS', 'Demo L2 can handle ≥\u00a05,000 TPS'],
		['demo ether', 'costs at least', '>=', '$20', 'demo ether costs at least $20'],
		['Demo L1', 'makes a block every', '<=', 'every minute', 'Demo L1 makes a block every minute'],
		['Demo L2', 'makes a block every', '<=', 'every 10 s', 'Demo L2 makes a block every 10 s'],
		['ZKsync', 'leads the Layer 2 networks', '=', 'its lead', 'ZKsync leads the Layer 2 networks']
	] as const)('%s | %s | %s %s', (subject, predicate, comparator, printed, expected) => {
		expect(clause(subject, predicate, comparator, printed)).toBe(expected);
	});

	it('has no figure where none is claimed', () => {
		expect(readAs({ subject: 'Ethereum', predicate: 'can scale', claimed: null })).toBe(
			'Ethereum can scale'
		);
	});
});
