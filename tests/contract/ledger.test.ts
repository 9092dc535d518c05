import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BLOCK_KINDS, unionOf, type BlockRange } from '#lib/domain/block-range.ts';
import type { Store } from '#lib/server/store/ports/store.ts';
import { ENGINES, withStore } from './engines.ts';
import { batchOf, EVM, hashOf, makeBlocks, steadyBlocks, T0 } from './made-blocks.ts';

const NOT_YET = { chainId: EVM, kind: 'block', reason: 'not_yet_collected', detail: null };

describe.each(ENGINES)('the ledger on $name', (engine) => {
	it('wants nothing of a chain nobody asked for', async () => {
		await withStore(engine, async (store) => {
			expect(await store.getWanted(EVM, 'block')).toEqual([]);
			expect(await store.getCovered(EVM, 'block')).toEqual([]);
			expect(await store.getGaps({})).toEqual([]);
		});
	});

	it('refuses what is no range', async () => {
		await withStore(engine, async (store) => {
			for (const range of [
				{ from: 5, to: 4 },
				{ from: -1, to: 4 },
				{ from: 0.5, to: 4 },
				{ from: 0, to: 2 ** 53 }
			]) {
				await expect(store.extendWanted(EVM, 'block', range)).rejects.toThrow(RangeError);
				await expect(store.markGap(EVM, 'fee', range, 'bad_answer', '')).rejects.toThrow(
					RangeError
				);
				await expect(store.addFees(EVM, { range, fees: [] })).rejects.toThrow(RangeError);
			}
			expect(await store.getGaps({})).toEqual([]);
		});
	});

	it('grows and never shrinks; what lies between the old and the new is not wanted', async () => {
		await withStore(engine, async (store) => {
			await store.extendWanted(EVM, 'block', { from: 100, to: 110 });
			await store.extendWanted(EVM, 'block', { from: 104, to: 106 });
			expect(await store.getWanted(EVM, 'block')).toEqual([{ from: 100, to: 110 }]);
			await store.extendWanted(EVM, 'block', { from: 50, to: 60 });
			const two = [
				{ from: 50, to: 60 },
				{ from: 100, to: 110 }
			];
			expect(await store.getWanted(EVM, 'block')).toEqual(two);
			expect(await store.getGaps({})).toEqual(two.map((range) => ({ ...NOT_YET, ...range })));
			await store.extendWanted(EVM, 'block', { from: 61, to: 99 });
			expect(await store.getWanted(EVM, 'block')).toEqual([{ from: 50, to: 110 }]);
			expect(await store.getGaps({})).toEqual([{ ...NOT_YET, from: 50, to: 110 }]);
		});
	});

	it('follows a chain from its earliest start, beside what else is wanted', async () => {
		await withStore(engine, async (store) => {
			expect(await store.findFollowedFrom(EVM)).toBeNull();
			await store.extendWanted(EVM, 'block', { from: 5, to: 9 });
			expect(await store.findFollowedFrom(EVM)).toBeNull();
			await store.follow(EVM, { from: 100, to: 110 });
			await store.follow(EVM, { from: 105, to: 120 });
			expect(await store.findFollowedFrom(EVM)).toBe(100);
			await store.follow(EVM, { from: 90, to: 120 });
			expect(await store.findFollowedFrom(EVM)).toBe(90);
			expect(await store.findFollowedFrom(324)).toBeNull();
			const followed = { from: 90, to: 120 };
			expect(await store.getWanted(EVM, 'block')).toEqual([{ from: 5, to: 9 }, followed]);
			expect(await store.getWanted(EVM, 'fee')).toEqual([followed]);
			expect(await store.getWanted(EVM, 'batch')).toEqual([]);
			await expect(store.follow(EVM, { from: 2, to: 1 })).rejects.toThrow(RangeError);
		});
	});

	it('joins ranges that meet, with the time and hash at both edges', async () => {
		await withStore(engine, async (store) => {
			const blocks = steadyBlocks(30);
			await store.extendWanted(EVM, 'block', { from: 1, to: 30 });
			await store.addBlocks(EVM, batchOf(blocks, { from: 21, to: 25 }));
			await store.addBlocks(EVM, batchOf(blocks, { from: 5, to: 10 }));
			expect(await store.getGaps({ chainId: EVM, kind: 'block' })).toEqual([
				{ ...NOT_YET, from: 1, to: 4 },
				{ ...NOT_YET, from: 11, to: 20 },
				{ ...NOT_YET, from: 26, to: 30 }
			]);
			await store.addBlocks(EVM, batchOf(blocks, { from: 9, to: 22 }));
			expect(await store.getCovered(EVM, 'block')).toEqual([
				{
					from: 5,
					to: 25,
					fromTime: T0 + 4 * 12,
					toTime: T0 + 24 * 12,
					fromHash: hashOf(5),
					toHash: hashOf(25)
				}
			]);
		});
	});

	it('grows by facts that nobody had asked for', async () => {
		await withStore(engine, async (store) => {
			const blocks = steadyBlocks(30);
			await store.addBlocks(EVM, batchOf(blocks, { from: 10, to: 12 }));
			expect(await store.getWanted(EVM, 'block')).toEqual([{ from: 10, to: 12 }]);
			expect(await store.getGaps({})).toEqual([]);
			await store.addBlocks(EVM, batchOf(blocks, { from: 20, to: 22 }));
			expect(await store.getWanted(EVM, 'block')).toEqual([
				{ from: 10, to: 12 },
				{ from: 20, to: 22 }
			]);
			expect(await store.getGaps({})).toEqual([]);
		});
	});

	it('says why a range is missing, and leaves what is stored alone', async () => {
		await withStore(engine, async (store) => {
			await store.extendWanted(EVM, 'block', { from: 1, to: 30 });
			await store.addBlocks(EVM, batchOf(steadyBlocks(30), { from: 10, to: 12 }));
			const covered = await store.getCovered(EVM, 'block');
			await store.markGap(EVM, 'block', { from: 8, to: 40 }, 'endpoint_failed', 'HTTP 503');
			const failed = { ...NOT_YET, reason: 'endpoint_failed', detail: 'HTTP 503' };
			expect(await store.getCovered(EVM, 'block')).toEqual(covered);
			expect(await store.getGaps({})).toEqual([
				{ ...NOT_YET, from: 1, to: 7 },
				{ ...failed, from: 8, to: 9 },
				{ ...failed, from: 13, to: 40 }
			]);
			await store.markGap(EVM, 'block', { from: 1, to: 7 }, 'endpoint_failed', 'HTTP 503');
			expect((await store.getGaps({}))[0]).toEqual({ ...failed, from: 1, to: 9 });
		});
	});

	it('lists gaps by chain and kind', async () => {
		await withStore(engine, async (store) => {
			await store.extendWanted(EVM, 'fee', { from: 1, to: 2 });
			await store.extendWanted(324, 'block', { from: 5, to: 6 });
			await store.extendWanted(EVM, 'block', { from: 3, to: 4 });
			const places = async (filter: Parameters<Store['getGaps']>[0]) =>
				(await store.getGaps(filter)).map((gap) => [gap.chainId, gap.kind, gap.from]);
			expect(await places({})).toEqual([
				[EVM, 'block', 3],
				[EVM, 'fee', 1],
				[324, 'block', 5]
			]);
			expect(await places({ chainId: EVM })).toHaveLength(2);
			expect(await places({ kind: 'fee' })).toEqual([[EVM, 'fee', 1]]);
			expect(await places({ chainId: 324, kind: 'fee' })).toEqual([]);
		});
	});

	it('survives closing and opening again, for the writer and for the site', async () => {
		await withStore(engine, async (store, database) => {
			await store.addBlocks(EVM, batchOf(steadyBlocks(30)));
			await store.markGap(EVM, 'block', { from: 31, to: 33 }, 'bad_answer', 'no');
			const gaps = await store.getGaps({});
			const again = await database.openStore();
			const reader = await database.openReader();
			expect(await again.getGaps({})).toEqual(gaps);
			expect(await reader.getGaps({})).toEqual(gaps);
			expect(await reader.findBlock(EVM, 30)).toEqual(await store.findBlock(EVM, 30));
			await again.close();
			await reader.close();
		});
	});

	it('adds up after every verb, whatever the verbs', async () => {
		const range = fc
			.tuple(fc.integer({ min: 1, max: 60 }), fc.nat(15))
			.map(([from, more]): BlockRange => ({ from, to: Math.min(from + more, 60) }));
		const kind = fc.constantFrom(...BLOCK_KINDS);
		const verb = fc.oneof(
			fc.record({ verb: fc.constant('want' as const), kind, range }),
			fc.record({ verb: fc.constant('follow' as const), kind, range }),
			fc.record({ verb: fc.constant('add' as const), kind, range }),
			fc.record({ verb: fc.constant('mark' as const), kind, range }),
			fc.record({ verb: fc.constant('discard' as const), kind, range })
		);
		await fc.assert(
			fc.asyncProperty(fc.array(verb, { maxLength: 25 }), async (verbs) => {
				await withStore(engine, async (store) => {
					const blocks = makeBlocks(
						Array.from({ length: 60 }, (_, index) => ({ timestamp: T0 + 400 * index }))
					);
					const model = { block: new Set<number>(), fee: new Set<number>() };
					const wanted = { block: new Set<number>(), fee: new Set<number>() };
					for (const each of verbs) {
						const { from, to } = each.range;
						const numbers = Array.from({ length: to - from + 1 }, (_, index) => from + index);
						const want = (...kinds: (typeof each.kind)[]) => {
							for (const one of kinds) for (const number of numbers) wanted[one].add(number);
						};
						if (each.verb === 'want') {
							await store.extendWanted(EVM, each.kind, each.range);
							want(each.kind);
						}
						if (each.verb === 'follow') {
							await store.follow(EVM, each.range);
							want(...BLOCK_KINDS);
						}
						if (each.verb === 'mark') {
							await store.markGap(EVM, each.kind, each.range, 'bad_answer', 'test');
							want(each.kind);
						}
						if (each.verb === 'discard') {
							await store.discardAbove(EVM, from, to);
							for (const stored of Object.values(model))
								for (const number of stored) if (number > from) stored.delete(number);
							for (const each of Object.values(wanted)) {
								const isReached = [...each].some((number) => number > from);
								for (const number of each) if (isReached && number > to) each.delete(number);
							}
						}
						if (each.verb === 'add' && each.kind === 'block') {
							await store.addBlocks(EVM, batchOf(blocks, each.range));
							for (const number of numbers) model.block.add(number);
							want('block');
						}
						if (each.verb === 'add' && each.kind === 'fee') {
							const added = store.addFees(EVM, { range: each.range, fees: [] });
							if (numbers.every((number) => model.block.has(number))) {
								await added;
								for (const number of numbers) model.fee.add(number);
								want('fee');
							} else await expect(added).rejects.toThrow(/are not stored/);
						}
						for (const one of BLOCK_KINDS) await expectWhole(store, one, model[one], wanted[one]);
					}
				});
			}),
			{ numRuns: 40 }
		);
	}, 60_000);
});

/** Covered ranges hold exactly what was added, and with the gaps exactly what is wanted: all that was, and no more. */
async function expectWhole(
	store: Store,
	kind: 'block' | 'fee',
	added: ReadonlySet<number>,
	asked: ReadonlySet<number>
) {
	const wanted = await store.getWanted(EVM, kind);
	const covered = await store.getCovered(EVM, kind);
	const gaps = await store.getGaps({ chainId: EVM, kind });
	const numbers = (ranges: readonly BlockRange[]) =>
		ranges.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, i) => from + i));
	expect(numbers(covered)).toEqual([...added].sort((a, b) => a - b));
	const both = [...numbers(covered), ...numbers(gaps)];
	expect(new Set(both).size).toBe(both.length);
	expect(both.sort((a, b) => a - b)).toEqual(numbers(wanted));
	expect(numbers(wanted)).toEqual([...asked].sort((a, b) => a - b));
	expect(wanted).toEqual(unionOf(wanted));
	for (const range of covered) {
		expect(range.fromHash).toBe(await store.findBlockHash(EVM, range.from));
		expect(range.toHash).toBe(await store.findBlockHash(EVM, range.to));
		expect(range.toTime).toBe((await store.findBlock(EVM, range.to))?.timestamp);
	}
}
