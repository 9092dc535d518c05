import { connect, type Socket } from 'node:net';

/** One JSON-RPC call: method and parameters. */
export type RpcCall = readonly [method: string, params: readonly unknown[]];

/** A single keep-alive connection to one anvil, which answers its requests strictly in order. */
export interface AnvilConnection {
	/**
	 * Send calls that may run at the same time (anvil runs a JSON-RPC batch concurrently) and give their
	 * results in order. What is sent later runs later, even when nobody waits in between: HTTP/1.1
	 * pipelining (RFC 9112 §9.3.2), which makes history several times faster than waiting does. Throws
	 * with the method and anvil's message.
	 */
	send(calls: readonly RpcCall[]): Promise<unknown[]>;
	close(): void;
}

interface Pending {
	readonly calls: readonly RpcCall[];
	resolve(results: unknown[]): void;
	reject(error: Error): void;
}

/** Connect to a local anvil. Throws when nobody listens there. */
export async function connectAnvil(host: string, port: number): Promise<AnvilConnection> {
	const socket = await opened(host, port);
	const pending: Pending[] = [];
	const readAnswers = answerReader((body) => {
		const request = pending.shift();
		if (request) settle(request, body);
	});
	socket.on('data', (bytes: Buffer) => {
		try {
			readAnswers(bytes);
		} catch (error) {
			socket.destroy(error instanceof Error ? error : new Error(String(error)));
		}
	});
	let failure: Error | null = null;
	socket.on('error', (error) => (failure = error));
	socket.on('close', () => {
		failure ??= new Error(`the connection to anvil at ${host}:${port} is closed`);
		for (const request of pending.splice(0)) request.reject(failure);
	});
	return {
		send: (calls) =>
			new Promise((resolve, reject) => {
				if (failure || socket.destroyed)
					return reject(
						failure ?? new Error(`the connection to anvil at ${host}:${port} is closed`)
					);
				pending.push({ calls, resolve, reject });
				socket.write(requestText(host, calls));
			}),
		close: () => socket.destroy()
	};
}

function opened(host: string, port: number): Promise<Socket> {
	return new Promise((resolve, reject) => {
		const socket = connect(port, host);
		socket.setNoDelay(true);
		socket.once('error', reject);
		socket.once('connect', () => {
			socket.off('error', reject);
			resolve(socket);
		});
	});
}

function requestText(host: string, calls: readonly RpcCall[]): string {
	const body = JSON.stringify(
		calls.map(([method, params], id) => ({ jsonrpc: '2.0', id, method, params }))
	);
	return `POST / HTTP/1.1\r\nhost: ${host}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

const END_OF_HEAD = '\r\n\r\n';

/** Cut a stream of answers at their Content-Length, which anvil always sends. */
function answerReader(onBody: (body: string) => void): (bytes: Buffer) => void {
	let unread: Buffer = Buffer.alloc(0);
	return (bytes) => {
		unread = unread.length === 0 ? bytes : Buffer.concat([unread, bytes]);
		let at = 0;
		for (;;) {
			const head = unread.indexOf(END_OF_HEAD, at);
			if (head < 0) break;
			const length = /content-length: *(\d+)/i.exec(unread.toString('latin1', at, head))?.[1];
			if (length === undefined) throw new Error('anvil answered without a Content-Length');
			const body = head + END_OF_HEAD.length;
			const end = body + Number(length);
			if (unread.length < end) break;
			onBody(unread.toString('utf8', body, end));
			at = end;
		}
		unread = unread.subarray(at);
	};
}

interface Answer {
	readonly id: number;
	readonly result?: unknown;
	readonly error?: { readonly message: string };
}

function settle(request: Pending, body: string): void {
	try {
		const answers = JSON.parse(body) as readonly Answer[];
		const byId = new Map(answers.map((answer) => [answer.id, answer]));
		request.resolve(
			request.calls.map(([method], id) => {
				const answer = byId.get(id);
				if (!answer || answer.error)
					throw new Error(`anvil refused ${method}: ${answer?.error?.message ?? 'no answer'}`);
				return answer.result;
			})
		);
	} catch (error) {
		request.reject(error instanceof Error ? error : new Error(String(error)));
	}
}
