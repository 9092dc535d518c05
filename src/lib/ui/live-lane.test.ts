import { describe, expect, it } from 'vitest';
import type { LiveBlockJson, LiveChainJson } from '#lib/domain/wire/live.ts';
import { blockWords, laneFacts, type LiveLaneData } from './live-lane.ts';
import { chainCondition } from './state-sentence.ts';

const BLOCK: LiveBlockJson = {
	number: 9,
	time: '2026-11-26T09:00:07Z',
	tx: 14,
	user_tx: 12,
	gas_used: 252_000,
	gas_limit: 30_000_000,
	base_fee: '25000000',
	final: false
};

describe('blockWords', () => {
	it('has users’ transactions beside all, gas beside its limit, and what is final', () => {
		expect(blockWords(BLOCK)).toEqual({
			transactions: ['12', 'of 14'],
			gas: ['252,000', 'of 30M'],
			baseFee: '0.025\u00a0gwei/gas',
			finality: 'provisional'
		});
		expect(blockWords({ ...BLOCK, final: true }).finality).toBe('final');
	});

	it('tells a zero from what is not known', () => {
		const empty = { ...BLOCK, tx: 0, user_tx: 0, gas_used: 0, base_fee: '0' };
		expect(blockWords(empty)).toMatchObject({
			transactions: ['0', 'of 0'],
			gas: ['0', 'of 30M'],
			baseFee: '0\u00a0wei/gas'
		});
		const unknown = { ...BLOCK, gas_limit: null, base_fee: null, final: null };
		expect(blockWords(unknown)).toMatchObject({
			gas: ['252,000', 'limit not kept'],
			baseFee: 'none',
			finality: 'finality unknown'
		});
	});
});

describe('laneFacts', () => {
	const live: LiveChainJson = {
		...{ chain: 31338, chain_name: 'Demo L2', demo: true, state: 'fresh' },
		head: { number: 9, time: BLOCK.time, seen_at: BLOCK.time },
		stands_still: null,
		blocks: [{ ...BLOCK, user_tx: 0 }]
	};
	const lane: LiveLaneData = {
		live,
		idleHour: { from: '2026-11-26T08:00:00Z', to: '2026-11-26T09:00:00Z' },
		optIn: null,
		explorer: null
	};

	it('ends an idle hour with the first block that holds a user’s transaction', () => {
		expect(chainCondition(laneFacts(lane))).toBe('idle');
		const busy = { ...live, blocks: [BLOCK, ...live.blocks] };
		expect(chainCondition(laneFacts({ ...lane, live: busy }))).toBe('live');
	});

	it('takes a standstill as it is told', () => {
		const still = { ...live, stands_still: { since: BLOCK.time, endpoints: 3 } };
		expect(chainCondition(laneFacts({ ...lane, live: still }))).toBe('halted');
	});
});
