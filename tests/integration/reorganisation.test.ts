import { describe, expect, it } from 'vitest';
import { dumpFacts, runCollector, temporaryFolder } from './collector.ts';
import { makeTraffic } from './made-traffic.ts';
import { startAnvil, type Anvil } from './start-anvil.ts';

const BLOCKS = 120;
const START = Math.floor(Date.now() / 1000) - 20_000;

/** A followed chain: a node, and what was collected of it before it changes. */
interface Followed {
	readonly anvil: Anvil;
	collect(database: string, url?: string): Promise<{ code: number | null; output: string }>;
	facts(): Record<string, string[]>;
	/** The same collected from nothing: what healing must end at. */
	collectedAfresh(): Promise<Record<string, string[]>>;
}

/** A node whose finalized block lies 64 blocks back, so that a deep reorganisation is allowed. */
async function startNode(start: number): Promise<Anvil> {
	const anvil = await startAnvil(
		...['--chain-id', '1', '--timestamp', String(start), '--slots-in-an-epoch', '32']
	);
	await makeTraffic(anvil, BLOCKS, start);
	return anvil;
}

async function withFollowedChain(use: (followed: Followed) => Promise<void>): Promise<void> {
	const folder = temporaryFolder();
	const anvil = await startNode(START);
	const collect: Followed['collect'] = (database, url = anvil.url) =>
		runCollector(['collect'], {
			CLAIMGAUGE_CHAINS: '1',
			CLAIMGAUGE_RPC_1: url,
			DATABASE_URL: `file:${folder.path(database)}`
		});
	const facts = () => dumpFacts(folder.path('followed.db'));
	try {
		const first = await collect('followed.db');
		expect(first.code, first.output).toBe(0);
		await use({
			anvil,
			collect,
			facts,
			async collectedAfresh() {
				const fresh = await collect('fresh.db');
				expect(fresh.code, fresh.output).toBe(0);
				return dumpFacts(folder.path('fresh.db'));
			}
		});
	} finally {
		await anvil.stop();
		folder.remove();
	}
}

// Side by side, each with a node of its own: a pass over a node that it does not know yet mostly waits for its pace.
describe('a reorganisation', () => {
	it.concurrent.each([1, 7, 50])('%i blocks deep heals to what the chain now says', (depth) =>
		withFollowedChain(async ({ anvil, collect, facts, collectedAfresh }) => {
			const before = facts();
			await anvil.rpc('anvil_rollback', depth);
			await makeTraffic(anvil, depth + 5, START + 10_000);
			const healed = await collect('followed.db');
			expect(healed.output).toContain('"reorganised"');
			const after = facts();
			expect(after).toEqual(await collectedAfresh());
			expect(after.block_hash).not.toEqual(before.block_hash);
		})
	);

	it.concurrent('to a shorter chain drops what is no longer there', () =>
		withFollowedChain(async ({ anvil, collect, facts, collectedAfresh }) => {
			await anvil.rpc('anvil_rollback', 20);
			await makeTraffic(anvil, 3, START + 10_000);
			await collect('followed.db');
			const after = facts();
			expect(after.block).toHaveLength(BLOCKS + 1 - 20 + 3);
			expect(after).toEqual(await collectedAfresh());
		})
	);

	it.concurrent('is not taken from an endpoint that only lags behind: nothing is deleted', () =>
		withFollowedChain(async ({ anvil, collect, facts }) => {
			const before = facts();
			await anvil.rpc('anvil_rollback', 20);
			const { code, output } = await collect('followed.db');
			expect(code, output).toBe(0);
			expect(output).toContain('"behind"');
			expect(facts()).toEqual(before);
		})
	);

	it.concurrent('below the finalized head is an incident: it says so and deletes nothing', () =>
		withFollowedChain(async ({ collect, facts }) => {
			const before = facts();
			const other = await startNode(START + 1);
			try {
				const { code, output } = await collect('followed.db', other.url);
				expect(code).toBe(1);
				expect(output).toMatch(/finalized block \d+\. Nothing was deleted/);
				expect(facts()).toEqual(before);
			} finally {
				await other.stop();
			}
		})
	);
});
