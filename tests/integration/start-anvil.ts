import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { anvilBinary } from '../../collectors/devnet/anvil-process.ts';

export interface Anvil {
	readonly url: string;
	/** One JSON-RPC call. Throws with the node's own error. */
	rpc(method: string, ...params: readonly unknown[]): Promise<unknown>;
	stop(): Promise<void>;
}

const STARTED = /Listening on 127\.0\.0\.1:(\d+)/;
const START_MS = 30_000;

/**
 * A local node on a port of its own, with automatic mining and a genesis in the past. Further arguments are
 * anvil's. Throws when it does not start within 30 s.
 */
export async function startAnvil(...args: readonly string[]): Promise<Anvil> {
	// Anvil keeps old states in the home folder, and leaves them there when it is killed.
	const states = mkdtempSync(join(tmpdir(), 'claimgauge-anvil-'));
	const child = spawn(
		anvilBinary(),
		[
			...['--port', '0', '--host', '127.0.0.1', '--cache-path', states],
			// The finalized block lies two epochs back: near the head unless a test wants it deep.
			...(args.includes('--slots-in-an-epoch') ? [] : ['--slots-in-an-epoch', '1']),
			...args
		],
		{ stdio: ['ignore', 'pipe', 'pipe'] }
	);
	const removeStates = (): void => rmSync(states, { recursive: true, force: true });
	const killed = (): void => {
		child.kill('SIGKILL');
		removeStates();
	};
	process.once('exit', killed);
	try {
		const url = `http://127.0.0.1:${await portOf(child)}`;
		return {
			url,
			rpc: (method, ...params) => call(url, method, params),
			async stop() {
				process.off('exit', killed);
				if (child.exitCode === null && child.signalCode === null) {
					const ended = once(child, 'exit');
					child.kill('SIGKILL');
					await ended;
				}
				removeStates();
			}
		};
	} catch (error) {
		killed();
		throw error;
	}
}

function portOf(child: ChildProcess): Promise<string> {
	return new Promise((resolve, reject) => {
		let output = '';
		const timer = setTimeout(
			() => reject(new Error(`anvil did not start in ${START_MS} ms: ${output}`)),
			START_MS
		);
		const settle = (done: () => void): void => {
			clearTimeout(timer);
			done();
		};
		const read = (chunk: Buffer): void => {
			output += chunk.toString();
			const port = STARTED.exec(output)?.[1];
			if (port) settle(() => resolve(port));
		};
		child.stdout?.on('data', read);
		child.stderr?.on('data', read);
		child.once('error', (error) => settle(() => reject(error)));
		child.once('exit', (code) =>
			settle(() => reject(new Error(`anvil ended with ${code}: ${output}`)))
		);
	});
}

async function call(url: string, method: string, params: readonly unknown[]): Promise<unknown> {
	const response = await fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params })
	});
	const reply = (await response.json()) as { result?: unknown; error?: { message: string } };
	if (reply.error) throw new Error(`${method}: ${reply.error.message}`);
	return reply.result;
}
