import type { FeeFact } from '#lib/domain/facts.ts';
import { decodeReply } from '../rpc/decode.ts';
import type { Job } from '../rpc/endpoint-pool.ts';
import { rpcError } from '../rpc/errors.ts';
import type { AnswerSource, RpcCall } from '../rpc/json-rpc.ts';
import { BLOCK, parseTransactions } from '../rpc/parse/block.ts';
import { parseReceipts, RECEIPT, type Receipt } from '../rpc/parse/receipt.ts';
import { either, listOf } from '../rpc/pick-json.ts';
import { askedBlock, getBlock, noSuchBlock } from './asked-block.ts';
import type { WholeBlock } from './block-jobs.ts';
import { UnknownFee, type FamilyReader } from './family.ts';
import { classifiedFees } from './fee-classes.ts';
import { replyAt } from './reply-at.ts';
import { extraOperations } from './user-operations.ts';

/** What the receipts of one block tell, and which block of that number they are of. */
export interface BlockFees {
	readonly hash: string;
	readonly fees: FeeFact[];
	/** Operations that users asked for beyond one for each of their transactions. */
	readonly extraOps: number;
}

/**
 * A block and its receipts are 100 to 500 kB. More of them at once would be no quicker, and take memory that is new to
 * the process each time.
 */
const FEE_CALLS = 32;

const RECEIPTS = listOf(RECEIPT);
/** Both go in one request, whose answer is read in one way: blocks are objects, and receipts lists. */
const BLOCK_OR_RECEIPTS = either(BLOCK, RECEIPTS);

/** The fees of every measured class in each block, and its users’ operations: the block with its transactions, and its receipts, in one batch. */
export function feeJob(numbers: readonly number[], family: FamilyReader): Job<BlockFees> {
	const types = family.systemTransactionTypes;
	const callsAt = (index: number): [RpcCall, RpcCall] => [
		{ ...getBlock(numbers[index], true), picker: BLOCK_OR_RECEIPTS },
		{ ...getReceipts(numbers[index]), picker: BLOCK_OR_RECEIPTS }
	];
	return {
		count: numbers.length,
		mostCalls: FEE_CALLS,
		calls: callsAt,
		decode: (replies, index, source) => {
			const [blockCall, receiptsCall] = callsAt(index);
			const block = decodeReply(replyAt(replies, 0), blockCall, source, (value) => ({
				fact: askedBlock(value, blockCall, types, source),
				transactions: parseTransactions(value)
			}));
			return decodeReply(replyAt(replies, 1), receiptsCall, source, (value) => {
				const receipts = askedReceipts(value, receiptsCall, source);
				return feesOf(block, receipts, family, receiptsCall, source);
			});
		}
	};
}

/** The same of blocks that are known with their transactions, out of their receipts alone; null of another fork. */
export function receiptsJob(
	blocks: readonly WholeBlock[],
	family: FamilyReader
): Job<BlockFees | null> {
	const callAt = (index: number): RpcCall => ({
		...getReceipts(blocks[index]?.fact.number),
		picker: RECEIPTS
	});
	return {
		count: blocks.length,
		mostCalls: FEE_CALLS,
		calls: (index) => [callAt(index)],
		decode: (replies, index, source) => {
			const call = callAt(index);
			const block = blocks[index];
			if (!block) throw new Error(`there is no block ${index} of ${blocks.length}`);
			return decodeReply(replyAt(replies, 0), call, source, (value) => {
				const receipts = askedReceipts(value, call, source);
				return receipts.some(({ blockHash }) => blockHash !== block.fact.hash)
					? null
					: feesOf(block, receipts, family, call, source);
			});
		}
	};
}

function askedReceipts(value: unknown, call: RpcCall, source: AnswerSource): Receipt[] {
	if (value === null) throw noSuchBlock(call, source);
	return parseReceipts(value);
}

function feesOf(
	{ fact, transactions }: WholeBlock,
	receipts: readonly Receipt[],
	family: FamilyReader,
	call: RpcCall,
	source: AnswerSource
): BlockFees {
	try {
		// First: it holds receipts and transactions together.
		const fees = classifiedFees(fact, transactions, receipts, family);
		const extraOps = extraOperations(transactions, receipts, family);
		return { hash: fact.hash, fees, extraOps };
	} catch (error) {
		if (!(error instanceof UnknownFee)) throw error;
		throw unknownFee(call, source, error);
	}
}

function getReceipts(number: number | undefined): RpcCall {
	const { params, ...call } = getBlock(number, true);
	return { ...call, method: 'eth_getBlockReceipts', params: params.slice(0, 1) };
}

/** No endpoint knows more than its receipts, and this one has given them as they are. */
function unknownFee(call: RpcCall, { host }: AnswerSource, { message }: UnknownFee): Error {
	const input = `block ${call.block}`;
	return rpcError({ kind: 'fee_unknown', host, method: call.method, input, detail: message });
}
