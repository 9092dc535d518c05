import { rpcError } from './errors.ts';
import { inputOf, type AnswerSource, type Reply, type RpcCall } from './json-rpc.ts';
import { MalformedAnswer } from './parse/malformed.ts';

/**
 * The value of a reply, parsed. Throws the reply's own error, or PermanentRpcError `bad_answer` that names
 * method, input, endpoint and field.
 */
export function decodeReply<Value>(
	reply: Reply,
	call: RpcCall,
	source: AnswerSource,
	parse: (value: unknown) => Value
): Value {
	if (!reply.ok) throw reply.error;
	try {
		return parse(reply.value);
	} catch (error) {
		if (!(error instanceof MalformedAnswer)) throw error;
		throw badAnswer(call, source, error.message);
	}
}

/** An answer that cannot be right: PermanentRpcError of kind `bad_answer`. */
function badAnswer(call: RpcCall, source: AnswerSource, problem: string): Error {
	return rpcError({
		kind: 'bad_answer',
		host: source.host,
		method: call.method,
		input: inputOf(call),
		detail: source.redact(problem)
	});
}
