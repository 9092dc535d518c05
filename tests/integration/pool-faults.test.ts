import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { randomFrom } from '../../collectors/devnet/random.ts';
import { dumpFacts, runCollector, temporaryFolder } from './collector.ts';
import { ALL_FAULTS, startFaultyProxy } from './faulty-proxy.ts';
import { makeTraffic } from './made-traffic.ts';
import { startAnvil, type Anvil } from './start-anvil.ts';

const BLOCKS = 150;
/** Blocks that a forked node shares with the others. */
const SHARED = 40;
/** What is drawn at random, to be drawn again: `TEST_SEED=N npm test`. */
const SEED = Number(process.env['TEST_SEED'] ?? Math.floor(Math.random() * 1_000_000));

type Reply = { id: number; result?: unknown };
type Change = (call: { method: string; params: unknown[] }, result: unknown) => unknown;

/** Several endpoints of one chain, of which some are no good, each against a real `collect` process. */
describe('a pool of endpoints', () => {
	const folder = temporaryFolder();
	const start = Math.floor(Date.now() / 1000) - 20_000;
	const nodes: Anvil[] = [];
	const servers: Server[] = [];
	let good: string;
	let secondGood: string;
	let expected: Record<string, string[]>;
	let databases = 0;

	const node = async (blocks: number, chain = '1'): Promise<Anvil> => {
		const anvil = await startAnvil('--chain-id', chain, '--timestamp', String(start));
		nodes.push(anvil);
		await makeTraffic(anvil, blocks, start);
		return anvil;
	};
	const listen = async (server: Server): Promise<string> => {
		servers.push(server.listen(0, '127.0.0.1'));
		await once(server, 'listening');
		return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	};
	/** A server before a good node that changes what it says. */
	const changed = (change: Change): Promise<string> =>
		listen(
			createServer(async (request, response) => {
				const chunks: Buffer[] = [];
				for await (const chunk of request) chunks.push(chunk as Buffer);
				const body = Buffer.concat(chunks).toString();
				const asked = JSON.parse(body) as { id: number; method: string; params: unknown[] }[];
				const upstream = await fetch(good, {
					method: 'POST',
					headers: { 'content-type': 'application/json' },
					body
				});
				const replies = (await upstream.json()) as Reply[] | Reply;
				const calls = new Map([asked].flat().map((call) => [call.id, call]));
				const spoilt = [replies].flat().map((reply) => {
					const call = calls.get(reply.id);
					return call ? { ...reply, result: change(call, reply.result) } : reply;
				});
				response.writeHead(200, { 'content-type': 'application/json' });
				response.end(JSON.stringify(Array.isArray(replies) ? spoilt : spoilt[0]));
			})
		);
	const collect = (database: string, urls: readonly string[]) =>
		runCollector(['collect', '--budget', '60s'], {
			CLAIMGAUGE_CHAINS: '1',
			CLAIMGAUGE_RPC_1: urls.join(','),
			DATABASE_URL: `file:${folder.path(database)}`
		});
	/** Collect once, and once more where something is left, and hold all facts to an undisturbed collection. */
	const expectAllFrom = async (urls: readonly string[]): Promise<string> => {
		const database = `${(databases += 1)}.db`;
		const first = await collect(database, urls);
		const second = await collect(database, urls);
		const told = `${first.output}\n${second.output}`;
		expect(second.code, told).toBe(0);
		expect(dumpFacts(folder.path(database)), told).toEqual(expected);
		return told;
	};

	beforeAll(async () => {
		good = (await node(BLOCKS)).url;
		secondGood = (await node(BLOCKS)).url;
		const clean = await collect('clean.db', [good]);
		expect(clean.code, clean.output).toBe(0);
		expected = dumpFacts(folder.path('clean.db'));
		expect(expected.block).toHaveLength(BLOCKS + 1);
	});
	afterAll(async () => {
		for (const server of servers) {
			server.closeAllConnections();
			server.close();
		}
		for (const anvil of nodes) await anvil.stop();
		folder.remove();
	});

	const isBlock = (result: unknown): result is Record<string, string> =>
		typeof result === 'object' && result !== null && 'gasUsed' in result && 'parentHash' in result;
	const more = (hex: string) => `0x${(Number(hex) + 1).toString(16)}`;

	it.concurrent('of which one cannot be reached and one has no name', async () => {
		await expectAllFrom(['http://127.0.0.1:9', 'http://no-such-host.invalid', good]);
	});

	it.concurrent('of which one serves another chain', async () => {
		const told = await expectAllFrom([(await node(3, '10')).url, good]);
		expect(told).not.toContain('"failed"');
	});

	it.concurrent('of which one never answers', async () => {
		const silent = await listen(createServer(() => undefined));
		await expectAllFrom([silent, good, secondGood]);
	});

	it.concurrent('of which one is slow', async () => {
		const slow = await changed((_, result) => result);
		const delayed = await listen(
			createServer((request, response) => {
				setTimeout(async () => {
					const chunks: Buffer[] = [];
					for await (const chunk of request) chunks.push(chunk as Buffer);
					const upstream = await fetch(slow, { method: 'POST', body: Buffer.concat(chunks) });
					response.writeHead(200).end(await upstream.text());
				}, 400);
			})
		);
		await expectAllFrom([delayed, good]);
	});

	it.concurrent('of which one answers with more than anybody can use', async () => {
		const huge = await listen(
			createServer((_, response) => {
				response.writeHead(200, { 'content-type': 'application/json' });
				// Past the 64 MB that are read, in pieces, as long as somebody listens.
				const piece = ' '.repeat(1_000_000);
				const write = (left: number): void => {
					if (left === 0 || response.destroyed) response.end();
					else response.write(piece, () => write(left - 1));
				};
				write(80);
			})
		);
		await expectAllFrom([huge, good]);
	});

	it.concurrent('of which one stopped at an older block', async () => {
		const told = await expectAllFrom([(await node(BLOCKS - 60)).url, good, secondGood]);
		expect(told).toContain('"lagging"');
	});

	it.concurrent('of which one’s head goes forth and back', async () => {
		let asked = 0;
		const older = (await (
			await fetch(good, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({
					jsonrpc: '2.0',
					id: 1,
					method: 'eth_getBlockByNumber',
					params: [`0x${(BLOCKS - 30).toString(16)}`, false]
				})
			})
		).json()) as Reply;
		const swinging = await changed(({ method, params }, result) =>
			method === 'eth_getBlockByNumber' && params[0] === 'latest' && asked++ % 2 === 0
				? older.result
				: result
		);
		await expectAllFrom([swinging, good]);
	});

	it.concurrent('of which one lies about every block, and two do not', async () => {
		const liar = await changed((_, result) =>
			isBlock(result) ? { ...result, gasUsed: more(result['gasUsed'] ?? '0x0') } : result
		);
		const told = await expectAllFrom([liar, good, secondGood]);
		expect(told).toContain('"disagreement"');
	});

	it.concurrent('of which one follows another fork, and two do not', async () => {
		const forked = await node(SHARED);
		await makeTraffic(forked, BLOCKS - SHARED, start + 5_000);
		const told = await expectAllFrom([forked.url, good, secondGood]);
		expect(told).toContain('"disagreement"');
	});

	it.concurrent(`of which all make faults at random (seed ${SEED})`, async () => {
		const random = randomFrom(SEED);
		const proxies = [await startFaultyProxy(good), await startFaultyProxy(secondGood)];
		try {
			for (const proxy of proxies)
				proxy.next = () =>
					random() < 0.25 ? ALL_FAULTS[Math.floor(random() * ALL_FAULTS.length)] : undefined;
			const database = `random-${SEED}.db`;
			for (let run = 0; run < 3; run++)
				await collect(
					database,
					proxies.map(({ url }) => url)
				);
			for (const proxy of proxies) proxy.next = () => undefined;
			const healed = await collect(
				database,
				proxies.map(({ url }) => url)
			);
			expect(healed.code, healed.output).toBe(0);
			expect(dumpFacts(folder.path(database)), `seed ${SEED}: ${healed.output}`).toEqual(expected);
		} finally {
			for (const proxy of proxies) await proxy.stop();
		}
	});
});
