import { describe, expect, it } from 'vitest';
import type { BatchFact } from '#lib/domain/batches.ts';
import { chainById } from '#lib/domain/chains.ts';
import { DAY, HOUR } from '#lib/domain/time.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import type { Store } from '#lib/server/store/ports/store.ts';
import { addChain, at, chainOf, withStore } from '../test-chain.ts';
import { measure } from './measure.ts';
import { series } from './series.ts';

const ERA = chainById(324);
const GATEWAY = 9075;

/** Batch `number`: two blocks an hour, committed `delay` seconds after its last one. */
function batch(number: number, delay: number, settledOn: number | null = 1): BatchFact {
	const sealedAt = at(number * HOUR);
	const hash = `0x${String(number).padStart(64, '0')}`;
	const reached = (after: number) => ({
		at: unixSeconds(sealedAt + after),
		clock: 'operator' as const,
		txHash: hash,
		settledOn
	});
	return {
		number,
		blocks: { from: number * 2 - 1, to: number * 2 },
		openedAt: unixSeconds(sealedAt - 60),
		sealedAt,
		rootHash: hash,
		l1TxCount: 0,
		l2TxCount: 1,
		stages: { commit: reached(delay), prove: reached(delay * 10), execute: reached(delay * 100) }
	};
}

async function withBatches(
	batches: readonly BatchFact[],
	use: (store: Store) => Promise<void>
): Promise<void> {
	await withStore(async (store) => {
		await addChain(
			store,
			ERA.id,
			chainOf(Array.from({ length: 60 }, (_, index) => ({ timestamp: at(index * 1_800) })))
		);
		const range = { from: batches[0]!.number, to: batches.at(-1)!.number };
		await store.addBatches(ERA.id, { range, batches });
		await use(store);
	});
}

const run = (
	store: Store,
	statistic: 'mean' | 'p50' | 'p90',
	metric: 'finality.commit' | 'finality.prove' | 'finality.execute' = 'finality.commit',
	window = { from: at(HOUR + 1), to: at(9 * HOUR) },
	chain = ERA
) =>
	measure(
		store,
		{
			chain,
			metric,
			statistic,
			peakWindow: null,
			window,
			baseWindow: null,
			zeroFees: 'included'
		},
		at(9 * DAY),
		{ readingId: 'claim/reading', version: 1 }
	);

describe('the time to finality', () => {
	const delays = [50, 100, 110, 120, 130, 140, 150, 900, 7];
	const batches = delays.map((delay, index) => batch(index + 1, delay));

	it('is counted from each batch’s last block, by the operator’s word, in the window of that block', async () => {
		await withBatches(batches, async (store) => {
			// Sealed at 2 h to 8 h: the one of 1 h came before the window, the one of 9 h after it.
			const mean = await run(store, 'mean');
			expect(mean).toMatchObject({
				value: (100 + 110 + 120 + 130 + 140 + 150 + 900) / 7,
				n: 7,
				sampleUnit: 'batch',
				coverage: 1,
				verifiable: 'self_reported',
				reason: null,
				provenance: { fromBlock: 3, toBlock: 16, finality: 'finalized' }
			});
			expect(mean.id).not.toBeNull();
			expect(await run(store, 'p50')).toMatchObject({ value: 130, interval: [129, 131] });
			expect(await run(store, 'p90', 'finality.prove')).toMatchObject({ value: 9_000 });
			expect(await run(store, 'p50', 'finality.execute')).toMatchObject({ value: 13_000 });
		});
	});

	it('leaves out batches that settled on the Gateway, and says so where all of them did', async () => {
		const some = batches.map((each, index) => (index === 3 ? batch(4, 120, GATEWAY) : each));
		await withBatches(some, async (store) => {
			expect(await run(store, 'mean')).toMatchObject({ n: 6 });
		});
		const all = delays.map((delay, index) => batch(index + 1, delay, GATEWAY));
		await withBatches(all, async (store) => {
			expect(await run(store, 'mean')).toMatchObject({
				value: null,
				n: 0,
				reason:
					'the batches of this window, 7, were settled elsewhere than on Ethereum, or it is not known where'
			});
		});
	});

	it('does not count a batch of the Gateway’s time whose node does not say where it settled', async () => {
		// The made chain is of November 2025, when chains could settle on the Gateway.
		const silent = batches.map((each, index) => (index === 3 ? batch(4, 120, null) : each));
		await withBatches(silent, async (store) => {
			expect(await run(store, 'mean')).toMatchObject({ n: 6 });
		});
	});

	it('has open bounds by the share of the window whose batches are not known', async () => {
		await withBatches(batches.slice(0, 5), async (store) => {
			const half = await run(store, 'p50');
			expect(half.coverage).toBeCloseTo((4 * HOUR - 1) / (8 * HOUR - 1), 10);
			expect(half.value).toBe(110);
			expect(half.interval).toEqual([99, 131]);
			expect(await run(store, 'mean')).toMatchObject({ interval: [null, null] });
		});
	});

	it('has no value where no batch is collected, and says which method is missing', async () => {
		await withStore(async (store) => {
			expect(await run(store, 'p50')).toMatchObject({
				value: null,
				coverage: 0,
				reason: 'no batch of this window is collected'
			});
			const why = 'zks_getL1BatchDetails is not offered since 2026-01-01T00:00:00Z (a.example)';
			await store.markGap(ERA.id, 'batch', { from: 1, to: 9 }, 'method_missing', why);
			expect(await run(store, 'p50')).toMatchObject({ value: null, reason: why });
			const ethereum = await run(store, 'p50', 'finality.commit', undefined, chainById(1));
			expect(ethereum.reason).toBe('no node of Ethereum tells of batches');
		});
	});

	it('is drawn by the bucket that the last block falls in', async () => {
		await withBatches(batches, async (store) => {
			const points = await series(
				store,
				ERA,
				{ metric: 'finality.commit', statistic: 'p50', peakWindow: null, zeroFees: 'included' },
				{ from: at(2 * HOUR), to: at(5 * HOUR) },
				'1h'
			);
			expect(points.map(({ value, n }) => [value, n])).toEqual([
				[100, 1],
				[110, 1],
				[120, 1]
			]);
		});
	});
});
