import { SYSTEM_CLOCK, type Clock } from './clock.ts';
import { isRpcError, type RpcError } from './errors.ts';
import { subscribeToHeads, type SubscribeOptions, type ToldHead } from './head-subscription.ts';

/** Whether an endpoint tells of new heads, whenever that changes. */
export type HeadNewsEvent =
	| { readonly event: 'heads_told'; readonly host: string }
	| { readonly event: 'heads_untold'; readonly host: string; readonly detail: string };

export interface HeadNewsOptions extends Pick<
	SubscribeOptions,
	'chainId' | 'signal' | 'openMs' | 'quietMs'
> {
	/** WebSocket URLs; there may be none. */
	readonly urls: readonly string[];
	/** 0 to 1, for the jitter of retries. */
	readonly random: () => number;
	readonly clock?: Clock;
	readonly report: (event: HeadNewsEvent) => void;
}

/** What WebSockets say of new heads: a reason to look at once, never a fact. */
export interface HeadNews {
	/**
	 * Wait for so long at least, then until a head was told since the last pause, no socket tells of heads any more, or
	 * the longest time is over. The newest head that was told; null where none was. Returns at once when the signal aborts.
	 */
	pause(leastMs: number, mostMs: number): Promise<ToldHead | null>;
	/** Whether a socket is subscribed at present. */
	isTelling(): boolean;
	/** Resolves when every connection is gone, after the signal has aborted. */
	readonly ended: Promise<void>;
}

const FIRST_BACKOFF_MS = 1_000;
const LONGEST_BACKOFF_MS = 300_000;
/** A connection that lasted for less counts as a failure, whatever it told. */
const STEADY_MS = 60_000;

/** Subscribe to all sockets, each again when it is lost, later each time. */
export function createHeadNews(options: HeadNewsOptions): HeadNews {
	const { urls, signal, random, report, clock = SYSTEM_CLOCK } = options;
	let told: ToldHead | null = null;
	let lastHash = '';
	let telling = 0;
	/** Ends the pause under way. */
	let wake: () => void = () => undefined;

	function onHead(head: ToldHead): void {
		// Several sockets tell of the same block.
		if (head.hash === lastHash) return;
		lastHash = head.hash;
		told = head;
		wake();
	}

	/** Hear one connection to its end. Gives why that came. */
	async function hear(url: string): Promise<RpcError> {
		try {
			const { over } = await subscribeToHeads(url, { ...options, onHead });
			telling += 1;
			report({ event: 'heads_told', host: new URL(url).host });
			const error = await over;
			telling -= 1;
			if (telling === 0) wake();
			return error;
		} catch (error) {
			if (!isRpcError(error)) throw error;
			return error;
		}
	}

	async function keep(url: string): Promise<void> {
		for (let failures = 0; !signal.aborted;) {
			const since = clock.now();
			const error = await hear(url);
			if (signal.aborted) return;
			report({ event: 'heads_untold', host: error.host, detail: error.message });
			failures = clock.now() - since >= STEADY_MS ? 0 : failures + 1;
			const backoff = Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** failures);
			await clock.sleep(backoff * (0.5 + random()), signal);
		}
	}

	async function untilAborted(url: string): Promise<void> {
		try {
			await keep(url);
		} catch (error) {
			if (!signal.aborted || error !== signal.reason) throw error;
		}
	}

	return {
		isTelling: () => telling > 0,
		async pause(leastMs, mostMs) {
			const over = new AbortController();
			const ending = AbortSignal.any([signal, over.signal]);
			try {
				await clock.sleep(leastMs, ending);
				wake = () => over.abort();
				if (told === null) await clock.sleep(Math.max(0, mostMs - leastMs), ending);
			} catch (error) {
				if (error !== ending.reason) throw error;
			} finally {
				wake = () => undefined;
			}
			const head = told;
			told = null;
			return head;
		},
		ended: Promise.all(urls.map(untilAborted)).then(() => undefined)
	};
}
