import type { BlockFact, FeeFact } from '#lib/domain/facts.ts';
import { decodeReply } from '../rpc/decode.ts';
import type { Job } from '../rpc/endpoint-pool.ts';
import { rpcError } from '../rpc/errors.ts';
import type { AnswerSource, Reply, RpcCall } from '../rpc/json-rpc.ts';
import {
	BLOCK,
	HEADER_WITH_HASHES,
	HEADER_WITH_TYPES,
	parseBlockFact,
	parseTransactions
} from '../rpc/parse/block.ts';
import { either, listOf } from '../rpc/pick-json.ts';
import { MalformedAnswer } from '../rpc/parse/malformed.ts';
import { asBytes } from '../rpc/parse/quantity.ts';
import { parseReceipts, RECEIPT, type Receipt } from '../rpc/parse/receipt.ts';
import type { Transaction } from '../rpc/parse/transaction.ts';
import { UnknownFee, type FamilyReader } from './family.ts';
import { classifiedFees } from './fee-classes.ts';
import { extraOperations } from './user-operations.ts';

/** Block numbers by index, listed or counted. */
interface Numbers {
	readonly length: number;
	at(index: number): number | undefined;
}

export interface HeadAnswer {
	readonly latest: BlockFact;
	readonly finalized: BlockFact | null;
	readonly host: string;
}

/** The newest block and the finalized one, from one endpoint in one request. */
export function headJob(): Job<HeadAnswer> {
	const latest: RpcCall = { method: 'eth_getBlockByNumber', params: ['latest', false] };
	const finalized: RpcCall = { method: 'eth_getBlockByNumber', params: ['finalized', false] };
	return {
		count: 1,
		calls: () => [latest, finalized],
		decode: (replies, _index, source) => ({
			latest: decodeReply(replyAt(replies, 0), latest, source, (value) =>
				parseBlockFact(value, [])
			),
			finalized: isWithoutTag(replyAt(replies, 1))
				? null
				: decodeReply(replyAt(replies, 1), finalized, source, (value) => parseBlockFact(value, [])),
			host: source.host
		})
	};
}

/** Blocks as facts, one call each: hashes where they tell all, whole transactions where types count. */
export function blockJob(numbers: Numbers, family: FamilyReader): Job<BlockFact> {
	const types = family.systemTransactionTypes;
	const isWhole = types.length > 0;
	const picker = isWhole ? HEADER_WITH_TYPES : HEADER_WITH_HASHES;
	const callAt = (index: number): RpcCall => ({ ...getBlock(numbers.at(index), isWhole), picker });
	return {
		count: numbers.length,
		calls: (index) => [callAt(index)],
		decode: (replies, index, source) => {
			const call = callAt(index);
			const reply = replyAt(replies, 0);
			return decodeReply(reply, call, source, (value) => askedBlock(value, call, types, source));
		}
	};
}

/** A block with the transactions in it. */
export interface WholeBlock {
	readonly fact: BlockFact;
	readonly transactions: readonly Transaction[];
}

/**
 * Blocks of a family with transaction types of its own, as facts, and with their transactions where those can be
 * read: a fee needs more of a transaction than a count does, and whoever asks for the fee says what is wrong.
 */
export function wholeBlockJob(
	numbers: Numbers,
	family: FamilyReader
): Job<Pick<WholeBlock, 'fact'> & Partial<WholeBlock>> {
	const callAt = (index: number): RpcCall => ({
		...getBlock(numbers.at(index), true),
		picker: BLOCK
	});
	return {
		count: numbers.length,
		calls: (index) => [callAt(index)],
		decode: (replies, index, source) => {
			const call = callAt(index);
			return decodeReply(replyAt(replies, 0), call, source, (value) => {
				const fact = askedBlock(value, call, family.systemTransactionTypes, source);
				try {
					return { fact, transactions: parseTransactions(value) };
				} catch (error) {
					if (!(error instanceof MalformedAnswer)) throw error;
					return { fact };
				}
			});
		}
	};
}

/** One block, or null where the first endpoint that answers has none of that number. */
export function headerJob(number: number, family: FamilyReader): Job<BlockFact | null> {
	const job = blockJob([number], family);
	return {
		...job,
		decode: (replies, index, source) => {
			const reply = replyAt(replies, 0);
			return reply.ok && reply.value === null ? null : job.decode(replies, index, source);
		}
	};
}

