import type { Socket } from 'node:net';
import { Agent, buildConnector, WebSocket } from 'undici';
import { authorization } from './authorization.ts';
import { rpcError, type RpcError } from './errors.ts';
import { readError } from './json-rpc.ts';
import { parseChainId } from './parse/eth.ts';
import { asObject, MalformedAnswer } from './parse/malformed.ts';
import { parseToldHead, type ToldHead } from './parse/told-head.ts';
import { redactedCause, redactorFor } from './redact.ts';

export type { ToldHead } from './parse/told-head.ts';

export interface SubscribeOptions {
	readonly chainId: number;
	readonly onHead: (head: ToldHead) => void;
	/** Ends the subscription, or the attempt at one. */
	readonly signal: AbortSignal;
	/** From the first packet to the subscription. */
	readonly openMs?: number | undefined;
	/** It is over when no head is told for so long. */
	readonly quietMs?: number | undefined;
}

/** A connection that tells of new heads. */
export interface HeadSubscription {
	/** Resolves, never rejects, with why nothing more is told. */
	readonly over: Promise<RpcError>;
	/** Unsubscribe and close, without waiting for the other side. */
	close(): void;
}

const OPEN_MS = 10_000;
/** No chain of the list takes so long for a block; a connection that has died without a word is noticed by it. */
const QUIET_MS = 120_000;
/** A header is two thousand bytes. */
const LONGEST_MESSAGE_BYTES = 1 << 20;

/** What is asked in turn before heads are told. The id of each is its place, from 1 on. */
const CHAIN_ID = { id: 1, method: 'eth_chainId', params: [] };
const SUBSCRIBE = { id: 2, method: 'eth_subscribe', params: ['newHeads'] };

/**
 * Subscribe to `newHeads` over WebSocket, once it is seen that the endpoint serves this chain. Rejects with RpcError,
 * free of the URL, and with the signal’s reason when that aborts.
 */
export function subscribeToHeads(
	url: string,
	{ chainId, onHead, signal, openMs = OPEN_MS, quietMs = QUIET_MS }: SubscribeOptions
): Promise<HeadSubscription> {
	signal.throwIfAborted();
	const address = new URL(url);
	const redact = redactorFor(address);
	/** Beneath the WebSocket, which by itself would wait for ever for the other side to close too. */
	let wire: Socket | null = null;
	let refusal: Error | null = null;
	const connect = buildConnector({ timeout: openMs });
	const agent = new Agent({
		webSocket: { maxPayloadSize: LONGEST_MESSAGE_BYTES },
		connect(options, callback) {
			connect(options, (error, socket) => {
				if (error) {
					refusal = redactedCause(error, redact);
					return callback(error, null);
				}
				wire = socket;
				callback(null, socket);
			});
		}
	});
	const socket = new WebSocket(bare(address), {
		dispatcher: agent,
		headers: { 'user-agent': 'claimgauge', ...authorization(address) }
	});
	const over = Promise.withResolvers<RpcError>();
	const opened = Promise.withResolvers<HeadSubscription>();
	let subscription: string | null = null;
	let isOpen = false;
	let isOver = false;

	const failure = (detail: string, cause?: Error): RpcError =>
		rpcError({
			kind: 'no_heads',
			host: address.host,
			method: SUBSCRIBE.method,
			input: '"newHeads"',
			detail: redact(detail),
			cause
		});
	const send = (message: object): void =>
		socket.send(JSON.stringify({ jsonrpc: '2.0', ...message }));

	/** Let go of everything, once; `reason` is for who still waits for the subscription. */
	function leave(error: RpcError, reason: unknown = error): void {
		if (isOver) return;
		isOver = true;
		clearTimeout(timer);
		signal.removeEventListener('abort', abort);
		if (socket.readyState === socket.OPEN) {
			if (subscription !== null) send({ id: 3, method: 'eth_unsubscribe', params: [subscription] });
			socket.close();
		}
		// What was written may still go out; whoever reads none of it keeps no process alive.
		wire?.unref();
		wire?.destroySoon();
		void agent.destroy();
		opened.reject(reason);
		over.resolve(error);
	}

	const fail = (detail: string, cause?: Error): void => leave(failure(detail, cause));
	const close = (): void => fail('was ended by us');
	const abort = (): void => leave(failure('was ended by us'), signal.reason);

	let timer = setTimeout(() => fail('took no subscription in time'), openMs);
	function waitForHead(): void {
		clearTimeout(timer);
		timer = setTimeout(() => fail(`told of no head for ${quietMs / 1_000} s`), quietMs);
	}

	function hear(data: unknown): void {
		if (typeof data !== 'string') return fail('sent bytes in place of JSON');
		let told: Record<string, unknown>;
		try {
			told = asObject(JSON.parse(data), 'message');
		} catch {
			return fail(`sent what is no JSON-RPC (${data.length} characters)`);
		}
		// An error without an id speaks of the connection as a whole.
		if (told.error && (told.id === null || subscription === null))
			return fail(`answered with ${readError(told.error).detail}`);
		try {
			if (told.method === 'eth_subscription') hearNotification(told.params);
			else if (subscription === null) hearReply(told);
		} catch (error) {
			if (!(error instanceof MalformedAnswer)) throw error;
			fail(`sent nonsense: ${error.message}`);
		}
	}

	function hearReply({ id, result }: Record<string, unknown>): void {
		if (id === CHAIN_ID.id) {
			const served = parseChainId(result);
			if (served !== chainId) fail(`serves chain ${served}, not ${chainId}`);
			else send(SUBSCRIBE);
		} else if (id === SUBSCRIBE.id) {
			if (typeof result !== 'string' || result === '')
				return fail('answered without the id of a subscription');
			subscription = result;
			waitForHead();
			opened.resolve({ over: over.promise, close });
		}
	}

	function hearNotification(params: unknown): void {
		const told = asObject(params, 'params');
		if (subscription === null || told.subscription !== subscription) return;
		const head = parseToldHead(told.result);
		waitForHead();
		onHead(head);
	}

	signal.addEventListener('abort', abort, { once: true });
	socket.addEventListener('open', () => {
		isOpen = true;
		send(CHAIN_ID);
	});
	socket.addEventListener('message', ({ data }) => hear(data));
	socket.addEventListener('close', ({ code, reason }) => {
		if (refusal) fail(`cannot be reached (${refusal.message})`, refusal);
		else if (isOpen)
			fail(`the connection was closed (${[code, reason].filter(Boolean).join(' ')})`);
		else fail('takes no WebSocket connection');
	});
	return opened.promise;
}

/** The URL without what goes in a header, or nowhere. */
function bare(address: URL): URL {
	const url = new URL(address);
	url.username = '';
	url.password = '';
	url.hash = '';
	return url;
}
