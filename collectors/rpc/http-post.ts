import { Pool } from 'undici';
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

export interface HttpAnswer {
	readonly status: number;
	readonly body: string;
	/** What `Retry-After` asks for, in milliseconds. */
	readonly retryAfterMs: number | undefined;
}

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
	post(body: string, signal?: AbortSignal): Promise<HttpAnswer>;
	close(): Promise<void>;
}

/** POSTs JSON to one address over a few kept-alive connections. */
export function createHttpPost(url: URL, redact: Redact, options: HttpOptions): HttpPost {
	const pool = new Pool(url.origin, {
		connections: options.connections,
		pipelining: 1,
		connect: { timeout: options.connectMs },
		headersTimeout: options.answerMs,
		bodyTimeout: options.answerMs
	});
	const path = url.pathname + url.search;
	const headers = {
		'content-type': 'application/json',
		accept: 'application/json',
		'user-agent': 'claimgauge',
		...authorization(url)
	};

	return {
		async post(body, signal) {
			signal?.throwIfAborted();
			const control = new AbortController();
			const stop = (): void => control.abort();
			const timer = setTimeout(stop, options.connectMs + options.answerMs);
			signal?.addEventListener('abort', stop, { once: true });
			try {
				const answer = await pool.request({
					path,
					method: 'POST',
					headers,
					body,
					signal: control.signal
				});
				return {
					status: answer.statusCode,
					retryAfterMs: retryAfter(answer.headers['retry-after'], options.clock.now()),
					body: await readText(answer.body, options.maxBytes)
				};
			} catch (error) {
				signal?.throwIfAborted();
				throw error instanceof HttpFailure ? error : failureOf(error, redact);
			} finally {
				clearTimeout(timer);
				signal?.removeEventListener('abort', stop);
			}
		},
		close: () => pool.destroy()
	};
}

async function readText(
	body: AsyncIterable<Buffer> & { destroy(): unknown },
	maxBytes: number
): Promise<string> {
	const chunks: Buffer[] = [];
	let bytes = 0;
	for await (const chunk of body) {
		bytes += chunk.length;
		if (bytes > maxBytes) {
			body.destroy();
			throw new HttpFailure('body_too_large', `answered with more than ${maxBytes} bytes`);
		}
		chunks.push(chunk);
	}
	return Buffer.concat(chunks, bytes).toString('utf8');
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

function authorization(url: URL): { authorization?: string } {
	if (url.username === '' && url.password === '') return {};
	const pair = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
	return { authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
}
