import { describe, expect, it } from 'vitest';
import { STAGES, type BatchFact } from '#lib/domain/batches.ts';
import { chainById, type Chain } from '#lib/domain/chains.ts';
import type { MetricId } from '#lib/domain/metrics/registry.ts';
import type { SettlementFacts, SettlementTransaction } from '#lib/domain/settlement.ts';
import { DAY, HOUR } from '#lib/domain/time.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import { GATEWAY } from '#lib/domain/zk-chains.ts';
import type { Store } from '#lib/server/store/ports/store.ts';
import { addChain, at, chainOf, withStore } from '../test-chain.ts';
import { measure } from './measure.ts';
import { series } from './series.ts';

const ERA = chainById(324);
const hashOf = (of: string, number: number) => `0x${of}${String(number).padStart(63, '0')}`;

/** Batch n was sealed at n hours; by the operator’s clock its stages were reached 1,000, 2,000 and 3,000 s later. */
function batch(number: number, settledOn: number | null = 1): BatchFact {
	const sealedAt = at(number * HOUR);
	const reached = (after: number) => ({
		at: unixSeconds(sealedAt + after),
		...{ clock: 'operator' as const, txHash: hashOf('e', number), settledOn }
	});
	return {
		...{ number, blocks: { from: number * 2 - 1, to: number * 2 } },
		...{ openedAt: unixSeconds(sealedAt - 60), sealedAt, rootHash: hashOf('d', number) },
		...{ l1TxCount: 1, l2TxCount: number },
		stages: { commit: reached(1_000), prove: reached(2_000), execute: reached(3_000) }
	};
}

/** L1 as it tells of batches: a block a minute, whose number is its minute; stages 600, 1,200 and 1,800 s after the seal. */
function settlementOf(
	batches: readonly number[],
	range = { from: 1, to: 1_000 },
	changes: Partial<SettlementTransaction> = {}
): SettlementFacts {
	const timeOf = (block: number) => at(block * 60);
	const steps = batches.flatMap((number) =>
		STAGES.map((stage, index) => {
			const l1Block = number * 60 + (index + 1) * 10;
			return {
				...{ batch: number, stage, l1Block, logIndex: 0, at: timeOf(l1Block) },
				txHash: hashOf('c', l1Block)
			};
		})
	);
	const inRange = steps.filter(({ l1Block }) => l1Block >= range.from && l1Block <= range.to);
	return {
		range: {
			...range,
			...{ fromTime: timeOf(range.from), toTime: timeOf(range.to) },
			...{ fromHash: hashOf('b', range.from), toHash: hashOf('b', range.to) }
		},
		steps: inRange,
		reverts: [],
		transactions: inRange.map(({ l1Block, txHash, stage }) => ({
			...{ hash: txHash, l1Block, gasUsed: 100_000, gasPrice: 1_000_000_000n, steps: 1 },
			...(stage === 'commit'
				? { blobGasUsed: 262_144, blobGasPrice: 10n, inputBytes: null, commits: 1 }
				: { blobGasUsed: 0, blobGasPrice: null, inputBytes: null, commits: 0 }),
			...changes
		}))
	};
}

async function withBatches(
	batches: readonly BatchFact[],
	use: (store: Store) => Promise<void>
): Promise<void> {
	await withStore(async (store) => {
		const blocks = chainOf(
			Array.from({ length: 60 }, (_, index) => ({ timestamp: at(index * 1_800) }))
		);
		await addChain(store, ERA.id, blocks);
		const range = { from: batches[0]!.number, to: batches.at(-1)!.number };
		await store.addBatches(ERA.id, { range, batches });
		await use(store);
	});
}

/** Batches 2 to 8 were sealed in it. */
const WINDOW = { from: at(HOUR + 1), to: at(9 * HOUR) };
const ALL = [1, 2, 3, 4, 5, 6, 7, 8, 9];

const run = (
	store: Store,
	metric: MetricId,
	{ chain = ERA as Chain, window = WINDOW, inDollars = false } = {}
) =>
	measure(
		store,
		{
			...{ chain, metric, statistic: 'mean', peakWindow: null, window, baseWindow: null },
			...{ zeroFees: 'included', inDollars }
		},
		at(9 * DAY),
		{ readingId: 'claim/reading', version: 1 }
	);

describe('the clock of finality', () => {
	it('is Ethereum’s where that tells of every batch, and the operator’s for all where one is missing', async () => {
		await withBatches(
			ALL.map((number) => batch(number)),
			async (store) => {
				const byOperator = await run(store, 'finality.commit');
				expect(byOperator).toMatchObject({ value: 1_000, n: 7, verifiable: 'self_reported' });
				// Its blocks 1 to 300 hold batches 1 to 4 whole.
				await store.addSettlement(ERA.id, settlementOf(ALL, { from: 1, to: 300 }));
				expect(await run(store, 'finality.commit')).toMatchObject({ value: 1_000, n: 7 });
				await store.addSettlement(ERA.id, settlementOf(ALL, { from: 301, to: 1_000 }));
				const byL1 = await run(store, 'finality.commit');
				expect(byL1).toMatchObject({ value: 600, n: 7, coverage: 1, verifiable: 'full' });
				expect(byL1.id).not.toBe(byOperator.id);
				expect(await run(store, 'finality.execute')).toMatchObject({ value: 1_800, n: 7 });
			}
		);
	});

	it('leaves batches that settled on the Gateway out, whoever tells', async () => {
		const some = ALL.map((number) => batch(number, number === 4 ? GATEWAY.chainId : 1));
		await withBatches(some, async (store) => {
			await store.addSettlement(ERA.id, settlementOf(ALL.filter((number) => number !== 4)));
			expect(await run(store, 'finality.prove')).toMatchObject({
				...{ value: 1_200, n: 6, verifiable: 'full' }
			});
		});
	});

	it('counts a batch of the Gateway’s time that Ethereum tells of, though its node does not say where', async () => {
		// The made chain is of November 2025, when chains could settle on the Gateway.
		const silent = ALL.map((number) => batch(number, null));
		await withBatches(silent, async (store) => {
			expect(await run(store, 'finality.commit')).toMatchObject({ value: null });
			await store.addSettlement(ERA.id, settlementOf(ALL.filter((number) => number !== 4)));
			expect(await run(store, 'finality.commit')).toMatchObject({
				...{ value: 600, n: 6, verifiable: 'full' }
			});
		});
	});
});

