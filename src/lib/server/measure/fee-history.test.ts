import { describe, expect, it } from 'vitest';
import { chainById } from '#lib/domain/chains.ts';
import type { FeeHistoryBlock, FeeHistoryHour } from '#lib/domain/fee-history.ts';
import { DAY, HOUR } from '#lib/domain/time.ts';
import { unixSeconds, wei } from '#lib/domain/units.ts';
import type { Store } from '#lib/server/store/ports/store.ts';
import { addChain, at, chainOf, withStore } from '../test-chain.ts';
import { measure } from './measure.ts';
import type { MeasureRequest } from './request.ts';

const ETHEREUM = chainById(1);
const GWEI = 1_000_000_000n;
const HALF_BUCKET = Math.sqrt(1.01) - 1 + 1e-9;
const BLOCKS_AN_HOUR = 30;
const SECONDS = HOUR / BLOCKS_AN_HOUR;

/** The base fee of block `index` in gwei: another each day, with a spike in one block of each. */
const gweiOf = (index: number): bigint => {
	const day = Math.floor((index * SECONDS) / DAY);
	return index % (24 * BLOCKS_AN_HOUR) === 100 ? 5_000n : 20n + BigInt(day) + BigInt(index % 5);
};
const blockOf = (index: number): FeeHistoryBlock => ({
	number: index + 1,
	baseFee: wei(gweiOf(index) * GWEI),
	gasUsedRatio: 0.5,
	medianTip: wei(GWEI * BigInt(1 + (index % 3))),
	blobBaseFee: wei(BigInt(1 + (index % 7)))
});

/** Hours of fee histories, by the hour since the start. */
function hours(from: number, to: number): FeeHistoryHour[] {
	return Array.from({ length: to - from }, (_, place) => {
		const first = (from + place) * BLOCKS_AN_HOUR;
		const blocks = Array.from({ length: BLOCKS_AN_HOUR }, (_, index) => blockOf(first + index));
		const range = { from: first + 1, to: first + BLOCKS_AN_HOUR };
		const toHash = `0x${String(range.to).padStart(64, '0')}`;
		return { hour: at((from + place) * HOUR), range, toHash, blocks };
	});
}

const run = (store: Store, changes: Partial<MeasureRequest>) =>
	measure(
		store,
		{
			chain: ETHEREUM,
			metric: 'fee.base',
			statistic: 'p50',
			peakWindow: null,
			window: { from: at(0), to: at(2 * DAY) },
			baseWindow: null,
			zeroFees: 'included',
			...changes
		},
		at(90 * DAY)
	);

/** A head that is final, long after. */
async function headAfter(store: Store): Promise<void> {
	const timestamp = at(80 * DAY);
	await store.recordHead({
		...{ chainId: 1, number: 900_000, timestamp, hash: `0x${'9'.repeat(64)}` },
		finalized: { number: 900_000, timestamp },
		...{ seenAt: timestamp, endpoint: 'node.test' }
	});
}

const median = (values: readonly number[]): number =>
	values.toSorted((a, b) => a - b)[Math.ceil(values.length / 2) - 1]!;
const indexes = (from: number, to: number): number[] =>
	Array.from({ length: (to - from) * BLOCKS_AN_HOUR }, (_, index) => from * BLOCKS_AN_HOUR + index);

describe('base fees', () => {
	it('of fee histories alone, of blocks alone and of both are the same', async () => {
		const blocks = chainOf(
			indexes(0, 49).map((index) => ({
				timestamp: at(index * SECONDS),
				baseFee: gweiOf(index) * GWEI
			}))
		);
		const found: unknown[] = [];
		const measured = async (store: Store) => {
			for (const statistic of ['p05', 'p50', 'p99', 'median_of_daily_medians'] as const) {
				const { value, interval, n, coverage, sampled } = await run(store, { statistic });
				found.push([statistic, value, interval, n, coverage, sampled]);
			}
			return found.splice(0);
		};
		const ofBlocks = await withStore(async (store) => {
			await addChain(store, 1, blocks);
			return measured(store);
		});
		expect(ofBlocks[1]).toMatchObject(['p50', expect.any(Number), {}, 1_440, 1, false]);
		await withStore(async (store) => {
			await store.addFeeHistory(1, hours(0, 48));
			await headAfter(store);
			expect(await measured(store)).toEqual(ofBlocks);
			const { provenance } = await run(store, {});
			expect(provenance).toMatchObject({
				fromBlock: 1,
				toBlock: 1_440,
				toBlockHash: hours(47, 48)[0]!.toHash,
				finality: 'finalized',
				methods: ['eth_getBlockByNumber', 'eth_feeHistory']
			});
		});
		await withStore(async (store) => {
			// Blocks from the middle of hour 20 on to the middle of hour 40, and histories of all hours but 30 and 31.
			const part = blocks.slice(20 * BLOCKS_AN_HOUR + 11, 40 * BLOCKS_AN_HOUR + 17);
			await addChain(store, 1, part);
			await store.addFeeHistory(1, [...hours(0, 30), ...hours(32, 48)]);
			expect(await measured(store)).toEqual(ofBlocks);
		});
	});

	it('cover no hour that neither tells whole', async () => {
		await withStore(async (store) => {
			await store.addFeeHistory(1, hours(0, 12));
			await headAfter(store);
			expect(await run(store, {})).toMatchObject({ coverage: 0.25, n: 360, sampled: false });
			const later = await run(store, { window: { from: at(DAY), to: at(2 * DAY) } });
			expect(later).toMatchObject({ value: null, coverage: 0 });
		});
	});
});

