import { STAGES, type BatchFact, type ReachedStage, type Stage } from '#lib/domain/batches.ts';
import type { BlockRange } from '#lib/domain/block-range.ts';
import type { UnixSeconds } from '#lib/domain/units.ts';
import { decodeReply } from '../rpc/decode.ts';
import type { Job } from '../rpc/endpoint-pool.ts';
import { rpcError } from '../rpc/errors.ts';
import type { AnswerSource, RpcCall } from '../rpc/json-rpc.ts';
import {
	BATCHED_HEADER,
	parseBatchedHeader,
	type BatchedHeader
} from '../rpc/parse/batched-header.ts';
import { MalformedAnswer } from '../rpc/parse/malformed.ts';
import { asTime } from '../rpc/parse/quantity.ts';
import {
	parseL1BatchBlockRange,
	parseL1BatchDetails,
	type L1BatchDetails
} from '../rpc/parse/zks.ts';
import { replyAt } from './reply-at.ts';

/** A batch as its details tell, before the time of its last block is known. */
export type UntimedBatch = Omit<BatchFact, 'sealedAt'>;

/** Executed batches with the blocks they hold. A batch that the node does not know as executed is `no_such_block`. */
export function batchJob(numbers: readonly number[]): Job<UntimedBatch> {
	const callsAt = (index: number): [RpcCall, RpcCall] => {
		const params = [numbers[index]];
		return [
			{ method: 'zks_getL1BatchDetails', params },
			{ method: 'zks_getL1BatchBlockRange', params }
		];
	};
	return {
		count: numbers.length,
		calls: callsAt,
		decode(replies, index, source) {
			const [detailsCall, rangeCall] = callsAt(index);
			const number = numbers[index] as number;
			const details = decodeReply(replyAt(replies, 0), detailsCall, source, parseL1BatchDetails);
			const blocks = decodeReply(replyAt(replies, 1), rangeCall, source, parseL1BatchBlockRange);
			if (!details || !blocks) throw noSuchBlock(detailsCall, source, 'the node has no such batch');
			return decodeReply({ ok: true, value: details }, detailsCall, source, () =>
				untimed(number, details, blocks, (stage) =>
					noSuchBlock(detailsCall, source, `as far as the node knows it is not ${DONE[stage]} yet`)
				)
			);
		}
	};
}

const DONE: Readonly<Record<Stage, string>> = {
	commit: 'committed',
	prove: 'proven',
	execute: 'executed'
};

function untimed(
	number: number,
	details: L1BatchDetails,
	blocks: BlockRange,
	missing: (stage: Stage) => Error
): UntimedBatch {
	if (details.number !== number)
		throw new MalformedAnswer('number', `is of batch ${details.number}, which was not asked for`);
	const told = {
		commit: [details.committedAt, details.commitTxHash, details.commitChainId, 'committedAt'],
		prove: [details.provenAt, details.proveTxHash, details.proveChainId, 'provenAt'],
		execute: [details.executedAt, details.executeTxHash, details.executeChainId, 'executedAt']
	} as const;
	const reached = (stage: Stage): ReachedStage => {
		const [at, txHash, settledOn, field] = told[stage];
		if (at === null) throw missing(stage);
		return { at: operatorTime(at, field), clock: 'operator', txHash, settledOn };
	};
	if (details.rootHash === null) throw missing('execute');
	return {
		number,
		blocks,
		openedAt: asTime(details.timestamp, 'timestamp'),
		rootHash: details.rootHash,
		l1TxCount: details.l1TxCount,
		l2TxCount: details.l2TxCount,
		stages: Object.fromEntries(STAGES.map((stage) => [stage, reached(stage)])) as Record<
			Stage,
			ReachedStage
		>
	};
}

const ISO_WITH_ZONE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

/** The whole second of an ISO 8601 time with its zone; viem and zksync-ethers promise a Date and hand on this text. */
function operatorTime(text: string, field: string): UnixSeconds {
	const milliseconds = ISO_WITH_ZONE.test(text) ? Date.parse(text) : Number.NaN;
	if (Number.isNaN(milliseconds))
		throw new MalformedAnswer(field, `is no ISO 8601 time with its zone: "${text}"`);
	return asTime(Math.floor(milliseconds / 1000), field);
}

/** The same batches with the time of their last blocks, whose headers must say that they lie in them. */
export function sealJob(batches: readonly UntimedBatch[]): Job<BatchFact> {
	const callAt = (index: number): RpcCall => getHeader(batches[index]?.blocks.to as number);
	return {
		count: batches.length,
		calls: (index) => [callAt(index)],
		decode: (replies, index, source) => {
			const batch = batches[index] as UntimedBatch;
			const call = callAt(index);
			const header = decodeReply(replyAt(replies, 0), call, source, (value) =>
				lastHeader(parseBatchedHeader(value), batch)
			);
			if (!header) throw noSuchBlock(call, source, 'the node has no such block');
			return { ...batch, sealedAt: header.timestamp };
		}
	};
}

function lastHeader(header: BatchedHeader | null, batch: UntimedBatch): BatchedHeader | null {
	if (header && header.number !== batch.blocks.to)
		throw new MalformedAnswer('number', `is of block ${header.number}, which was not asked for`);
	if (header && header.batch !== batch.number)
		throw new MalformedAnswer('l1BatchNumber', `must be ${batch.number}, got ${header.batch}`);
	return header;
}

/** The header of one block, with the batch that it lies in; null where the node has no such block. */
export function batchedHeaderJob(block: number | 'finalized'): Job<BatchedHeader | null> {
	const call = getHeader(block);
	return {
		count: 1,
		calls: () => [call],
		decode: (replies, _index, source) =>
			decodeReply(replyAt(replies, 0), call, source, parseBatchedHeader)
	};
}

function getHeader(block: number | 'finalized'): RpcCall {
	const param = typeof block === 'number' ? `0x${block.toString(16)}` : block;
	return { method: 'eth_getBlockByNumber', params: [param, false], picker: BATCHED_HEADER };
}

function noSuchBlock(call: RpcCall, source: AnswerSource, detail: string): Error {
	const [subject] = call.params;
	return rpcError({
		kind: 'no_such_block',
		host: source.host,
		method: call.method,
		input: typeof subject === 'number' ? `batch ${subject}` : `block ${String(subject)}`,
		detail
	});
}
