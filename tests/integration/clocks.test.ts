import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOUR } from '#lib/domain/time.ts';
import type { StatusJson } from '#lib/domain/wire/status.ts';
import { dumpFacts, runCollector, temporaryFolder } from './collector.ts';
import { makeTraffic } from './made-traffic.ts';
import { startAnvil, type Anvil } from './start-anvil.ts';

const BLOCKS = 60;
const SHIFTED = pathToFileURL('tests/integration/shifted-clock.ts').href;

/** A real `collect` whose clock and the chain's differ by hours: facts are the chain's, and what depends on the clock says so. */
describe('clocks that are hours apart', () => {
	const folder = temporaryFolder();
	/** An hour ago, so that the newest block is older than a stall would be. */
	const start = Math.floor(Date.now() / 1000) - 3_600;
	let anvil: Anvil;
	let expected: Record<string, string[]>;
	const run = (args: string, database: string, shiftSeconds: number) =>
		runCollector(args.split(' '), {
			CLAIMGAUGE_CHAINS: '1',
			CLAIMGAUGE_RPC_1: anvil.url,
			CLAIMGAUGE_SINCE_1: String(start - 1),
			DATABASE_URL: `file:${folder.path(database)}`,
			NODE_OPTIONS: `--import ${SHIFTED}`,
			SHIFT_SECONDS: String(shiftSeconds)
		});
	const statusOf = async (database: string, shiftSeconds: number) => {
		const { output } = await run('status --json', database, shiftSeconds);
		return JSON.parse(output) as StatusJson;
	};

	beforeAll(async () => {
		anvil = await startAnvil('--chain-id', '1', '--timestamp', String(start));
		await makeTraffic(anvil, BLOCKS, start);
		const clean = await run('collect', 'clean.db', 0);
		expect(clean.code, clean.output).toBe(0);
		expected = dumpFacts(folder.path('clean.db'));
		expect(expected.block).toHaveLength(BLOCKS + 1);
	});
	afterAll(async () => {
		await anvil?.stop();
		folder.remove();
	});

	it.concurrent.each([
		['ahead', 5 * HOUR],
		['behind, so that the head lies in the future', -5 * HOUR]
	])('ours %s: every fact and the ledger are as with a right one', async (name, shift) => {
		const database = `ours-${name.length}.db`;
		for (const told of [
			await run('collect', database, shift),
			await run('collect', database, shift)
		]) {
			expect(told.code, told.output).toBe(0);
			expect(told.output).toContain('"outcome":"done"');
			// Two passes of a moment say nothing of a head that does not move, whatever its age seems to be.
			expect(told.output).not.toContain('"stalled"');
		}
		expect(dumpFacts(folder.path(database))).toEqual(expected);
	});

	it.concurrent('the head in the future is told as that, and has no age', async () => {
		const database = 'future.db';
		await run('collect', database, -5 * HOUR);
		const { chains } = await statusOf(database, -5 * HOUR);
		expect(chains[0]?.state).toBe('ahead');
		const head = chains[0]?.head;
		expect(head?.ahead_seconds).toBeGreaterThan(3 * HOUR);
		const { output } = await run('status', database, -5 * HOUR);
		expect(output).toContain('ahead of this clock: a clock is wrong');
		expect(output).not.toMatch(/-\d+ (s|min|h)\b/);
	});

	it.concurrent('what was seen at a time that is yet to come is not called fresh', async () => {
		const database = 'seen-later.db';
		await run('collect', database, 5 * HOUR);
		expect((await statusOf(database, 5 * HOUR)).state).toBe('fresh');
		const later = await statusOf(database, 0);
		expect(later.state).toBe('ahead');
		expect(later.chains[0]?.head?.ahead_seconds).toBeGreaterThan(4 * HOUR);
	});
});
