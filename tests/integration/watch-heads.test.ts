import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { chainById } from '#lib/domain/chains.ts';
import { parseSettings } from '#lib/domain/settings.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import { openStore } from '#lib/server/store/open.ts';
import type { Store } from '#lib/server/store/ports/store.ts';
import { followChain, type FollowTimes } from '../../collectors/commands/follow-chain.ts';
import type { CommandEvent } from '../../collectors/commands/report.ts';
import { runCollector, spawnCollector, temporaryFolder } from './collector.ts';
import { frameHead, startHeadServer, type HeadClient, type HeadServer } from './head-server.ts';
import { makeTraffic } from './made-traffic.ts';
import { until } from './processes.ts';
import { startAnvil, type Anvil } from './start-anvil.ts';

const KEY = 'k3y-0f-s0mebody';
const TEXT = 1;
/** No pause of this length ends within a test. */
const NEVER = 86_400_000;

describe('a chain that is followed', () => {
	const folder = temporaryFolder();
	let databases = 0;
	let anvil: Anvil;
	let server: HeadServer;
	let store: Store;
	let database: string;
	let events: CommandEvent[];
	let ending: AbortController;
	let following: Promise<void>;

	beforeAll(async () => {
		const start = Math.floor(Date.now() / 1000) - 2_000;
		anvil = await startAnvil('--chain-id', '1', '--timestamp', String(start));
		await makeTraffic(anvil, 10, start);
	});
	afterAll(async () => {
		await anvil?.stop();
		folder.remove();
	});
	beforeEach(async () => {
		server = await startHeadServer();
		database = `file:${folder.path(`${(databases += 1)}.db`)}`;
		store = await openStore(database);
		events = [];
		ending = new AbortController();
		following = Promise.resolve();
	});
	afterEach(async () => {
		ending.abort();
		await following;
		await store.close();
		await server.stop();
	});

	const follow = (sockets: readonly string[], times: Partial<FollowTimes>): void => {
		following = followChain({
			chain: chainById(1),
			settings: parseSettings({
				DATABASE_URL: database,
				CLAIMGAUGE_RPC_1: [anvil.url, ...sockets].join(',')
			}),
			store,
			signal: ending.signal,
			now: () => unixSeconds(Math.floor(Date.now() / 1000)),
			report: (event) => events.push(event),
			times: { pass: 10_000, least: 1, polling: NEVER, told: NEVER, longest: 1, ...times }
		});
	};
	const count = (name: CommandEvent['event']) =>
		events.filter(({ event }) => event === name).length;
	const top = async () => Number(await anvil.rpc('eth_blockNumber'));
	/** Wait until a block is stored; the head is, before it is looked at. */
	const untilStored = async (number: number): Promise<void> => {
		for (let tries = 0; tries < 1_000; tries++) {
			if (await store.findBlock(1, number)) return;
			await sleep(20);
		}
		throw new Error(`block ${number} was not stored; ${JSON.stringify(events)}`);
	};
	const told = () => until(() => count('heads_told') > 0, 'a socket tells of heads');

	it('has a new block at once where a node tells of it, without any pause that ends', async () => {
		follow([anvil.url.replace('http', 'ws')], {});
		await told();
		for (let block = 0; block < 3; block++) {
			await anvil.rpc('anvil_mine', '0x1');
			await untilStored(await top());
		}
		expect(count('failed')).toBe(0);
	});

	describe('keeps when its next pass is due at the latest', () => {
		/** From the end of the last pass, in milliseconds; null where none is planned. */
		const pause = async (): Promise<number | null | undefined> => {
			const pass = (await store.getLastPasses())[0];
			if (!pass) return undefined;
			return pass.nextDueAt === null ? null : (pass.nextDueAt - pass.endedAt) * 1_000;
		};
		const untilPause = async (milliseconds: number): Promise<void> => {
			for (let tries = 0; tries < 1_000; tries++) {
				if ((await pause()) === milliseconds) return;
				await sleep(20);
			}
			throw new Error(`the next pass is due after ${await pause()} ms, not ${milliseconds}`);
		};

		it('until it is told to end', async () => {
			follow([], {});
			await untilPause(NEVER);
			ending.abort();
			await following;
			expect(await pause()).toBeNull();
		});

		it('also where a socket tells of heads, and where the node fails', async () => {
			follow([server.url], { told: 2 * NEVER, longest: 3 * NEVER });
			await told();
			server.clients[0]?.tell((await top()) + 1);
			await untilPause(2 * NEVER);
			ending.abort();
			await following;
			ending = new AbortController();
			following = followChain({
				...{ chain: chainById(1), store, signal: ending.signal, report: () => undefined },
				settings: parseSettings({ DATABASE_URL: database, CLAIMGAUGE_RPC_1: 'http://127.0.0.1:1' }),
				now: () => unixSeconds(Math.floor(Date.now() / 1000)),
				times: { pass: 10_000, least: 1, polling: NEVER, told: NEVER, longest: 3 * NEVER }
			});
			await untilPause(2 * NEVER);
			expect((await store.getLastPasses())[0]?.outcome).toBe('failed');
		});
	});

	it('is looked at once a block, however many tell of it', async () => {
		follow([server.url, `${server.url}/again`], {});
		await until(() => count('heads_told') === 2, 'both sockets tell of heads');
		await until(() => count('head') === 1, 'the first pass');
		for (const passes of [2, 3]) {
			await anvil.rpc('anvil_mine', '0x1');
			const head = await top();
			server.clients[0]?.tell(head);
			await untilStored(head);
			expect(count('head')).toBe(passes);
			for (const client of server.clients) for (let each = 0; each < 3; each++) client.tell(head);
		}
		// Time for passes that must not come.
		await sleep(500);
		expect(count('head')).toBe(3);
	});

	it('takes nothing of what a socket says for a fact, and is polled where it runs ahead', async () => {
		follow([server.url], { polling: 20 });
		await told();
		server.clients[0]?.tell(9_000_000);
		await anvil.rpc('anvil_mine', '0x1');
		await untilStored(await top());
		const polled = count('head');
		await until(() => count('head') > polled + 2, 'polling goes on');
		expect((await store.findHead(1))?.number).toBe(await top());
	});

	it('is polled again when the last socket that told of heads is gone', async () => {
		follow([server.url], { polling: 20 });
		await told();
		// Where it told of a block and all is stored, it is left alone for long: no more passes come.
		const client = server.clients[0] as HeadClient;
		client.tell(1);
		for (let passes = -1; passes !== count('head'); await sleep(1_500)) passes = count('head');
		await anvil.rpc('anvil_mine', '0x1');
		client.drop();
		await untilStored(await top());
		expect(count('heads_untold')).toBeGreaterThan(0);
	});

	it.each<[string, (server: HeadServer) => void]>([
		['takes no connection', (each) => void (each.isOpen = false)],
		['goes away when it is asked', (each) => void (each.answer = (client) => client.drop())],
		['talks nonsense', (each) => void (each.answer = (client) => client.send('<html>'))],
		[
			'sends more than anybody can use',
			(each) => void (each.answer = (client) => client.write(frameHead(TEXT, 2 ** 40)))
		]
	])('is polled where the socket %s, which is tried again', async (_, spoil) => {
		const { answer } = server;
		spoil(server);
		follow([server.url], { polling: 20 });
		await until(() => count('heads_untold') > 0, 'the socket is of no use');
		await anvil.rpc('anvil_mine', '0x1');
		await untilStored(await top());
		Object.assign(server, { isOpen: true, answer });
		await told();
	});

	it.each<[string, (client: HeadClient) => void]>([
		['says nothing', () => undefined],
		['tells of another subscription', (client) => client.tell(9_000_000, '0xother')]
	])('is polled where the socket %s', async (_, say) => {
		follow([server.url], { polling: 20 });
		await told();
		say(server.clients[0] as HeadClient);
		await anvil.rpc('anvil_mine', '0x1');
		await untilStored(await top());
		expect(count('heads_untold')).toBe(0);
	});

	it('shows nothing of a socket’s path or query, and ends beside one that does not', async () => {
		const address = `user:${KEY}@${server.host}/${KEY}?apikey=${KEY}`;
		const env = {
			CLAIMGAUGE_CHAINS: '1',
			CLAIMGAUGE_RPC_1: [anvil.url, `ws://${address}`, `ws://127.0.0.1:9/${KEY}`].join(','),
			DATABASE_URL: `file:${folder.path('key.db')}`
		};
		const child = spawnCollector(['watch'], env);
		let output = '';
		for (const stream of [child.stdout, child.stderr])
			stream?.on('data', (chunk: Buffer) => (output += chunk.toString()));
		const closed = once(child, 'close') as Promise<[number | null]>;
		await until(() => output.includes('"heads_told"'), 'the socket tells of heads');
		server.clients[0]?.send({ id: null, error: { code: 1, message: `${KEY} at ws://${address}` } });
		await until(() => output.includes(`at ${server.host}`), 'it is of no use any more');
		await until(() => server.clients.length > 1, 'it is tried again');
		child.kill('SIGTERM');
		const [code] = await closed;
		expect(code, output).toBe(0);
		const { output: status } = await runCollector(['status'], env);
		expect(output + status).not.toContain(KEY);
		for (const name of readdirSync(folder.path('.')).filter((each) => each.startsWith('key.db')))
			expect(readFileSync(folder.path(name)).includes(KEY), name).toBe(false);
	});
});
