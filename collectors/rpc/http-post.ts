import { Pool, type Dispatcher } from 'undici';
import { createArrivingBytes } from './arriving-bytes.ts';
import { authorization } from './authorization.ts';
import type { Clock } from './clock.ts';
import type { RpcFailureKind } from './errors.ts';
import { redactedCause, type Redact } from './redact.ts';

export interface HttpOptions {
	/** Kept-alive connections. Beyond 4 nothing is won: pacing decides. */
	readonly connections: number;
	readonly connectMs: number;
	/** From the request to the last byte of its answer. */
	readonly answerMs: number;
	/** A longer answer is refused while it arrives. */
	readonly maxBytes: number;
	readonly clock: Clock;
}

export interface HttpAnswer<Body> {
	readonly status: number;
	readonly body: Body;
	/** What `Retry-After` asks for, in milliseconds. */
	readonly retryAfterMs: number | undefined;
}

/** What the bytes of an answer say. They must not be kept. */
export type ReadBody<Body> = (bytes: Buffer) => Body;

/** Why there is no answer. `json-rpc.ts` turns it into an RpcError, with method and input. */
export class HttpFailure extends Error {
	override readonly name = 'HttpFailure';
	readonly kind: RpcFailureKind;
	constructor(kind: RpcFailureKind, detail: string, cause?: Error) {
		super(detail, cause && { cause });
		this.kind = kind;
	}
}

export interface HttpPost {
	/** Rejects with HttpFailure, or with the signal's reason when the caller aborts. */
	post<Body>(body: string, read: ReadBody<Body>, signal?: AbortSignal): Promise<HttpAnswer<Body>>;
	close(): Promise<void>;
}

/**
 * POSTs JSON to one address over a few kept-alive connections. It dispatches by itself: undici's `request` makes
 * each answer a stream, which took half as much time again.
 */
export function createHttpPost(url: URL, redact: Redact, options: HttpOptions): HttpPost {
	const { answerMs, connectMs, maxBytes, clock } = options;
	const pool = new Pool(url.origin, {
		connections: options.connections,
		pipelining: 1,
		connect: { timeout: connectMs },
		headersTimeout: answerMs,
		bodyTimeout: answerMs
	});
	const path = url.pathname + url.search;
	const headers = {
		'content-type': 'application/json',
		accept: 'application/json',
		'user-agent': 'claimgauge',
		...authorization(url)
	};
	const spares: Buffer[] = [];

	function exchange<Body>(
		body: string,
		read: ReadBody<Body>,
		signal?: AbortSignal
	): Promise<HttpAnswer<Body>> {
		return new Promise((resolve, reject) => {
			const arriving = createArrivingBytes(spares, maxBytes);
			let control: Dispatcher.DispatchController | null = null;
			let failure: Error | null = null;
			let status = 0;
			let retryAfterMs: number | undefined;
			const stop = (reason: Error): void => {
				failure ??= reason;
				if (control) control.abort(failure);
				else settle(() => reject(failure));
			};
			const abort = (): void => stop(new HttpFailure('timeout', 'was given up by the caller'));
			const timer = setTimeout(
				() => stop(new HttpFailure('timeout', 'did not answer in time')),
				connectMs + answerMs
			);
			signal?.addEventListener('abort', abort, { once: true });
			let isSettled = false;
			const settle = (done: () => void): void => {
				if (isSettled) return;
				isSettled = true;
				clearTimeout(timer);
				signal?.removeEventListener('abort', abort);
				done();
				arriving.release();
			};
			pool.dispatch(
				{ path, method: 'POST', headers, body },
				{
					onRequestStart(controller) {
						control = controller;
						if (failure) controller.abort(failure);
					},
					onResponseStart(_controller, statusCode, answered) {
						status = statusCode;
						retryAfterMs = retryAfter(answered['retry-after'], clock.now());
					},
					onResponseData(_controller, chunk) {
						if (!isSettled && !arriving.add(chunk))
							stop(new HttpFailure('body_too_large', `answered with more than ${maxBytes} bytes`));
					},
					onResponseEnd() {
						const said = read(arriving.bytes());
						settle(() => resolve({ status, retryAfterMs, body: said }));
					},
					onResponseError(_controller, error) {
						settle(() => reject(failure ?? error));
					}
				}
			);
		});
	}

	return {
		async post(body, read, signal) {
			signal?.throwIfAborted();
			try {
				return await exchange(body, read, signal);
			} catch (error) {
				signal?.throwIfAborted();
				throw error instanceof HttpFailure ? error : failureOf(error, redact);
			}
		},
		close: () => pool.destroy()
	};
}

const TIMEOUTS = [
	'UND_ERR_CONNECT_TIMEOUT',
	'UND_ERR_HEADERS_TIMEOUT',
	'UND_ERR_BODY_TIMEOUT',
	'UND_ERR_ABORTED',
	'ETIMEDOUT'
];

function failureOf(error: unknown, redact: Redact): HttpFailure {
	const cause = redactedCause(error, redact);
	const code = error instanceof Error && 'code' in error ? String(error.code) : cause.name;
	if (TIMEOUTS.includes(code) || cause.name === 'AbortError')
		return new HttpFailure('timeout', 'did not answer in time', cause);
	if (code === 'ECONNREFUSED') return new HttpFailure('refused', 'refused the connection', cause);
	return new HttpFailure('network', `the connection failed (${cause.message})`, cause);
}

function retryAfter(header: string | string[] | undefined, now: number): number | undefined {
	const text = Array.isArray(header) ? header[0] : header;
	if (text === undefined) return undefined;
	const milliseconds = /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
	return Number.isNaN(milliseconds) ? undefined : Math.max(0, milliseconds);
}
