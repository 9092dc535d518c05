import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unixSeconds, wei } from '#lib/domain/units.ts';
import type { Store } from '#lib/server/store/ports/store.ts';
import { ENGINES, withStore } from './engines.ts';
import {
	batchOf,
	ERA,
	EVM,
	hashOf,
	makeBlocks,
	steadyBlocks,
	T0,
	userOpsOf
} from './made-blocks.ts';
import { stateOf } from './snapshot.ts';

const COUNT = 40;

function feesOf(numbers: readonly number[]) {
	return numbers.map((blockNumber) => ({
		blockNumber,
		transactionIndex: blockNumber % 3,
		feeClass: 'native_transfer' as const,
		fee: wei(BigInt(blockNumber) * 10n ** 15n)
	}));
}

function numbersUpTo(last: number): number[] {
	return Array.from({ length: last }, (_, index) => index + 1);
}

describe.each(ENGINES)('a reorganisation on $name', (engine) => {
	it('is refused when the chain would end below what stays', async () => {
		await withStore(engine, async (store) => {
			await store.addBlocks(EVM, batchOf(steadyBlocks(10)));
			await expect(store.discardAbove(EVM, 8, 7)).rejects.toThrow(RangeError);
			expect(await store.findBlock(EVM, 10)).not.toBeNull();
		});
	});

	it('of a chain without facts changes nothing', async () => {
		await withStore(engine, async (store) => {
			await store.discardAbove(EVM, 8, 12);
			expect(await store.getWanted(EVM, 'block')).toEqual([]);
		});
	});

	it('leaves the state as if the discarded blocks had never come, then heals', async () => {
		const cut = fc.integer({ min: 1, max: COUNT - 1 });
		const step = fc.constantFrom(60, 400, 3_600);
		await fc.assert(
			fc.asyncProperty(cut, step, fc.constantFrom(EVM, ERA), async (number, seconds, chain) => {
				const words = numbersUpTo(COUNT).map((each) => ({
					timestamp: T0 + each * seconds,
					txCount: each % 4,
					gasLimit: each % 5 === 0 ? 36_000_000 : 30_000_000
				}));
				const old = makeBlocks(words);
				const next = makeBlocks(words, 1, number);
				const undisturbed = async (store: Store, blocks: typeof old, last: number) => {
					await store.addBlocks(chain, batchOf(blocks, { from: 1, to: last }));
					const fees = feesOf(numbersUpTo(last));
					const userOps = userOpsOf(numbersUpTo(last));
					await store.addFees(chain, { range: { from: 1, to: last }, fees, userOps });
				};
				const [never, healed] = [
					await withStore(engine, async (store) => {
						await undisturbed(store, old, number);
						for (const kind of ['block', 'fee'] as const)
							await store.markGap(
								chain,
								kind,
								{ from: number + 1, to: COUNT },
								'reorganised',
								'test'
							);
						return stateOf(store, chain);
					}),
					await withStore(engine, async (store) => {
						await undisturbed(store, next, COUNT);
						return stateOf(store, chain);
					})
				];
				await withStore(engine, async (store) => {
					await undisturbed(store, old, COUNT);
					await store.discardAbove(chain, number, COUNT);
					expect(withoutDetail(await stateOf(store, chain))).toEqual(withoutDetail(never));
					expect(await store.findBlockHash(chain, number + 1)).toBeNull();
					expect(await store.findBlockHash(chain, number)).toBe(hashOf(number));
					await undisturbed(store, next, COUNT);
					expect(await stateOf(store, chain)).toEqual(healed);
				});
			}),
			{ numRuns: 25 }
		);
	}, 60_000);

	it('ends what is wanted at the new top where that is lower, and makes nothing longer', async () => {
		await withStore(engine, async (store) => {
			await store.extendWanted(EVM, 'block', { from: 1, to: 50 });
			await store.addBlocks(EVM, batchOf(steadyBlocks(30), { from: 5, to: 20 }));
			await store.discardAbove(EVM, 10, 12);
			expect(await store.getWanted(EVM, 'block')).toEqual([{ from: 1, to: 12 }]);
			const gaps = async () =>
				(await store.getGaps({})).map(({ from, to, reason }) => [from, to, reason]);
			expect(await gaps()).toEqual([
				[1, 4, 'not_yet_collected'],
				[11, 12, 'reorganised']
			]);
			await store.discardAbove(EVM, 8, 15);
			expect(await store.getWanted(EVM, 'block')).toEqual([{ from: 1, to: 12 }]);
			expect(await gaps()).toEqual([
				[1, 4, 'not_yet_collected'],
				[9, 12, 'reorganised']
			]);
		});
	});

	it('above a range of the past leaves that alone', async () => {
		await withStore(engine, async (store) => {
			const blocks = steadyBlocks(60);
			await store.addBlocks(EVM, batchOf(blocks, { from: 1, to: 10 }));
			await store.extendWanted(EVM, 'block', { from: 1, to: 15 });
			await store.addBlocks(EVM, batchOf(blocks, { from: 40, to: 60 }));
			const past = await store.getCovered(EVM, 'block');
			await store.discardAbove(EVM, 50, 70);
			expect((await store.getCovered(EVM, 'block'))[0]).toEqual(past[0]);
			expect(await store.getWanted(EVM, 'block')).toEqual([
				{ from: 1, to: 15 },
				{ from: 40, to: 60 }
			]);
			await store.discardAbove(EVM, 20, 30);
			expect(await store.getCovered(EVM, 'block')).toEqual([past[0]]);
			expect(await store.getWanted(EVM, 'block')).toEqual([{ from: 1, to: 15 }]);
		});
	});

	it('below all that was wanted leaves nothing wanted', async () => {
		await withStore(engine, async (store) => {
			await store.addBlocks(EVM, batchOf(steadyBlocks(30), { from: 20, to: 30 }));
			await store.discardAbove(EVM, 3, 10);
			expect(await store.getWanted(EVM, 'block')).toEqual([]);
			expect(await store.getGaps({})).toEqual([]);
			expect(await store.hasFacts()).toBe(false);
		});
	});

	it('leaves a kind alone that wanted nothing so high', async () => {
		await withStore(engine, async (store) => {
			await store.addBlocks(EVM, batchOf(steadyBlocks(30)));
			await store.addFees(EVM, { range: { from: 1, to: 5 }, fees: feesOf([2, 3]) });
			const window = { from: T0, to: unixSeconds(T0 + 3_600) };
			const before = await store.getFeeHours(EVM, window, 'native_transfer');
			await store.discardAbove(EVM, 20, 25);
			expect(await store.getWanted(EVM, 'fee')).toEqual([{ from: 1, to: 5 }]);
			expect(await store.getFeeHours(EVM, window, 'native_transfer')).toEqual(before);
		});
	});
});

/** The detail of a gap is for people; the two ways to the same state word it differently. */
function withoutDetail(state: Awaited<ReturnType<typeof stateOf>>): unknown {
	return JSON.parse(
		JSON.stringify(state, (key, value: unknown) =>
			key === 'detail' ? undefined : typeof value === 'bigint' ? String(value) : value
		)
	);
}
