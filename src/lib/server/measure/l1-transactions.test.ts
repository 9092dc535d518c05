import { describe, expect, it } from 'vitest';
import type { BatchFact } from '#lib/domain/batches.ts';
import { chainById, CHAINS } from '#lib/domain/chains.ts';
import { FAMILIES } from '#lib/domain/families.ts';
import { DAY, HOUR, type TimeWindow } from '#lib/domain/time.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import type { Store } from '#lib/server/store/ports/store.ts';
import { addChain, at, chainOf, withStore } from '../test-chain.ts';
import { measure } from './measure.ts';
import { series } from './series.ts';

const ERA = chainById(324);
const MINUTES = 60;

/** Batch `number`: two blocks, the last of them so many minutes after the start, the batch opened `open` before that. */
function batch(number: number, minutes: number, l1TxCount: number, open = 20): BatchFact {
	const sealedAt = at(minutes * MINUTES);
	const rootHash = `0x${String(number).padStart(64, '0')}`;
	const reached = {
		...{ at: unixSeconds(sealedAt + 3 * HOUR), clock: 'operator' as const },
		...{ txHash: rootHash, settledOn: 1 }
	};
	return {
		...{ number, rootHash, sealedAt, l1TxCount, l2TxCount: 7 },
		blocks: { from: number * 2 - 1, to: number * 2 },
		openedAt: unixSeconds(sealedAt - open * MINUTES),
		stages: { commit: reached, prove: reached, execute: reached }
	};
}

/** Sealed at 30 minutes past each hour; the one of 3:30 was open for an hour and a half. */
const BATCHES = [
	batch(1, 30, 100),
	batch(2, 90, 4),
	batch(3, 150, 0),
	batch(4, 210, 9, 90),
	batch(5, 270, 2),
	batch(6, 330, 1),
	batch(7, 390, 40, 60)
];

async function withBatches(
	pieces: readonly (readonly BatchFact[])[],
	use: (store: Store) => Promise<void>
): Promise<void> {
	await withStore(async (store) => {
		const blocks = Array.from({ length: 60 }, (_, index) => ({ timestamp: at(index * 1_800) }));
		await addChain(store, ERA.id, chainOf(blocks));
		for (const batches of pieces) {
			const range = { from: batches[0]!.number, to: batches.at(-1)!.number };
			await store.addBatches(ERA.id, { range, batches });
		}
		await use(store);
	});
}

const run = (store: Store, window: TimeWindow, chain = ERA) =>
	measure(
		store,
		{
			...{ chain, metric: 'throughput.l1_tx', statistic: 'mean', peakWindow: null, window },
			...{ baseWindow: null, zeroFees: 'included' }
		},
		at(9 * DAY),
		{ readingId: 'claim/reading', version: 1 }
	);
const hours = (from: number, to: number) => ({ from: at(from * HOUR), to: at(to * HOUR) });

