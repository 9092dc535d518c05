import { describe, expect, it } from 'vitest';
import { toEventSelector, toFunctionSelector } from 'viem';
import { GET_ZK_CHAIN } from '../jobs/settlement-contracts.ts';
import { MalformedAnswer } from '../rpc/parse/malformed.ts';
import { SETTLEMENT_TOPICS, settlementEvent } from './settlement-events.ts';

const word = (value: number | bigint) => `0x${value.toString(16).padStart(64, '0')}`;
const log = (topics: readonly string[], words: readonly number[] = []) => ({
	topics: [...topics],
	data: `0x${words.map((each) => word(each).slice(2)).join('')}`,
	...{ blockNumber: 1, blockHash: word(1), transactionHash: word(2), logIndex: 0 }
});
const { commit, prove, execute, revert } = SETTLEMENT_TOPICS;

describe('events of a diamond', () => {
	it('have the topics of their signatures, and the Bridgehub its selector', () => {
		expect(commit).toBe(toEventSelector('BlockCommit(uint256,bytes32,bytes32)'));
		expect(prove).toBe(toEventSelector('BlocksVerification(uint256,uint256)'));
		expect(execute).toBe(toEventSelector('BlockExecution(uint256,bytes32,bytes32)'));
		expect(revert).toBe(toEventSelector('BlocksRevert(uint256,uint256,uint256)'));
		expect(GET_ZK_CHAIN).toBe(toFunctionSelector('getZKChain(uint256)'));
	});

	it('name one batch, all batches of a proof, or what a revert left', () => {
		expect(settlementEvent(log([commit, word(7), word(1), word(2)]))).toEqual({
			...{ stage: 'commit', batches: { from: 7, to: 7 } }
		});
		expect(settlementEvent(log([execute, word(7), word(1), word(2)]))).toMatchObject({
			...{ stage: 'execute', batches: { from: 7, to: 7 } }
		});
		expect(settlementEvent(log([prove, word(7), word(12)]))).toEqual({
			...{ stage: 'prove', batches: { from: 8, to: 12 } }
		});
		expect(settlementEvent(log([revert], [9, 7, 5]))).toEqual({
			...{ stage: null, committed: 9, proven: 7 }
		});
	});

	it.each([
		['another event', log([word(1)])],
		['none at all', log([])],
		['a commit of no batch', log([commit])],
		['a batch beyond all counting', log([execute, word(2n ** 60n)])],
		['a proof of nothing', log([prove, word(7), word(7)])],
		['a proof of a million batches', log([prove, word(7), word(1_000_007)])],
		['a revert without its numbers', log([revert], [9])]
	])('are refused as malformed: %s', (_, told) => {
		expect(() => settlementEvent(told)).toThrow(MalformedAnswer);
	});
});
