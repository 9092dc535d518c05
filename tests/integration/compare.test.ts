import { existsSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DAY, parseTime } from '#lib/domain/time.ts';
import { openStore } from '#lib/server/store/open.ts';
import { addRanges, chainOf, recordFinalHead } from '#lib/server/test-chain.ts';
import { runCollector, temporaryFolder } from './collector.ts';

const REAL = '../shared/chain-data/timeseries/growthepie.zksync_era.chain.json';
/** The last two days of the real file, and a day after it. */
const FROM = parseTime('2023-09-25');
const STEP = 600;

describe('claimgauge compare', () => {
	const folder = temporaryFolder();
	const file = folder.path('growthepie.csv');
	const env = { DATABASE_URL: `file:${folder.path('compare.db')}` };
	const compare = async (...args: string[]) => {
		const { code, output } = await runCollector(['compare', ...args], env);
		const lines = output.split('\n').filter((line) => line.startsWith('{'));
		return {
			code,
			output,
			lines: lines.map((line) => JSON.parse(line) as Record<string, unknown>)
		};
	};

	beforeAll(async () => {
		// 5 transactions a block on the first day, 4 of them of users; of the second day half is collected.
		const blocks = chainOf(
			Array.from({ length: (3 * DAY) / STEP }, (_, index) => ({
				timestamp: FROM + index * STEP,
				txCount: 5,
				userTxCount: 4
			}))
		);
		const store = await openStore(env.DATABASE_URL);
		try {
			const half = (1.5 * DAY) / STEP;
			await addRanges(store, 324, blocks, [{ from: 1, to: half }]);
			await recordFinalHead(store, 324, blocks.at(-1)!);
		} finally {
			await store.close();
		}
		writeFileSync(
			file,
			'chain,date,txcount\nzksync_era,2023-09-24,1\nzksync_era,2023-09-25,1440.0\nzksync_era,2023-09-26,0\nzksync_era,2023-09-28,7\n'
		);
	});
	afterAll(() => folder.remove());

	it('sets our days beside theirs, with what is covered and why they differ', async () => {
		const { code, output, lines } = await compare(file, '--chain', '324');
		expect(code, output).toBe(0);
		const [head, ...days] = lines;
		expect(head).toMatchObject({ event: 'compared', peer: 'growthepie', metric: 'throughput.tx' });
		expect(String(head!['definition'])).toContain('gas price is above 0');
		const blocks = DAY / STEP;
		expect(days).toMatchObject([
			{ day: '2023-09-25', theirs: 1_440 / DAY },
			{ day: '2023-09-26', theirs: 0, ratio: null }
		]);
		const ours = days.map((each) => Number(each['ours']));
		const coverage = days.map((each) => Number(each['coverage']));
		// Blocks of Era may share a second, so the first second of what is collected is not known whole.
		expect(coverage[0]).toBe((DAY - 1) / DAY);
		expect(ours[0]).toBe((5 * blocks) / (DAY - 1));
		expect(days[0]!['ratio']).toBe(ours[0]! / (1_440 / DAY));
		expect(coverage[1]).toBeGreaterThan(0.49);
		expect(coverage[1]).toBeLessThan(0.51);
		const users = await compare(file, '--chain', '324', '--metric', 'throughput.user_tx');
		expect(users.lines[1]!['ours']).toBe((4 * blocks) / (DAY - 1));
	});

	it.runIf(existsSync(REAL))('reads what the API really answers', async () => {
		const { code, output, lines } = await compare(REAL, '--chain', '324');
		expect(code, output).toBe(0);
		expect(lines.slice(1).map(({ day, theirs }) => [day, theirs])).toEqual([
			['2023-09-25', 968_403 / DAY],
			['2023-09-26', 954_808 / DAY]
		]);
	});

	it('fails clearly where no day is shared, and where the file or the call is wrong', async () => {
		const none = folder.path('none.csv');
		writeFileSync(none, 'chain,date,txcount\nzksync_era,2022-01-01,1\n');
		const without = await compare(none, '--chain', '324');
		expect(without.code).toBe(1);
		expect(without.output).toContain('none of them is collected of ZKsync Era');
		for (const [args, message] of [
			[[file, '--chain', '10'], 'the file holds no day of optimism'],
			[[folder.path('missing'), '--chain', '324'], 'cannot be compared: ENOENT'],
			[[file], 'compare needs one FILE and --chain ID'],
			[[file, '--chain', '324', '--metric', 'fee.base'], '--metric was "fee.base"']
		] as const) {
			const { code, output } = await compare(...args);
			expect([code, output]).toEqual([2, expect.stringContaining(message)]);
		}
	});
});