describe('tips, computed prices and blob base fees', () => {
	it('are those of the blocks, and means are exact', async () => {
		await withStore(async (store) => {
			await store.addFeeHistory(1, hours(0, 48));
			await headAfter(store);
			const all = indexes(0, 48).map(blockOf);
			const prices = all.map(({ baseFee, medianTip }) => 21_000 * Number(baseFee + medianTip!));
			const cases = [
				['fee.tip', all.map(({ medianTip }) => Number(medianTip))],
				['fee.transfer_price', prices],
				['blob.base_fee', all.map(({ blobBaseFee }) => Number(blobBaseFee))]
			] as const;
			for (const [metric, values] of cases) {
				const found = await run(store, { metric });
				expect(Math.abs(found.value! / median(values) - 1), metric).toBeLessThan(HALF_BUCKET);
				expect(found).toMatchObject({ n: 1_440, sampleUnit: 'block', coverage: 1 });
				const mean = await run(store, { metric, statistic: 'mean' });
				const byHand = values.reduce((sum, each) => sum + each, 0) / values.length;
				expect(mean.value! / byHand).toBeCloseTo(1, 12);
				expect(mean.sampleUnit).toBe('block');
			}
		});
	});

	it('are not there of a chain whose answers are placeholders, nor of hours not told of', async () => {
		await withStore(async (store) => {
			await headAfter(store);
			const era = await run(store, { chain: chainById(324), metric: 'fee.tip' });
			expect(era).toMatchObject({
				value: null,
				reason: 'fee histories are not read of ZKsync Era'
			});
			expect(await run(store, { metric: 'blob.base_fee' })).toMatchObject({
				value: null,
				coverage: 0,
				reason: 'no hour of this window is collected by eth_feeHistory'
			});
		});
	});
});

