import type { BlockFact } from '#lib/domain/facts.ts';
import { rpcError } from '../rpc/errors.ts';
import type { AnswerSource, RpcCall } from '../rpc/json-rpc.ts';
import { parseBlockFact } from '../rpc/parse/block.ts';
import { MalformedAnswer } from '../rpc/parse/malformed.ts';

/** The call for a block, with whole transactions or their hashes. Throws RangeError for what is no block number. */
export function getBlock(number: number | undefined, whole: boolean): RpcCall {
	if (number === undefined || !Number.isSafeInteger(number) || number < 0)
		throw new RangeError(`a block number is a whole number from 0, got ${number}`);
	return {
		method: 'eth_getBlockByNumber',
		params: [`0x${number.toString(16)}`, whole],
		block: number
	};
}

/** The block that was asked for. Throws RpcError where there is none, MalformedAnswer for another one. */
export function askedBlock(
	value: unknown,
	call: RpcCall,
	systemTypes: readonly number[],
	source: AnswerSource
): BlockFact {
	if (value === null) throw noSuchBlock(call, source);
	const block = parseBlockFact(value, systemTypes);
	if (block.number !== call.block)
		throw new MalformedAnswer('number', `is of block ${block.number}, which was not asked for`);
	return block;
}

/** That a node has no block of the number that was asked for. */
export function noSuchBlock(call: RpcCall, source: AnswerSource): Error {
	return rpcError({
		kind: 'no_such_block',
		host: source.host,
		method: call.method,
		input: `block ${call.block}`,
		detail: 'the node has no such block'
	});
}
