import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DAY, iso } from '#lib/domain/time.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import { startDemoDevnet, type DemoDevnet } from '../../collectors/devnet/demo-devnet.ts';
import { startChild, supervise } from '../../collectors/site/supervise.ts';
import { descendants, isAlive, until } from './processes.ts';
import { startAnvil } from './start-anvil.ts';

const MAIN = fileURLToPath(new URL('../../collectors/main.ts', import.meta.url));

let folder = '';
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'claimgauge-start-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What a user's shell would hand on, without what the test runner has set. */
function environment(own: Record<string, string>): NodeJS.ProcessEnv {
	const kept = Object.entries(process.env).filter(
		([name]) => !/^(VITEST|VITE_|CLAIMGAUGE_|NODE_ENV|DATABASE_URL|PORT|HOST)/.test(name)
	);
	return { ...Object.fromEntries(kept), PORT: '0', ...own };
}

interface Command {
	readonly process: ChildProcess;
	readonly pid: number;
	/** Everything printed so far. */
	said(): string;
	readonly exited: Promise<unknown[]>;
}

const running: ChildProcess[] = [];
/** What a failed test left behind. */
afterEach(() => {
	for (const child of running.splice(0))
		if (child.pid !== undefined && child.exitCode === null && child.signalCode === null)
			for (const { pid } of [...descendants(child.pid), { pid: child.pid }])
				if (isAlive(pid)) process.kill(pid, 'SIGKILL');
});

/** Run a command of `claimgauge` in a folder and a process group of its own, as a shell does. */
function run(name: string, own: Record<string, string> = {}): Command {
	const child = spawn(process.execPath, [MAIN, name], {
		cwd: folder,
		env: environment(own),
		detached: true,
		stdio: ['ignore', 'pipe', 'pipe']
	});
	running.push(child);
	let text = '';
	for (const stream of [child.stdout, child.stderr])
		stream.on('data', (bytes: Buffer) => (text += bytes.toString()));
	return { process: child, pid: child.pid!, said: () => text, exited: once(child, 'exit') };
}

/** Wait for words of a command; what it said instead, when they do not come. */
async function says(command: Command, words: string | RegExp): Promise<string> {
	const found = () => new RegExp(words).exec(command.said());
	await until(
		() => found() !== null || command.process.exitCode !== null,
		`${String(words)} in:\n${command.said()}`,
		90
	);
	expect(command.said()).toMatch(words);
	return found()?.[1] ?? '';
}

describe('processes that live together', () => {
	const script = (name: string, source: string): string => {
		const path = join(folder, name);
		writeFileSync(path, source);
		return path;
	};
	const noHandOver = Promise.resolve(null);
	const waiting = `import { writeFileSync } from 'node:fs';
		writeFileSync(process.argv[2], String(process.pid));
		setInterval(() => undefined, 1000);`;
	const startWaiting = async () => {
		const pidFile = join(folder, 'pid');
		const child = startChild('sleeper', [script('sleeper.mjs', waiting), pidFile], process.env);
		await until(
			() => existsSync(pidFile) && readFileSync(pidFile, 'utf8') !== '',
			'the sleeper runs'
		);
		return { child, pid: Number(readFileSync(pidFile, 'utf8')) };
	};

	it('all end when one of them dies, and it is named with its exit code', async () => {
		const { child, pid } = await startWaiting();
		const dying = startChild('dying one', [script('dying.mjs', 'process.exit(3)')], process.env);
		const { signal } = new AbortController();
		const children = [child, dying];
		expect(await supervise({ children, signal, handOver: noHandOver })).toEqual({
			kind: 'died',
			sentence: 'the dying one ended with exit code 3'
		});
		expect(isAlive(pid)).toBe(false);
	});

	it('all end when they are told to', async () => {
		const { child, pid } = await startWaiting();
		const ending = new AbortController();
		const outcome = supervise({
			children: [child],
			signal: ending.signal,
			handOver: noHandOver
		});
		expect(isAlive(pid)).toBe(true);
		ending.abort();
		expect(await outcome).toEqual({ kind: 'stopped' });
		expect(isAlive(pid)).toBe(false);
	});

	it('all end when what decides about them fails', async () => {
		const { child, pid } = await startWaiting();
		const { signal } = new AbortController();
		const handOver = Promise.reject(new Error('cannot decide'));
		await expect(supervise({ children: [child], signal, handOver })).rejects.toThrow(
			'cannot decide'
		);
		expect(isAlive(pid)).toBe(false);
	});

	it('count as stopped when the terminal’s Ctrl-C reached a child first', async () => {
		const ending = new AbortController();
		const first = startChild('first', [script('first.mjs', 'process.exit(0)')], process.env);
		void first.exited.then(() => setTimeout(() => ending.abort(), 50));
		const { signal } = ending;
		expect(await supervise({ children: [first], signal, handOver: noHandOver })).toEqual({
			kind: 'stopped'
		});
	});
});

