import { SYSTEM_CLOCK } from './clock.ts';
import { rpcError, type RpcError, type RpcFailureKind } from './errors.ts';
import { kindOfHttpStatus, kindOfJsonRpcError } from './failure-kind.ts';
import { createHttpPost, HttpFailure, type HttpAnswer, type HttpOptions } from './http-post.ts';
import { either, listOf, objectOf, pickJson, VALUE, type Picker } from './pick-json.ts';
import { redactedCause, redactorFor, type Redact } from './redact.ts';

export interface RpcCall {
	readonly method: string;
	readonly params: readonly unknown[];
	/** The block that is asked for, to be named in errors. */
	readonly block?: number;
	/** What of the result is looked at: the rest may be missing from the reply. */
	readonly picker?: Picker;
}

/** What one call of a batch came to. */
export type Reply =
	{ readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: RpcError };

/** Who answered: host and port for records, and the means to keep its address out of texts. */
export interface AnswerSource {
	readonly host: string;
	readonly redact: Redact;
}

/** JSON-RPC 2.0 over HTTP with one endpoint. Nothing is retried here. */
export interface JsonRpc extends AnswerSource {
	/**
	 * One POST. Replies stand in the order of the calls, each a value or an error of its own. Rejects with
	 * RpcError when the POST as a whole failed, and with the signal's reason when that aborts.
	 */
	batch(calls: readonly RpcCall[], signal?: AbortSignal): Promise<Reply[]>;
	/** One call. Rejects with RpcError. */
	call(method: string, params: readonly unknown[], signal?: AbortSignal): Promise<unknown>;
	close(): Promise<void>;
}

/** 4 connections, 5 s to connect, 20 s to answer, 64 MiB: the largest batch of full blocks is far below. */
const DEFAULTS: HttpOptions = {
	connections: 4,
	connectMs: 5_000,
	answerMs: 20_000,
	maxBytes: 64 * 1024 * 1024,
	clock: SYSTEM_CLOCK
};

/** A client for the endpoint at `url`. Throws PermanentRpcError, without the text, when it is no HTTP URL. */
export function createJsonRpc(url: string, options: Partial<HttpOptions> = {}): JsonRpc {
	const address = parseUrl(url);
	const { host } = address;
	const redact = redactorFor(address);
	const http = createHttpPost(address, redact, { ...DEFAULTS, ...options });
	const pickers = new Map<Picker, Picker>();
	let lastId = 0;

	/** What is kept of the answer to these calls; null for all of it, where they do not agree. */
	function pickerOf(calls: readonly RpcCall[]): Picker | null {
		const result = calls[0]?.picker;
		if (!result || calls.some(({ picker }) => picker !== result)) return null;
		const known = pickers.get(result) ?? pickerOfReplies(result);
		pickers.set(result, known);
		return known;
	}

	async function batch(calls: readonly RpcCall[], signal?: AbortSignal): Promise<Reply[]> {
		if (calls.length === 0) return [];
		const firstId = lastId + 1;
		lastId += calls.length;
		const fail = failureIn({ host, redact }, calls);
		const answer = await post(calls, firstId, signal, fail);
		return matchReplies(decodeBody(answer, fail), calls, firstId, { host, redact }, fail);
	}

	async function post(
		calls: readonly RpcCall[],
		firstId: number,
		signal: AbortSignal | undefined,
		fail: Fail
	): Promise<HttpAnswer<Body>> {
		const requests = calls.map(({ method, params }, index) => ({
			jsonrpc: '2.0',
			id: firstId + index,
			method,
			params
		}));
		// A lone call goes without the list: it is all that endpoints without batches take.
		const body = JSON.stringify(requests.length === 1 ? requests[0] : requests);
		const picker = pickerOf(calls);
		const read = (bytes: Buffer): Body =>
			(picker && pickJson(bytes, picker)) ?? bytes.toString('utf8');
		try {
			return await http.post(body, read, signal);
		} catch (error) {
			if (!(error instanceof HttpFailure)) throw error;
			throw fail(error.kind, error.message, undefined, error.cause as Error | undefined);
		}
	}

	return {
		host,
		redact,
		batch,
		async call(method, params, signal) {
			const [reply] = await batch([{ method, params }], signal);
			if (!reply) throw new Error('a batch of one call gave no reply');
			if (!reply.ok) throw reply.error;
			return reply.value;
		},
		close: () => http.close()
	};
}

/** How a call is named in an error: the block it asks for, or its parameters. */
export function inputOf(call: RpcCall): string {
	return call.block === undefined
		? JSON.stringify(call.params).slice(1, -1)
		: `block ${call.block}`;
}

type Fail = (
	kind: RpcFailureKind,
	detail: string,
	retryAfterMs?: number,
	cause?: Error
) => RpcError;