/** The newest block. */
export function latestJob(family: FamilyReader): Job<BlockFact> {
	const types = family.systemTransactionTypes;
	const isWhole = types.length > 0;
	const call: RpcCall = {
		method: 'eth_getBlockByNumber',
		params: ['latest', isWhole],
		picker: isWhole ? HEADER_WITH_TYPES : HEADER_WITH_HASHES
	};
	return {
		count: 1,
		calls: () => [call],
		decode: (replies, _index, source) =>
			decodeReply(replyAt(replies, 0), call, source, (value) => parseBlockFact(value, types))
	};
}

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

/** A read of a contract: `eth_call` at the newest block. */
export interface ContractCall {
	readonly to: string;
	/** Calldata in hex. */
	readonly data: string;
}

/** What contracts answer, in hex; null of a call that was refused (reverted). */
export function contractJob(calls: readonly ContractCall[]): Job<string | null> {
	const callAt = (index: number): RpcCall => ({
		method: 'eth_call',
		params: [calls[index], 'latest']
	});
	return {
		count: calls.length,
		calls: (index) => [callAt(index)],
		decode(replies, index, source) {
			const reply = replyAt(replies, 0);
			if (!reply.ok && reply.error.kind === 'reverted') return null;
			return decodeReply(reply, callAt(index), source, (value) => asBytes(value, 'result'));
		}
	};
}

/** What came back of a call that any endpoint may answer, and who did. */
export interface Answer {
	/** As JSON; null too of a call that was refused (reverted). */
	readonly value: unknown;
	/** Why it was refused; null where it was not. */
	readonly refusal: string | null;
	/** Host only. */
	readonly host: string;
}

/** Calls of any method, one a piece. What they answer is read by whoever asks. */
export function answerJob(calls: readonly RpcCall[]): Job<Answer> {
	return {
		count: calls.length,
		calls: (index) => [calls[index] as RpcCall],
		decode(replies, _index, { host }) {
			const reply = replyAt(replies, 0);
			if (reply.ok) return { value: reply.value, refusal: null, host };
			if (reply.error.kind !== 'reverted') throw reply.error;
			return { value: null, refusal: reply.error.detail, host };
		}
	};
}

function getBlock(number: number | undefined, whole: boolean): RpcCall {
	if (number === undefined || !Number.isSafeInteger(number) || number < 0)
		throw new RangeError(`a block number is a whole number from 0, got ${number}`);
	return {
		method: 'eth_getBlockByNumber',
		params: [`0x${number.toString(16)}`, whole],
		block: number
	};
}

function getReceipts(number: number | undefined): RpcCall {
	const { params, ...call } = getBlock(number, true);
	return { ...call, method: 'eth_getBlockReceipts', params: params.slice(0, 1) };
}

function askedBlock(
	value: unknown,
	call: RpcCall,
	systemTypes: readonly number[],
	source: AnswerSource
): BlockFact {
	if (value === null) throw noSuchBlock(call, source);
	const block = parseBlockFact(value, systemTypes);
	if (block.number !== call.block)
		throw new MalformedAnswer('number', `is of block ${block.number}, which was not asked for`);
	return block;
}

function noSuchBlock(call: RpcCall, source: AnswerSource): Error {
	return rpcError({
		kind: 'no_such_block',
		host: source.host,
		method: call.method,
		input: `block ${call.block}`,
		detail: 'the node has no such block'
	});
}

/** No endpoint knows more than its receipts, and this one has given them as they are. */
function unknownFee(call: RpcCall, { host }: AnswerSource, { message }: UnknownFee): Error {
	const input = `block ${call.block}`;
	return rpcError({ kind: 'fee_unknown', host, method: call.method, input, detail: message });
}

/** Nodes from before the Merge, and some of other chains, refuse the tag or answer null. */
function isWithoutTag(reply: Reply): boolean {
	if (reply.ok) return reply.value === null;
	return ['rpc_error', 'bad_params', 'method_missing', 'no_such_block'].includes(reply.error.kind);
}

/** The reply to the `index`th call of a piece. */
export function replyAt(replies: readonly Reply[], index: number): Reply {
	const reply = replies[index];
	if (!reply) throw new Error(`a request was settled without its reply ${index}`);
	return reply;
}
