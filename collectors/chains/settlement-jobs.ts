import type { BlockRange } from '#lib/domain/block-range.ts';
import { decodeReply } from '../rpc/decode.ts';
import type { Job } from '../rpc/endpoint-pool.ts';
import { rpcError } from '../rpc/errors.ts';
import type { AnswerSource, RpcCall } from '../rpc/json-rpc.ts';
import { MalformedAnswer } from '../rpc/parse/malformed.ts';
import {
	parseInputLength,
	parseKnownBlock,
	parseL1Receipt,
	parseMinedLogs,
	type L1Receipt,
	type MinedLog
} from '../rpc/parse/settlement.ts';
import { replyAt } from './reply-at.ts';
import { SETTLEMENT_TOPICS, settlementEvent, type SettlementEvent } from './settlement-events.ts';

/** An event of a diamond, and where it stands. */
export interface ToldEvent {
	readonly event: SettlementEvent;
	readonly log: MinedLog;
}

/**
 * The events of a diamond in a range of blocks, in one call. The same request asks for the last block: a node that does
 * not know it yet has no logs of it either, and would say that there are none.
 */
export function eventsJob(diamond: string, { from, to }: BlockRange): Job<ToldEvent[]> {
	const filter = {
		address: diamond,
		fromBlock: hex(from),
		toBlock: hex(to),
		topics: [Object.values(SETTLEMENT_TOPICS)]
	};
	const call: RpcCall = { method: 'eth_getLogs', params: [filter] };
	const last: RpcCall = { method: 'eth_getBlockByNumber', params: [hex(to), false], block: to };
	return {
		count: 1,
		calls: () => [call, last],
		decode(replies, _index, source) {
			const known = decodeReply(replyAt(replies, 1), last, source, parseKnownBlock);
			if (known !== to) throw noSuchBlock(last, source);
			return decodeReply(replyAt(replies, 0), call, source, (value) =>
				parseMinedLogs(value).map((log) => {
					if (log.blockNumber < from || log.blockNumber > to)
						throw new MalformedAnswer('blockNumber', `${log.blockNumber} was not asked for`);
					return { event: settlementEvent(log), log };
				})
			);
		}
	};
}

/** A transaction, and the block that a log of it names. */
export interface MinedTransaction {
	readonly hash: string;
	readonly blockHash: string;
}

/** Receipts of transactions, which must be of the blocks that their logs named. */
export function receiptsJob(transactions: readonly MinedTransaction[]): Job<L1Receipt> {
	return perTransaction('eth_getTransactionReceipt', transactions, (value, asked) => {
		const receipt = parseL1Receipt(value);
		if (receipt) {
			checkSame(receipt.transactionHash, asked.hash, 'transactionHash');
			checkSame(receipt.blockHash, asked.blockHash, 'blockHash');
			if (receipt.status !== 1)
				throw new MalformedAnswer('status', 'is of a failure, which has no logs');
			if (receipt.blobGasUsed !== null && receipt.blobGasUsed > 0 && receipt.blobGasPrice === null)
				throw new MalformedAnswer('blobGasPrice', 'is missing of a transaction with blobs');
		}
		return receipt;
	});
}

/** Lengths of the calldata of transactions, in bytes. */
export function inputLengthsJob(transactions: readonly MinedTransaction[]): Job<number> {
	return perTransaction('eth_getTransactionByHash', transactions, (value, asked) => {
		const told = parseInputLength(value);
		if (told) {
			checkSame(told.hash, asked.hash, 'hash');
			checkSame(told.blockHash, asked.blockHash, 'blockHash');
		}
		return told && told.bytes;
	});
}

function perTransaction<Value>(
	method: string,
	transactions: readonly MinedTransaction[],
	parse: (value: unknown, asked: MinedTransaction) => Value | null
): Job<Value> {
	const askedAt = (index: number): MinedTransaction => transactions[index] as MinedTransaction;
	const callAt = (index: number): RpcCall => ({ method, params: [askedAt(index).hash] });
	return {
		count: transactions.length,
		calls: (index) => [callAt(index)],
		decode(replies, index, source) {
			const call = callAt(index);
			const value = decodeReply(replyAt(replies, 0), call, source, (reply) =>
				parse(reply, askedAt(index))
			);
			if (value === null) throw noSuchTransaction(call, source);
			return value;
		}
	};
}

function checkSame(told: string | null, asked: string, field: string): void {
	if (told !== asked) throw new MalformedAnswer(field, `is ${told}, where its logs name ${asked}`);
}

function noSuchBlock({ method, block }: RpcCall, { host }: AnswerSource): Error {
	const detail = 'the node has no such block, so that its logs are not all of the range';
	return rpcError({ kind: 'no_such_block', host, method, input: `block ${block}`, detail });
}

function noSuchTransaction({ method, params }: RpcCall, { host }: AnswerSource): Error {
	const input = String(params[0]);
	const detail = 'the node has no such transaction, though it has logs of it';
	return rpcError({ kind: 'no_such_block', host, method, input, detail });
}

function hex(number: number): string {
	return `0x${number.toString(16)}`;
}
