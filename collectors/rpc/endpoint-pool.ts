import { SYSTEM_CLOCK, type Clock } from './clock.ts';
import {
	createEndpoint,
	type Endpoint,
	type EndpointOptions,
	type EndpointState
} from './endpoint.ts';
import { isRpcError, rpcError, type RpcError } from './errors.ts';
import { createJobQueue, type JobQueue } from './job-queue.ts';
import type { AnswerSource, Reply, RpcCall } from './json-rpc.ts';
import { createRequestTally, type RequestCounts, type RequestTally } from './request-tally.ts';

/** `count` pieces of work that are asked for and read alike, such as the blocks of a range. */
export interface Job<Value> {
	readonly count: number;
	/** Calls in one request at most, where answers are so long that more would not be quicker. */
	readonly mostCalls?: number;
	/** The calls of one piece; they go in one batch to one endpoint. */
	calls(index: number): readonly RpcCall[];
	/** What the replies say. Throws RpcError: a retryable one is asked again, a permanent one elsewhere. */
	decode(replies: readonly Reply[], index: number, source: AnswerSource): Value;
}

/** What one piece came to, after every retry. */
export type Outcome<Value> =
	{ readonly ok: true; readonly value: Value } | { readonly ok: false; readonly error: RpcError };

/** What came of the same calls at one endpoint: it answered, it failed or took too long, or it was left alone. */
export type EachAnswer = { readonly source: AnswerSource } & (
	| { readonly outcome: 'answered'; readonly replies: Reply[] }
	| { readonly outcome: 'refused'; readonly detail: string }
	| { readonly outcome: 'resting'; readonly detail: string | null }
);

export interface PoolOptions extends Partial<Omit<EndpointOptions, 'chainId' | 'tallyOf'>> {
	readonly chainId: number;
	readonly urls: readonly string[];
	readonly clock?: Clock;
	/** Times that one piece is asked for before its failure is returned; refusals for pace are apart. */
	readonly maxAttempts?: number;
}

/** The endpoints of one chain behind one door: paced, checked for the right chain, failing over. */
export interface EndpointPool {
	/**
	 * Do a job with up to four requests in flight. Every piece gets an outcome, in order; no failure of an
	 * endpoint rejects. Rejects with the signal's reason when it aborts.
	 */
	run<Value>(job: Job<Value>, signal?: AbortSignal): Promise<Outcome<Value>[]>;
	/** Hosts of all endpoints, in the order in which they were given. */
	readonly hosts: readonly string[];
	/**
	 * Put the same calls to every endpoint at once, paced, but to none that is at rest. One that does not answer in a few
	 * seconds is left alone for a while where others did. Gives what came of it at each, in their order. Rejects with the
	 * signal's reason when it aborts.
	 */
	askEach(calls: readonly RpcCall[], signal?: AbortSignal): Promise<EachAnswer[]>;
	/** Do not use an endpoint for so long: what it says is doubted. */
	rest(host: string, reason: RpcError, milliseconds: number): void;
	/** Endpoints that were asked, in the order in which they were given. */
	states(): EndpointState[];
	/** Hosts that were asked since their requests were last counted anew, and what came of it. */
	requests(): RequestCounts[];
	countAnew(): void;
	close(): Promise<void>;
}

const IN_FLIGHT = 4;
const MAX_ATTEMPTS = 5;
/** No endpoint is waited for longer than this: its calls fail, and the next pass asks again. */
const LONGEST_WAIT_MS = 60_000;
/** What a failure of a piece counts against the endpoint, beside having to wait for another. */
const FAILURE_COST_MS = 10_000;
/** How long each endpoint may take to be seen to offer something. */
const ASK_EACH_MS = 5_000;
const LATE_REST_MS = 60_000;
/** A pause is slept in slices, since an endpoint may become free meanwhile. */
const SLICE_MS = 250;

