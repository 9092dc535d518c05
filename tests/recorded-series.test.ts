import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { chainById } from '#lib/domain/chains.ts';
import type { BlockFact } from '#lib/domain/facts.ts';
import type { Measurement } from '#lib/domain/measurement.ts';
import { DAY } from '#lib/domain/time.ts';
import { gas, unixSeconds } from '#lib/domain/units.ts';
import { measure } from '#lib/server/measure/measure.ts';
import type { MeasureRequest } from '#lib/server/measure/request.ts';
import { ParentMismatchError } from '#lib/server/store/errors.ts';
import { addChain, withStore } from '#lib/server/test-chain.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../shared/chain-data/timeseries');
const isAbsent = !existsSync(FOLDER);

type Row = Readonly<Record<string, string>>;

/** A recorded table; none of them quotes a comma. */
function readTable(name: string): Row[] {
	const [head = '', ...lines] = readFileSync(path.join(FOLDER, name), 'utf8').trim().split('\n');
	const columns = head.trim().split(',');
	return lines.map((line) => {
		const cells = line.trim().split(',');
		return Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? '']));
	});
}

/** A cell as a number; null where it is empty. */
function cell(row: Row | undefined, column: string): number | null {
	const text = row?.[column] ?? '';
	return text === '' ? null : Number(text);
}

const median = (values: readonly number[]): number =>
	values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** Block 0 has no time, so the series begins with block 1, of 2015-07-30T15:26:28Z. */
function firstBlocks(): BlockFact[] {
	return readTable('ethereum.first1000blocks.csv')
		.slice(1)
		.map((row) => ({
			number: Number(row.number),
			timestamp: unixSeconds(Number(row.timestamp)),
			hash: row.hash ?? '',
			parentHash: row.parent_hash ?? '',
			txCount: Number(row.tx_count),
			userTxCount: Number(row.tx_count),
			gasUsed: gas(Number(row.gas_used)),
			gasLimit: gas(Number(row.gas_limit)),
			baseFee: null
		}));
}

