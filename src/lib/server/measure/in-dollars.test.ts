import { describe, expect, it } from 'vitest';
import { chainById } from '#lib/domain/chains.ts';
import type { FeeFact } from '#lib/domain/facts.ts';
import type { PriceCheck, PriceRound } from '#lib/domain/prices.ts';
import { bucketBounds, bucketOf, bucketValue } from '#lib/domain/statistics/log-histogram.ts';
import { DAY, HOUR } from '#lib/domain/time.ts';
import { wei } from '#lib/domain/units.ts';
import type { Store } from '#lib/server/store/ports/store.ts';
import { addChain, at, chainOf, withStore } from '../test-chain.ts';
import { measure } from './measure.ts';
import type { MeasureRequest } from './request.ts';
import { series } from './series.ts';

/** A block an hour, at half past; block 2 is of the first hour. */
const BLOCKS = chainOf(
	Array.from({ length: 74 }, (_, index) => ({ timestamp: at(index * HOUR - HOUR / 2) }))
);
const fee = (hour: number, amount: bigint, index = 0): FeeFact => ({
	blockNumber: hour + 2,
	transactionIndex: index,
	feeClass: 'native_transfer',
	fee: wei(amount)
});
const ETHER = 10n ** 18n;

/** A round at the start of each of these hours, with its price in dollars. */
function rounds(prices: Readonly<Record<number, number>>): PriceRound[] {
	return Object.entries(prices).map(([hour, usd], index) => ({
		phase: 1,
		round: index + 1,
		answer: usd > 0 ? BigInt(Math.round(usd * 1e8)) : null,
		startedAt: at(Number(hour) * HOUR),
		updatedAt: at(Number(hour) * HOUR),
		fault: usd > 0 ? null : `round ${index + 1} of phase 1 answers ${usd}`
	}));
}
const CHECK: PriceCheck = { checkedAt: at(3 * DAY), knownTo: at(3 * DAY), ok: true, detail: null };
/** Every round of this time is known. */
const KNOWN = { from: at(-DAY), to: at(3 * DAY) };

function ask(store: Store, changes: Partial<MeasureRequest> = {}) {
	const request: MeasureRequest = {
		chain: chainById(324),
		metric: 'fee.native_transfer',
		statistic: 'p50',
		peakWindow: null,
		window: { from: at(0), to: at(4 * HOUR) },
		baseWindow: null,
		zeroFees: 'included',
		inDollars: true,
		...changes
	};
	const reading = { readingId: 'claim/reading', version: 1 };
	return measure(store, request, at(9 * DAY), reading);
}

describe('a fee has no value in dollars', () => {
	it('where its chain’s token has no feed, where the feed was never read, and where it failed', async () => {
		await withStore(async (store) => {
			for (const chain of [36900, 324]) await addChain(store, chain, BLOCKS, [fee(0, ETHER)]);
			const adi = await ask(store, { chain: chainById(36900) });
			const none = { value: null, interval: [null, null], unit: 'USD/tx', priceCoverage: 0 };
			expect(adi).toMatchObject({
				...none,
				reason: 'there is no price feed of ADI, so there is no value in dollars'
			});
			expect(await ask(store)).toMatchObject({
				...none,
				reason: 'no price of ETH for this window (ETH/USD on Ethereum): its feed has not been read'
			});
			const failed = { ...CHECK, knownTo: null, ok: false, detail: 'the endpoint is away' };
			await store.recordPrices('eth-usd', [], failed);
			expect((await ask(store)).reason).toMatch(/: the endpoint is away$/);
			expect((await ask(store)).provenance.methods).not.toContain('eth_call');
		});
	});

	it('in a window without fees, for that reason and no other', async () => {
		await withStore(async (store) => {
			await addChain(store, 324, BLOCKS);
			await store.recordPrices('eth-usd', rounds({ 0: 3_000, 1: 3_000 }), CHECK, KNOWN);
			expect(await ask(store)).toMatchObject({
				value: null,
				priceCoverage: 1,
				reason: 'no plain transfer in this window'
			});
		});
	});
});

