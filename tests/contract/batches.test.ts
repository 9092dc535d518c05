import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STAGES, type BatchFact } from '#lib/domain/batches.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import { InvalidBatchError } from '#lib/server/store/errors.ts';
import type { Store } from '#lib/server/store/ports/store.ts';
import { madeBatch, timeOf } from '../made-chain.ts';
import { ENGINES, withStore } from './engines.ts';
import { batchOf, steadyBlocks } from './made-blocks.ts';

const ERA = 324;
const ALWAYS = { from: unixSeconds(0), to: unixSeconds(4_102_444_800) };
const range = (from: number, to: number) => ({ from, to });
const batches = (from: number, to: number): BatchFact[] =>
	Array.from({ length: to - from + 1 }, (_, index) => madeBatch(from + index));
const executed = (from: number, to: number) => ({
	range: range(from, to),
	batches: batches(from, to)
});

async function stateOfBatches(store: Store) {
	const stages: Record<string, unknown> = {};
	for (const stage of STAGES)
		stages[stage] = await store.getStageTimes(ERA, ALWAYS, stage, 'operator');
	return {
		stages,
		wanted: await store.getWanted(ERA, 'batch'),
		covered: await store.getCovered(ERA, 'batch'),
		gaps: await store.getGaps({ chainId: ERA, kind: 'batch' })
	};
}

describe.each(ENGINES)('batches on $name', (engine) => {
	it('come back by the time of their last block, stage by stage, by the clock that is asked', async () => {
		await withStore(engine, async (store) => {
			await store.addBatches(ERA, executed(3, 7));
			const [from, to] = [madeBatch(4).sealedAt, madeBatch(6).sealedAt];
			const times = await store.getStageTimes(ERA, { from, to }, 'prove', 'operator');
			expect(times).toEqual(
				[4, 5].map((number) => {
					const { blocks, sealedAt, stages } = madeBatch(number);
					const { at, settledOn } = stages.prove;
					return { batch: number, blocks, sealedAt, at, settledOn };
				})
			);
			expect(await store.getStageTimes(ERA, { from, to }, 'prove', 'l1')).toEqual([]);
			expect(await store.getStageTimes(2741, { from, to }, 'prove', 'operator')).toEqual([]);
		});
	});

	it('tell how many of their transactions came from L1, up to the first one after a window', async () => {
		await withStore(engine, async (store) => {
			const told = [3, 4, 5, 6, 7].map((number) => ({
				...madeBatch(number),
				l1TxCount: number % 3
			}));
			await store.addBatches(ERA, { range: range(3, 7), batches: told });
			const rows = told.map(({ number, blocks, openedAt, sealedAt, l1TxCount }) => ({
				...{ batch: number, blocks, openedAt, sealedAt, l1TxCount }
			}));
			const [from, to] = [told[1]!.sealedAt, told[3]!.sealedAt];
			expect(await store.getL1Transactions(ERA, { from, to })).toEqual(rows.slice(1, 4));
			// One that ends as the window does lies after it; before the first there is none of its own.
			const before = { from: unixSeconds(from - 100_000), to: told[0]!.sealedAt };
			expect(await store.getL1Transactions(ERA, before)).toEqual(rows.slice(0, 1));
			expect(await store.getL1Transactions(ERA, ALWAYS)).toEqual(rows);
			const after = { from: unixSeconds(told[4]!.sealedAt + 1), to: ALWAYS.to };
			expect(await store.getL1Transactions(ERA, after)).toEqual([]);
			expect(await store.getL1Transactions(2741, ALWAYS)).toEqual([]);
		});
	});

	it('keep that a node does not say where, or by which transaction, apart from what it says', async () => {
		await withStore(engine, async (store) => {
			const silent = madeBatch(1);
			const commit = { ...silent.stages.commit, settledOn: null, txHash: null };
			const told = { ...silent, stages: { ...silent.stages, commit } };
			await store.addBatches(ERA, { range: range(1, 1), batches: [told] });
			const settledOn = async (stage: 'commit' | 'prove') =>
				(await store.getStageTimes(ERA, ALWAYS, stage, 'operator'))[0]?.settledOn;
			expect(await settledOn('commit')).toBeNull();
			expect(await settledOn('prove')).toBe(1);
		});
	});

	it('are the same whatever pieces they come in, in whatever order, however often', async () => {
		const piece = fc
			.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 5 }))
			.map(([from, more]) => range(from, Math.min(12, from + more)));
		await withStore(engine, async (expected) => {
			await expected.addBatches(ERA, executed(1, 12));
			const state = await stateOfBatches(expected);
			await fc.assert(
				fc.asyncProperty(fc.array(piece, { maxLength: 8 }), async (pieces) => {
					await withStore(engine, async (store) => {
						for (const { from, to } of [...pieces, range(1, 4), range(9, 12), range(5, 8)])
							await store.addBatches(ERA, executed(from, to));
						expect(await stateOfBatches(store)).toEqual(state);
					});
				}),
				{ numRuns: 15 }
			);
		});
	});

	const faults: [string, (sound: BatchFact[]) => BatchFact[], RegExp][] = [
		['one is missing', (sound) => sound.slice(1), /2 batches were given/],
		[
			'one stands in another’s place',
			(sound) => sound.toReversed(),
			/batch 5 stands where 3 should/
		],
		[
			'blocks lie between them that are in none',
			([a, b, c]) => [a!, { ...b!, blocks: { from: b!.blocks.from + 1, to: b!.blocks.to } }, c!],
			/batch 4 has blocks 31–39, which do not follow/
		],
		[
			'one was sealed before the one before it',
			([a, b, c]) => [a!, b!, { ...c!, openedAt: a!.openedAt, sealedAt: a!.sealedAt }],
			/batch 5 was sealed at \d+, before it can have been/
		],
		[
			'one was committed before it was opened',
			([a, b, c]) => [
				a!,
				b!,
				{
					...c!,
					stages: { ...c!.stages, commit: { ...c!.stages.commit, at: timeOf(0) } }
				}
			],
			/batch 5 was opened at \d+, after its commit/
		]
	];
	it.each(faults)('are refused where %s, and nothing is stored', async (_, spoil, message) => {
		await withStore(engine, async (store) => {
			const given = { range: range(3, 5), batches: spoil(batches(3, 5)) };
			await expect(store.addBatches(ERA, given)).rejects.toThrow(InvalidBatchError);
			await expect(store.addBatches(ERA, given)).rejects.toThrow(message);
			expect(await store.getStageTimes(ERA, ALWAYS, 'commit', 'operator')).toEqual([]);
			expect(await store.getWanted(ERA, 'batch')).toEqual([]);
		});
	});

	it('are refused where their blocks do not join those stored beside them', async () => {
		await withStore(engine, async (store) => {
			await store.addBatches(ERA, executed(3, 5));
			const moved = (batch: BatchFact) => ({
				...batch,
				blocks: { from: batch.blocks.from + 1, to: batch.blocks.to + 1 }
			});
			for (const number of [2, 6])
				await expect(
					store.addBatches(ERA, {
						range: range(number, number),
						batches: [moved(madeBatch(number))]
					})
				).rejects.toThrow(/do not join the stored batches beside them/);
			expect((await store.getCovered(ERA, 'batch')).map(({ from, to }) => [from, to])).toEqual([
				[3, 5]
			]);
		});
	});

	it('stay where blocks are dropped: an executed batch is never undone', async () => {
		await withStore(engine, async (store) => {
			await store.addBlocks(ERA, batchOf(steadyBlocks(10)));
			await store.addBatches(ERA, executed(3, 40));
			const before = await stateOfBatches(store);
			await store.discardAbove(ERA, 5, 8);
			expect(await stateOfBatches(store)).toEqual(before);
			expect((await store.getCovered(ERA, 'block')).map(({ to }) => to)).toEqual([5]);
		});
	});
});

