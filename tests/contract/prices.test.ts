import { describe, expect, it } from 'vitest';
import type { PriceCheck, PriceRound } from '#lib/domain/prices.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import { ENGINES, withStore } from './engines.ts';
import { T0 } from './made-blocks.ts';

const at = (offset: number) => unixSeconds(T0 + offset);
const CHECK: PriceCheck = { checkedAt: at(9_000), knownTo: at(9_000), ok: true, detail: null };

function round(number: number, offset: number, changes: Partial<PriceRound> = {}): PriceRound {
	return {
		phase: 7,
		round: number,
		answer: 300_000_000_000n + BigInt(number),
		startedAt: at(offset - 5),
		updatedAt: at(offset),
		fault: null,
		...changes
	};
}

describe.each(ENGINES)('prices on $name', (engine) => {
	it('of a feed that was never read are none, and that is told apart from one that failed', async () => {
		await withStore(engine, async (store) => {
			const window = { from: at(0), to: at(9_000) };
			expect(await store.getPriceRounds('eth-usd', window)).toEqual([]);
			expect(await store.findPriceCheck('eth-usd')).toBeNull();
			const failed = { checkedAt: at(5), knownTo: null, ok: false, detail: 'no feed answers' };
			await store.recordPrices('eth-usd', [], failed);
			expect(await store.findPriceCheck('eth-usd')).toEqual(failed);
			expect(await store.findPriceCheck('zk-usd-era')).toBeNull();
		});
	});

	it('come with the round before the window and the one after it, in the order of time', async () => {
		await withStore(engine, async (store) => {
			const rounds = [100, 1_000, 2_000, 3_000, 4_000].map((offset, index) =>
				round(index + 1, offset)
			);
			await store.recordPrices('eth-usd', rounds.toReversed(), CHECK);
			const within = async (from: number, to: number) =>
				(await store.getPriceRounds('eth-usd', { from: at(from), to: at(to) })).map(
					(each) => each.round
				);
			expect(await within(1_500, 2_500)).toEqual([2, 3, 4]);
			expect(await within(1_000, 2_000)).toEqual([2, 3]);
			expect(await within(0, 50)).toEqual([1]);
			expect(await within(5_000, 6_000)).toEqual([5]);
			expect(await within(0, 9_000)).toEqual([1, 2, 3, 4, 5]);
			expect(await store.getPriceRounds('eth-usd-era', { from: at(0), to: at(9_000) })).toEqual([]);
		});
	});

	it('keep answers of any size and faults, and take what is told last', async () => {
		await withStore(engine, async (store) => {
			const huge = round(1, 100, { answer: 2n ** 200n });
			const none = round(2, 200, { answer: null, fault: 'round 2 of phase 7 answers 0' });
			await store.recordPrices('eth-usd', [huge, none], CHECK);
			const window = { from: at(0), to: at(9_000) };
			expect(await store.getPriceRounds('eth-usd', window)).toEqual([huge, none]);
			const version = await store.dataVersion();
			const told = round(2, 210);
			await store.recordPrices('eth-usd', [told], CHECK);
			expect(await store.getPriceRounds('eth-usd', window)).toEqual([huge, told]);
			expect(await store.dataVersion()).toBeGreaterThan(version);

			const same = await store.dataVersion();
			await store.recordPrices('eth-usd', [told], { ...CHECK, checkedAt: at(5_001) });
			expect(await store.dataVersion()).toBe(same);
			await store.recordPrices('eth-usd', [], { ...CHECK, ok: false, detail: 'stale' });
			expect(await store.dataVersion()).toBeGreaterThan(same);
		});
	});
});
