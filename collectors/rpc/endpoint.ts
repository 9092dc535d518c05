import type { Clock } from './clock.ts';
import { decodeReply } from './decode.ts';
import { isRpcError, rpcError, type RpcError, type RpcFailureKind } from './errors.ts';
import { createJsonRpc, type AnswerSource, type Reply, type RpcCall } from './json-rpc.ts';
import { createPacer, type Pacer, type PacerOptions, type Refusal, type Ticket } from './pacer.ts';
import { parseChainId } from './parse/eth.ts';
import type { RequestTally } from './request-tally.ts';

export interface EndpointOptions extends PacerOptions {
	readonly chainId: number;
	readonly clock: Clock;
	/** Where its requests are counted, with those of other endpoints of its host. */
	readonly tallyOf: (host: string) => RequestTally;
	/** 0 to 1, for the jitter of retries. */
	readonly random: () => number;
	/** Failures in a row after which it is not asked again within a run. */
	readonly maxFailures: number;
	readonly connectMs?: number | undefined;
	readonly answerMs?: number | undefined;
	readonly maxBytes?: number | undefined;
}

/** What an endpoint did when it was last asked. `checkedAt` in milliseconds. */
export interface EndpointState {
	readonly host: string;
	readonly ok: boolean;
	readonly detail: string | null;
	readonly checkedAt: number;
	/** How it is asked since; absent where it never answered. */
	readonly pace?: {
		readonly callsARequest: number;
		readonly requestsASecond: number;
		/** Whether more than that was refused. */
		readonly isLimit: boolean;
	};
}

/** A request on its way. Of several that fail at once only the first counts: `episode` tells them. */
export interface Request {
	readonly ticket: Ticket;
	readonly episode: number;
}

/** One endpoint with its pace, its health and the proof that it serves the right chain. */
export interface Endpoint {
	readonly source: AnswerSource;
	readonly pacer: Pacer;
	/** Why it may not be used: it serves another chain, is at rest, or failed too often in this run. */
	unusable(): RpcError | null;
	/** How long it must be left alone after a failure or at its own wish. */
	heldMs(now: number): number;
	/** Forgive failures of earlier runs, all but the last: one more try, and it is left alone again. */
	beginRun(): void;
	/** Do not use it for so long, for this reason. */
	rest(reason: RpcError, milliseconds: number): void;
	/**
	 * One POST, counted. Rejects with RpcError, or with the signal's reason; where that is the reason of `late`, it was
	 * waited for long enough, and counts as failed.
	 */
	send(calls: readonly RpcCall[], signal?: AbortSignal, late?: AbortSignal): Promise<Reply[]>;
	/** Call when a request is about to be sent, of work that asks for at most so many calls at once. */
	begin(calls: number, most?: number): Request;
	/**
	 * Tell how a request went: its worst error, and whether any call of it was answered. By its kind the error
	 * slows down, cools off or changes nothing.
	 */
	settle(request: Request, error: RpcError | null, answered: boolean): void;
	/** Null while it was never asked. */
	state(): EndpointState | null;
	close(): Promise<void>;
}

const FIRST_COOLING_MS = 250;
const LONGEST_COOLING_MS = 10_000;
/** Refusals in a row, all paced, after which slowing down has plainly not helped. */
const MAX_REFUSALS = 20;

const REFUSALS: Partial<Record<RpcFailureKind, Refusal>> = {
	rate_limited: 'rate',
	batch_too_large: 'batch',
	body_too_large: 'batch',
	timeout: 'slow'
};

/** Answers that are wrong for one call and tell nothing of the endpoint's health. */
const CALL_KINDS: readonly RpcFailureKind[] = [
	'method_missing',
	'range_too_long',
	'bad_params',
	'no_such_block',
	'reverted',
	'bad_answer',
	'fee_unknown'
];

/** Whether a call came to nothing by the endpoint's fault: that it lacks a method or a block is an answer. */
function isFailure(reply: Reply): boolean {
	if (reply.ok) return false;
	return reply.error.kind === 'bad_answer' || !CALL_KINDS.includes(reply.error.kind);
}

