import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dumpFacts, runCollector, temporaryFolder } from './collector.ts';
import { makeTraffic } from './made-traffic.ts';
import { startAnvil, type Anvil } from './start-anvil.ts';

const BLOCKS = 120;

/** A node whose finalized block lies 64 blocks back, so that a deep reorganisation is allowed. */
describe('a reorganisation', () => {
	let folder: ReturnType<typeof temporaryFolder>;
	let anvil: Anvil;
	const start = Math.floor(Date.now() / 1000) - 20_000;
	const collect = async (database: string, url = anvil.url) =>
		runCollector(['collect'], {
			CLAIMGAUGE_CHAINS: '1',
			CLAIMGAUGE_RPC_1: url,
			DATABASE_URL: `file:${folder.path(database)}`
		});
	/** The same collected from nothing: what healing must end at. */
	const collectedAfresh = async () => {
		const fresh = await collect('fresh.db');
		expect(fresh.code, fresh.output).toBe(0);
		return dumpFacts(folder.path('fresh.db'));
	};

	beforeEach(async () => {
		folder = temporaryFolder();
		anvil = await startAnvil(
			'--chain-id',
			'1',
			'--timestamp',
			String(start),
			'--slots-in-an-epoch',
			'32'
		);
		await makeTraffic(anvil, BLOCKS, start);
		const first = await collect('followed.db');
		expect(first.code, first.output).toBe(0);
	});
	afterEach(async () => {
		await anvil.stop();
		folder.remove();
	});

	it.each([1, 7, 50])('%i blocks deep heals to what the chain now says', async (depth) => {
		const before = dumpFacts(folder.path('followed.db'));
		await anvil.rpc('anvil_rollback', depth);
		await makeTraffic(anvil, depth + 5, start + 10_000);
		const healed = await collect('followed.db');
		expect(healed.output).toContain('"reorganised"');
		const after = dumpFacts(folder.path('followed.db'));
		expect(after).toEqual(await collectedAfresh());
		expect(after.block_hash).not.toEqual(before.block_hash);
	});

	it('to a shorter chain drops what is no longer there', async () => {
		await anvil.rpc('anvil_rollback', 20);
		await makeTraffic(anvil, 3, start + 10_000);
		await collect('followed.db');
		const after = dumpFacts(folder.path('followed.db'));
		expect(after.block).toHaveLength(BLOCKS + 1 - 20 + 3);
		expect(after).toEqual(await collectedAfresh());
	});

	it('is not taken from an endpoint that only lags behind: nothing is deleted', async () => {
		const before = dumpFacts(folder.path('followed.db'));
		await anvil.rpc('anvil_rollback', 20);
		const { code, output } = await collect('followed.db');
		expect(code, output).toBe(0);
		expect(output).toContain('"behind"');
		expect(dumpFacts(folder.path('followed.db'))).toEqual(before);
	});

	it('below the finalized head is an incident: it says so and deletes nothing', async () => {
		const before = dumpFacts(folder.path('followed.db'));
		const other = await startAnvil(
			'--chain-id',
			'1',
			'--timestamp',
			String(start + 1),
			'--slots-in-an-epoch',
			'32'
		);
		try {
			await makeTraffic(other, BLOCKS, start + 1);
			const { code, output } = await collect('followed.db', other.url);
			expect(code).toBe(1);
			expect(output).toMatch(/finalized block \d+\. Nothing was deleted/);
			expect(dumpFacts(folder.path('followed.db'))).toEqual(before);
		} finally {
			await other.stop();
		}
	});
});
