import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BlockRange } from '#lib/domain/block-range.ts';
import { HOUR } from '#lib/domain/time.ts';
import { unixSeconds, wei } from '#lib/domain/units.ts';
import { InvalidBatchError, ParentMismatchError } from '#lib/server/store/errors.ts';
import { ENGINES, withStore } from './engines.ts';
import { batchOf, ERA, EVM, hashOf, makeBlocks, steadyBlocks, T0 } from './made-blocks.ts';
import { stateOf } from './snapshot.ts';

describe.each(ENGINES)('blocks on $name', (engine) => {
	it('gives the newest, the highest first, over gaps and without those of other chains', async () => {
		await withStore(engine, async (store) => {
			const blocks = steadyBlocks(10);
			expect(await store.getNewestBlocks(EVM, 3)).toEqual([]);
			for (const part of [blocks.slice(0, 4), blocks.slice(7)])
				await store.addBlocks(EVM, batchOf(part));
			const newest = await store.getNewestBlocks(EVM, 5);
			expect(newest.map(({ number }) => number)).toEqual([10, 9, 8, 4, 3]);
			for (const block of newest) expect(block).toEqual(await store.findBlock(EVM, block.number));
			expect(await store.getNewestBlocks(EVM, 50)).toHaveLength(7);
			expect(await store.getNewestBlocks(ERA, 5)).toEqual([]);
			await store.discardAbove(EVM, 8, 8);
			expect((await store.getNewestBlocks(EVM, 1))[0]?.number).toBe(8);
		});
	});

	describe('refuse', () => {
		const blocks = steadyBlocks(10);

		it('a batch with a hole, of another range, or empty', async () => {
			await withStore(engine, async (store) => {
				const holed = blocks.filter(({ number }) => number !== 4);
				await expect(
					store.addBlocks(EVM, { range: { from: 1, to: 10 }, blocks: holed })
				).rejects.toThrow(/chain 1, blocks 1–10: the batch has 9 blocks/);
				await expect(store.addBlocks(EVM, { range: { from: 2, to: 11 }, blocks })).rejects.toThrow(
					/block 2 is missing: 1 stands in its place/
				);
				await expect(
					store.addBlocks(EVM, { range: { from: 1, to: 0 }, blocks: [] })
				).rejects.toThrow(/blocks 1–0 are no range/);
				expect(await store.hasFacts()).toBe(false);
			});
		});

		it('blocks in another order', async () => {
			await withStore(engine, async (store) => {
				const reversed = [...blocks].reverse();
				await expect(
					store.addBlocks(EVM, { range: { from: 1, to: 10 }, blocks: reversed })
				).rejects.toThrow(InvalidBatchError);
			});
		});

		it('a time before the parent’s, inside a batch and between batches', async () => {
			await withStore(engine, async (store) => {
				const back = makeBlocks([{ timestamp: T0 + 10 }, { timestamp: T0 + 9 }]);
				await expect(store.addBlocks(EVM, batchOf(back))).rejects.toThrow(
					/block 2 has time \d+, before its parent’s/
				);
				await store.addBlocks(EVM, batchOf(blocks));
				const early = steadyBlocks(3, 12, 20, T0 - 1000);
				await expect(store.addBlocks(EVM, batchOf(early))).rejects.toThrow(/do not fit/);
				expect(await store.findBlock(EVM, 20)).toBeNull();
			});
		});

		it('a base fee that no database holds, naming the block', async () => {
			await withStore(engine, async (store) => {
				const dear = makeBlocks([{ timestamp: T0, baseFee: 2n ** 63n }], 7);
				await expect(store.addBlocks(EVM, batchOf(dear))).rejects.toThrow(
					/block 7 has a base fee of 9223372036854775808 wei/
				);
			});
		});

		it('a hash that is no hash', async () => {
			await withStore(engine, async (store) => {
				const [block] = makeBlocks([{ timestamp: T0 }]);
				const cut = [{ ...block!, hash: '0xabc' }];
				await expect(store.addBlocks(EVM, batchOf(cut))).rejects.toThrow(/"0xabc" is not a block/);
			});
		});

		it('a chain that nobody listed', async () => {
			await withStore(engine, async (store) => {
				await expect(store.addBlocks(999, batchOf(blocks))).rejects.toThrow(/chain 999 is not in/);
				expect(await store.hasFacts()).toBe(false);
			});
		});
	});

	describe('a parent that is not the stored block', () => {
		const ours = steadyBlocks(30);
		const theirs = makeBlocks(
			ours.map(({ timestamp }) => ({ timestamp })),
			1,
			15
		);
		const forks: { name: string; stored: BlockRange; offered: BlockRange; at: number }[] = [
			{ name: 'below', stored: { from: 10, to: 20 }, offered: { from: 21, to: 25 }, at: 21 },
			{ name: 'above', stored: { from: 20, to: 25 }, offered: { from: 12, to: 19 }, at: 20 },
			{ name: 'inside', stored: { from: 10, to: 20 }, offered: { from: 14, to: 22 }, at: 17 },
			{ name: 'at the top', stored: { from: 10, to: 16 }, offered: { from: 16, to: 16 }, at: 17 }
		];
		it.each(forks)('$name: says where, and nothing changes', async ({ stored, offered, at }) => {
			await withStore(engine, async (store) => {
				await store.addBlocks(EVM, batchOf(ours, stored));
				const before = await stateOf(store, EVM);
				const version = await store.dataVersion();
				const refused = store.addBlocks(EVM, batchOf(theirs, offered));
				await expect(refused).rejects.toThrow(ParentMismatchError);
				await expect(refused).rejects.toMatchObject({ chainId: EVM, blockNumber: at });
				expect(await stateOf(store, EVM)).toEqual(before);
				expect(await store.dataVersion()).toBe(version);
			});
		});

		it('within the batch itself', async () => {
			await withStore(engine, async (store) => {
				const broken = ours.map((block) =>
					block.number === 5 ? { ...block, parentHash: hashOf(4, 'b') } : block
				);
				await expect(store.addBlocks(EVM, batchOf(broken))).rejects.toMatchObject({
					name: 'ParentMismatchError',
					blockNumber: 5
				});
			});
		});
	});

	it('are read back by number, by time and by hash', async () => {
		await withStore(engine, async (store) => {
			const blocks = steadyBlocks(700);
			await store.addBlocks(EVM, batchOf(blocks));
			const [first] = blocks;
			expect(await store.hasFacts()).toBe(true);
			expect(await store.findBlock(EVM, 1)).toEqual({
				number: 1,
				timestamp: T0,
				txCount: first!.txCount,
				userTxCount: first!.userTxCount,
				gasUsed: first!.gasUsed,
				gasLimit: first!.gasLimit,
				baseFee: first!.baseFee
			});
			expect(await store.findBlock(EVM, 701)).toBeNull();
			expect(await store.findBlock(ERA, 1)).toBeNull();
			expect(await store.findBlockHash(EVM, 700)).toBe(hashOf(700));
			expect(await store.findBlockHash(EVM, 701)).toBeNull();
			expect(await store.getBlockHashes(EVM, [9, 3, 701])).toEqual(
				new Map([3, 9].map((number) => [number, hashOf(number)]))
			);
			expect(await store.getBlockHashes(EVM, [])).toEqual(new Map());

			const window = { from: unixSeconds(T0 + 3_590), to: unixSeconds(T0 + 3_624) };
			const within = await store.getBlocks(EVM, window);
			expect(within.map(({ timestamp }) => timestamp - T0)).toEqual([3_600, 3_612]);
			const nowhere = { from: unixSeconds(T0 - HOUR), to: T0 };
			expect(await store.getBlocks(EVM, nowhere)).toEqual([]);
			const busy = await store.getBusyBlocks(EVM, { from: 1, to: 13 });
			expect(busy).toEqual(
				blocks
					.filter((each) => each.number <= 13 && each.userTxCount > 0)
					.map((each) => each.number)
			);
		});
	});

	it('keep wei beyond 2⁵³ to the last digit, and a missing base fee apart from zero', async () => {
		await withStore(engine, async (store) => {
			const dear = wei(2n ** 53n + 1n);
			const most = wei(2n ** 63n - 1n);
			const blocks = makeBlocks([
				{ timestamp: T0, baseFee: dear },
				{ timestamp: T0, baseFee: most },
				{ timestamp: T0, baseFee: 0n },
				{ timestamp: T0, baseFee: null }
			]);
			await store.addBlocks(EVM, batchOf(blocks));
			const read = await store.getBlocks(EVM, { from: T0, to: unixSeconds(T0 + 1) });
			expect(read.map((block) => block.baseFee)).toEqual([dear, most, 0n, null]);
		});
	});

	it('take a hash in capitals for the same hash', async () => {
		await withStore(engine, async (store) => {
			const blocks = steadyBlocks(4);
			const shout = (hash: string) => `0x${hash.slice(2).toUpperCase()}`;
			await store.addBlocks(EVM, batchOf(blocks, { from: 1, to: 2 }));
			const loud = blocks
				.slice(2)
				.map((block) => ({ ...block, parentHash: shout(block.parentHash) }));
			await store.addBlocks(EVM, batchOf(loud));
			expect(await store.getCovered(EVM, 'block')).toMatchObject([{ from: 1, to: 4 }]);
		});
	});

	it('of one chain leave another chain alone', async () => {
		await withStore(engine, async (store) => {
			await store.addBlocks(EVM, batchOf(steadyBlocks(50)));
			const before = await stateOf(store, EVM);
			await store.addBlocks(ERA, batchOf(steadyBlocks(20, 1)));
			await store.discardAbove(ERA, 3, 5);
			expect(await stateOf(store, EVM)).toEqual(before);
		});
	});

	it('added again change nothing, not even the data version', async () => {
		await withStore(engine, async (store) => {
			const blocks = steadyBlocks(400);
			await store.addBlocks(EVM, batchOf(blocks));
			const [before, version] = [await stateOf(store, EVM), await store.dataVersion()];
			await store.addBlocks(EVM, batchOf(blocks));
			await store.addBlocks(EVM, batchOf(blocks, { from: 100, to: 120 }));
			expect(await stateOf(store, EVM)).toEqual(before);
			expect(await store.dataVersion()).toBe(version);
		});
	});

	it('give the same state in whatever order and pieces they arrive', async () => {
		const words = fc.array(
			fc.record({
				wait: fc.integer({ min: 0, max: 900 }),
				txCount: fc.integer({ min: 0, max: 3 }),
				gasLimit: fc.constantFrom(30_000_000, 30_000_000, 30_000_000, 36_000_000, 2 ** 50)
			}),
			{ minLength: 2, maxLength: 60 }
		);
		const arrivals = fc.array(fc.tuple(fc.nat(59), fc.nat(20)), { maxLength: 12 });
		await fc.assert(
			fc.asyncProperty(words, arrivals, fc.constantFrom(EVM, ERA), async (steps, pieces, chain) => {
				let timestamp: number = T0;
				const blocks = makeBlocks(
					steps.map(({ wait, ...words }) => ({ timestamp: (timestamp += wait), ...words }))
				);
				const whole = await withStore(engine, async (store) => {
					await store.addBlocks(chain, batchOf(blocks));
					return stateOf(store, chain);
				});
				await withStore(engine, async (store) => {
					await store.extendWanted(chain, 'block', { from: 1, to: blocks.length });
					for (const [start, more] of pieces) {
						const from = 1 + (start % blocks.length);
						await store.addBlocks(
							chain,
							batchOf(blocks, { from, to: Math.min(from + more, blocks.length) })
						);
					}
					for (const gap of (await store.getGaps({ chainId: chain, kind: 'block' })).reverse())
						await store.addBlocks(chain, batchOf(blocks, gap));
					expect(await stateOf(store, chain)).toEqual(whole);
				});
			}),
			{ numRuns: 40 }
		);
	}, 60_000);
});
