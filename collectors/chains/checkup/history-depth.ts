import { isRpcError } from '../../rpc/errors.ts';
import type { Reply, RpcCall } from '../../rpc/json-rpc.ts';
import type { Asker } from './asker.ts';

/** How far back an endpoint answers, of the few depths that were looked at. */
export interface HistoryDepth {
	/** The oldest block looked at that it has, with all between; null where it has none of them. */
	readonly oldest_block: number | null;
	/** The oldest block looked at whose state it has: at block 1 it is an archive. */
	readonly oldest_state: number | null;
}

const DEPTHS = [1_000, 10_000, 100_000, 1_000_000, 10_000_000];
/** Of block 0 some nodes have all, and of block 1 nothing. */
const FIRST_BLOCK = 1;
const ANYBODY = '0x000000000000000000000000000000000000dead';
/** Smaller batches would make this many requests, which is not worth it. */
const LEAST_BATCH = 10;

/**
 * Ask for a block and a balance at depths that grow tenfold, and at the first block. Null where the endpoint takes
 * only small batches, or does not answer at all. Rejects with the signal’s reason.
 */
export async function findHistoryDepth(
	asker: Asker,
	head: number,
	batchLimit: number
): Promise<HistoryDepth | null> {
	if (batchLimit < LEAST_BATCH || head < FIRST_BLOCK) return null;
	const deep = DEPTHS.map((depth) => head - depth).filter((block) => block > FIRST_BLOCK);
	const newestFirst = [...deep, FIRST_BLOCK];
	const ask = async (callOf: (hex: string) => RpcCall): Promise<number | null> => {
		const replies = await asker.ask(newestFirst.map((block) => callOf(`0x${block.toString(16)}`)));
		const missing = replies.findIndex((reply) => !has(reply));
		return newestFirst[(missing < 0 ? newestFirst.length : missing) - 1] ?? null;
	};
	try {
		return {
			oldest_block: await ask((hex) => ({
				method: 'eth_getBlockByNumber',
				params: [hex, false],
				foldHashes: true
			})),
			oldest_state: await ask((hex) => ({ method: 'eth_getBalance', params: [ANYBODY, hex] }))
		};
	} catch (error) {
		if (!isRpcError(error)) throw error;
		return null;
	}
}

function has(reply: Reply): boolean {
	return reply.ok && reply.value !== null;
}
