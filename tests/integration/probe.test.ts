import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chainById } from '#lib/domain/chains.ts';
import { bucketStart, HOUR } from '#lib/domain/time.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import { measure } from '#lib/server/measure/measure.ts';
import { openReader } from '#lib/server/store/open.ts';
import { runCollector, temporaryFolder } from './collector.ts';
import { startAnvil, type Anvil } from './start-anvil.ts';

/** Of anvil’s first account, and of one that has nothing. */
const FUNDED = '0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80';
const FUNDED_ADDRESS = '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266';
const POOR = `0x${'11'.repeat(32)}`;

describe('claimgauge probe, on a live node', () => {
	const folder = temporaryFolder();
	const database = folder.path('probe.db');
	let anvil: Anvil;
	beforeAll(async () => {
		anvil = await startAnvil('--chain-id', '1');
	});
	afterAll(async () => {
		await anvil?.stop();
		folder.remove();
	});

	const run = (words: string, key?: string) =>
		runCollector(['probe', ...words.split(' ')], {
			CLAIMGAUGE_RPC_1: anvil.url,
			DATABASE_URL: `file:${database}`,
			...(key === undefined ? {} : { CLAIMGAUGE_PROBE_KEY: key })
		});
	const sent = async () =>
		Number(await anvil.rpc('eth_getTransactionCount', FUNDED_ADDRESS, 'latest'));

	it('does nothing without a key, and repeats no broken one', async () => {
		const none = await run('--chain 1 --yes');
		expect([none.code, none.output]).toEqual([2, expect.stringContaining('CLAIMGAUGE_PROBE_KEY')]);
		const broken = await run('--chain 1 --yes', FUNDED.slice(0, -1));
		expect(broken.code).toBe(2);
		expect(broken.output).toContain('CLAIMGAUGE_PROBE_KEY: is no private key');
		expect(broken.output).not.toContain(FUNDED.slice(2, 20));
		expect((await run('--chain 1 --count 0', FUNDED)).code).toBe(2);
	});

	it('says its cost, and sends nothing until it is told to', async () => {
		const gasPrice = BigInt((await anvil.rpc('eth_gasPrice')) as string);
		const { code, output } = await run('--chain 1 --count 3', FUNDED);
		expect(code, output).toBe(0);
		expect(output).toContain(`3 × ${(21_000n * 5n) / 4n} gas × ${(gasPrice * 5n) / 4n} wei`);
		expect(output).toContain('Nothing was sent');
		expect(await sent()).toBe(0);
	});

	it('sends nothing from an account that cannot pay', async () => {
		const { code, output } = await run('--chain 1 --yes', POOR);
		expect(code, output).toBe(1);
		expect(output).toContain('too little. Nothing was sent.');
	});

	it('times each of its transactions, keeps them, and shows the key nowhere', async () => {
		const { code, output } = await run('--chain 1 --count 7 --yes', FUNDED);
		expect(code, output).toBe(0);
		expect(await sent()).toBe(7);
		const told = [...output.matchAll(/0x[0-9a-f]{64}: ([\d.]+) ms until its receipt/g)].map(
			([, milliseconds]) => Number(milliseconds)
		);
		expect(told).toHaveLength(7);
		for (const text of [output, readFileSync(database, 'latin1')])
			expect(text.toLowerCase()).not.toContain(FUNDED.slice(2));
		const block = (await anvil.rpc('eth_getBlockByNumber', 'latest', false)) as {
			timestamp: string;
		};
		const from = bucketStart(Number(block.timestamp) - HOUR, HOUR);
		const reader = await openReader(`file:${database}`);
		try {
			const rows = await reader.getObservations(1, 'latency.inclusion', {
				from,
				to: unixSeconds(from + 3 * HOUR)
			});
			expect(rows.map(({ value }) => Number(value))).toEqual(told);
			const { value, interval, n, unit } = await measure(
				reader,
				{
					chain: chainById(1),
					metric: 'latency.inclusion',
					statistic: 'p50',
					peakWindow: null,
					window: { from, to: unixSeconds(from + 3 * HOUR) },
					baseWindow: null,
					zeroFees: 'included'
				},
				unixSeconds(from + 3 * HOUR)
			);
			const sorted = told.toSorted((a, b) => a - b);
			expect([value, n, unit]).toEqual([sorted[3], 7, 'ms']);
			// At 7 the least and the greatest hold the median with 98 %.
			expect(interval).toEqual([sorted[0], sorted[6]]);
		} finally {
			await reader.close();
		}
	});
});
