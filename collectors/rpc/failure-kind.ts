import type { RpcFailureKind } from './errors.ts';

const BATCH =
	/batch.*(too|large|limit|exceed|maximum|not (supported|allowed))|(too|exceed|maximum).*batch/i;
const RESPONSE =
	/(response|body|payload).*too (big|large)|(response|body) (size )?(limit|exceeded)/i;
/** How servers refuse logs of too many blocks, or too many logs. */
const LOG_RANGE =
	/block range|blocks? range|range (is )?(too|exceed|limit)|(max|maximum|exceeds?|limited to)[^.]*\b(range|blocks)\b|ranges? over|(more than|exceeds?|limit of|max(imum)?)[^.]*\b(results|logs)\b|log response size/i;
const RATE =
	/rate.?limit|too many requests|throttl|requests? per (second|minute|hour|day)|quota|capacity exceeded|daily (request )?limit/i;
const METHOD =
	/method.*(not (found|supported|available|allowed|whitelisted)|does not exist|disabled)/i;
const REVERT = /\brevert(ed)?\b|\binvalid ?opcode\b|\bEVM error\b/i;

/**
 * What a JSON-RPC error means for us. Codes are those of JSON-RPC 2.0 and EIP-1474; −32016 and 429 are
 * what public endpoints say when they are asked too often. Many give a code of their own, so texts count first.
 */
export function kindOfJsonRpcError(code: number | null, message: string): RpcFailureKind {
	if (LOG_RANGE.test(message)) return 'range_too_long';
	if (BATCH.test(message) || RESPONSE.test(message)) return 'batch_too_large';
	if (code === -32005 || code === -32016 || code === 429 || RATE.test(message))
		return 'rate_limited';
	// 3 is geth's code of a call that the contract refused; others say so in words only.
	if (code === 3 || REVERT.test(message)) return 'reverted';
	if (code === -32601 || METHOD.test(message)) return 'method_missing';
	if (code === -32602 || code === -32600) return 'bad_params';
	return 'rpc_error';
}

/** What an HTTP status means for us, or null where its body is to be read. */
export function kindOfHttpStatus(status: number): RpcFailureKind | null {
	if (status >= 200 && status < 300) return null;
	if (status === 429) return 'rate_limited';
	if (status === 413) return 'batch_too_large';
	if (status === 408 || status === 425) return 'timeout';
	return status >= 500 ? 'server_error' : 'http_status';
}
