import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chainById } from '#lib/domain/chains.ts';
import { openReader, openStore } from '#lib/server/store/open.ts';
import { examineEndpoint, type EndpointCheckup } from '../../collectors/chains/checkup/examine.ts';
import { startCallProxy, type CallProxy, type Differences } from './call-proxy.ts';
import { runCollector, temporaryFolder } from './collector.ts';
import { startHeadServer } from './head-server.ts';
import { makeTraffic } from './made-traffic.ts';
import { startAnvil, type Anvil } from './start-anvil.ts';

const run = promisify(execFile);
const KEY = 'k3y-0f-s0mebody';
/** Refuses every connection: nothing listens on port 1. */
const DEAD = 'http://127.0.0.1:1';

/** An endpoint that does not know these methods. */
const without = (...methods: string[]): Differences => ({
	answer: ({ method }) =>
		methods.includes(method)
			? { error: { code: -32601, message: `the method ${method} does not exist` } }
			: undefined
});

/** An endpoint whose newest block is this one. */
const behind = (newest: number): Differences => ({
	ask: (call) =>
		call.params[0] === 'latest'
			? { ...call, params: [`0x${newest.toString(16)}`, ...call.params.slice(1)] }
			: call
});

describe('claimgauge doctor', () => {
	const folder = temporaryFolder();
	const proxies: CallProxy[] = [];
	let anvil: Anvil;
	let other: Anvil;
	let head: number;
	const proxy = async (differences: Differences, target = anvil) => {
		const started = await startCallProxy(target.url, differences);
		proxies.push(started);
		return started;
	};
	const environment = (more: Record<string, string>) => ({
		CLAIMGAUGE_CHAINS: '1',
		DATABASE_URL: `file:${folder.path('none.db')}`,
		...more
	});
	const examine = (url: string, more: { chain?: number; limitMs?: number } = {}) =>
		examineEndpoint({
			chain: chainById(more.chain ?? 1),
			url,
			limitMs: more.limitMs ?? 60_000,
			signal: new AbortController().signal
		});

	beforeAll(async () => {
		const start = Math.floor(Date.now() / 1000) - 30_000;
		anvil = await startAnvil('--chain-id', '1', '--timestamp', String(start));
		await anvil.rpc('anvil_mine', '0x44c', '0x2');
		await makeTraffic(anvil, 12, start + 29_000);
		head = Number(await anvil.rpc('eth_blockNumber'));
		other = await startAnvil('--chain-id', '324', '--timestamp', String(start));
		await makeTraffic(other, 12, start);
	});
	afterAll(async () => {
		for (const each of proxies) await each.stop();
		await anvil?.stop();
		await other?.stop();
		folder.remove();
	});

	it('tells good endpoints from others, shows no key and makes no database', async () => {
		const late = await proxy(behind(head - 7));
		const { host } = await proxy({});
		const wrongHost = (await proxy({}, other)).host;
		const urls = [
			`http://user:${KEY}@${host}/${KEY}?apikey=${KEY}`,
			`http://${wrongHost}/${KEY}`,
			`${DEAD}/${KEY}`,
			late.url
		];
		const { code, output } = await runCollector(
			['doctor', '--json'],
			environment({ CLAIMGAUGE_RPC_1: urls.join(',') })
		);
		expect(output).not.toContain(KEY);
		expect(code, output).toBe(0);
		const told = JSON.parse(output) as {
			usable: boolean;
			not_kept: string | null;
			chains: { id: number; usable: boolean; endpoints: EndpointCheckup[] }[];
		};
		expect(told).toMatchObject({
			usable: true,
			chains: [{ id: 1, name: 'Ethereum', usable: true }]
		});
		const [good, wrong, dead, lagging] = told.chains[0]!.endpoints;
		expect(good).toMatchObject({
			host,
			usable: true,
			error: null,
			chain_id: 1,
			head: { number: head },
			lag_blocks: 0,
			batch: { takes: 500, refused: null, detail: null, calls: 860 },
			logs: { takes: 1_000, refused: null, detail: null },
			fee_history: { ratio: 'real', detail: null },
			history: { oldest_block: 1, oldest_state: 1 }
		});
		expect(good?.client).toMatch(/^anvil\//);
		expect(good?.methods).toMatchObject({ eth_getBlockReceipts: true, eth_feeHistory: true });
		expect(good?.methods).not.toHaveProperty('zks_L1BatchNumber');
		expect(good?.calls).toBeGreaterThan(860);
		expect(wrong).toMatchObject({
			usable: false,
			chain_id: 324,
			error: 'serves chain 324, not 1',
			requests: 1,
			lag_blocks: null
		});
		expect(dead).toMatchObject({ host: '127.0.0.1:1', usable: false, head: null });
		expect(dead?.error).toContain('refused the connection');
		expect(lagging).toMatchObject({ usable: true, lag_blocks: 7, head: { number: head - 7 } });
		expect(told.not_kept).toContain('there is no database at');
		expect(readdirSync(folder.path('.'))).toEqual([]);
	});

	it('ends with 1 where a chain has no endpoint that can be used, and names the chain', async () => {
		const { code, output } = await runCollector(
			['doctor'],
			environment({
				CLAIMGAUGE_CHAINS: '1,324',
				CLAIMGAUGE_RPC_1: anvil.url,
				CLAIMGAUGE_RPC_324: DEAD
			})
		);
		expect(JSON.parse(output)).toMatchObject({
			usable: false,
			chains: [
				{ id: 1, usable: true },
				{ id: 324, usable: false }
			]
		});
		expect(code).toBe(1);
	});

	it('prints a table on a terminal', async () => {
		const fewer = await proxy(without('eth_getBlockReceipts'));
		const { stdout } = await run(
			'script',
			['-qec', `exec "${process.execPath}" collectors/main.ts doctor`, '/dev/null'],
			{
				env: {
					PATH: process.env.PATH,
					NO_COLOR: '1',
					...environment({ CLAIMGAUGE_RPC_1: `${fewer.url},${DEAD}` })
				}
			}
		);
		const lines = stdout.split('\r\n');
		expect(lines).toContain('Ethereum (1): 1 of 2 endpoints usable');
		const row = lines.find((line) => line.startsWith(`  ${fewer.host} `));
		const [, number, , lag, , batch, logs, oldest, client] = row!.trim().split(/ {2,}/);
		expect([number, lag, batch, logs, oldest]).toEqual([
			head.toLocaleString('en-GB'),
			'0',
			'500',
			'1,000',
			'1'
		]);
		expect(client).toMatch(/^anvil\//);
		expect(stdout).toContain('lacks eth_getBlockReceipts (without it no fees)');
		expect(stdout).toMatch(/^ {2}127\.0\.0\.1:1: .*refused the connection/m);
	});

	it.each<[string, Differences['refuse'] | object]>([
		['HTTP 413', { status: 413, body: '' }],
		[
			'an error about the batch',
			{
				status: 200,
				body: JSON.stringify({ id: null, error: { code: -32600, message: 'batch too large' } })
			}
		],
		['HTTP 400', { status: 400, body: 'no' }]
	])('finds that ten calls are taken and fifty refused with %s', async (_, refusal) => {
		const small = await proxy({
			refuse: (calls) => (calls.length > 10 ? (refusal as { status: number; body: string }) : null)
		});
		const told = await examine(small.url);
		expect(told).toMatchObject({ usable: true, error: null });
		expect(told.batch).toMatchObject({ takes: 10, refused: 50, calls: 60 });
		expect(told.batch?.detail).toMatch(/HTTP 4|batch too large/);
		// Everything after that is asked in batches of ten at most.
		expect(told.methods.eth_getBlockReceipts).toBe(true);
		expect(told.fee_history?.ratio).toBe('real');
		expect(small.requests.filter((calls) => calls > 10)).toEqual([50]);
	});

	it('tells of WebSockets whether they tell of new heads, and shows no key', async () => {
		const server = await startHeadServer();
		server.isOpen = false;
		try {
			const node = anvil.url.replace('http', 'ws');
			const urls = [anvil.url, `${node}?apikey=${KEY}`, `${server.url}/${KEY}?a=${KEY}`];
			const { code, output } = await runCollector(
				['doctor', '--json'],
				environment({ CLAIMGAUGE_RPC_1: urls.join(',') })
			);
			expect(output).not.toContain(KEY);
			expect(code, output).toBe(0);
			expect(JSON.parse(output)).toMatchObject({
				chains: [
					{
						endpoints: [{ usable: true }],
						head_sockets: [
							{ host: new URL(node).host, tells_heads: true, error: null },
							{ host: server.host, tells_heads: false, error: 'takes no WebSocket connection' }
						]
					}
				]
			});
		} finally {
			await server.stop();
		}
	});

	it('says how far a newest block is dated ahead of the clock, and no age of it', async () => {
		const ahead = await proxy({
			change: ({ params }, result) =>
				params[0] === 'latest' ? { ...(result as object), timestamp: '0xd0000000' } : result
		});
		const told = await examine(ahead.url);
		expect(told.head).toMatchObject({ time: '2080-07-31T14:15:28Z', age_seconds: null });
		expect(told.head?.ahead_seconds).toBeGreaterThan(0);
	});

	it('finds that an endpoint takes no batches at all, and goes on without', async () => {
		const single = await proxy({
			refuse: (calls) => (calls.length > 1 ? { status: 403, body: '' } : null)
		});
		const told = await examine(single.url);
		expect(told).toMatchObject({
			usable: true,
			error: null,
			batch: { takes: 1, refused: 10 },
			fee_history: { ratio: 'real' },
			history: null
		});
		expect(told.methods.eth_getBlockReceipts).toBe(true);
	});

	it('counts an endpoint that answers a batch in part as refusing it', async () => {
		const partly = await proxy({
			answer: ({ id, method }) =>
				method === 'eth_chainId' && id % 3 === 0
					? { error: { code: -32005, message: 'limit exceeded' } }
					: undefined
		});
		const { batch } = await examine(partly.url);
		expect(batch).toMatchObject({ takes: 1, refused: 10 });
		expect(batch?.detail).toMatch(/^\d of 10 calls: error -32005/);
	});

	it('asks again where it was asked too often, and takes that for no refusal of a batch', async () => {
		let busy = 2;
		const limited = await startCallProxy(anvil.url, {
			refuse: (calls) => (calls.length === 50 && busy-- > 0 ? { status: 429, body: '' } : null)
		});
		proxies.push(limited);
		expect((await examine(limited.url)).batch).toMatchObject({ takes: 500, refused: null });
	});

	it('finds the longest range of logs', async () => {
		const top = { number: '0x989680' };
		const short = await proxy({
			answer({ method, params }) {
				if (method !== 'eth_getLogs') return undefined;
				const { fromBlock, toBlock } = params[0] as { fromBlock: string; toBlock: string };
				return Number(toBlock) === Number(top.number) && Number(toBlock) - Number(fromBlock) < 2_000
					? { result: [] }
					: { error: { code: -32602, message: 'query exceeds max block range 2000' } };
			},
			change: ({ params }, result) =>
				params[0] === 'latest' ? { ...(result as object), ...top } : result
		});
		const { logs } = await examine(short.url);
		expect(logs).toMatchObject({ takes: 2_000, refused: 10_000 });
		expect(logs?.detail).toContain('max block range 2000');
	});

	it('finds which methods there are, of ZKsync’s too, and which gas shares are made up', async () => {
		const era = await proxy(
			{
				answer({ method }) {
					if (method === 'web3_clientVersion')
						return { result: `zksync/v29 http://x/${KEY} \x1b[2J` };
					if (method === 'zks_L1BatchNumber') return { result: '0x10' };
					if (/^(zks_|eth_config)/.test(method))
						return { error: { code: -32601, message: 'Method not found' } };
					if (method === 'eth_blobBaseFee') return { error: { code: -32603, message: 'busy' } };
					return undefined;
				},
				change: ({ method }, result) =>
					method === 'eth_feeHistory'
						? {
								...(result as object),
								gasUsedRatio: (result as { gasUsedRatio: [] }).gasUsedRatio.map(() => 0)
							}
						: result
			},
			other
		);
		const told = await examine(`${era.url}/${KEY}`, { chain: 324 });
		expect(told.methods).toEqual({
			eth_getBlockReceipts: true,
			zks_getL1BatchDetails: false,
			zks_getL1BatchBlockRange: false,
			web3_clientVersion: true,
			eth_feeHistory: true,
			eth_config: false,
			eth_blobBaseFee: null,
			zks_L1BatchNumber: true,
			zks_batchNumber: false,
			zks_getFinalityStatus: false
		});
		expect(told.client).toBe('zksync/v29 [URL] [2J');
		expect(told.fee_history?.ratio).toBe('placeholder');
		expect(told.fee_history?.detail).toMatch(/^of block \d+ it tells 0, and its header \d+ ÷ \d+/);
		expect(told.logs).toMatchObject({ takes: 13, refused: null });
	});

	it.each<[string, (real: number) => number, RegExp]>([
		['0.0, as of ZKsync Era', () => 0, /it tells 0, and its header/],
		['0.5, as of ZKsync OS', () => 0.5, /it tells 0\.5, and its header/],
		// Nitro measures against its speed limit, and no more than 1.
		[
			'clipped shares of something else, as of Arbitrum',
			(real) => Math.min(1, real * 5_000),
			/tells/
		]
	])('finds that gas shares are made up: %s', async (_, madeUp, words) => {
		const liar = await proxy({
			change: ({ method }, result) => {
				if (method !== 'eth_feeHistory') return result;
				const told = result as { gasUsedRatio: number[] };
				return { ...told, gasUsedRatio: told.gasUsedRatio.map(madeUp) };
			}
		});
		const { fee_history } = await examine(liar.url);
		expect(fee_history).toMatchObject({ ratio: 'placeholder' });
		expect(fee_history?.detail).toMatch(words);
	});

	it('keeps what plan needs, where there is a database', async () => {
		const url = `file:${folder.path('kept.db')}`;
		await (await openStore(url)).close();
		const poor = await proxy({
			...without('eth_getBlockReceipts'),
			refuse: (calls) => (calls.length > 10 ? { status: 413, body: '' } : null),
			change: ({ method }, result) =>
				method === 'eth_feeHistory'
					? {
							...(result as object),
							gasUsedRatio: (result as { gasUsedRatio: [] }).gasUsedRatio.map(() => 0.5)
						}
					: result
		});
		const good = await proxy({});
		const { code, output } = await runCollector(
			['doctor'],
			environment({ DATABASE_URL: url, CLAIMGAUGE_RPC_1: [poor.url, good.url, DEAD].join(',') })
		);
		expect(code, output).toBe(0);
		expect(JSON.parse(output)).toMatchObject({ not_kept: null });
		const reader = await openReader(url);
		try {
			const kept = await reader.getCheckups(1);
			const of = (host: string) => kept.find((each) => each.host === host);
			expect(kept).toHaveLength(2);
			expect(of(good.host)).toMatchObject({
				callsARequest: 500,
				feeHistory: { ratio: 'real', detail: null }
			});
			expect(of(poor.host)).toMatchObject({
				callsARequest: 10,
				feeHistory: { ratio: 'placeholder' }
			});
			expect(of(poor.host)?.feeHistory?.detail).toMatch(/it tells 0\.5/);
			const methods = (await reader.getMethods(1)).map(
				({ host, method, offered }) => `${host} ${method} ${offered}`
			);
			expect(methods.toSorted()).toEqual(
				[
					`${good.host} eth_feeHistory true`,
					`${good.host} eth_getBlockReceipts true`,
					`${poor.host} eth_feeHistory true`,
					`${poor.host} eth_getBlockReceipts false`
				].toSorted()
			);
		} finally {
			await reader.close();
		}
	});

	it('does not take a gas share for made up where no block used gas', async () => {
		const idle = await proxy(behind(1_000));
		expect((await examine(idle.url)).fee_history).toMatchObject({ ratio: 'unknown' });
	});

	it('finds how far back blocks and states go', async () => {
		const oldest = head - 1_050;
		const pruned = await proxy({
			answer({ method, params }) {
				const block = Number(method === 'eth_getBalance' ? params[1] : params[0]);
				if (method === 'eth_getBalance')
					return { error: { code: -32000, message: 'missing trie node' } };
				return method === 'eth_getBlockByNumber' && block < oldest ? { result: null } : undefined;
			}
		});
		expect((await examine(pruned.url)).history).toEqual({
			oldest_block: head - 1_000,
			oldest_state: null
		});
	});

	it('says that an endpoint stopped answering, and what it knows by then', async () => {
		let isStopped = false;
		const { url, stop } = await startServer((body, response) => {
			isStopped ||= body.includes('web3_clientVersion');
			if (isStopped) return;
			const headers = { 'content-type': 'application/json' };
			void fetch(anvil.url, { method: 'POST', headers, body })
				.then((answer) => answer.text())
				.then((text) => response.writeHead(200).end(text));
		});
		try {
			const told = await examine(url);
			expect(told).toMatchObject({ usable: true, batch: { takes: 500 }, logs: null });
			expect(told.error).toContain('did not answer in time');
		} finally {
			await stop();
		}
	});

	it('leaves an endpoint alone whose time is over, and says so', async () => {
		const { url, stop } = await startServer(() => undefined);
		try {
			const told = await examine(url, { limitMs: 500 });
			expect(told).toMatchObject({ usable: false, head: null, requests: 1 });
			expect(told.error).toBe('was not done with after 0.5 s: the rest is not known');
		} finally {
			await stop();
		}
	});
});

/** A real HTTP server that answers, or does not, as it is told. */
async function startServer(
	answer: (body: string, response: ServerResponse) => void
): Promise<{ url: string; stop: () => Promise<void> }> {
	const server = createServer(async (request, response) => {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		answer(Buffer.concat(chunks).toString(), response);
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		async stop() {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		}
	};
}
