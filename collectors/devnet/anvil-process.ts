import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { UnixSeconds, Wei } from '#lib/domain/units.ts';
import { connectAnvil, type AnvilConnection } from './anvil-connection.ts';

const HOST = '127.0.0.1';
const START_SECONDS = 20;
const STOP_SECONDS = 5;

/** A local chain that runs in a process of its own. */
export interface Anvil {
	readonly chainId: number;
	readonly url: string;
	/** Of the process that holds anvil; anvil ends with it. */
	readonly pid: number;
	readonly connection: AnvilConnection;
	/** Resolves when it has ended, with how. */
	readonly exited: Promise<string>;
	/** End it and wait until it is gone. */
	stop(): Promise<void>;
}

/** The block that a chain starts with. */
export interface Genesis {
	readonly chainId: number;
	readonly timestamp: UnixSeconds;
	readonly baseFee: Wei;
}

/**
 * Start a chain on a free port of 127.0.0.1. Blocks come only when asked for. Throws when the binary
 * is missing or does not answer within 20 s.
 */
export async function startAnvil(genesis: Genesis): Promise<Anvil> {
	const { chainId } = genesis;
	const binary = anvilBinary();
	const port = await freePort();
	const args = anvilArguments(genesis, port);
	const guard = spawn(
		process.execPath,
		[fileURLToPath(new URL('guard.ts', import.meta.url)), binary, ...args],
		{ stdio: ['pipe', 'ignore', 'pipe'] }
	);
	let complaint = '';
	guard.stderr.on('data', (bytes: Buffer) => (complaint = `${complaint}${bytes}`.slice(-2_000)));
	const exited = once(guard, 'exit').then(
		([code]) => `anvil for chain ${chainId} ended (exit code ${code}) ${complaint.trim()}`
	);
	const stop = () => stopGuard(guard);
	try {
		const connection = await Promise.race([
			answering(chainId, port),
			exited.then((how) => Promise.reject(new Error(how)))
		]);
		return {
			chainId,
			url: `http://${HOST}:${port}`,
			pid: guard.pid ?? 0,
			connection,
			exited,
			stop: async () => {
				connection.close();
				await stop();
			}
		};
	} catch (error) {
		await stop();
		throw error;
	}
}

/**
 * Two settings make 130,000 blocks a matter of seconds. Before Prague no block writes to the history
 * contract of EIP-2935, whose storage trie anvil rebuilds for each block; and with its history pruned
 * it keeps no copy of the state for each block. With both at their defaults a block takes 14 ms once
 * the chain has 8,000 of them, with neither 0.3 ms at any length.
 */
function anvilArguments(genesis: Genesis, port: number): string[] {
	return [
		['--host', HOST, '--port', `${port}`, '--chain-id', `${genesis.chainId}`],
		['--timestamp', `${genesis.timestamp}`, '--block-base-fee-per-gas', `${genesis.baseFee}`],
		['--no-mining', '--quiet'],
		['--slots-in-an-epoch', '1', '--hardfork', 'cancun', '--prune-history']
	].flat();
}

const ARCHITECTURES: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64' };

/** The path of the anvil that npm installed for this platform. Throws a sentence that says what to do. */
export function anvilBinary(): string {
	const architecture = ARCHITECTURES[process.arch] ?? process.arch;
	const name = `@foundry-rs/anvil-${process.platform}-${architecture}`;
	const program = process.platform === 'win32' ? 'anvil.exe' : 'anvil';
	try {
		return createRequire(import.meta.url).resolve(`${name}/bin/${program}`);
	} catch (cause) {
		throw new Error(
			`the demo needs anvil, and the npm package ${name} is not installed: run "npm ci" without --omit=optional; where no such package exists, use "npm start" with public endpoints instead`,
			{ cause }
		);
	}
}

async function freePort(): Promise<number> {
	const server = createServer().listen(0, HOST);
	await once(server, 'listening');
	const address = server.address();
	server.close();
	await once(server, 'close');
	if (address === null || typeof address === 'string')
		throw new Error(`no free port on ${HOST}: end programs that hold ports, then try again`);
	return address.port;
}

/** Connect once it answers, and make sure that the answer is the chain's own. */
async function answering(chainId: number, port: number): Promise<AnvilConnection> {
	const deadline = performance.now() + START_SECONDS * 1_000;
	for (;;) {
		try {
			const connection = await connectAnvil(HOST, port);
			const [id] = await connection.send([['eth_chainId', []]]);
			if (Number(id) === chainId) return connection;
			throw new Error(`chain id ${String(id)} answers at ${HOST}:${port}, not ${chainId}`);
		} catch (cause) {
			if (performance.now() > deadline)
				throw new Error(`anvil for chain ${chainId} did not answer within ${START_SECONDS} s`, {
					cause
				});
			await sleep(50);
		}
	}
}

async function stopGuard(guard: ChildProcess): Promise<void> {
	if (guard.exitCode !== null || guard.signalCode !== null) return;
	const gone = once(guard, 'exit');
	guard.stdin?.end();
	guard.kill('SIGTERM');
	const patience = new AbortController();
	const late = sleep(STOP_SECONDS * 1_000, 'late', { signal: patience.signal }).catch(() => 'gone');
	if ((await Promise.race([gone.then(() => 'gone'), late])) === 'late') guard.kill('SIGKILL');
	patience.abort();
	await gone;
}
