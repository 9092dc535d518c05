import { decodeReply } from '../rpc/decode.ts';
import type { Job } from '../rpc/endpoint-pool.ts';
import type { RpcCall } from '../rpc/json-rpc.ts';
import { asBytes } from '../rpc/parse/quantity.ts';
import { replyAt } from './reply-at.ts';

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
