import { blockCount, type BlockRange } from '#lib/domain/block-range.ts';
import type { FeeHistoryBlock } from '#lib/domain/fee-history.ts';
import type { ForkHeader } from '#lib/domain/fork-rules.ts';
import { wei, type Wei } from '#lib/domain/units.ts';
import { decodeReply } from '../rpc/decode.ts';
import type { Job } from '../rpc/endpoint-pool.ts';
import type { RpcCall } from '../rpc/json-rpc.ts';
import { parseFeeHistory } from '../rpc/parse/eth.ts';
import { parseForkHeader } from '../rpc/parse/fork-header.ts';
import { MalformedAnswer } from '../rpc/parse/malformed.ts';
import { getBlock } from './asked-block.ts';
import { orNone } from './or-none.ts';
import { replyAt } from './reply-at.ts';

/** Clients answer for so many blocks at most. */
const BLOCKS_A_CALL = 1_024;
/** An answer of 1,024 blocks is 75 kB. */
const CALLS_A_REQUEST = 4;

/** Fee histories of a range, with the median tip by gas: a piece is at most 1,024 blocks, each of which is told of. */
export function feeHistoryJob(range: BlockRange): Job<FeeHistoryBlock[]> {
	const partAt = (index: number): BlockRange => {
		const from = range.from + index * BLOCKS_A_CALL;
		return { from, to: Math.min(range.to, from + BLOCKS_A_CALL - 1) };
	};
	const callAt = (index: number): RpcCall => {
		const part = partAt(index);
		const hex = (number: number): string => `0x${number.toString(16)}`;
		return {
			method: 'eth_feeHistory',
			params: [hex(blockCount(part)), hex(part.to), [50]],
			block: part.to
		};
	};
	return {
		count: Math.ceil(blockCount(range) / BLOCKS_A_CALL),
		mostCalls: CALLS_A_REQUEST,
		calls: (index) => [callAt(index)],
		decode: (replies, index, source) =>
			decodeReply(replyAt(replies, 0), callAt(index), source, (value) =>
				feeHistoryBlocks(value, partAt(index))
			)
	};
}

/**
 * What an answer says of each block of the asked range. Throws MalformedAnswer where it is of other blocks, or of fewer:
 * a node that lacks the oldest leaves them out.
 */
export function feeHistoryBlocks(value: unknown, asked: BlockRange): FeeHistoryBlock[] {
	const told = parseFeeHistory(value);
	const { oldestBlock, baseFeePerGas, gasUsedRatio, reward, baseFeePerBlobGas } = told;
	const count = blockCount(asked);
	if (oldestBlock !== asked.from || gasUsedRatio.length !== count)
		throw new MalformedAnswer(
			'oldestBlock',
			`must begin ${count} blocks from ${asked.from} on, got ${gasUsedRatio.length} from ${oldestBlock}`
		);
	return gasUsedRatio.map((ratio, index) => {
		const baseFee = baseFeePerGas[index];
		const [tip] = reward?.[index] ?? [];
		if (baseFee === undefined) throw new MalformedAnswer(`baseFeePerGas[${index}]`, 'is missing');
		if (tip === undefined) throw new MalformedAnswer(`reward[${index}]`, 'is missing');
		return {
			number: asked.from + index,
			baseFee: wei(baseFee),
			gasUsedRatio: ratio,
			// Of a block without gas used the answer is 0, which nobody paid.
			medianTip: ratio > 0 ? wei(tip) : null,
			blobBaseFee: blobFee(baseFeePerBlobGas?.[index])
		};
	});
}

/** Blob gas costs 1 wei at least; before EIP-4844 the answer is 0, or there is none. */
function blobFee(told: bigint | undefined): Wei | null {
	return told === undefined || told === 0n ? null : wei(told);
}

/** The fields of listed headers that forks added, each null where there is no such block. */
export function forkHeadersJob(numbers: readonly number[]): Job<ForkHeader | null> {
	const callAt = (index: number): RpcCall => getBlock(numbers[index], false);
	return orNone({
		count: numbers.length,
		calls: (index) => [callAt(index)],
		decode: (replies, index, source) =>
			decodeReply(replyAt(replies, 0), callAt(index), source, (value) => {
				const header = parseForkHeader(value);
				if (header.number !== numbers[index])
					throw new MalformedAnswer(
						'number',
						`is of block ${header.number}, not ${numbers[index]}`
					);
				return header;
			})
	});
}
