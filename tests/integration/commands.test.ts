import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StatusJson } from '#lib/domain/wire/status.ts';
import { runCollector, spawnCollector, temporaryFolder } from './collector.ts';
import { startFaultyProxy } from './faulty-proxy.ts';
import { makeTraffic } from './made-traffic.ts';
import { until } from './processes.ts';
import { startAnvil, type Anvil } from './start-anvil.ts';

/** Refuses every connection: nothing listens on port 1. */
const DEAD = 'http://127.0.0.1:1';
const KEY = 'k3y-0f-s0mebody';

describe('claimgauge', () => {
	const folder = temporaryFolder();
	let anvil: Anvil;
	/** Takes connections and never answers. */
	let silent: Server;
	const silentUrl = () => `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
	const environment = (name: string, more: Record<string, string> = {}) => ({
		CLAIMGAUGE_CHAINS: '1',
		CLAIMGAUGE_RPC_1: anvil.url,
		DATABASE_URL: `file:${folder.path(`${name}.db`)}`,
		...more
	});
	const run = (args: string, name: string, more?: Record<string, string>) =>
		runCollector(args.split(' '), environment(name, more));
	/** Run until some output has been seen, then end it as a supervisor would. */
	async function runUntil(seen: string, args: string, environmentOf: Record<string, string>) {
		const child = spawnCollector(args.split(' '), environmentOf);
		let output = '';
		for (const stream of [child.stdout, child.stderr])
			stream?.on('data', (chunk: Buffer) => (output += chunk.toString()));
		const closed = once(child, 'close') as Promise<[number | null]>;
		let toldAt = 0;
		try {
			await until(() => output.includes(seen), seen);
		} finally {
			toldAt = performance.now();
			child.kill('SIGTERM');
		}
		const [code] = await closed;
		return { code, output, tookMs: performance.now() - toldAt };
	}

	beforeAll(async () => {
		const start = Math.floor(Date.now() / 1000) - 2_000;
		anvil = await startAnvil('--chain-id', '1', '--timestamp', String(start));
		await makeTraffic(anvil, 20, start);
		silent = createServer(() => undefined).listen(0, '127.0.0.1');
		await once(silent, 'listening');
	});
	afterAll(async () => {
		silent?.closeAllConnections();
		silent?.close();
		await anvil?.stop();
		folder.remove();
	});

	it.concurrent.each([
		['', 'Usage:'],
		['constructor', 'There is no command "constructor"'],
		['collect --bugdet 1s', '--bugdet'],
		['collect --budget soon', '--budget was "soon"'],
		['collect --chain 999', '--chain was "999"'],
		['collect --chain 1 --chain 31337', 'CLAIMGAUGE_RPC_31337'],
		['watch --chain 1 --chain 31337', 'CLAIMGAUGE_RPC_31337'],
		['backfill --chain 1 --from 2025-11-20', 'backfill needs'],
		['backfill --from 2025-11-20 --to 2025-11-21', 'backfill needs'],
		['backfill --chain 1 --from 2025-11-20 --to soon', '--to: "soon"'],
		['backfill --chain 1 --from 2025-11-20 --to 2025-11-20', '--to was "2025-11-20"'],
		['backfill --chain 31337 --from 2025-11-20 --to 2025-11-21', 'CLAIMGAUGE_RPC_31337'],
		['judge --as-of yesterday', '--as-of'],
		['status --all', '--all'],
		['doctor --chain 999', '--chain was "999"'],
		['doctor --chain 1 --chain 31337', 'CLAIMGAUGE_RPC_31337'],
		['plan --chain 999', '--chain was "999"'],
		['plan --chain 31337', 'CLAIMGAUGE_RPC_31337'],
		['plan --depth deep', '--depth was "deep"; it may be complete or sampled'],
		['article print', 'article lint']
	])('"%s" ends with 2 and says what is wrong', async (args, words) => {
		const { code, output } = await runCollector(args.split(' ').filter(Boolean), {
			...environment('usage'),
			CLAIMGAUGE_RPC_1: DEAD
		});
		expect(output).toContain(words);
		expect(output).not.toContain('    at ');
		expect(code).toBe(2);
	});

	it.concurrent.each([
		'collect',
		'watch',
		'backfill',
		'judge',
		'status',
		'doctor',
		'article',
		'serve',
		'start',
		'demo'
	])('%s --help lists the commands and does nothing', async (name) => {
		const { code, output } = await run(`${name} --help`, 'help');
		expect(output).toContain('npm run -s claimgauge -- collect');
		expect(code).toBe(0);
		expect(readdirSync(folder.path('.'))).not.toContain('help.db');
	});

	it.concurrent('says where there is no database yet, without a stack', async () => {
		const { code, output } = await run('status', 'nothing');
		expect(code).toBe(1);
		expect(output).toContain('there is no database');
		expect(output).not.toContain('    at ');
	});

	it.concurrent('collect with no time at all is a partial pass', async () => {
		const { code, output } = await run('collect --budget 0s', 'no-time');
		expect(output).toContain('"outcome":"partial"');
		expect(code).toBe(0);
	});

	it.concurrent('collect ends with 0 when one of two chains fails, and names it', async () => {
		const { code, output } = await run('collect', 'one-fails', {
			CLAIMGAUGE_CHAINS: '1,324',
			CLAIMGAUGE_RPC_324: DEAD
		});
		expect(output).toContain('"event":"failed","chain":324');
		expect(output).toContain('"event":"pass","chain":1,"outcome":"done"');
		expect(code).toBe(0);
	});

	it.concurrent('collect ends with 1 when only the head could be had', async () => {
		const proxy = await startFaultyProxy(anvil.url);
		try {
			// The head passes, and the header by which the first block is found; no other block does.
			let numbered = 0;
			proxy.next = (calls) => {
				numbered += calls.filter(({ params }) => /^0x/.test(String(params[0]))).length;
				return numbered > 1 ? 'rpc_error' : undefined;
			};
			const { code, output } = await run('collect --budget 60s', 'head-only', {
				CLAIMGAUGE_RPC_1: proxy.url
			});
			expect(output).toContain('"event":"missing"');
			expect(output).not.toContain('"event":"judged"');
			expect(code).toBe(1);
		} finally {
			await proxy.stop();
		}
	});

	it.concurrent('two processes write two chains into one database, and lose nothing', async () => {
		const start = Math.floor(Date.now() / 1000) - 2_000;
		const other = await startAnvil('--chain-id', '324', '--timestamp', String(start));
		try {
			await makeTraffic(other, 20, start);
			const env = environment('shared', { CLAIMGAUGE_RPC_324: other.url });
			const passes = await Promise.all(
				['1', '324'].map((chain) => runCollector(['collect', '--chain', chain], env))
			);
			for (const { code, output } of passes) {
				expect(output).toContain('"outcome":"done"');
				expect(code).toBe(0);
			}
			const { output } = await run('status --json', 'shared', { CLAIMGAUGE_CHAINS: '1,324' });
			for (const chain of (JSON.parse(output) as StatusJson).chains)
				for (const kind of chain.kinds)
					expect(kind).toMatchObject({ covered_blocks: 21, missing_blocks: 0, gaps: [] });
		} finally {
			await other.stop();
		}
	});

	it.concurrent('status looks at the chains of the settings only', async () => {
		await run('collect', 'fresh');
		const one = await run('status --json', 'fresh');
		expect(JSON.parse(one.output)).toMatchObject({ state: 'fresh', chains: [{ id: 1 }] });
		expect(one.code).toBe(0);
		const two = await run('status', 'fresh', { CLAIMGAUGE_CHAINS: '1,324' });
		expect(two.output).toContain('ZKsync Era (324): never');
		expect(two.code).toBe(1);
	});

	it.concurrent('watch ends with 0 at once while a request hangs', async () => {
		const env = environment('hanging', { CLAIMGAUGE_CHAINS: '1,324' });
		const { code, output, tookMs } = await runUntil('"head"', 'watch', {
			...env,
			CLAIMGAUGE_RPC_324: silentUrl()
		});
		expect(output).toContain('"chain":1');
		expect(code, output).toBe(0);
		expect(tookMs).toBeLessThan(8_000);
	});

	it.concurrent(
		'shows no key of an endpoint, in no output and nowhere in the database',
		async () => {
			const proxy = await startFaultyProxy(anvil.url);
			try {
				const address = new URL(proxy.url);
				const withKey = `http://user:${KEY}@${address.host}/v3/${KEY}?apikey=${KEY}`;
				const env = environment('key', {
					CLAIMGAUGE_CHAINS: '1,324',
					CLAIMGAUGE_RPC_1: withKey,
					CLAIMGAUGE_RPC_324: `${DEAD}/${KEY}`
				});
				const whole = await runCollector(['collect', '--budget', '10s'], env);
				expect(whole.output).toContain('"chain":1,"outcome":"done"');
				proxy.next = () => 'html';
				const outputs = [
					whole,
					await runUntil(`at ${address.host}`, 'watch', env),
					await runCollector(['status'], env),
					await runCollector(['status', '--json'], env),
					await runCollector(['collect'], { ...env, CLAIMGAUGE_RPC_1: `http://h:99999/${KEY}` })
				].map(({ output }) => output);
				expect(outputs.filter((output) => output.includes(address.host)).length).toBeGreaterThan(1);
				for (const output of outputs) expect(output).not.toContain(KEY);
				const files = readdirSync(folder.path('.')).filter((name) => name.startsWith('key.db'));
				expect(files).toContain('key.db');
				for (const name of files)
					expect(readFileSync(folder.path(name)).includes(KEY), name).toBe(false);
			} finally {
				await proxy.stop();
			}
		}
	);
});