describe.each(ENGINES)('methods of endpoints on $name', (engine) => {
	const look = (checkedAt: number, offered: Record<string, boolean>, host = 'a.example') => ({
		chainId: ERA,
		host,
		checkedAt: unixSeconds(checkedAt),
		offered
	});

	it('are kept with since when they have been seen so', async () => {
		await withStore(engine, async (store) => {
			await store.recordMethods(look(100, { eth_a: true, eth_b: false }));
			await store.recordMethods(look(200, { eth_a: true, eth_b: false }));
			await store.recordMethods(look(300, { eth_a: false }));
			await store.recordMethods(look(250, { eth_a: true }, 'b.example'));
			const words = (await store.getMethods(ERA)).map(
				({ host, method, offered, since, checkedAt }) =>
					`${host} ${method} ${offered} since ${since}, seen ${checkedAt}`
			);
			expect(words).toEqual([
				'a.example eth_a false since 300, seen 300',
				'a.example eth_b false since 100, seen 200',
				'b.example eth_a true since 250, seen 250'
			]);
			expect(await store.getMethods(1)).toEqual([]);
		});
	});

	it('are news only where something changed', async () => {
		await withStore(engine, async (store) => {
			await store.recordMethods(look(100, { eth_a: true }));
			const version = await store.dataVersion();
			await store.recordMethods(look(200, { eth_a: true }));
			expect(await store.dataVersion()).toBe(version);
			await store.recordMethods(look(300, { eth_a: false }));
			expect(await store.dataVersion()).toBeGreaterThan(version);
		});
	});
});