/** Makes errors of a whole POST; they name its first call and how many there were. */
function failureIn(source: AnswerSource, calls: readonly RpcCall[]): Fail {
	return (kind, detail, retryAfterMs, cause) => {
		const first = calls[0] as RpcCall;
		const more = calls.length > 1 ? ` and ${calls.length - 1} more calls` : '';
		return rpcError({
			kind,
			host: source.host,
			method: first.method,
			input: source.redact(inputOf(first)) + more,
			detail: source.redact(detail),
			retryAfterMs,
			cause: cause && redactedCause(cause, source.redact)
		});
	};
}

function parseUrl(url: string): URL {
	const address = URL.canParse(url) ? new URL(url) : null;
	if (address && /^https?:$/.test(address.protocol)) return address;
	throw rpcError({
		kind: 'bad_url',
		host: address?.host || '(no host)',
		method: 'connect',
		input: '',
		detail: 'the endpoint is not an HTTP address'
	});
}

/** A body that was read already, or its text. */
type Body = { readonly value: unknown } | string;

/** What is kept of an answer whose results these are: one reply, or a list of them. */
function pickerOfReplies(result: Picker): Picker {
	const error = objectOf({ code: VALUE, message: VALUE });
	const reply = objectOf({ id: VALUE, error, result });
	return either(reply, listOf(reply));
}

function decodeBody(answer: HttpAnswer<Body>, fail: Fail): unknown {
	const kind = kindOfHttpStatus(answer.status);
	const wait = answer.retryAfterMs;
	const asked = wait === undefined ? '' : `, asks to wait ${Math.ceil(wait / 1000)} s`;
	if (kind && kind !== 'http_status') throw fail(kind, `HTTP ${answer.status}${asked}`, wait);
	if (typeof answer.body === 'object') return answer.body.value;
	if (answer.body.trim() === '')
		throw fail(kind ?? 'empty_body', `HTTP ${answer.status} with an empty body`, wait);
	try {
		return JSON.parse(answer.body);
	} catch (error) {
		const what = /^\s*</.test(answer.body) ? 'an HTML page' : 'broken or truncated JSON';
		const detail = `HTTP ${answer.status} with ${what} (${answer.body.length} characters)`;
		throw fail(kind ?? 'not_json', detail, wait, error as Error);
	}
}

function matchReplies(
	body: unknown,
	calls: readonly RpcCall[],
	firstId: number,
	source: AnswerSource,
	fail: Fail
): Reply[] {
	const entries = Array.isArray(body) ? body : [body];
	const replies = new Array<Reply | undefined>(calls.length).fill(undefined);
	for (const entry of entries as unknown[]) {
		if (typeof entry !== 'object' || entry === null)
			throw fail('not_json', `answered with JSON that is no JSON-RPC reply`);
		const { id, error } = entry as { id?: unknown; error?: unknown };
		const index = typeof id === 'number' ? id - firstId : -1;
		const call = calls[index];
		if (!call) {
			// An error without an id of ours speaks of the request as a whole.
			if (error) throw wholeError(error, fail);
			throw fail('bad_batch', `replied to an id that was not asked (${JSON.stringify(id)})`);
		}
		if (replies[index]) throw fail('bad_batch', `replied twice to one id`);
		replies[index] = replyOf(entry, call, source);
	}
	return replies.map(
		(reply, index) =>
			reply ?? refusal('missing_reply', 'left this call out of its reply', calls[index], source)
	);
}

function replyOf(entry: object, call: RpcCall, source: AnswerSource): Reply {
	const { error, result } = entry as { error?: unknown; result?: unknown };
	if (error !== undefined && error !== null) {
		const { kind, detail } = readError(error);
		return refusal(kind, detail, call, source);
	}
	if (result === undefined)
		return refusal('bad_answer', 'replied with neither result nor error', call, source);
	return { ok: true, value: result };
}

function refusal(
	kind: RpcFailureKind,
	detail: string,
	call: RpcCall | undefined,
	source: AnswerSource
): Reply {
	const fail = failureIn(source, call ? [call] : []);
	return { ok: false, error: fail(kind, detail) };
}

function wholeError(error: unknown, fail: Fail): RpcError {
	const { kind, detail } = readError(error);
	return fail(kind, `the whole request was refused with ${detail}`);
}

/** What a JSON-RPC error object says, in words and as a kind. Not redacted. */
export function readError(error: unknown): { kind: RpcFailureKind; detail: string } {
	const { code, message } = (typeof error === 'object' && error ? error : {}) as {
		code?: unknown;
		message?: unknown;
	};
	const number = typeof code === 'number' ? code : null;
	const text = typeof message === 'string' ? message : JSON.stringify(error);
	return { kind: kindOfJsonRpcError(number, text), detail: `error ${number ?? '?'} "${text}"` };
}