describe('the settlement of batches', () => {
	/** 2 to 8, each with one transaction more than its number. */
	const txCount = 3 + 4 + 5 + 6 + 7 + 8 + 9;
	const costWei = 3 * 100_000 * 1e9 + 262_144 * 10;

	it('costs what its transactions did, and takes what they carried', async () => {
		await withBatches(
			ALL.map((number) => batch(number)),
			async (store) => {
				await store.addSettlement(ERA.id, settlementOf(ALL));
				const cost = await run(store, 'settlement.cost');
				expect(cost.value).toBeCloseTo((7 * costWei) / txCount, 3);
				expect(cost).toMatchObject({
					...{ n: 7, sampleUnit: 'batch', coverage: 1, unit: 'wei/tx', verifiable: 'full' },
					provenance: { fromBlock: 3, toBlock: 16, finality: 'finalized' }
				});
				expect(cost.id).not.toBeNull();
				const bytes = await run(store, 'settlement.bytes');
				expect(bytes.value).toBeCloseTo((7 * 262_144) / txCount, 9);
				expect(bytes.interval[0]).toBeCloseTo((7 * 126_976) / txCount, 9);
				// On 2025-11-27, Prague: 6 blobs as the target, 9 at most.
				const most = await run(store, 'capacity.da_ceiling');
				expect(most.value).toBeCloseTo((9 * 131_072) / 12 / bytes.value!, 9);
				const target = await run(store, 'capacity.da_ceiling_target');
				expect(target.value! / most.value!).toBeCloseTo(6 / 9, 9);
			}
		);
	});

	it('is known of a part of the window where batches are missing, and has open bounds then', async () => {
		await withBatches(
			ALL.map((number) => batch(number)),
			async (store) => {
				await store.addSettlement(ERA.id, settlementOf(ALL.filter((number) => number !== 5)));
				const cost = await run(store, 'settlement.cost');
				expect(cost.n).toBe(6);
				// Its time runs from the last block of batch 4 to its own.
				const seconds = WINDOW.to - WINDOW.from;
				expect(cost.coverage).toBeCloseTo((seconds - HOUR) / seconds, 9);
				expect(cost.interval).toEqual([null, null]);
				expect((await run(store, 'capacity.da_ceiling')).interval).toEqual([null, null]);
			}
		);
	});

	it('has a ceiling without upper bound where a blob may be all but empty', async () => {
		await withBatches(
			ALL.map((number) => batch(number)),
			async (store) => {
				await store.addSettlement(
					ERA.id,
					settlementOf(ALL, undefined, { blobGasUsed: 131_072, blobGasPrice: 1n, commits: 1 })
				);
				const ceiling = await run(store, 'capacity.da_ceiling');
				expect(ceiling.interval).toEqual([ceiling.value, null]);
			}
		);
	});

	it('has no value in dollars without a price of ether, and says why', async () => {
		await withBatches(
			ALL.map((number) => batch(number)),
			async (store) => {
				await store.addSettlement(ERA.id, settlementOf(ALL));
				expect(await run(store, 'settlement.cost', { inDollars: true })).toMatchObject({
					...{ value: null, unit: 'USD/tx', priceCoverage: 0 },
					reason:
						'no price of ETH for this window (ETH/USD on Ethereum): its feed has not been read'
				});
			}
		);
	});

	it('is not known of a chain whose nodes tell of no batches, nor of one that settles otherwise', async () => {
		await withStore(async (store) => {
			expect(await run(store, 'settlement.cost', { chain: chainById(36900) })).toMatchObject({
				value: null,
				reason:
					'no node of ADI tells of batches: their steps on Ethereum are known, and how many transactions they hold is not'
			});
			expect(await run(store, 'capacity.da_ceiling', { chain: chainById(10) })).toMatchObject({
				value: null,
				reason:
					'what OP Mainnet pays on Ethereum is not collected: it settles by none of the contracts that are read'
			});
			expect(await run(store, 'settlement.bytes')).toMatchObject({
				...{ value: null, coverage: 0, reason: 'no batch of this window is collected' }
			});
			// The methods that tell of batches were withdrawn: what is missing is said.
			const reason = 'zks_getL1BatchDetails is not offered since 2026-01-01T00:00:00Z (a.example)';
			await store.markGap(ERA.id, 'batch', { from: 1, to: 9 }, 'method_missing', reason);
			expect(await run(store, 'settlement.cost')).toMatchObject({ value: null, reason });
		});
	});

	it('is drawn by the bucket that the last block falls in', async () => {
		await withBatches(
			ALL.map((number) => batch(number)),
			async (store) => {
				await store.addSettlement(ERA.id, settlementOf(ALL));
				const points = await series(
					store,
					ERA,
					{ metric: 'settlement.cost', statistic: 'mean', peakWindow: null, zeroFees: 'included' },
					{ from: at(2 * HOUR), to: at(5 * HOUR) },
					'1h'
				);
				expect(points.map(({ value, n }) => [value, n])).toEqual([
					[costWei / 3, 1],
					[costWei / 4, 1],
					[costWei / 5, 1]
				]);
			}
		);
	});
});
