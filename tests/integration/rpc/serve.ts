import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SYSTEM_CLOCK, type Clock } from '../../../collectors/rpc/clock.ts';

export interface RpcRequest {
	readonly id: number;
	readonly method: string;
	readonly params: readonly unknown[];
}

/** What arrived in one POST, and the means to answer it badly. */
export interface Post {
	readonly calls: readonly RpcRequest[];
	/** 1 for the first POST. */
	readonly count: number;
	readonly response: ServerResponse;
	readonly request: IncomingMessage;
	/** Answer with JSON: a list for a batch. */
	json(value: unknown, status?: number, headers?: Record<string, string>): void;
	text(value: string, status?: number, headers?: Record<string, string>): void;
	/** Answer every call properly. */
	ok(change?: (replies: unknown[]) => unknown): void;
}

export interface TestNode {
	readonly url: string;
	readonly host: string;
	/** Every call that arrived, in order. */
	readonly calls: RpcRequest[];
	/** How many calls each POST held. */
	readonly posts: number[];
	close(): Promise<void>;
}

const CHAIN_ID = 31337;

/** A real HTTP server that answers as a node of the demo chain with endless blocks would, or as `handle` does. */
export async function serveNode(
	handle: (post: Post) => void = (post) => post.ok(),
	answer: (call: RpcRequest) => unknown = nodeAnswer
): Promise<TestNode> {
	const calls: RpcRequest[] = [];
	const posts: number[] = [];
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const body = JSON.parse(Buffer.concat(chunks).toString()) as RpcRequest | RpcRequest[];
			const asked = Array.isArray(body) ? body : [body];
			const isChainCheck = asked.length === 1 && asked[0]?.method === 'eth_chainId';
			calls.push(...asked);
			const text: Post['text'] = (value, status = 200, headers = {}) => {
				response.writeHead(status, { 'content-type': 'application/json', ...headers });
				response.end(value);
			};
			const json: Post['json'] = (value, status, headers) =>
				text(JSON.stringify(value), status, headers);
			const ok: Post['ok'] = (change = (replies) => replies) => {
				const replies = asked.map((call) => ({
					jsonrpc: '2.0',
					id: call.id,
					...wrap(answer(call))
				}));
				const changed = change(replies);
				const isLone = !Array.isArray(body) && Array.isArray(changed) && changed.length === 1;
				json(isLone ? changed[0] : changed);
			};
			if (isChainCheck) return ok();
			posts.push(asked.length);
			handle({ calls: asked, count: posts.length, request, response, json, text, ok });
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
	return {
		url: `http://${host}`,
		host,
		calls,
		posts,
		close: () =>
			new Promise((resolve) => {
				server.closeAllConnections();
				server.close(() => resolve());
			})
	};
}

/** An error object to answer a call with, in the place of a result. */
export function refusal(
	code: number,
	message: string
): { error: { code: number; message: string } } {
	return { error: { code, message } };
}

/** What an honest node answers. */
export function nodeAnswer({ method, params }: RpcRequest): unknown {
	if (method === 'eth_chainId') return `0x${CHAIN_ID.toString(16)}`;
	if (method === 'eth_blockNumber') return '0x3e8';
	if (method === 'eth_getBlockByNumber') {
		const number =
			params[0] === 'latest' ? 1000 : params[0] === 'finalized' ? 990 : Number(params[0]);
		return params[1] === true
			? { ...blockAt(number), transactions: transfersOf(number) }
			: blockAt(number);
	}
	return refusal(-32601, `the method ${method} does not exist/is not available`);
}

function hashOf(number: number): string {
	return `0x${number.toString(16).padStart(64, '0')}`;
}

/** A block of the made-up chain: `number` % 4 transactions, one second apart. */
export function blockAt(number: number): Record<string, unknown> {
	return {
		number: `0x${number.toString(16)}`,
		hash: hashOf(number + 0xa0000000),
		parentHash: hashOf(number + 0x9fffffff),
		timestamp: `0x${(1_700_000_000 + number).toString(16)}`,
		gasUsed: `0x${((number % 4) * 21_000).toString(16)}`,
		gasLimit: '0x1c9c380',
		baseFeePerGas: '0x3b9aca00',
		transactions: Array.from({ length: number % 4 }, (_, index) => hashOf(number * 10 + index))
	};
}

/** The transactions of a block of that chain, whole: plain transfers. */
export function transfersOf(number: number): Record<string, unknown>[] {
	return Array.from({ length: number % 4 }, (_, index) => ({
		hash: hashOf(number * 10 + index),
		transactionIndex: `0x${index.toString(16)}`,
		blockHash: hashOf(number + 0xa0000000),
		type: '0x2',
		to: '0x00000000000000000000000000000000000000aa',
		from: `0x${'9'.repeat(40)}`,
		value: '0x1',
		input: '0x'
	}));
}

/** Their receipts: 21,000 gas at 2 gwei each. */
export function receiptsOf(number: number): Record<string, unknown>[] {
	return transfersOf(number).map(({ hash, transactionIndex, blockHash, type }) => ({
		transactionHash: hash,
		transactionIndex,
		blockHash,
		blockNumber: `0x${number.toString(16)}`,
		type,
		status: '0x1',
		gasUsed: '0x5208',
		effectiveGasPrice: '0x77359400',
		logs: []
	}));
}

/** A clock that runs `factor` times as fast, so that pauses are real and short. */
export function fastClock(factor = 20): Clock {
	const { now, sleep } = SYSTEM_CLOCK;
	const begun = now();
	return {
		now: () => begun + (now() - begun) * factor,
		sleep: (milliseconds, signal) => sleep(milliseconds / factor, signal)
	};
}

function wrap(value: unknown): object {
	return typeof value === 'object' && value !== null && 'error' in value
		? value
		: { result: value };
}