describe('transactions from L1', () => {
	it('are those of the batches that end in the window, by the second, and no other transactions', async () => {
		await withBatches([BATCHES], async (store) => {
			const found = await run(store, hours(1, 6));
			expect(found).toMatchObject({
				value: (4 + 0 + 9 + 2 + 1) / (5 * HOUR),
				...{ n: 5, sampleUnit: 'batch', coverage: 1, unit: 'tx/s' },
				...{ verifiable: 'full', sampled: false, reason: null },
				provenance: {
					...{ fromBlock: 3, toBlock: 12, finality: 'finalized' },
					methods: ['zks_getL1BatchDetails', 'zks_getL1BatchBlockRange', 'eth_getBlockByNumber']
				}
			});
			expect(found.provenance.toBlockHash).not.toBeNull();
			expect(found.id).not.toBeNull();
			// The 40 of the batch that begins at 5:30 may lie before 6:00; no batch reaches in from before 1:00.
			expect(found.interval).toEqual([16 / (5 * HOUR), 56 / (5 * HOUR)]);
		});
	});

	it('are uncertain by those of a batch that reaches into the window, and certain without one', async () => {
		await withBatches([BATCHES], async (store) => {
			// That of 3:30 was opened at 2:00.
			expect((await run(store, hours(3, 5))).interval).toEqual([2 / (2 * HOUR), 11 / (2 * HOUR)]);
			expect((await run(store, hours(4, 5))).interval).toEqual([2 / HOUR, 2 / HOUR]);
		});
	});

	it('are a measured zero where batches hold none', async () => {
		await withBatches([BATCHES], async (store) => {
			expect(await run(store, { from: at(2 * HOUR), to: at(2.9 * HOUR) })).toMatchObject({
				...{ value: 0, n: 1, reason: null },
				interval: [0, 9 / (0.9 * HOUR)]
			});
		});
	});

	it('are over the time that is covered: the first batch says where that begins, and its own do not count', async () => {
		await withBatches([BATCHES], async (store) => {
			const found = await run(store, hours(0, 3));
			expect(found).toMatchObject({ value: 4 / (2.5 * HOUR - 1), n: 2 });
			expect(found.coverage).toBeCloseTo(2.5 / 3, 3);
			expect(found.interval).toEqual([4 / (3 * HOUR), null]);
			// and the last one says where it ends, and its own do
			const last = await run(store, hours(5, 9));
			expect(last).toMatchObject({ value: 41 / (1.5 * HOUR), n: 2 });
			expect(last.interval).toEqual([41 / (4 * HOUR), null]);
		});
	});

	it('are not those beside a gap, and those after it', async () => {
		await withBatches([BATCHES.slice(0, 3), BATCHES.slice(4)], async (store) => {
			const found = await run(store, hours(1, 6));
			// Known are 1:00 to 2:30 and 4:30 to 6:00: of the batch of 4:30 it is not known when it began to count.
			expect(found).toMatchObject({ value: (4 + 0 + 1) / (3 * HOUR - 1), n: 3 });
			expect(found.interval).toEqual([5 / (5 * HOUR), null]);
		});
	});

	it('have no value, and the reason, where no batch was sealed or none is collected', async () => {
		await withBatches([BATCHES], async (store) => {
			const quiet = await run(store, { from: at(100 * MINUTES), to: at(140 * MINUTES) });
			expect(quiet).toMatchObject({
				...{ value: null, n: 0, coverage: 1 },
				reason: 'no batch was sealed in this window'
			});
			expect(await run(store, hours(10, 12))).toMatchObject({
				...{ value: null, coverage: 0, reason: 'no batch of this window is collected' }
			});
			const why = 'zks_getL1BatchDetails is not offered since 2026-01-01T00:00:00Z (a.example)';
			await store.markGap(ERA.id, 'batch', { from: 8, to: 9 }, 'method_missing', why);
			expect(await run(store, hours(10, 12))).toMatchObject({ value: null, reason: why });
		});
	});

	it.each(CHAINS.filter(({ family }) => !FAMILIES[family].tellsBatches))(
		'are nowhere taken for a zero: $name says why they are not counted',
		async (chain) => {
			await withStore(async (store) => {
				await addChain(store, chain.id, chainOf([{ timestamp: at(0) }, { timestamp: at(HOUR) }]));
				expect(await run(store, hours(0, 1), chain)).toMatchObject({
					...{ value: null, interval: [null, null], n: 0, coverage: 0 },
					reason: `transactions sent on L1 are ${FAMILIES[chain.family].l1Uncounted}`
				});
			});
		}
	);

	it('are drawn by the bucket in which their batch ends, each with what it may hold more or less', async () => {
		await withBatches([BATCHES], async (store) => {
			const question = {
				...({ metric: 'throughput.l1_tx', statistic: 'mean' } as const),
				...({ peakWindow: null, zeroFees: 'included' } as const)
			};
			const points = await series(store, ERA, question, hours(0, 7), '1h');
			for (const { t, value, interval, n, coverage, reason } of points) {
				const alone = await run(store, { from: t, to: unixSeconds(t + HOUR) });
				const { value: v, interval: i, n: m, coverage: c, reason: r } = alone;
				expect({ value, interval, n, coverage, reason }, String(t)).toEqual({
					...{ value: v, interval: i, n: m, coverage: c, reason: r }
				});
			}
			expect(points.map(({ n }) => n)).toEqual([0, 1, 1, 1, 1, 1, 1]);
		});
	});
});
