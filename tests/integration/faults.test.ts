import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dumpFacts, runCollector, temporaryFolder } from './collector.ts';
import { ALL_FAULTS, startFaultyProxy } from './faulty-proxy.ts';
import { makeTraffic } from './made-traffic.ts';
import { startAnvil, type Anvil } from './start-anvil.ts';

const BLOCKS = 150;

describe('a pass over an endpoint that answers wrongly', () => {
	const folder = temporaryFolder();
	let anvil: Anvil;
	let expected: Record<string, string[]>;
	const collect = (database: string, url: string, budget = '60s') =>
		runCollector(['collect', '--budget', budget], {
			CLAIMGAUGE_CHAINS: '1',
			CLAIMGAUGE_RPC_1: url,
			DATABASE_URL: `file:${folder.path(database)}`
		});

	beforeAll(async () => {
		const start = Math.floor(Date.now() / 1000) - 20_000;
		anvil = await startAnvil('--chain-id', '1', '--timestamp', String(start));
		await makeTraffic(anvil, BLOCKS, start);
		const clean = await collect('clean.db', anvil.url);
		expect(clean.code, clean.output).toBe(0);
		expected = dumpFacts(folder.path('clean.db'));
		expect(expected.block).toHaveLength(BLOCKS + 1);
	});
	afterAll(async () => {
		await anvil?.stop();
		folder.remove();
	});

	// Side by side: most of the time is spent waiting, as it should be after a fault.
	it.concurrent.each(ALL_FAULTS)(
		'%s: no fact is lost or doubled once it answers rightly',
		async (fault) => {
			const proxy = await startFaultyProxy(anvil.url);
			try {
				let answers = 0;
				// Let the chain id and the head through, then spoil every other answer.
				proxy.next = () => (answers++ > 2 && answers % 2 === 0 ? fault : undefined);
				const faulty = await collect(`${fault}.db`, proxy.url, '5s');
				expect(proxy.made.get(fault) ?? 0, faulty.output).toBeGreaterThan(0);
				const halfway = dumpFacts(folder.path(`${fault}.db`));
				for (const table of ['block', 'block_hash', 'transfer_fee'] as const)
					for (const row of halfway[table] ?? []) expect(expected[table]).toContain(row);

				proxy.next = () => undefined;
				const healed = await collect(`${fault}.db`, proxy.url);
				expect(healed.code, healed.output).toBe(0);
				expect(dumpFacts(folder.path(`${fault}.db`))).toEqual(expected);
			} finally {
				await proxy.stop();
			}
		}
	);

	it('collects nothing, says why, and ends with 1 where every answer is a page', async () => {
		const proxy = await startFaultyProxy(anvil.url);
		try {
			proxy.next = () => 'html';
			const { code, output } = await collect('page.db', proxy.url);
			expect(code).toBe(1);
			expect(output).toMatch(/JSON/);
			expect(output).toContain(new URL(proxy.url).host);
		} finally {
			await proxy.stop();
		}
	});

	it('is told of an endpoint of another chain, and takes nothing from it', async () => {
		const other = await startAnvil('--chain-id', '10');
		try {
			const { code, output } = await collect('other.db', other.url);
			expect(code).toBe(1);
			expect(output).toMatch(/chain/);
			expect(dumpFacts(folder.path('other.db')).block).toEqual([]);
		} finally {
			await other.stop();
		}
	});
});
