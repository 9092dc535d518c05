import { SYSTEM_CLOCK, type Clock } from '../../rpc/clock.ts';
import { isRpcError, type RpcError } from '../../rpc/errors.ts';
import { createJsonRpc, type AnswerSource, type Reply, type RpcCall } from '../../rpc/json-rpc.ts';
import { createPacer } from '../../rpc/pacer.ts';

export interface AskerOptions {
	readonly signal: AbortSignal;
	/** Most requests a second, when a person has set it. */
	readonly rate?: number | undefined;
	readonly answerMs?: number | undefined;
	readonly clock?: Clock | undefined;
}

/** One endpoint under examination: asked one request after the other, at its pace. */
export interface Asker {
	readonly source: AnswerSource;
	/**
	 * One request. Where the endpoint was asked too often it waits and asks again. Rejects with RpcError when the
	 * request as a whole failed, and with the signal’s reason.
	 */
	ask(calls: readonly RpcCall[]): Promise<Reply[]>;
	/** The same in requests of at most so many calls. */
	askBy(most: number, calls: readonly RpcCall[]): Promise<Reply[]>;
	/** What was sent so far. */
	spent(): { readonly requests: number; readonly calls: number };
	/** How long the last request took, without waiting for its turn. In milliseconds. */
	lastTookMs(): number;
	close(): Promise<void>;
}

const ANSWER_MS = 10_000;
const LARGEST_BATCH = 500;
/** Times that a request is sent while the answer is “too often”. */
const TRIES = 3;
const PAUSE_MS = 1_000;

/** Throws PermanentRpcError, without the text, when the URL is no HTTP URL. */
export function createAsker(url: string, options: AskerOptions): Asker {
	const { signal, rate, answerMs = ANSWER_MS, clock = SYSTEM_CLOCK } = options;
	const rpc = createJsonRpc(url, { clock, answerMs });
	const pacer = createPacer({ rate, batchCap: LARGEST_BATCH });
	let requests = 0;
	let sent = 0;
	let tookMs = 0;

	async function once(calls: readonly RpcCall[]): Promise<Reply[] | RpcError> {
		const now = clock.now();
		await clock.sleep(Math.max(pacer.waitMs(now), pacer.heldMs(now)), signal);
		const startedAt = clock.now();
		const ticket = pacer.sent(startedAt, calls.length);
		requests += 1;
		sent += calls.length;
		try {
			const replies = await rpc.batch(calls, signal);
			pacer.succeeded(ticket);
			tookMs = clock.now() - startedAt;
			return replies;
		} catch (error) {
			if (!isRpcError(error)) throw error;
			if (error.kind === 'rate_limited')
				pacer.refused(ticket, clock.now(), 'rate', error.retryAfterMs ?? PAUSE_MS);
			return error;
		}
	}

	async function ask(calls: readonly RpcCall[]): Promise<Reply[]> {
		for (let tries = 1; ; tries++) {
			const told = await once(calls);
			if (!isRpcError(told)) return told;
			if (told.kind !== 'rate_limited' || tries === TRIES) throw told;
		}
	}

	return {
		source: rpc,
		ask,
		async askBy(most, calls) {
			const replies: Reply[] = [];
			for (let at = 0; at < calls.length; at += most)
				replies.push(...(await ask(calls.slice(at, at + most))));
			return replies;
		},
		lastTookMs: () => tookMs,
		spent: () => ({ requests, calls: sent }),
		close: () => rpc.close()
	};
}