/** A pool over the endpoints of a chain. Throws PermanentRpcError for no URL at all or a broken one. */
export function createEndpointPool(options: PoolOptions): EndpointPool {
	const { chainId, urls, clock = SYSTEM_CLOCK, maxAttempts = MAX_ATTEMPTS } = options;
	if (urls.length === 0) throw noEndpoint(chainId);
	const tallies = new Map<string, RequestTally>();
	function tallyOf(host: string): RequestTally {
		const tally = tallies.get(host) ?? createRequestTally(host);
		tallies.set(host, tally);
		return tally;
	}
	const endpoints = urls.map((url) =>
		createEndpoint(url, {
			random: Math.random,
			maxFailures: maxAttempts,
			...options,
			clock,
			tallyOf
		})
	);

	/**
	 * The endpoint for a piece: the first that may be asked now, else the one that is free soonest. One that
	 * failed the piece before comes after the others, unless those must be waited for much longer.
	 */
	function choose(index: number, queue: JobQueue<Endpoint>): Endpoint | undefined {
		const now = clock.now();
		const cost = (each: Endpoint): number =>
			each.heldMs(now) + queue.failuresAt(index, each) * FAILURE_COST_MS;
		const usable = endpoints.filter((each) => !each.unusable() && !queue.isRefused(index, each));
		return usable.reduce<Endpoint | undefined>(
			(best, each) => (best && cost(best) <= cost(each) ? best : each),
			undefined
		);
	}

	async function run<Value>(job: Job<Value>, signal?: AbortSignal): Promise<Outcome<Value>[]> {
		const queue = createJobQueue<Endpoint>(job.count, maxAttempts);
		const outcomes = new Array<Outcome<Value>>(job.count);
		const active = new Set<Promise<void>>();
		let fault: { readonly reason: unknown } | null = null;
		for (const endpoint of endpoints) endpoint.beginRun();

		async function send(
			endpoint: Endpoint,
			indices: readonly number[],
			callsOf: ReadonlyMap<number, readonly RpcCall[]>
		): Promise<void> {
			const calls = indices.flatMap((index) => callsOf.get(index) ?? []);
			const request = endpoint.begin(calls.length, job.mostCalls);
			let replies: readonly Reply[];
			try {
				replies = await endpoint.send(calls, signal);
			} catch (error) {
				if (!isRpcError(error)) throw error;
				endpoint.settle(request, error, false);
				for (const index of indices) giveBack(index, endpoint, error);
				return;
			}
			let worst: RpcError | null = null;
			let answered = false;
			let at = 0;
			for (const index of indices) {
				const length = callsOf.get(index)?.length ?? 0;
				const error = settle(endpoint, index, replies.slice(at, at + length));
				at += length;
				answered ||= error === null;
				if (error && (!worst || error.kind === 'rate_limited')) worst = error;
			}
			endpoint.settle(request, worst, answered);
		}

		function settle(endpoint: Endpoint, index: number, replies: Reply[]): RpcError | null {
			try {
				outcomes[index] = { ok: true, value: job.decode(replies, index, endpoint.source) };
				queue.done();
				return null;
			} catch (error) {
				if (!isRpcError(error)) throw error;
				giveBack(index, endpoint, error);
				return error;
			}
		}

		function giveBack(index: number, endpoint: Endpoint, error: RpcError): void {
			if (!queue.giveBack(index, endpoint, error)) fail(index, error);
		}

		function fail(index: number, error: RpcError): void {
			outcomes[index] = { ok: false, error };
			queue.done();
		}

		/** Start one request if one may be started; true when there is nothing to do but wait for answers. */
		async function step(): Promise<boolean> {
			const first = queue.first();
			if (first === null || active.size >= IN_FLIGHT) return true;
			const endpoint = choose(first, queue);
			const held = endpoint?.heldMs(clock.now()) ?? 0;
			if (!endpoint || held > LONGEST_WAIT_MS) {
				queue.drop(first);
				fail(first, queue.lastError(first) ?? reasonFor(endpoint));
				return false;
			}
			const wait = Math.max(held, endpoint.pacer.waitMs(clock.now()));
			if (wait > 0) {
				await clock.sleep(Math.min(wait, SLICE_MS), signal);
				return false;
			}
			const callsOf = new Map<number, readonly RpcCall[]>();
			const room = Math.min(endpoint.pacer.batchSize(), job.mostCalls ?? Infinity);
			const indices = queue.take(endpoint, room, (index) => {
				const calls = job.calls(index);
				callsOf.set(index, calls);
				return calls.length;
			});
			const request = send(endpoint, indices, callsOf)
				.catch((reason: unknown) => {
					fault ??= { reason };
				})
				.finally(() => active.delete(request));
			active.add(request);
			return false;
		}

		try {
			while (queue.unsettled() > 0) {
				signal?.throwIfAborted();
				if (fault) throw (fault as { reason: unknown }).reason;
				if (await step()) await Promise.race(active);
			}
			return outcomes;
		} finally {
			await Promise.all(active);
		}
	}

	async function askOne(
		endpoint: Endpoint,
		calls: readonly RpcCall[],
		signal?: AbortSignal
	): Promise<EachAnswer | 'late'> {
		const { source } = endpoint;
		const unusable = endpoint.unusable();
		if (unusable || endpoint.heldMs(clock.now()) > 0) {
			const detail = unusable?.message ?? endpoint.state()?.detail ?? null;
			return { source, outcome: 'resting', detail };
		}
		const late = AbortSignal.timeout(ASK_EACH_MS);
		const either = signal ? AbortSignal.any([signal, late]) : late;
		try {
			await clock.sleep(endpoint.pacer.waitMs(clock.now()), either);
			const request = endpoint.begin(calls.length);
			try {
				const replies = await endpoint.send(calls, either, late);
				endpoint.settle(request, null, true);
				return { source, outcome: 'answered', replies };
			} catch (error) {
				if (!isRpcError(error)) throw error;
				endpoint.settle(request, error, false);
				return { source, outcome: 'refused', detail: error.message };
			}
		} catch (error) {
			if (late.aborted && !signal?.aborted && error === late.reason) return 'late';
			throw error;
		}
	}

	function lateError(host: string): RpcError {
		return rpcError({
			kind: 'timeout',
			host,
			method: 'compare',
			input: '',
			detail: `did not answer in ${ASK_EACH_MS / 1000} s`
		});
	}

	/** Why no endpoint can be asked, for a piece that was never sent. */
	function reasonFor(endpoint: Endpoint | undefined): RpcError {
		const [first] = endpoints.map((each) => each.unusable()).filter((each) => each !== null);
		if (!endpoint) return first ?? noEndpoint(chainId);
		return rpcError({
			kind: 'rate_limited',
			host: endpoint.source.host,
			method: 'wait',
			input: '',
			detail: `asks not to be asked for ${Math.ceil(endpoint.heldMs(clock.now()) / 1000)} s`
		});
	}

	return {
		run,
		hosts: endpoints.map(({ source }) => source.host),
		async askEach(calls, signal) {
			if (calls.length === 0) return [];
			const answers = await Promise.all(endpoints.map((each) => askOne(each, calls, signal)));
			const hasAnswer = answers.some((each) => each !== 'late' && each.outcome === 'answered');
			return answers.map((answer, index): EachAnswer => {
				if (answer !== 'late') return answer;
				const endpoint = endpoints[index] as Endpoint;
				const error = lateError(endpoint.source.host);
				if (hasAnswer) endpoint.rest(error, LATE_REST_MS);
				return { source: endpoint.source, outcome: 'refused', detail: error.message };
			});
		},
		rest(host, reason, milliseconds) {
			for (const each of endpoints) if (each.source.host === host) each.rest(reason, milliseconds);
		},
		states: () => endpoints.map((each) => each.state()).filter((each) => each !== null),
		requests: () => [...tallies.values()].flatMap((each) => each.counts() ?? []),
		countAnew() {
			for (const each of tallies.values()) each.countAnew();
		},
		async close() {
			await Promise.all(endpoints.map((each) => each.close()));
		}
	};
}

function noEndpoint(chainId: number): RpcError {
	return rpcError({
		kind: 'no_endpoint',
		host: '(none)',
		method: 'connect',
		input: '',
		detail: `chain ${chainId} has no endpoint`
	});
}