describe('the whole of it, on a local chain', () => {
	let devnet: DemoDevnet;
	let settings: Record<string, string> = {};
	beforeAll(async () => {
		const now = unixSeconds(Math.floor(Date.now() / 1000));
		devnet = await startDemoDevnet(now, () => undefined, new AbortController().signal, 1);
		settings = {
			CLAIMGAUGE_CHAINS: '31337',
			CLAIMGAUGE_RPC_31337: devnet.chains[0]!.anvil.url,
			CLAIMGAUGE_SINCE_31337: iso(now - DAY)
		};
	});
	afterAll(() => devnet.stop());

	it('a taken port is told before anything is started, with the setting’s name', async () => {
		const server = createServer().listen(0, '127.0.0.1');
		await once(server, 'listening');
		const { port } = server.address() as { port: number };
		for (const name of ['start', 'demo', 'serve']) {
			const command = run(name, { ...settings, PORT: String(port) });
			expect(await command.exited).toEqual([1, null]);
			expect(command.said()).toContain(`port ${port} on 127.0.0.1 is taken by another program`);
			expect(command.said()).toContain(`PORT=${port + 1}`);
			expect(existsSync(join(folder, 'data'))).toBe(false);
		}
		server.close();
	});

	it.each(['SIGTERM', 'SIGINT'] as const)(
		'start serves what it collects, and %s ends all with exit code 0',
		async (signal) => {
			const command = run('start', settings);
			const url = await says(command, /Claimgauge: (http:\S+)/);
			expect((await fetch(`${url}/health`)).status).toBe(200);
			const children = descendants(command.pid);
			expect(children).toHaveLength(2);
			// A Ctrl-C goes to the whole process group, SIGTERM to the one process.
			process.kill(signal === 'SIGINT' ? -command.pid : command.pid, signal);
			expect(await command.exited).toEqual([0, null]);
			expect(children.filter(({ pid }) => isAlive(pid))).toEqual([]);
		}
	);

	it('start says which part died, ends the other and fails at once', async () => {
		const command = run('start', settings);
		await says(command, /Claimgauge: (http:\S+)/);
		const children = descendants(command.pid);
		const collector = children.find(({ command: line }) => line.endsWith('main.ts watch --plain'))!;
		process.kill(collector.pid, 'SIGKILL');
		const killedAt = performance.now();
		expect(await command.exited).toEqual([1, null]);
		expect(performance.now() - killedAt).toBeLessThan(8_000);
		expect(command.said()).toContain('the collector ended by signal SIGKILL');
		expect(children.filter(({ pid }) => isAlive(pid))).toEqual([]);
	});

	it('serve alone serves the same database', async () => {
		const collecting = run('start', settings);
		await says(collecting, /Claimgauge: (http:\S+)/);
		process.kill(collecting.pid, 'SIGTERM');
		await collecting.exited;
		const command = run('serve');
		const url = await says(command, /Claimgauge: (http:\S+)/);
		expect((await fetch(`${url}/health`)).status).toBe(200);
		process.kill(command.pid, 'SIGTERM');
		expect(await command.exited).toEqual([0, null]);
	});
});

describe('without a public endpoint', () => {
	it('start says how each failed, goes on as the demo, and leaves nothing behind', async () => {
		const command = run('start', {
			CLAIMGAUGE_CHAINS: '1,324',
			CLAIMGAUGE_RPC_1: 'http://127.0.0.1:9/secret-key',
			CLAIMGAUGE_RPC_324: 'http://127.0.0.1:11'
		});
		await says(command, /made [\d,]+ of [\d,]+ blocks/);
		expect(command.said()).toContain('no endpoint of any chain has answered');
		expect(command.said()).toMatch(/chain 1, 127\.0\.0\.1:9: .*refused the connection/);
		expect(command.said()).toMatch(/chain 324, 127\.0\.0\.1:11: .*refused the connection/);
		expect(command.said()).not.toContain('secret-key');
		expect(existsSync(join(folder, 'data/demo.db'))).toBe(true);
		const children = descendants(command.pid);
		expect(children.some(({ command: line }) => line.includes('anvil'))).toBe(true);
		process.kill(command.pid, 'SIGTERM');
		expect(await command.exited).toEqual([0, null]);
		expect(children.filter(({ pid }) => isAlive(pid))).toEqual([]);
	});

	it('start stays with real facts once there are any, however long no endpoint answers', async () => {
		const anvil = await startAnvil('--chain-id', '1');
		await anvil.rpc('anvil_mine', '0x5');
		const settings = {
			CLAIMGAUGE_CHAINS: '1',
			CLAIMGAUGE_RPC_1: anvil.url,
			DATABASE_URL: 'file:real.db'
		};
		const collected = run('collect', settings);
		expect(await collected.exited, collected.said()).toEqual([0, null]);
		await anvil.stop();
		const command = run('start', settings);
		const address = await says(command, /Claimgauge: (http:\S+)/);
		// The demo would come 8 s after the start where every endpoint refuses, 20 s at the latest.
		await sleep(22_000);
		expect(command.said()).toMatch(/refused the connection/);
		expect(command.said()).not.toMatch(/demo/i);
		expect(existsSync(join(folder, 'data/demo.db'))).toBe(false);
		const status = await fetch(`${address}/api/v1/status`);
		expect(status.headers.get('claimgauge-demo')).toBeNull();
		process.kill(command.pid, 'SIGTERM');
		expect(await command.exited).toEqual([0, null]);
	});
});
