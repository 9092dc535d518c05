import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { randomFrom } from '../../collectors/devnet/random.ts';
import { startCallProxy, type CallProxy } from './call-proxy.ts';
import { dumpFacts, runCollector, spawnCollector, temporaryFolder } from './collector.ts';
import { makeTraffic } from './made-traffic.ts';
import { until } from './processes.ts';
import { startAnvil, type Anvil } from './start-anvil.ts';

const BLOCKS = 150;
/** The deepest keeps above the finalized block, which lies 80 below the head: twenty for heads that were met meanwhile. */
const DEEPEST = 60;
const DRAWN = 12;
/** What is drawn at random, to be drawn again: `TEST_SEED=N npm test`. */
const SEED = Number(process.env['TEST_SEED'] ?? Math.floor(Math.random() * 1_000_000));

const FROM = '0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266';

describe('a chain that is reorganised while it is collected', () => {
	const folder = temporaryFolder();
	const random = randomFrom(SEED);
	const whole = (least: number, most: number): number =>
		least + Math.floor(random() * (most - least + 1));
	let anvil: Anvil;
	let proxy: CallProxy;
	const environment = (database: string) => ({
		CLAIMGAUGE_CHAINS: '1',
		CLAIMGAUGE_RPC_1: proxy.url,
		DATABASE_URL: `file:${folder.path(database)}`
	});
	const newest = async () => {
		const block = (await anvil.rpc('eth_getBlockByNumber', 'latest', false)) as {
			number: string;
			timestamp: string;
		};
		return { number: Number(block.number), timestamp: Number(block.timestamp) };
	};
	const mine = async (blocks: number) =>
		makeTraffic(anvil, blocks, (await newest()).timestamp + whole(1, 30));

	beforeAll(async () => {
		const start = Math.floor(Date.now() / 1000) - 40_000;
		anvil = await startAnvil(
			...['--chain-id', '1', '--timestamp', String(start), '--slots-in-an-epoch', '40']
		);
		await makeTraffic(anvil, BLOCKS, start);
		// Each call is asked for by itself, so that the chain may change in the middle of a batch.
		proxy = await startCallProxy(anvil.url, {});
	});
	afterAll(async () => {
		await proxy?.stop();
		await anvil?.stop();
		folder.remove();
	});

	/** Other blocks in place of the newest ones: as many, or, by a rollback, fewer or more. */
	async function reorganise(depth: number): Promise<void> {
		const transfer = { from: FROM, to: FROM, value: `0x${whole(1, 1_000_000).toString(16)}` };
		if (random() < 0.6) await anvil.rpc('anvil_reorg', depth, [[transfer, 0]]);
		else {
			await anvil.rpc('anvil_rollback', depth);
			await mine(whole(1, depth + 3));
		}
	}

	it(`ends as a fresh collection of what it then is (seed ${SEED})`, async () => {
		const depths = [1, DEEPEST, ...Array.from({ length: DRAWN }, () => whole(1, DEEPEST))]
			.map((depth) => ({ depth, place: random() }))
			.toSorted((a, b) => a.place - b.place)
			.map(({ depth }) => depth);
		const watching = spawnCollector(['watch'], environment('watched.db'));
		let told = `seed ${SEED}, depths ${depths.join(' ')}\n`;
		watching.stdout?.on('data', (chunk: Buffer) => (told += chunk.toString()));
		watching.stderr?.on('data', (chunk: Buffer) => (told += chunk.toString()));
		let isMining = true;
		/** One process after another, each with a pace to find anew: its requests come far apart. */
		const collecting = (async () => {
			let output = '';
			while (isMining) output += (await runCollector(['collect'], environment('passes.db'))).output;
			return output;
		})();
		try {
			let highest = BLOCKS;
			for (const depth of depths) {
				// In the midst of passes, wherever those may be.
				const requests = proxy.requests.length + whole(1, 8);
				await until(() => proxy.requests.length >= requests, 'requests of the collectors');
				const { number } = await newest();
				// From below the highest head the deepest would reach what was final.
				await mine(Math.max(0, highest - number) + whole(0, 4));
				highest = (await newest()).number;
				await reorganise(depth);
			}
			await mine(highest + 5 - (await newest()).number);
			isMining = false;
			told += await collecting;
			expect(told).toContain('"reorganised"');

			const fresh = await runCollector(['collect'], environment('fresh.db'));
			expect(fresh.code, fresh.output).toBe(0);
			const expected = dumpFacts(folder.path('fresh.db'));
			expect(expected.block).toHaveLength((await newest()).number + 1);
			expect(expected.gap).toEqual([]);

			const last = await runCollector(['collect'], environment('passes.db'));
			expect(last.code, told + last.output).toBe(0);
			expect(dumpFacts(folder.path('passes.db')), told + last.output).toEqual(expected);

			const isWatched = () =>
				JSON.stringify(dumpFacts(folder.path('watched.db'))) === JSON.stringify(expected);
			// After failed passes it waits up to a minute. In what they differ is told below.
			await until(isWatched, 'what is watched equals a fresh collection', 80).catch(
				() => undefined
			);
			expect(dumpFacts(folder.path('watched.db')), told).toEqual(expected);
		} finally {
			isMining = false;
			await collecting;
			watching.kill('SIGTERM');
			if (watching.exitCode === null) await once(watching, 'close');
		}
	});
});
