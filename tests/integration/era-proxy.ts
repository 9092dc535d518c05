import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

interface Call {
	readonly id: number;
	readonly method: string;
	readonly params: readonly unknown[];
}

type Reply = { id: number; result?: unknown; error?: { code: number; message: string } };

export interface EraProxy {
	readonly url: string;
	/** Methods that are refused as unknown. */
	readonly withdrawn: Set<string>;
	/** How often each method was asked for. */
	readonly asked: Map<string, number>;
	stop(): Promise<void>;
}

/** What batches a proxied node has: batch n holds `size` blocks and ends with block n × size − 1. */
export interface Batches {
	readonly size: number;
	/** Blocks from this one on are not executed yet. */
	readonly executedBelow: number;
	/** `zks_getL1BatchDetails` of a batch, given the times of its first and last block. */
	details(number: number, openedAt: number, sealedAt: number): object;
}

/**
 * A real HTTP server in front of a real anvil that adds what ZKsync Era’s nodes tell beside: the batch of each block,
 * `finalized` as the last executed one, and `zks_*` about batches.
 */
export async function startEraProxy(target: string, batches: Batches): Promise<EraProxy> {
	const withdrawn = new Set<string>();
	const asked = new Map<string, number>();
	const batchOf = (block: number) => Math.floor(block / batches.size) + 1;
	const post = async (calls: readonly object[]): Promise<Reply[]> => {
		const answer = await fetch(target, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(calls)
		});
		return (await answer.json()) as Reply[];
	};
	const timeOf = async (block: number): Promise<number> => {
		const [reply] = await post([
			{ jsonrpc: '2.0', id: 1, method: 'eth_getBlockByNumber', params: [hex(block), false] }
		]);
		return Number((reply?.result as { timestamp: string }).timestamp);
	};

	async function answer(call: Call): Promise<Reply> {
		asked.set(call.method, (asked.get(call.method) ?? 0) + 1);
		const { id, method, params } = call;
		if (withdrawn.has(method))
			return { id, error: { code: -32601, message: `the method ${method} does not exist` } };
		const number = Number(params[0]);
		const blocks = { from: (number - 1) * batches.size, to: number * batches.size - 1 };
		const isExecuted = number > 0 && blocks.to < batches.executedBelow;
		if (method === 'zks_getL1BatchBlockRange')
			return { id, result: isExecuted ? [hex(blocks.from), hex(blocks.to)] : null };
		if (method === 'zks_getL1BatchDetails')
			return {
				id,
				result: isExecuted
					? batches.details(number, await timeOf(blocks.from), await timeOf(blocks.to))
					: null
			};
		const isFinalized = method === 'eth_getBlockByNumber' && params[0] === 'finalized';
		const asTold = isFinalized ? [hex(batches.executedBelow - 1), params[1]] : params;
		const [reply] = await post([{ ...call, params: asTold }]);
		if (!reply) return { id, error: { code: -32603, message: 'no reply' } };
		const block = reply.result as { number?: string } | null | undefined;
		if (method === 'eth_getBlockByNumber' && block?.number)
			return { id, result: { ...block, l1BatchNumber: hex(batchOf(Number(block.number))) } };
		return reply;
	}

	const server = createServer(async (request, response) => {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		const body = JSON.parse(Buffer.concat(chunks).toString()) as Call | Call[];
		const replies: Reply[] = [];
		for (const call of Array.isArray(body) ? body : [body]) replies.push(await answer(call));
		response.writeHead(200, { 'content-type': 'application/json' });
		response.end(JSON.stringify(Array.isArray(body) ? replies : replies[0]));
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		withdrawn,
		asked,
		async stop() {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		}
	};
}

function hex(number: number): string {
	return `0x${number.toString(16)}`;
}
