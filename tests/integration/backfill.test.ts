import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { iso } from '#lib/domain/time.ts';
import type { StatusJson } from '#lib/domain/wire/status.ts';
import { dumpFacts, runCollector, spawnCollector, temporaryFolder } from './collector.ts';
import { madeDetails } from './era-details.ts';
import { startEraProxy, type EraProxy } from './era-proxy.ts';
import { makeTraffic } from './made-traffic.ts';
import { until } from './processes.ts';
import { startAnvil, type Anvil } from './start-anvil.ts';

const KILLS = 5;
const DAY = 86_400;

/** Forty days of one chain: 2,100 blocks of an afternoon long ago, none for weeks, and 40 of today. */
describe('claimgauge backfill', () => {
	const folder = temporaryFolder();
	const long = Math.floor(Date.now() / 1000) - 40 * DAY;
	const recent = long + 40 * DAY - 4_000;
	/** Half-open, and at times at which no block was made. */
	const window = { from: long + 1_333, to: long + 3_001 };
	let anvil: Anvil;
	/** The time of every block, as the node tells it. */
	let times: number[];
	/** The blocks of the window, with the one before and the one after. */
	let named: { from: number; to: number };
	let firstRecent: number;
	const environment = (database: string, more: Record<string, string> = {}) => ({
		CLAIMGAUGE_CHAINS: '1',
		CLAIMGAUGE_RPC_1: anvil.url,
		CLAIMGAUGE_SINCE_1: iso(recent - 1_000),
		DATABASE_URL: `file:${folder.path(`${database}.db`)}`,
		...more
	});
	const command = ['backfill', '--chain', '1', '--from', iso(window.from), '--to', `${window.to}`];
	const rangesOf = (dump: Record<string, string[]>, table: string, kind: string) =>
		dump[table]
			?.map((row) => row.split('|'))
			.filter(([, of]) => of === kind)
			.map(([, , from, to]) => ({ from: Number(from), to: Number(to) }))
			.sort((a, b) => a.from - b.from);

	beforeAll(async () => {
		anvil = await startAnvil('--chain-id', '1', '--timestamp', String(long));
		await makeTraffic(anvil, 60, long);
		await anvil.rpc('anvil_mine', '0x7d0', '0x2');
		await makeTraffic(anvil, 40, long + 6_000);
		firstRecent = Number(await anvil.rpc('eth_blockNumber')) + 1;
		await makeTraffic(anvil, 40, recent);
		const head = Number(await anvil.rpc('eth_blockNumber'));
		times = [];
		for (let number = 0; number <= head; number++) {
			const block = await anvil.rpc('eth_getBlockByNumber', `0x${number.toString(16)}`, false);
			times.push(Number((block as { timestamp: string }).timestamp));
		}
		named = {
			from: times.findIndex((time) => time >= window.from) - 1,
			to: times.findIndex((time) => time >= window.to)
		};
		expect(named.to - named.from).toBeGreaterThan(500);
		expect(named.to).toBeLessThan(firstRecent - 100);
	});
	afterAll(async () => {
		await anvil?.stop();
		folder.remove();
	});

	it(`collects the window and nothing between it and the rest, also when killed ${KILLS} times`, async () => {
		for (const database of ['undisturbed', 'killed']) {
			const pass = await runCollector(['collect'], environment(database));
			expect(pass.code, pass.output).toBe(0);
		}
		const whole = await runCollector(command, environment('undisturbed'));
		expect(whole.code, whole.output).toBe(0);
		const expected = dumpFacts(folder.path('undisturbed.db'));
		const recently = { from: firstRecent, to: times.length - 1 };
		for (const kind of ['block', 'fee'])
			for (const table of ['wanted_range', 'covered_range'])
				expect(rangesOf(expected, table, kind)).toEqual([named, recently]);
		expect(expected.gap).toEqual([]);
		const stored = expected.block?.map((row) => Number(row.split('|')[1]));
		expect(new Set(stored)).toEqual(
			new Set(
				times.flatMap((_, number) =>
					(number >= named.from && number <= named.to) || number >= firstRecent ? [number] : []
				)
			)
		);

		let halfway = 0;
		for (let kill = 0; kill < KILLS; kill++) {
			const child = spawnCollector(command, environment('killed'));
			await sleep(600 + Math.random() * 2_400);
			if (child.exitCode !== null) continue;
			child.kill('SIGKILL');
			await once(child, 'close');
			halfway += 1;
		}
		expect(halfway).toBeGreaterThan(0);
		const resumed = await runCollector(command, environment('killed'));
		expect(resumed.code, resumed.output).toBe(0);
		expect(dumpFacts(folder.path('killed.db'))).toEqual(expected);

		const again = await runCollector(['collect'], environment('undisturbed'));
		expect(again.code, again.output).toBe(0);
		expect(dumpFacts(folder.path('undisturbed.db'))).toEqual(expected);
	}, 300_000);

	it('needs no pass before it, and makes no later one collect from there on', async () => {
		const first = await runCollector([...command, '--json'], environment('alone'));
		expect(first.code, first.output).toBe(0);
		const lines = first.output.split('\n').filter((line) => line.startsWith('{'));
		const events = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
		expect(events).toContainEqual({ event: 'range', chain: 1, ...named, batches: null });
		expect(events).toContainEqual({
			event: 'backfilled',
			chain: 1,
			...named,
			blocks_missing: 0,
			fees_missing: 0,
			batches_missing: 0
		});
		const before = dumpFacts(folder.path('alone.db'));
		expect(rangesOf(before, 'covered_range', 'block')).toEqual([named]);
		const pass = await runCollector(['collect'], environment('alone'));
		expect(pass.code, pass.output).toBe(0);
		const status = await runCollector(['status', '--json'], environment('alone'));
		const { chains } = JSON.parse(status.output) as StatusJson;
		const recently = { from: firstRecent, to: times.length - 1 };
		expect(chains[0]?.kinds[0]).toEqual({
			kind: 'block',
			wanted: { from: named.from, to: recently.to },
			wanted_ranges: [named, recently],
			covered_blocks: named.to - named.from + 1 + recently.to - recently.from + 1,
			missing_blocks: 0,
			gaps: []
		});
	});

	it('beside a pass that holds the chain says locked, and that one fills the window', async () => {
		const watch = spawnCollector(['watch'], environment('locked'));
		try {
			let output = '';
			watch.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
			await until(() => output.includes('"head"'), 'the first pass');
			const told = await runCollector(command, environment('locked'));
			expect(told.output).toContain('"event":"locked","chain":1,"takes_over":true');
			expect(told.code).toBe(0);
			const whole = () => {
				const dump = dumpFacts(folder.path('locked.db'));
				return dump.gap?.length === 0 && dump.block?.length;
			};
			await until(() => Boolean(whole()), 'the whole window');
			const dump = dumpFacts(folder.path('locked.db'));
			expect(rangesOf(dump, 'covered_range', 'fee')?.[0]).toEqual(named);
		} finally {
			watch.kill('SIGTERM');
			const [code] = (await once(watch, 'close')) as [number | null];
			expect(code).toBe(0);
		}
	});

	it('ends with 0 when told to, keeps what it has, and with 1 where something cannot be had', async () => {
		const child = spawnCollector(command, environment('ended'));
		let output = '';
		child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
		try {
			await until(() => output.includes('"progress"'), 'progress');
		} finally {
			child.kill('SIGTERM');
		}
		const [code] = (await once(child, 'close')) as [number | null];
		expect(code, output).toBe(0);
		const dead = await runCollector(
			command,
			environment('ended', { CLAIMGAUGE_RPC_1: 'http://127.0.0.1:1' })
		);
		expect(dead.output).toContain('refused the connection');
		expect(dead.code).toBe(1);
		const early = ['backfill', '--chain', '1', '--from', '2001-01-01', '--to', '2001-02-01'];
		const none = await runCollector(early, environment('ended'));
		expect(none.output).toContain('"no_blocks"');
		expect(none.code).toBe(1);
		const done = await runCollector(command, environment('ended'));
		expect(done.code, done.output).toBe(0);
	});
});