describe('the fall of fees between two windows', () => {
	const change = (store: Store, changes: Partial<MeasureRequest>) =>
		run(store, {
			metric: 'fee.transfer_price',
			baseWindow: { from: at(0), to: at(10 * DAY) },
			window: { from: at(20 * DAY), to: at(30 * DAY) },
			...changes
		});

	/** Ether at $1,000 in the first window and at $4,000 in the second. */
	async function withPrices(store: Store): Promise<void> {
		const rounds = Array.from({ length: 30 * 24 }, (_, index) => ({
			phase: 1,
			round: index + 1,
			answer: (index < 15 * 24 ? 1_000n : 4_000n) * 10n ** 8n,
			startedAt: at(index * HOUR),
			updatedAt: at(index * HOUR),
			fault: null
		}));
		const known = { from: at(0), to: at(30 * DAY) };
		const check = { checkedAt: known.to, knownTo: known.to, ok: true, detail: null };
		await store.recordPrices('eth-usd', rounds, check, known);
	}

	/** Ten times cheaper in the second window, but for spikes that are as high as in the first. */
	const cheaper = (hour: FeeHistoryHour): FeeHistoryHour => ({
		...hour,
		blocks: hour.blocks.map((block) => ({
			...block,
			baseFee: block.baseFee > 1_000n * GWEI ? block.baseFee : wei(block.baseFee / 10n),
			medianTip: wei(block.medianTip! / 10n)
		}))
	});

	it('has four answers: by medians or means, in gwei or dollars', async () => {
		await withStore(async (store) => {
			await store.addFeeHistory(1, [...hours(0, 240), ...hours(480, 720).map(cheaper)]);
			await headAfter(store);
			await withPrices(store);
			const pricesOf = (list: readonly FeeHistoryHour[]) =>
				list
					.flatMap(({ blocks }) => blocks)
					.map(({ baseFee, medianTip }) => 21_000 * Number(baseFee + medianTip!));
			const meanOf = (values: readonly number[]) =>
				values.reduce((sum, each) => sum + each, 0) / values.length;
			const [before, after] = [pricesOf(hours(0, 240)), pricesOf(hours(480, 720).map(cheaper))];
			const byMeans = meanOf(after) / meanOf(before);

			const medians = await change(store, { statistic: 'change' });
			const dollars = await change(store, { statistic: 'change', inDollars: true });
			const means = await change(store, { statistic: 'change_of_means' });
			const meansInDollars = await change(store, {
				statistic: 'change_of_means',
				inDollars: true
			});
			for (const each of [medians, dollars, means, meansInDollars])
				expect(each).toMatchObject({ unit: '1', coverage: 1, reason: null });
			// The median of the later days is a tenth of a little more than that of the earlier ones.
			expect(medians.value).toBeGreaterThan(0.8);
			expect(1 - dollars.value!).toBeCloseTo(4 * (1 - medians.value!), 2);
			expect(1 - means.value!).toBeCloseTo(byMeans, 10);
			expect(1 - meansInDollars.value!).toBeCloseTo(4 * byMeans, 10);
			expect(means.interval).toEqual([means.value, means.value]);
			expect(dollars.priceCoverage).toBe(1);
			expect(medians).toMatchObject({ n: 10, sampleUnit: 'day' });
			expect(medians.interval[0]).toBeLessThan(medians.value!);
			expect(medians.interval[1]).toBeGreaterThan(medians.value!);
			// Spikes weigh on the mean alone.
			expect(means.value).toBeLessThan(medians.value!);
		});
	});

	it('is open where hours are missing, and none where a window is', async () => {
		await withStore(async (store) => {
			await store.addFeeHistory(1, [...hours(0, 240), ...hours(480, 700)]);
			await headAfter(store);
			const means = await change(store, { statistic: 'change_of_means' });
			expect(means).toMatchObject({ interval: [null, null], coverage: 220 / 240 });
			const none = await change(store, {
				statistic: 'change_of_means',
				window: { from: at(40 * DAY), to: at(41 * DAY) }
			});
			expect(none).toMatchObject({
				value: null,
				reason: 'no day of the later window is collected'
			});
			const unpriced = await change(store, { statistic: 'change', inDollars: true });
			expect(unpriced).toMatchObject({ value: null, priceCoverage: 0 });
			expect(unpriced.reason).toMatch(/^no price of ETH for this window/);
		});
	});
});

describe('growth', () => {
	it('is positive where the days’ means grew, with the interval of their medians', async () => {
		await withStore(async (store) => {
			// 20 days of one block a minute: ten with 1 to 10 transactions a block, ten with twice as many.
			const words = Array.from({ length: 20 * 1_440 + 1 }, (_, index) => {
				const day = Math.floor(index / 1_440);
				const txCount = (1 + (day % 10)) * (day < 10 ? 1 : 2);
				return { timestamp: at(index * 60), txCount };
			});
			await addChain(store, 1, chainOf(words));
			const grown = await run(store, {
				metric: 'throughput.user_tx',
				statistic: 'growth',
				baseWindow: { from: at(0), to: at(10 * DAY) },
				window: { from: at(10 * DAY), to: at(20 * DAY) }
			});
			expect(grown.value).toBeCloseTo(1, 10);
			expect(grown).toMatchObject({ unit: '1', n: 10, sampleUnit: 'day', coverage: 1 });
			// At 97.5 % the ranks of ten are 2 and 9: 4/9 − 1 and 18/2 − 1.
			expect(grown.interval[0]).toBeCloseTo(4 / 9 - 1, 10);
			expect(grown.interval[1]).toBeCloseTo(18 / 2 - 1, 10);
			const shrunk = await run(store, {
				metric: 'throughput.tx',
				statistic: 'growth',
				baseWindow: { from: at(10 * DAY), to: at(20 * DAY) },
				window: { from: at(0), to: at(10 * DAY) }
			});
			expect(shrunk.value).toBeCloseTo(-0.5, 10);
			const none = await run(store, {
				metric: 'throughput.tx',
				statistic: 'growth',
				baseWindow: { from: unixSeconds(at(0) - DAY), to: at(0) },
				window: { from: at(0), to: at(10 * DAY) }
			});
			expect(none).toMatchObject({
				value: null,
				reason: 'no day of the earlier window is collected'
			});
		});
	});
});
