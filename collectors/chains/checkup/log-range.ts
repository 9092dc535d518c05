import { decodeReply } from '../../rpc/decode.ts';
import { isRpcError } from '../../rpc/errors.ts';
import type { RpcCall } from '../../rpc/json-rpc.ts';
import { parseLogs } from '../../rpc/parse/eth.ts';
import { replyAt } from '../reply-at.ts';
import type { Asker } from './asker.ts';

/** How many blocks an endpoint searches for logs in one call. */
export interface LogRange {
	/** The longest range that was searched; null where none was. */
	readonly takes: number | null;
	/** The next longer one, which was not; null where every length was that the chain has. */
	readonly refused: number | null;
	/** How that was refused. */
	readonly detail: string | null;
}

const LENGTHS = [1_000, 2_000, 10_000];
/** Nothing is deployed there, so it has no logs whatever the range. */
const NOBODY = '0x000000000000000000000000000000000000dead';

/** Search ever longer ranges up to the head, until one is refused. Rejects with the signal’s reason. */
export async function findLogRange(asker: Asker, head: number): Promise<LogRange> {
	const possible = LENGTHS.filter((length) => length <= head + 1);
	let takes: number | null = null;
	for (const length of possible.length > 0 ? possible : [head + 1]) {
		const detail = await refusalOf(asker, head - length + 1, head);
		if (detail !== null) return { takes, refused: length, detail };
		takes = length;
	}
	return { takes, refused: null, detail: null };
}

async function refusalOf(asker: Asker, from: number, to: number): Promise<string | null> {
	const hex = (number: number): string => `0x${number.toString(16)}`;
	const filter = { address: NOBODY, fromBlock: hex(from), toBlock: hex(to) };
	const call: RpcCall = { method: 'eth_getLogs', params: [filter] };
	try {
		decodeReply(replyAt(await asker.ask([call]), 0), call, asker.source, parseLogs);
		return null;
	} catch (error) {
		if (!isRpcError(error)) throw error;
		return error.detail;
	}
}