/** Five hours of a chain that settles in batches of eight blocks, of which the first 64 blocks are executed. */
describe('claimgauge backfill of ZKsync Era', () => {
	const folder = temporaryFolder();
	let anvil: Anvil;
	let node: EraProxy;
	beforeAll(async () => {
		const start = Math.floor(Date.now() / 1000) - 20_000;
		anvil = await startAnvil('--chain-id', '324', '--timestamp', String(start));
		await makeTraffic(anvil, 80, start);
		node = await startEraProxy(anvil.url, { size: 8, executedBelow: 64, details: madeDetails });
	});
	afterAll(async () => {
		await node?.stop();
		await anvil?.stop();
		folder.remove();
	});

	it('collects the executed batches that hold its blocks, and no others', async () => {
		const timeOf = async (number: number) => {
			const block = await anvil.rpc('eth_getBlockByNumber', `0x${number.toString(16)}`, false);
			return Number((block as { timestamp: string }).timestamp);
		};
		const environment = {
			CLAIMGAUGE_RPC_324: node.url,
			DATABASE_URL: `file:${folder.path('era.db')}`
		};
		const backfill = async (from: number, to: number) => {
			const [start, end] = [await timeOf(from), await timeOf(to)];
			const window = ['--from', `${start}`, '--to', `${end}`];
			const run = await runCollector(['backfill', '--chain', '324', ...window], environment);
			expect(run.code, run.output).toBe(0);
			const dump = dumpFacts(folder.path('era.db'));
			expect(dump.gap).toEqual([]);
			return dump.covered_range?.map((row) => row.split('|').slice(1, 4).join(' '));
		};
		// Blocks 19 to 40, in batches 3 to 6.
		expect(await backfill(20, 40)).toEqual(['batch 3 6', 'block 19 40', 'fee 19 40']);
		// Batch 8 is the last that is executed, and block 70 lies in batch 9.
		expect(await backfill(58, 70)).toEqual([
			'batch 3 6',
			'batch 8 8',
			'block 19 40',
			'block 57 70',
			'fee 19 40',
			'fee 57 70'
		]);
	});
});
