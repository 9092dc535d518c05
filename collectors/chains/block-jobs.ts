import type { BlockFact } from '#lib/domain/facts.ts';
import { decodeReply } from '../rpc/decode.ts';
import type { Job } from '../rpc/endpoint-pool.ts';
import type { Reply, RpcCall } from '../rpc/json-rpc.ts';
import {
	BLOCK,
	HEADER_WITH_HASHES,
	HEADER_WITH_TYPES,
	parseBlockFact,
	parseTransactions
} from '../rpc/parse/block.ts';
import { MalformedAnswer } from '../rpc/parse/malformed.ts';
import type { Transaction } from '../rpc/parse/transaction.ts';
import { askedBlock, getBlock } from './asked-block.ts';
import type { FamilyReader } from './family.ts';
import { orNone } from './or-none.ts';
import { replyAt } from './reply-at.ts';

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

/** Listed blocks, each null where the first endpoint that answers has none of that number. */
export function headersJob(
	numbers: readonly number[],
	family: FamilyReader
): Job<BlockFact | null> {
	return orNone(blockJob(numbers, family));
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

/** Nodes from before the Merge, and some of other chains, refuse the tag or answer null. */
function isWithoutTag(reply: Reply): boolean {
	if (reply.ok) return reply.value === null;
	return ['rpc_error', 'bad_params', 'method_missing', 'no_such_block'].includes(reply.error.kind);
}