describe.skipIf(isAbsent)(
	'recorded series (skipped where the folder of recorded chain data is absent)',
	() => {
		test('999 consecutive blocks of Ethereum measure as their own table says', async () => {
			const blocks = firstBlocks();
			expect(blocks).toHaveLength(999);
			const times = blocks.map(({ timestamp }) => timestamp);
			const [first, last] = [times[0] as number, times.at(-1) as number];
			const window = { from: unixSeconds(first + 1), to: unixSeconds(last + 1) };
			await withStore(async (store) => {
				await addChain(store, 1, blocks);
				const ask = (request: Partial<MeasureRequest>): Promise<Measurement> =>
					measure(
						store,
						{
							chain: chainById(1),
							metric: 'block.interval',
							statistic: 'mean',
							peakWindow: null,
							window,
							baseWindow: null,
							zeroFees: 'included',
							inDollars: false,
							...request
						},
						unixSeconds(last)
					);
				const inWindow = blocks.filter(({ timestamp }) => timestamp >= window.from);
				const intervals = times
					.slice(1)
					.map((time, index) => time - (times[index] as number))
					.slice(-inWindow.length);
				const interval = await ask({});
				expect(interval).toMatchObject({ n: inWindow.length, coverage: 1, reason: null });
				expect(interval.value).toBeCloseTo(
					intervals.reduce((sum, each) => sum + each, 0) / intervals.length,
					12
				);
				const sorted = intervals.toSorted((a, b) => a - b);
				for (const [statistic, quantile] of [
					['p50', 0.5],
					['p95', 0.95]
				] as const)
					expect((await ask({ statistic })).value).toBe(
						sorted[Math.ceil(quantile * sorted.length) - 1]
					);

				const gasUsed = inWindow.reduce((sum, block) => sum + block.gasUsed, 0);
				const gasLimit = inWindow.reduce((sum, block) => sum + block.gasLimit, 0);
				const rate = await ask({ metric: 'throughput.gas' });
				expect(rate.value).toBeCloseTo(gasUsed / (window.to - window.from), 9);
				const fullness = await ask({ metric: 'block.fullness' });
				expect(fullness.value).toBeCloseTo(gasUsed / gasLimit, 12);
				// None of these blocks holds a transaction: a measured zero, not a missing value.
				expect(await ask({ metric: 'throughput.tx' })).toMatchObject({ value: 0, coverage: 1 });
			});
		});

		test('the same blocks are refused where one no longer names its parent', async () => {
			const blocks = firstBlocks();
			const torn = blocks.map((block) =>
				block.number === 500 ? { ...block, parentHash: `0x${'0'.repeat(64)}` } : block
			);
			await withStore(async (store) => {
				await store.addBlocks(1, { range: { from: 1, to: 499 }, blocks: blocks.slice(0, 499) });
				await expect(
					store.addBlocks(1, { range: { from: 500, to: 999 }, blocks: torn.slice(499) })
				).rejects.toThrow(ParentMismatchError);
				expect(await store.getCovered(1, 'block')).toMatchObject([{ from: 1, to: 499 }]);
			});
		});

		test('Etherscan’s daily blocks and their interval make a day, and fall to 12 s at the Merge', () => {
			const days = readTable('etherscan.ethereum.blocktime.csv');
			const interval = (row: Row) => cell(row, 'block_time_s') as number;
			for (const row of days)
				// Printed to a hundredth of a second or so, and a missed slot moves a day's sum a little.
				expect(Math.abs((interval(row) * Number(row.block_count)) / DAY - 1)).toBeLessThan(0.03);
			const ofDays = (from: string, to: string) =>
				days.filter(({ date = '' }) => date >= from && date < to).map(interval);
			expect(median(ofDays('2022-08-15', '2022-09-14'))).toBeGreaterThan(13);
			expect(median(ofDays('2022-09-16', '2022-10-05'))).toBeCloseTo(12.06, 1);
		});

		test('growthepie and Etherscan agree on Ethereum as far as is written about them', () => {
			const etherscan = new Map(
				readTable('etherscan.ethereum.daily.csv').map((row) => [row.date, row])
			);
			const shared = readTable('growthepie.daily.csv')
				.filter(({ chain }) => chain === 'ethereum')
				.flatMap((row) => {
					const other = etherscan.get(row.date);
					return other ? [{ row, other }] : [];
				});
			const counts = shared.flatMap(({ row, other }) => {
				const [theirs, ours] = [cell(row, 'txcount'), cell(other, 'tx')];
				return theirs && ours ? [Math.abs(theirs / ours - 1)] : [];
			});
			expect(counts.length).toBeGreaterThanOrEqual(999);
			expect(median(counts)).toBe(0);
			expect(Math.max(...counts)).toBeLessThanOrEqual(0.015);
			const prices = shared.flatMap(({ row, other }) => {
				const [usd, eth, price] = [
					cell(row, 'fees_usd'),
					cell(row, 'fees_eth'),
					cell(other, 'eth_price_usd')
				];
				return usd && eth && price ? [Math.abs(usd / eth / price - 1)] : [];
			});
			expect(prices.length).toBeGreaterThan(500);
			// Open against close of day.
			expect(median(prices)).toBeCloseTo(0.022, 2);
		});

		test('growthepie’s profit is fees less what was paid to L1, and a chain’s own file says the same', () => {
			const rows = readTable('growthepie.daily.csv');
			const checked = rows.flatMap((row) => {
				const [fees, rent, profit] = [
					cell(row, 'fees_eth'),
					cell(row, 'rent_paid_eth'),
					cell(row, 'profit_eth')
				];
				return fees !== null && rent !== null && profit !== null ? [{ fees, rent, profit }] : [];
			});
			expect(checked.length).toBeGreaterThan(1_000);
			for (const { fees, rent, profit } of checked)
				expect(Math.abs(fees - rent - profit)).toBeLessThanOrEqual(1e-6 * Math.max(1, fees));
			const era = JSON.parse(
				readFileSync(path.join(FOLDER, 'growthepie.zksync_era.chain.json'), 'utf8')
			) as unknown;
			const text = JSON.stringify(era);
			const last = rows.findLast(({ chain, txcount }) => chain === 'zksync_era' && txcount);
			expect(text).toContain(String(Number(last?.txcount)));
		});
	}
);
