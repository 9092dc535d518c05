import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * An endpoint that allows so much and no more, as public ones do, in a process of its own:
 * `node tests/bench/rate-limit/limited-server.ts calls|requests SECONDS`. A bucket of 25 fills by 25 a second; each
 * answer takes 50 ms. Prints its port, then, when its parent closes its standard input, what it saw in so many seconds
 * from the first request on, as JSON.
 */
const RATE = 25;
const LATENCY_MS = 50;

interface Call {
	readonly id: number;
	readonly method: string;
	readonly params?: readonly unknown[];
}

/** What the endpoint saw. Units are calls or requests, whichever it counts. */
export interface Seen {
	readonly unitsAllowed: number;
	readonly requests: number;
	readonly requestsRefused: number;
}

const counts = process.argv[2];
const seconds = Number(process.argv[3]);
if ((counts !== 'calls' && counts !== 'requests') || !(seconds > 0))
	throw new RangeError('usage: limited-server.ts calls|requests SECONDS');

const seen = { unitsAllowed: 0, requests: 0, requestsRefused: 0 };
let tokens = RATE;
let filledAt = performance.now();
let firstAt: number | null = null;

function isAllowed(units: number): boolean {
	const now = performance.now();
	tokens = Math.min(RATE, tokens + ((now - filledAt) * RATE) / 1_000);
	filledAt = now;
	if (tokens < units) return false;
	tokens -= units;
	return true;
}

const hash = (number: number) => `0x${number.toString(16).padStart(64, '0')}`;

function resultOf({ method, params }: Call): unknown {
	if (method === 'eth_chainId') return '0x1';
	const number = Number(params?.[0]);
	return {
		number: `0x${number.toString(16)}`,
		hash: hash(number + 1),
		parentHash: hash(number),
		timestamp: `0x${(1_700_000_000 + number).toString(16)}`,
		gasUsed: '0x0',
		gasLimit: '0x1c9c380',
		size: '0x200',
		difficulty: '0x0',
		nonce: '0x0000000000000000',
		baseFeePerGas: '0x3b9aca00',
		transactions: []
	};
}

async function bodyOf(request: IncomingMessage): Promise<string> {
	let body = '';
	for await (const chunk of request) body += String(chunk);
	return body;
}

const server = createServer(async (request, response) => {
	const asked = JSON.parse(await bodyOf(request)) as Call | Call[];
	const calls = Array.isArray(asked) ? asked : [asked];
	const units = counts === 'calls' ? calls.length : 1;
	const allowed = isAllowed(units);
	firstAt ??= performance.now();
	if (performance.now() - firstAt < seconds * 1_000) {
		seen.requests += 1;
		if (allowed) seen.unitsAllowed += units;
		else seen.requestsRefused += 1;
	}
	await sleep(LATENCY_MS);
	response.writeHead(allowed ? 200 : 429, { 'content-type': 'application/json' });
	const replies = calls.map((call) => ({ jsonrpc: '2.0', id: call.id, result: resultOf(call) }));
	response.end(
		allowed ? JSON.stringify(Array.isArray(asked) ? replies : replies[0]) : 'too many requests'
	);
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
process.stdin.resume();
process.stdin.once('end', () => {
	console.log(JSON.stringify(seen satisfies Seen));
	process.exit();
});
