import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

export interface ProxiedCall {
	readonly id: number;
	readonly method: string;
	readonly params: readonly unknown[];
}

/** How an endpoint differs from the node behind it. */
export interface Differences {
	/** Refuse a whole request: its HTTP status and body; null lets it pass. */
	refuse?(calls: readonly ProxiedCall[]): { status: number; body: string } | null;
	/** Answer a call in the node’s place; undefined passes it on. */
	answer?(call: ProxiedCall): { result: unknown } | { error: object } | undefined;
	/** Ask the node for something else. */
	ask?(call: ProxiedCall): ProxiedCall;
	/** Change what the node answered to a call. */
	change?(call: ProxiedCall, result: unknown): unknown;
}

export interface CallProxy {
	readonly url: string;
	readonly host: string;
	/** How many calls each request held. */
	readonly requests: number[];
	stop(): Promise<void>;
}

/** A real HTTP server in front of a real node, that is like some public endpoint. */
export async function startCallProxy(target: string, differences: Differences): Promise<CallProxy> {
	const requests: number[] = [];
	async function answer(call: ProxiedCall): Promise<object> {
		const own = differences.answer?.(call);
		if (own) return { jsonrpc: '2.0', id: call.id, ...own };
		const told = await fetch(target, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ ...(differences.ask?.(call) ?? call), jsonrpc: '2.0' })
		});
		const reply = (await told.json()) as { result?: unknown };
		if (reply.result === undefined || !differences.change) return reply;
		return { ...reply, result: differences.change(call, reply.result) };
	}
	const server = createServer(async (request, response) => {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		const body = JSON.parse(Buffer.concat(chunks).toString()) as ProxiedCall | ProxiedCall[];
		const calls = [body].flat();
		requests.push(calls.length);
		const refused = differences.refuse?.(calls);
		if (refused) return response.writeHead(refused.status).end(refused.body);
		const replies = await Promise.all(calls.map(answer));
		response.writeHead(200, { 'content-type': 'application/json' });
		response.end(JSON.stringify(Array.isArray(body) ? replies : replies[0]));
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
	return {
		url: `http://${host}`,
		host,
		requests,
		async stop() {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		}
	};
}
