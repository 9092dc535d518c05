import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

/** One client of a head server. */
export interface HeadClient {
	/** Path and query, as they were asked for, and the header `Authorization`. */
	readonly target: string;
	readonly authorization: string | undefined;
	/** Every message of the client. */
	readonly heard: { readonly id: number; readonly method: string; readonly params: unknown[] }[];
	send(message: object | string): void;
	/** Tell of a head, as a node does. */
	tell(number: number, subscription?: string): void;
	/** Bytes as they are, past any frame. */
	write(bytes: Buffer): void;
	drop(): void;
	readonly gone: Promise<unknown>;
}

/** A real WebSocket server that says what a test scripts, frame by frame. */
export interface HeadServer {
	/** `ws://HOST:PORT` */
	readonly url: string;
	readonly host: string;
	readonly clients: HeadClient[];
	/** Answers a message of a client; as a node of Ethereum does unless a test says otherwise. */
	answer: (client: HeadClient, call: HeadClient['heard'][number]) => void;
	/** Whether to take WebSocket connections, or answer them with 403. */
	isOpen: boolean;
	stop(): Promise<void>;
}

const SUBSCRIPTION = '0x5ub5cr1p710n';
const TEXT = 1;
const CLOSE = 8;

export async function startHeadServer(chainId = 1): Promise<HeadServer> {
	const sockets = new Set<Duplex>();
	const server = createServer((_, response) => response.writeHead(403).end());
	server.on('upgrade', (request, socket) => {
		sockets.add(socket);
		// A client that goes away in the middle is what some tests are about.
		socket.on('error', () => socket.destroy());
		socket.on('end', () => socket.destroy());
		if (!told.isOpen) return socket.end('HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n');
		const accept = createHash('sha1')
			.update(`${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
			.digest('base64');
		socket.write(
			`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`
		);
		const client: HeadClient = {
			target: request.url ?? '',
			authorization: request.headers.authorization,
			heard: [],
			send: (message) =>
				void socket.write(frame(typeof message === 'string' ? message : JSON.stringify(message))),
			tell(number, subscription = SUBSCRIPTION) {
				const hash = `0x${createHash('sha256').update(String(number)).digest('hex')}`;
				const result = { number: `0x${number.toString(16)}`, hash };
				const params = { subscription, result };
				client.send({ jsonrpc: '2.0', method: 'eth_subscription', params });
			},
			write: (bytes) => void socket.write(bytes),
			drop: () => void socket.destroy(),
			gone: new Promise((resolve) => socket.once('close', resolve))
		};
		told.clients.push(client);
		let pending = Buffer.alloc(0);
		socket.on('data', (chunk: Buffer) => {
			pending = Buffer.concat([pending, chunk]);
			for (;;) {
				const read = readFrame(pending);
				if (!read) return;
				pending = pending.subarray(read.length);
				// The closing handshake is left to the client: a server that is silent must not keep it.
				if (read.opcode === CLOSE) continue;
				const call = JSON.parse(read.text) as HeadClient['heard'][number];
				client.heard.push(call);
				told.answer(client, call);
			}
		});
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
	const told: HeadServer = {
		url: `ws://${host}`,
		host,
		clients: [],
		answer(client, { id, method }) {
			const result = { eth_chainId: `0x${chainId.toString(16)}`, eth_subscribe: SUBSCRIPTION }[
				method
			];
			if (result !== undefined) client.send({ jsonrpc: '2.0', id, result });
		},
		isOpen: true,
		async stop() {
			for (const socket of sockets) socket.destroy();
			server.close();
			await once(server, 'close');
		}
	};
	return told;
}

/** A text in one frame; a server does not mask. */
function frame(text: string): Buffer {
	const bytes = Buffer.from(text);
	return Buffer.concat([frameHead(TEXT, bytes.length), bytes]);
}

/** The head of a frame that announces so many bytes. */
export function frameHead(opcode: number, length: number): Buffer {
	const head = Buffer.alloc(length < 126 ? 2 : length < 65_536 ? 4 : 10);
	head[0] = 0x80 | opcode;
	if (length < 126) head[1] = length;
	else if (length < 65_536) {
		head[1] = 126;
		head.writeUInt16BE(length, 2);
	} else {
		head[1] = 127;
		head.writeBigUInt64BE(BigInt(length), 2);
	}
	return head;
}

/** The first whole frame of a client, unmasked: all that we send is short. */
function readFrame(bytes: Buffer): { opcode: number; text: string; length: number } | null {
	if (bytes.length < 2) return null;
	const short = bytes[1]! & 0x7f;
	const at = short === 126 ? 4 : 2;
	const size = short === 126 && bytes.length >= 4 ? bytes.readUInt16BE(2) : short;
	if (bytes.length < at + 4 + size) return null;
	const mask = bytes.subarray(at, at + 4);
	const body = bytes.subarray(at + 4, at + 4 + size).map((byte, index) => byte ^ mask[index % 4]!);
	return { opcode: bytes[0]! & 0x0f, text: Buffer.from(body).toString(), length: at + 4 + size };
}
