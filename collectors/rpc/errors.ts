/** Every way an endpoint can fail us: whether asking again may help, and what a person can do. */
export const RPC_FAILURES = {
	refused: { retry: true, todo: 'check that the node is running and reachable' },
	network: { retry: true, todo: 'check the connection, or name another endpoint' },
	timeout: { retry: true, todo: 'name a faster endpoint; smaller batches are tried meanwhile' },
	rate_limited: {
		retry: true,
		todo: 'fewer requests are sent; CLAIMGAUGE_RATE_<chainId> caps them'
	},
	batch_too_large: { retry: true, todo: 'a smaller batch is tried' },
	body_too_large: { retry: true, todo: 'a smaller batch is tried' },
	server_error: { retry: true, todo: 'it is asked again later; name another endpoint if it stays' },
	empty_body: { retry: true, todo: 'it is asked again later; name another endpoint if it stays' },
	not_json: { retry: true, todo: 'check that the endpoint speaks JSON-RPC over HTTP' },
	bad_batch: { retry: true, todo: 'name another endpoint: replies cannot be told apart' },
	missing_reply: { retry: true, todo: 'the call is asked again' },
	rpc_error: { retry: true, todo: 'it is asked again; name another endpoint if it stays' },
	no_heads: { retry: true, todo: 'heads are polled meanwhile, and it is tried again' },
	lagging: { retry: true, todo: 'it is asked again once it has caught up' },
	contradicted: {
		retry: true,
		todo: 'it is left alone for a while; compare it with other endpoints, or name another one'
	},
	http_status: { retry: false, todo: 'check the address and key of the endpoint' },
	reverted: { retry: false, todo: 'check that the contract is there and has this function' },
	method_missing: { retry: false, todo: 'name an endpoint that serves this method' },
	range_too_long: { retry: false, todo: 'a shorter range is tried' },
	bad_params: { retry: false, todo: 'name an endpoint that takes these parameters' },
	no_such_block: { retry: false, todo: 'name an endpoint that has this block' },
	bad_answer: { retry: false, todo: 'name another endpoint and report this one to its operator' },
	fee_unknown: { retry: false, todo: 'the fees of this block stay unknown' },
	wrong_chain: { retry: false, todo: 'give an endpoint of the right chain' },
	bad_url: { retry: false, todo: 'write an absolute http:// or https:// address' },
	no_endpoint: { retry: false, todo: 'give one in CLAIMGAUGE_RPC_<chainId>' }
} as const satisfies Record<string, { retry: boolean; todo: string }>;

export type RpcFailureKind = keyof typeof RPC_FAILURES;

/** What was asked, of whom, and what went wrong. Texts must be free of URLs and keys (`redact.ts`). */
export interface RpcFailure {
	readonly kind: RpcFailureKind;
	/** Host and port of the endpoint, never its URL. */
	readonly host: string;
	readonly method: string;
	/** Parameters as JSON, a block number, or what else identifies the input. */
	readonly input: string;
	readonly detail: string;
	/** How long the endpoint asks us to wait. */
	readonly retryAfterMs?: number | undefined;
	readonly cause?: Error | undefined;
}

abstract class RpcErrorBase extends Error {
	readonly kind: RpcFailureKind;
	readonly host: string;
	readonly method: string;
	readonly input: string;
	/** What went wrong, without what was asked of whom and what to do. */
	readonly detail: string;
	readonly retryAfterMs: number | null;

	constructor(failure: RpcFailure) {
		super(
			`${failure.method}(${failure.input}) at ${failure.host}: ${failure.detail}; ${RPC_FAILURES[failure.kind].todo}`,
			failure.cause && { cause: failure.cause }
		);
		this.kind = failure.kind;
		this.host = failure.host;
		this.method = failure.method;
		this.input = failure.input;
		this.detail = failure.detail;
		this.retryAfterMs = failure.retryAfterMs ?? null;
	}
}

/** The same call may succeed later or in a smaller batch. */
export class RetryableRpcError extends RpcErrorBase {
	override readonly name = 'RetryableRpcError';
}

/** The same call to the same endpoint will fail again. */
export class PermanentRpcError extends RpcErrorBase {
	override readonly name = 'PermanentRpcError';
}

export type RpcError = RetryableRpcError | PermanentRpcError;

/** The error for a failure, in the class that its kind belongs to. */
export function rpcError(failure: RpcFailure): RpcError {
	return RPC_FAILURES[failure.kind].retry
		? new RetryableRpcError(failure)
		: new PermanentRpcError(failure);
}

/** Whether a thrown value is one of ours. */
export function isRpcError(error: unknown): error is RpcError {
	return error instanceof RpcErrorBase;
}