describe('fees in dollars', () => {
	it('are taken at their own hour’s price', async () => {
		await withStore(async (store) => {
			// The dearest in ether is the cheapest in dollars.
			const amounts = [5n * ETHER, 3n * ETHER, 2n * ETHER];
			const fees = amounts.map((amount, hour) => fee(hour, amount));
			await addChain(store, 324, BLOCKS, fees);
			await store.recordPrices('eth-usd', rounds({ 0: 10, 1: 100, 2: 1_000, 3: 1 }), CHECK, KNOWN);
			const inDollars = amounts.map(
				(amount, hour) => [10, 100, 1_000][hour]! * Number(amount / ETHER)
			);
			for (const [statistic, byHand] of [
				['p05', inDollars[0]!],
				['p50', inDollars[1]!],
				['p99', inDollars[2]!]
			] as const) {
				const { value, interval, n, priceCoverage } = await ask(store, { statistic });
				expect(Math.abs(Number(value) / byHand - 1)).toBeLessThan(0.00499);
				expect(interval[0]).toBeLessThanOrEqual(byHand);
				expect(interval[1]).toBeGreaterThan(byHand);
				expect([n, priceCoverage]).toEqual([3, 1]);
			}
			const mean = await ask(store, { statistic: 'mean' });
			expect(mean.value).toBeCloseTo((50 + 300 + 2_000) / 3, 9);
			expect(mean.interval).toEqual([mean.value, mean.value]);
			expect(mean.provenance.methods).toContain('eth_call');
		});
	});

	it('lie within the lowest and the highest price of their hour', async () => {
		await withStore(async (store) => {
			await addChain(store, 324, BLOCKS, [fee(0, ETHER)]);
			await store.recordPrices(
				'eth-usd',
				rounds({ 0: 3_000, 0.25: 3_300, 0.5: 2_700 }),
				CHECK,
				KNOWN
			);
			const { value, interval } = await ask(store);
			const { low, high } = bucketBounds(bucketOf(ETHER));
			const mean = (3_000 + 3_300 + 2 * 2_700) / 4;
			expect(value).toBeCloseTo((bucketValue(bucketOf(ETHER)) / 1e18) * mean, 6);
			expect(interval[0]).toBeCloseTo((low / 1e18) * 2_700, 6);
			expect(interval[1]).toBeCloseTo((high / 1e18) * 3_300, 6);
			const single = await ask(store, { statistic: 'mean' });
			expect(single.interval).toEqual([2_700, 3_300]);
		});
	});

	it('of hours without a price are left out, counted, and widen the interval by their share', async () => {
		await withStore(async (store) => {
			const fees = [
				fee(0, ETHER),
				fee(0, 2n * ETHER, 1),
				fee(0, 4n * ETHER, 2),
				fee(2, 8n * ETHER)
			];
			await addChain(store, 324, BLOCKS, fees);
			await store.recordPrices('eth-usd', rounds({ 0: 1, 1: -1 }), CHECK, KNOWN);
			const median = await ask(store);
			expect(median).toMatchObject({ n: 3, priceCoverage: 0.75 });
			expect(Math.abs(Number(median.value) / 2 - 1)).toBeLessThan(0.00499);
			// Half ± the unknown quarter of all: the first and the third of those known.
			expect(median.interval[0]).toBeLessThanOrEqual(1);
			expect(median.interval[1]).toBeGreaterThan(4);
			const mean = await ask(store, { statistic: 'mean' });
			expect(mean).toMatchObject({ value: 7 / 3, n: 3, interval: [null, null] });
			const later = { from: at(2 * HOUR), to: at(3 * HOUR) };
			expect(await ask(store, { window: later })).toMatchObject({
				value: null,
				priceCoverage: 0,
				reason: expect.stringContaining('answers -1')
			});
		});
	});

	it('cost nothing where the fee is zero, and can be asked for without those', async () => {
		await withStore(async (store) => {
			await addChain(store, 324, BLOCKS, [fee(0, 0n), fee(0, 0n, 1), fee(0, ETHER, 2)]);
			await store.recordPrices('eth-usd', rounds({ 0: 3_000, 1: 3_000 }), CHECK, KNOWN);
			expect(await ask(store)).toMatchObject({ value: 0, interval: [0, 0], n: 3 });
			const paid = await ask(store, { zeroFees: 'excluded' });
			expect(paid.n).toBe(1);
			expect(Math.abs(Number(paid.value) / 3_000 - 1)).toBeLessThan(0.00499);
			const mean = await ask(store, { zeroFees: 'excluded', statistic: 'mean' });
			expect(mean.value).toBeCloseTo(3_000, 9);
		});
	});

	it('have a median of daily medians, of days with a price, and a series by the day', async () => {
		await withStore(async (store) => {
			const fees = [0, 24, 48].map((hour) => fee(hour, ETHER));
			await addChain(store, 324, BLOCKS, fees);
			await store.recordPrices(
				'eth-usd',
				rounds({ 0: 1_000, 24: 3_000, 25: -1, 48: -1 }),
				CHECK,
				KNOWN
			);
			const window = { from: at(0), to: at(3 * DAY) };
			const typical = await ask(store, { window, statistic: 'median_of_daily_medians' });
			expect(typical).toMatchObject({ n: 2, sampleUnit: 'day', priceCoverage: 2 / 3 });
			expect(Math.abs(Number(typical.value) / 2_000 - 1)).toBeLessThan(0.00499);
			const question = {
				metric: 'fee.native_transfer',
				statistic: 'p50',
				peakWindow: null
			} as const;
			const points = await series(
				store,
				chainById(324),
				{ ...question, zeroFees: 'included', inDollars: true },
				window,
				'1d'
			);
			expect(points.map(({ value }) => value && Math.round(value / 100) * 100)).toEqual([
				1_000,
				3_000,
				null
			]);
			expect(points[2]?.reason).toMatch(/answers -1/);
		});
	});

	it('are another measurement at another price; in ether the price changes nothing', async () => {
		await withStore(async (store) => {
			await addChain(store, 324, BLOCKS, [fee(0, ETHER)]);
			await store.recordPrices('eth-usd', rounds({ 0: 3_000, 1: 3_000 }), CHECK, KNOWN);
			const [before, inEther] = [await ask(store), await ask(store, { inDollars: false })];
			await store.recordPrices('eth-usd', rounds({ 0: 3_000.01, 1: 3_000 }), CHECK, KNOWN);
			const after = await ask(store);
			expect(before.id).toMatch(/^[0-9a-f]{64}$/);
			expect(after.id).not.toBe(before.id);
			expect(await ask(store, { inDollars: false })).toEqual(inEther);
			expect(inEther).toMatchObject({ unit: 'wei/tx', priceCoverage: null });
		});
	});
});
