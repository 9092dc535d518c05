import { describe, expect, it } from 'vitest';
import { chainById } from '#lib/domain/chains.ts';
import type { Measurement } from '#lib/domain/measurement.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import type { ChainToRead } from './recheck-cost.ts';
import { checkedLines, costLines } from './verify-lines.ts';

const stored: Measurement = {
	id: '0120859bb8e774ddf69d607d4b748734',
	chainId: 324,
	metric: 'throughput.user_tx',
	statistic: 'max',
	peakWindow: '1h',
	value: 1.25,
	interval: [1.25, 1.25],
	unit: 'tx/s',
	window: { from: unixSeconds(1_764_201_600), to: unixSeconds(1_764_288_000) },
	baseWindow: null,
	n: 24,
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
		toBlockHash: null,
		finality: 'finalized',
		methods: [],
		endpoints: [],
		ruleVersion: '1',
		codeVersion: '1',
		inputSha256: 'f00d',
		computedAt: unixSeconds(1_764_288_000)
	},
	verifiable: 'full',
	reason: null
};
const NAME =
	'0120859bb8e7 (ZKsync Era, throughput.user_tx, highest hour, 2025-11-27T00:00:00Z to 2025-11-28T00:00:00Z)';
const plain = (lines: readonly string[]) => lines.map((line) => line.replaceAll('\u00a0', ' '));

describe('what verify tells a person', () => {
	const cost = (words: Partial<ChainToRead> = {}): ChainToRead => ({
		chain: chainById(324),
		facts: { windows: [], blocks: [], pricesSince: null },
		checks: [],
		calls: { eth_getBlockByNumber: 86_416, eth_call: 24 },
		cost: { calls: 86_440, requests: 865, bytes: 3_500_000_000, seconds: 432 },
		rateIsLimit: true,
		unknown: null,
		...words
	});

	it('of the cost: calls by method, size, and time as far as they are known', () => {
		expect(costLines(cost())).toEqual([
			'ZKsync Era (324) is read again: about 86,440 calls, 3.5 GB, about 7 min at the pace of its endpoints.',
			'  86,416 × eth_getBlockByNumber',
			'  24 × eth_call'
		]);
		const [first, , , last] = costLines(
			cost({
				cost: { calls: 7, requests: null, bytes: null, seconds: null },
				unknown: 'three calls for each batch, of which no pace is known'
			})
		);
		expect(first).toBe(
			'ZKsync Era (324) is read again: about 7 calls, bytes not known, time not known: none of its endpoints was asked yet.'
		);
		expect(last).toBe('  and three calls for each batch, of which no pace is known');
		expect(costLines(cost({ rateIsLimit: false }))[0]).toContain('at most 7 min');
	});

	it('of a check: equal, what differs, or why it could not be made', () => {
		const endpoints = ['a.example', 'b.example'];
		const lines = (words: object) =>
			plain(checkedLines({ stored, again: stored, endpoints, note: null, ...words } as never));
		expect(lines({ outcome: 'equal' })).toEqual([
			`${NAME}: equal, by a.example, b.example: 1.25 tx/s, n = 24, 100 % covered.`
		]);
		expect(lines({ outcome: 'equal', note: 'mind the clock' })[0]).toMatch(/; mind the clock\.$/);
		const differences = [{ field: 'value', stored: 1.25, again: 1.250_000_000_000_000_2 }];
		expect(lines({ outcome: 'differs', differences })).toEqual([
			`${NAME}: differs, by a.example, b.example:`,
			'  value: stored 1.25, read again 1.2500000000000002'
		]);
		expect(lines({ outcome: 'not_checked', note: 'it is from a sample' })).toEqual([
			`${NAME}: not checked: it is from a sample.`
		]);
	});
});
