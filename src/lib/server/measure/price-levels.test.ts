import { describe, expect, it } from 'vitest';
import { chainById } from '#lib/domain/chains.ts';
import type { PriceFeedName } from '#lib/domain/price-feeds.ts';
import { DAY, HOUR } from '#lib/domain/time.ts';
import type { Store } from '#lib/server/store/ports/store.ts';
import { addChain, at, chainOf, withStore } from '../test-chain.ts';
import { measure } from './measure.ts';
import type { MeasureRequest } from './request.ts';

const ETHEREUM = chainById(1);
const ERA = chainById(324);

/** A round every half hour: `usd` of the hour it begins in, by the index of the half hour. */
async function withPrices(
	feed: PriceFeedName,
	usd: (index: number) => number,
	hours: number,
	use: (store: Store) => Promise<void>
): Promise<void> {
	await withStore(async (store) => {
		await addChain(
			store,
			feed === 'eth-usd' ? 1 : 324,
			chainOf([{ timestamp: at(0) }, { timestamp: at(hours * HOUR) }])
		);
		const rounds = Array.from({ length: hours * 2 }, (_, index) => ({
			phase: 1,
			round: index + 1,
			answer: BigInt(Math.round(usd(index) * 1e8)),
			startedAt: at(index * 1_800),
			updatedAt: at(index * 1_800),
			fault: null
		}));
		const knownTo = at(hours * HOUR);
		const check = { checkedAt: knownTo, knownTo, ok: true, detail: null };
		await store.recordPrices(feed, rounds, check, { from: at(0), to: knownTo });
		await use(store);
	});
}

const run = (store: Store, changes: Partial<MeasureRequest>) =>
	measure(
		store,
		{
			chain: ETHEREUM,
			metric: 'price.eth_usd',
			statistic: 'mean',
			peakWindow: null,
			window: { from: at(0), to: at(4 * HOUR) },
			baseWindow: null,
			zeroFees: 'included',
			...changes
		},
		at(90 * DAY)
	);

describe('the price of a token', () => {
	it('is the mean over time, and the median of the hours’ means within what was in force', async () => {
		const usd = [3_000, 3_100, 3_000, 3_050, 2_900, 3_000, 3_200, 3_200];
		await withPrices(
			'eth-usd',
			(index) => usd[index]!,
			4,
			async (store) => {
				expect(await run(store, {})).toMatchObject({
					value: usd.reduce((sum, each) => sum + each, 0) / usd.length,
					unit: 'USD',
					n: 4,
					sampleUnit: 'hour',
					coverage: 1,
					priceCoverage: null,
					verifiable: 'full',
					provenance: {
						methods: ['eth_call'],
						endpoints: [],
						finality: 'finalized'
					}
				});
				// By the hour, means 3,050 3,025 2,950 3,200, lowest 3,000 3,000 2,900 3,200, highest 3,100 3,050 3,000 3,200.
				expect(await run(store, { statistic: 'p50' })).toMatchObject({
					value: 3_025,
					interval: [3_000, 3_050]
				});
			}
		);
	});

	it('has another input hash for the greatest rise where a round within an hour is another', async () => {
		const hashes = new Map<string, string[]>();
		// The same mean, lowest and highest of each hour, in another order.
		for (const usd of [
			[3_000, 3_100, 3_000, 3_200],
			[3_100, 3_000, 3_000, 3_200]
		])
			await withPrices(
				'eth-usd',
				(index) => usd[index]!,
				2,
				async (store) => {
					const window = { from: at(0), to: at(2 * HOUR) };
					for (const statistic of ['mean', 'max_rise'] as const) {
						const { provenance } = await run(store, { statistic, window });
						hashes.set(statistic, [...(hashes.get(statistic) ?? []), provenance.inputSha256]);
					}
				}
			);
		expect(new Set(hashes.get('mean')).size).toBe(1);
		expect(new Set(hashes.get('max_rise')).size).toBe(2);
	});

	it('covers the hours with a price, and its median is as wide as what is not known', async () => {
		await withPrices(
			'eth-usd',
			(index) => 3_000 + index,
			4,
			async (store) => {
				const half = await run(store, { window: { from: at(2 * HOUR), to: at(6 * HOUR) } });
				expect(half).toMatchObject({ coverage: 0.5, n: 2, interval: [null, null] });
				expect(half.value).toBe(3_005.5);
				const median = await run(store, {
					statistic: 'p50',
					window: { from: at(2 * HOUR), to: at(6 * HOUR) }
				});
				expect(median.interval).toEqual([3_004, 3_007]);
			}
		);
	});

	it('changes from one window to another by the medians of their days', async () => {
		await withPrices(
			'zk-usd-era',
			(index) => (index < 96 ? 0.04 : 0.06),
			96,
			async (store) => {
				const rise = await run(store, {
					chain: ERA,
					metric: 'price.zk_usd',
					statistic: 'change',
					baseWindow: { from: at(0), to: at(2 * DAY) },
					window: { from: at(2 * DAY), to: at(4 * DAY) }
				});
				expect(rise.value).toBeCloseTo(-0.5, 10);
				expect(rise.unit).toBe('1');
			}
		);
	});

	it('is that of the feed on the chain that is asked, and none where no feed stands', async () => {
		await withPrices(
			'eth-usd',
			() => 3_000,
			4,
			async (store) => {
				expect(await run(store, { metric: 'price.zk_usd' })).toMatchObject({
					value: null,
					n: 0,
					coverage: 0,
					reason: 'no feed of ZK / USD is read on Ethereum'
				});
				const era = await run(store, { chain: ERA });
				expect(era.value).toBeNull();
				expect(era.reason).toBe(
					'no price of ETH for this window (ETH/USD on ZKsync Era): its feed has not been read'
				);
			}
		);
	});
});
