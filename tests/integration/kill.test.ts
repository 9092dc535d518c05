import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dumpFacts, runCollector, spawnCollector, temporaryFolder } from './collector.ts';
import { makeTraffic } from './made-traffic.ts';
import { until } from './processes.ts';
import { startAnvil, type Anvil } from './start-anvil.ts';

const KILLS = 20;

describe('a pass that is killed', () => {
	const folder = temporaryFolder();
	let anvil: Anvil;
	let environment: (database: string) => Record<string, string>;

	beforeAll(async () => {
		const start = Math.floor(Date.now() / 1000) - 20_000;
		anvil = await startAnvil('--chain-id', '1', '--timestamp', String(start));
		await makeTraffic(anvil, 60, start);
		// Enough blocks that a pass makes several commits.
		await anvil.rpc('anvil_mine', '0x1388', '0x2');
		await makeTraffic(anvil, 40, start + 12_000);
		environment = (database) => ({
			CLAIMGAUGE_CHAINS: '1',
			CLAIMGAUGE_RPC_1: anvil.url,
			DATABASE_URL: `file:${folder.path(database)}`
		});
	});
	afterAll(async () => {
		await anvil?.stop();
		folder.remove();
	});

	it(`at ${KILLS} random moments, then run again, leaves what an undisturbed one leaves`, async () => {
		const undisturbed = await runCollector(['collect'], environment('undisturbed.db'));
		expect(undisturbed.code, undisturbed.output).toBe(0);
		const expected = dumpFacts(folder.path('undisturbed.db'));
		expect(expected.block).toHaveLength(5_101);
		expect(expected.gap).toEqual([]);

		let killedHalfway = 0;
		for (let kill = 0; kill < KILLS; kill++) {
			const child = spawnCollector(['collect'], environment('killed.db'));
			// From before the first table is made to after the last commit.
			await sleep(100 + Math.random() * 2_900);
			if (child.exitCode !== null) continue;
			child.kill('SIGKILL');
			await once(child, 'close');
			killedHalfway += 1;
		}
		expect(killedHalfway).toBeGreaterThan(0);
		const last = await runCollector(['collect'], environment('killed.db'));
		expect(last.code, last.output).toBe(0);
		expect(dumpFacts(folder.path('killed.db'))).toEqual(expected);
	});

	it('finds another pass on the same chain locked, says so, and ends with 0', async () => {
		const first = spawnCollector(['watch'], environment('locked.db'));
		try {
			let output = '';
			first.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
			await until(() => output.includes('"head"'), 'the first pass');
			const second = await runCollector(['collect'], environment('locked.db'));
			expect(second.output).toContain('"locked"');
			expect(second.code).toBe(0);
		} finally {
			first.kill('SIGTERM');
			const [code] = (await once(first, 'close')) as [number | null];
			expect(code).toBe(0);
		}
	});
});