/** An endpoint at `url`. Throws PermanentRpcError when that is no HTTP URL. */
export function createEndpoint(url: string, options: EndpointOptions): Endpoint {
	const { clock, chainId } = options;
	const rpc = createJsonRpc(url, {
		clock,
		...(options.connectMs === undefined ? {} : { connectMs: options.connectMs }),
		...(options.answerMs === undefined ? {} : { answerMs: options.answerMs }),
		...(options.maxBytes === undefined ? {} : { maxBytes: options.maxBytes })
	});
	const pacer = createPacer(options);
	const tally = options.tallyOf(rpc.host);
	let failures = 0;
	let refusals = 0;
	let episode = 0;
	let coolUntil = 0;
	let wrongChain: RpcError | null = null;
	let resting: { readonly reason: RpcError; readonly until: number } | null = null;
	let lastError: RpcError | null = null;
	let state: Omit<EndpointState, 'pace'> | null = null;
	let check: Promise<void> | null = null;
	let hasAnswered = false;

	function record(error: RpcError | null): void {
		state = {
			host: rpc.host,
			ok: error === null,
			detail: error?.message ?? null,
			checkedAt: clock.now()
		};
	}

	async function post(
		calls: readonly RpcCall[],
		signal?: AbortSignal,
		late?: AbortSignal
	): Promise<Reply[]> {
		const sentAt = performance.now();
		try {
			const replies = await rpc.batch(calls, signal);
			if (replies.some(isFailure)) tally.failed();
			else if (calls.length > 0) tally.answered(performance.now() - sentAt);
			return replies;
		} catch (error) {
			if (isRpcError(error) || (late?.aborted && error === late.reason)) tally.failed();
			throw error;
		}
	}

	async function checkChain(signal?: AbortSignal, late?: AbortSignal): Promise<void> {
		const call: RpcCall = { method: 'eth_chainId', params: [] };
		pacer.sent(clock.now(), 1);
		const [reply] = await post([call], signal, late);
		const served = decodeReply(reply as Reply, call, rpc, parseChainId);
		if (served === chainId) return;
		wrongChain = rpcError({
			kind: 'wrong_chain',
			host: rpc.host,
			method: call.method,
			input: '',
			detail: `serves chain ${served}, not ${chainId}`
		});
		throw wrongChain;
	}

	function coolDown(error: RpcError): void {
		failures += 1;
		const backoff = Math.min(LONGEST_COOLING_MS, FIRST_COOLING_MS * 2 ** (failures - 1));
		const wait = Math.max(error.retryAfterMs ?? 0, backoff * (0.5 + options.random()));
		coolUntil = Math.max(coolUntil, clock.now() + wait);
	}

	return {
		source: rpc,
		pacer,
		unusable() {
			if (wrongChain) return wrongChain;
			if (resting && clock.now() < resting.until) return resting.reason;
			return failures >= options.maxFailures ? lastError : null;
		},
		rest(reason, milliseconds) {
			resting = { reason, until: clock.now() + milliseconds };
			record(reason);
		},
		heldMs: (now) => Math.max(pacer.heldMs(now), coolUntil - now, 0),
		beginRun() {
			failures = Math.min(failures, options.maxFailures - 1);
			refusals = 0;
		},
		async send(calls, signal, late) {
			check ??= checkChain(signal, late);
			try {
				await check;
			} catch (error) {
				if (!wrongChain) check = null;
				throw error;
			}
			return post(calls, signal, late);
		},
		begin: (calls, most) => ({ ticket: pacer.sent(clock.now(), calls, most), episode }),
		settle({ ticket, episode: ofRequest }, error, answered) {
			if (answered) {
				hasAnswered = true;
				failures = 0;
				refusals = 0;
			}
			if (error === null || CALL_KINDS.includes(error.kind)) {
				pacer.succeeded(ticket);
				record(null);
				return;
			}
			lastError = error;
			record(error);
			const refusal = REFUSALS[error.kind];
			if (refusal) pacer.refused(ticket, clock.now(), refusal, error.retryAfterMs);
			if (ofRequest !== episode) return;
			episode += 1;
			if (error.kind === 'http_status') failures = options.maxFailures;
			else if (error.kind !== 'rate_limited') coolDown(error);
			else if (++refusals >= MAX_REFUSALS) failures = options.maxFailures;
		},
		state: () => state && { ...state, ...(hasAnswered ? { pace: paceOf(pacer) } : {}) },
		close: () => rpc.close()
	};
}

function paceOf(pacer: Pacer): NonNullable<EndpointState['pace']> {
	return {
		callsARequest: pacer.batchSize(),
		requestsASecond: pacer.rate(),
		isLimit: pacer.isLimited()
	};
}
