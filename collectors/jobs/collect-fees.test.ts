import { expect, it } from 'vitest';
import { unixSeconds } from '#lib/domain/units.ts';
import type { Store } from '#lib/server/store/ports/store.ts';
import { withStore } from '#lib/server/test-chain.ts';
import { GENESIS, makeChain, passOver, timeOf, type MadeChain } from '../../tests/made-chain.ts';
import { runPass, type PassEvent } from './pass.ts';

const CHAIN = 1;
const ALWAYS = { from: GENESIS, to: unixSeconds(GENESIS + 86_400) };
const [OLD, TOP] = [200, 300];

const pass = (chain: MadeChain, store: Store, report: (event: PassEvent) => void = () => {}) =>
	runPass({ ...passOver(chain, store, CHAIN), report });

/** A database from before user operations were counted: blocks and fees up to `OLD`, and nothing of operations. */
async function fromBefore(chain: MadeChain, store: Store): Promise<void> {
	const range = { from: 0, to: OLD };
	await store.follow(CHAIN, range);
	await store.addBlocks(CHAIN, { range, blocks: chain.blocks.slice(0, OLD + 1) });
	const { fees } = await chain.fetchFees(await store.getBusyBlocks(CHAIN, range));
	await store.addFees(CHAIN, { range, fees });
	chain.asked.length = 0;
}

async function counted(store: Store) {
	return {
		ranges: await store.getUserOpRanges(CHAIN),
		ofBlocks: await store.getUserOps(CHAIN, { from: 0, to: TOP }),
		hours: await store.getUserOpHours(CHAIN, ALWAYS)
	};
}

it('counts the operations of blocks whose fees were stored before, once no fee is missing', async () => {
	const chain = makeChain(CHAIN, TOP);
	await withStore(async (store) => {
		await fromBefore(chain, store);
		expect(await pass(chain, store)).toMatchObject({ outcome: 'done' });
		const asked = chain.asked.filter(({ request }) => request === 'fees').map(({ at }) => at);
		// Newest first within each: what lacks fees, then what lacks operations; no busy block twice.
		const firstOld = asked.findIndex(({ to }) => to <= OLD);
		expect(firstOld).toBeGreaterThan(0);
		for (const [index, { from, to }] of asked.entries()) {
			expect(index < firstOld ? from > OLD : to <= OLD).toBe(true);
			if (index > 0) expect(to).toBeLessThan(asked[index - 1]!.from);
		}
		expect(await store.getUncountedUserOps(CHAIN)).toEqual([]);
		const upgraded = await counted(store);
		expect(upgraded.ofBlocks.length).toBeGreaterThan(20);
		await withStore(async (fresh) => {
			await pass(chain, fresh);
			expect(upgraded).toEqual(await counted(fresh));
		});
		chain.asked.length = 0;
		await pass(chain, store);
		expect(chain.asked.filter(({ request }) => request === 'fees')).toEqual([]);
	});
});

it('leaves what cannot be had uncounted, and the fees that are stored as they are', async () => {
	const chain = makeChain(CHAIN, TOP);
	await withStore(async (store) => {
		await fromBefore(chain, store);
		chain.broken.add(100);
		const missing: PassEvent[] = [];
		await pass(chain, store, (event) => event.event === 'missing' && missing.push(event));
		expect(await store.getUncountedUserOps(CHAIN)).toEqual([{ from: 100, to: 100 }]);
		expect(missing).toMatchObject([{ kind: 'fee', from: 100, to: 100, reason: 'endpoint_failed' }]);
		expect(await store.getGaps({ chainId: CHAIN })).toEqual([]);
		expect(await store.getUserOpRanges(CHAIN)).toEqual([
			{ from: 0, to: 99, fromTime: GENESIS, toTime: timeOf(99) },
			{ from: 101, to: TOP, fromTime: timeOf(101), toTime: timeOf(TOP) }
		]);
		chain.broken.clear();
		await pass(chain, store);
		expect(await store.getUncountedUserOps(CHAIN)).toEqual([]);
	});
});
