import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STAGES } from '#lib/domain/batches.ts';
import type { SettlementFacts } from '#lib/domain/settlement.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import { InvalidBatchError } from '#lib/server/store/errors.ts';
import type { Store, StoreReader } from '#lib/server/store/ports/store.ts';
import { madeBatch } from '../made-chain.ts';
import { ENGINES, withStore } from './engines.ts';

const ERA = 324;
const ALWAYS = { from: unixSeconds(0), to: unixSeconds(4_102_444_800) };
const hashOf = (block: number, of = 'a') => `0x${of}${String(block).padStart(63, '0')}`;

/** L1 block n holds one transaction: commit, proof or execution of two batches, in turn; each seventh takes some back. */
function madeFacts(from: number, to: number): SettlementFacts {
	const blocks = Array.from({ length: to - from + 1 }, (_, index) => from + index);
	const timeOf = (block: number) => unixSeconds(1_764_201_600 + block * 12);
	return {
		range: {
			...{ from, to, fromTime: timeOf(from), toTime: timeOf(to) },
			...{ fromHash: hashOf(from, 'b'), toHash: hashOf(to, 'b') }
		},
		steps: blocks.flatMap((block) =>
			[0, 1].map((index) => ({
				...{ batch: Math.floor(block / 3) * 2 + index, stage: STAGES[block % 3]! },
				...{ l1Block: block, logIndex: index, at: timeOf(block), txHash: hashOf(block) }
			}))
		),
		reverts: blocks
			.filter((block) => block % 7 === 0)
			.map((block) => ({ l1Block: block, logIndex: 2, committed: block, proven: block - 1 })),
		transactions: blocks.map((block) => ({
			...{ hash: hashOf(block), l1Block: block, gasUsed: 400_000 + block },
			// Past 2⁵³: no driver may round it.
			...{ gasPrice: 9_007_199_254_740_993n + BigInt(block), steps: 2 },
			...(block % 2 === 0
				? { blobGasUsed: 131_072, blobGasPrice: 9_007_199_254_740_995n, inputBytes: null }
				: { blobGasUsed: 0, blobGasPrice: null, inputBytes: 1_000 + block }),
			commits: block % 3 === 0 ? 2 : 0
		}))
	};
}

async function stateOf(store: StoreReader) {
	return {
		told: await store.getSettlement(ERA, { from: 0, to: 100 }),
		wanted: await store.getWanted(ERA, 'settlement'),
		covered: await store.getCovered(ERA, 'settlement'),
		gaps: await store.getGaps({ chainId: ERA, kind: 'settlement' })
	};
}

describe.each(ENGINES)('settlement on $name', (engine) => {
	it('comes back as it was told, of the batches that are asked', async () => {
		await withStore(engine, async (store) => {
			const facts = madeFacts(1, 20);
			await store.addSettlement(ERA, facts);
			const { range, ...told } = facts;
			const order = (each: (typeof told.steps)[number]) =>
				each.batch * 1e6 + STAGES.indexOf(each.stage) * 1e3 + each.l1Block;
			const steps = told.steps.toSorted((a, b) => order(a) - order(b));
			expect(await store.getSettlement(ERA, { from: 0, to: 100 })).toEqual({ ...told, steps });
			expect(await store.getCovered(ERA, 'settlement')).toEqual([range]);
			const some = await store.getSettlement(ERA, { from: 4, to: 5 });
			expect(some.steps.map(({ l1Block }) => l1Block)).toEqual([6, 7, 8, 6, 7, 8]);
			expect(some.transactions.map(({ l1Block }) => l1Block)).toEqual([6, 7, 8]);
			expect(await store.getSettlement(2741, { from: 0, to: 100 })).toEqual({
				...{ steps: [], reverts: [], transactions: [] }
			});
		});
	});

	it('is the same whatever pieces it comes in, in whatever order, however often', async () => {
		const piece = fc
			.tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 0, max: 9 }))
			.map(([from, more]) => [from, Math.min(30, from + more)] as const);
		await withStore(engine, async (expected) => {
			await expected.addSettlement(ERA, madeFacts(1, 30));
			const state = await stateOf(expected);
			await fc.assert(
				fc.asyncProperty(fc.array(piece, { maxLength: 8 }), async (pieces) => {
					await withStore(engine, async (store) => {
						await store.extendWanted(ERA, 'settlement', { from: 1, to: 30 });
						for (const [from, to] of [...pieces, [20, 30] as const, [1, 19] as const])
							await store.addSettlement(ERA, madeFacts(from, to));
						expect(await stateOf(store)).toEqual(state);
					});
				}),
				{ numRuns: 15 }
			);
		});
	});

	it('has a ledger of its own, whose gaps keep their reason until they are filled', async () => {
		await withStore(engine, async (store) => {
			await store.extendWanted(ERA, 'settlement', { from: 1, to: 30 });
			await store.markGap(ERA, 'settlement', { from: 5, to: 9 }, 'endpoint_failed', 'no');
			await store.addSettlement(ERA, madeFacts(8, 30));
			const gaps = await store.getGaps({ chainId: ERA });
			expect(gaps.map(({ kind, from, to, reason }) => [kind, from, to, reason])).toEqual([
				['settlement', 1, 4, 'not_yet_collected'],
				['settlement', 5, 7, 'endpoint_failed']
			]);
			expect(await store.getWanted(ERA, 'block')).toEqual([]);
		});
	});

	const faults: [string, (facts: SettlementFacts) => SettlementFacts, RegExp][] = [
		[
			'an event lies outside the range',
			(facts) => ({ ...facts, range: { ...facts.range, to: 4 } }),
			/what is of block 5 lies outside of them/
		],
		[
			'a transaction is missing',
			(facts) => ({ ...facts, transactions: facts.transactions.slice(1) }),
			/the transaction 0xa0+3 that did commit batch 2 was not given/
		],
		[
			'a price cannot be stored',
			(facts) => ({
				...facts,
				transactions: facts.transactions.map((each) => ({ ...each, gasPrice: 2n ** 63n }))
			}),
			/paid more than 2⁶³ − 1 wei/
		]
	];
	it.each(faults)('is refused where %s, and nothing is stored', async (_, spoil, message) => {
		await withStore(engine, async (store) => {
			const given = spoil(madeFacts(3, 5));
			await expect(store.addSettlement(ERA, given)).rejects.toThrow(InvalidBatchError);
			await expect(store.addSettlement(ERA, given)).rejects.toThrow(message);
			expect(await stateOf(store)).toEqual({
				told: { steps: [], reverts: [], transactions: [] },
				...{ wanted: [], covered: [], gaps: [] }
			});
		});
	});

	it('stays where blocks are dropped, and sizes of batches are those of all their transactions', async () => {
		await withStore(engine, async (store: Store) => {
			await store.addSettlement(ERA, madeFacts(1, 20));
			const before = await stateOf(store);
			await store.extendWanted(ERA, 'block', { from: 1, to: 100 });
			await store.discardAbove(ERA, 5, 8);
			expect(await stateOf(store)).toEqual(before);
			const batches = [madeBatch(3), madeBatch(4)];
			await store.addBatches(ERA, { range: { from: 3, to: 4 }, batches });
			// One from L1 in each, and as many others as its number.
			expect(await store.getBatchSizes(ERA, ALWAYS)).toEqual([
				{ batch: 3, txCount: 4 },
				{ batch: 4, txCount: 5 }
			]);
			const window = { from: batches[1]!.sealedAt, to: ALWAYS.to };
			expect(await store.getBatchSizes(ERA, window)).toEqual([{ batch: 4, txCount: 5 }]);
		});
	});
});
