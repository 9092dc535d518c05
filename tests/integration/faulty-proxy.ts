import { createServer, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

type Reply = { id: number; result?: Record<string, unknown> | string | null; error?: object };

/** Faults that a public endpoint was seen to make; each changes the replies of a batch, or the whole answer. */
const FAULTS = {
	html: (response: ServerResponse) => answer(response, 200, '<!doctype html><title>busy</title>'),
	truncated: (response: ServerResponse, body: string) =>
		answer(response, 200, body.slice(0, Math.floor(body.length * 0.7))),
	empty: (response: ServerResponse) => answer(response, 200, ''),
	unavailable: (response: ServerResponse) => answer(response, 503, 'try later'),
	failing: (response: ServerResponse) => answer(response, 500, 'internal error'),
	too_many: (response: ServerResponse) => answer(response, 429, '', { 'retry-after': '1' }),
	too_many_untold: (response: ServerResponse) => answer(response, 429, 'slow down'),
	reset: (response: ServerResponse) => void response.destroy(),
	hung: () => undefined,
	slow: (response: ServerResponse, body: string) =>
		void setTimeout(() => answer(response, 200, body), 400),
	huge: (response: ServerResponse) => endless(response),
	other_order: (response: ServerResponse, body: string) =>
		replies(response, body, (all) => all.toReversed()),
	in_part: (response: ServerResponse, body: string) =>
		replies(response, body, (all) => all.slice(0, Math.ceil(all.length / 2))),
	twice: (response: ServerResponse, body: string) =>
		replies(response, body, (all) => [...all, ...all.slice(0, 1)]),
	rpc_error: (response: ServerResponse, body: string) =>
		replies(response, body, (all) =>
			all.map(({ id }) => ({ id, error: { code: -32000, message: 'header not found' } }))
		),
	null_block: (response: ServerResponse, body: string) => oneBlock(response, body, () => null),
	missing_field: (response: ServerResponse, body: string) =>
		oneBlock(response, body, (block) =>
			Object.fromEntries(Object.entries(block).filter(([name]) => name !== 'timestamp'))
		),
	negative: (response: ServerResponse, body: string) =>
		oneBlock(response, body, (block) => ({ ...block, gasUsed: '-0x1' })),
	absurd: (response: ServerResponse, body: string) =>
		oneBlock(response, body, (block) => ({ ...block, timestamp: '0xffffffffffffff' })),
	other_number: (response: ServerResponse, body: string) =>
		oneBlock(response, body, (block) => ({ ...block, number: '0x1' }))
} satisfies Record<string, (response: ServerResponse, body: string) => void>;

export type Fault = keyof typeof FAULTS;
export const ALL_FAULTS = Object.keys(FAULTS) as Fault[];

/** One call of a request, as it arrives. */
export interface AskedCall {
	readonly method: string;
	readonly params: readonly unknown[];
}

export interface FaultyProxy {
	readonly url: string;
	/** Which fault the next answers have: asked once an HTTP request; undefined passes it on untouched. */
	next: (calls: readonly AskedCall[]) => Fault | undefined;
	/** How often each fault was made. */
	readonly made: Map<Fault, number>;
	stop(): Promise<void>;
}

/** A real HTTP server in front of a real node that answers wrongly when it is told to. */
export async function startFaultyProxy(target: string): Promise<FaultyProxy> {
	const made = new Map<Fault, number>();
	const server = createServer(async (request, response) => {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		const asked = Buffer.concat(chunks);
		const upstream = await fetch(target, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: asked
		});
		const body = await upstream.text();
		const fault = proxy.next([JSON.parse(asked.toString()) as AskedCall | AskedCall[]].flat());
		if (!fault) return answer(response, 200, body);
		made.set(fault, (made.get(fault) ?? 0) + 1);
		FAULTS[fault](response, body);
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	const proxy: FaultyProxy = {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		next: () => undefined,
		made,
		async stop() {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		}
	};
	return proxy;
}

function answer(
	response: ServerResponse,
	status: number,
	body: string,
	headers: Record<string, string> = {}
): void {
	response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
}

/** Past the 64 MB that are read, in pieces, as long as somebody listens. */
function endless(response: ServerResponse): void {
	response.writeHead(200, { 'content-type': 'application/json' });
	const piece = ' '.repeat(1_000_000);
	const write = (left: number): void => {
		if (left === 0 || response.destroyed) response.end();
		else response.write(piece, () => write(left - 1));
	};
	write(80);
}

function replies(response: ServerResponse, body: string, change: (all: Reply[]) => Reply[]): void {
	const parsed = JSON.parse(body) as Reply[] | Reply;
	answer(response, 200, JSON.stringify(Array.isArray(parsed) ? change(parsed) : parsed));
}

/** Spoil one block of a batch; what is no block passes untouched. */
function oneBlock(
	response: ServerResponse,
	body: string,
	spoil: (block: Record<string, unknown>) => Record<string, unknown> | null
): void {
	replies(response, body, (all) => {
		const spoilt = all.findIndex(({ result }) => typeof result === 'object' && result !== null);
		return all.map((reply, index) =>
			index === spoilt && typeof reply.result === 'object' && reply.result
				? { ...reply, result: spoil(reply.result) }
				: reply
		);
	});
}
