import { describe, expect, it } from 'vitest';
import { CHAINS } from '#lib/domain/chains.ts';
import { DAY, HOUR, MINUTE } from '#lib/domain/time.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import type { Store } from '../store/ports/store.ts';
import { addChain, chainOf, recordFinalHead, START, withStore } from '../test-chain.ts';
import { dataStates } from './data-state.ts';
import { getStatus } from './status.ts';

const BLOCKS = chainOf([{ timestamp: START }, { timestamp: START + HOUR }]);

/** States read from a store with two blocks, by a clock that the test sets. */
async function withStates<Result>(
	use: (parts: {
		store: Store;
		at: (seconds: number) => Promise<{ version: string; state: string; lastData: string | null }>;
	}) => Promise<Result>
): Promise<Result> {
	return withStore(async (store) => {
		await store.markDemo();
		for (const chain of [31337, 31338]) await addChain(store, chain, BLOCKS);
		let milliseconds = 0;
		const { read } = dataStates(store, () => milliseconds);
		const at = async (seconds: number) => {
			milliseconds = (START + HOUR + seconds) * 1000;
			const { version, freshness } = await read();
			return { version, state: freshness.state, lastData: freshness.lastData };
		};
		return use({ store, at });
	});
}

/** A head that is `seconds` later than the last block. */
function headAt(store: Store, seconds: number, chainId = 31338): Promise<void> {
	const timestamp = unixSeconds(START + HOUR + seconds);
	return recordFinalHead(store, chainId, { ...BLOCKS[1]!, number: 9, timestamp });
}

describe('the state of the data', () => {
	it('is never where nothing was collected', async () => {
		await withStore(async (store) => {
			const { freshness } = await dataStates(store, () => START * 1000).read();
			expect(freshness).toMatchObject({ state: 'never', lastData: null });
		});
	});

	it('misses no chain that is only collected where someone names it, until it was', async () => {
		await withStore(async (store) => {
			for (const chain of CHAINS.filter(({ demo, optIn }) => !demo && optIn === null))
				await headAt(store, 0, chain.id);
			const stateAt = async (seconds: number) => {
				const milliseconds = (START + HOUR + seconds) * 1000;
				const { freshness } = await dataStates(store, () => milliseconds).read();
				const status = await getStatus(store, unixSeconds(START + HOUR + seconds));
				expect(status.state).toBe(freshness.state);
				return [status.state, status.chains.map(({ id }) => id).includes(8453)];
			};
			expect(await stateAt(1)).toEqual(['fresh', false]);
			await headAt(store, -DAY, 8453);
			expect(await stateAt(2)).toEqual(['stale', true]);
		});
	});

	it('moves when the data version moves', async () => {
		await withStates(async ({ store, at }) => {
			const { version } = await at(1);
			await store.addBlocks(31337, {
				range: { from: 3, to: 3 },
				blocks: chainOf([{ timestamp: START + HOUR + 60 }], 3)
			});
			expect((await at(2)).version).not.toBe(version);
		});
	});

	it('moves with every head for pages that show each', async () => {
		await withStore(async (store) => {
			await store.markDemo();
			await addChain(store, 31338, BLOCKS);
			let seconds = 1;
			const { read } = dataStates(store, () => (START + HOUR + seconds) * 1000);
			const before = await read();
			seconds += 1;
			await headAt(store, 1);
			const after = await read();
			expect(after.version).toBe(before.version);
			expect(after.headsVersion).not.toBe(before.headsVersion);
		});
	});

	it('moves with the minute of the newest head, and not within it', async () => {
		await withStates(async ({ store, at }) => {
			const { version, lastData } = await at(1);
			await headAt(store, 59);
			expect(await at(2)).toMatchObject({ version, lastData });
			await headAt(store, 60);
			const moved = await at(3);
			expect(moved.version).not.toBe(version);
			expect(moved.lastData).not.toBe(lastData);
		});
	});

	it('moves when what is final passes an hour, though the newest head stays', async () => {
		await withStates(async ({ store, at }) => {
			await headAt(store, 2 * HOUR);
			const { version, lastData } = await at(2 * HOUR);
			await headAt(store, HOUR, 31337);
			const moved = await at(2 * HOUR + 1);
			expect(moved.lastData).toBe(lastData);
			expect(moved.version).not.toBe(version);
		});
	});

	it('turns late and stale by the clock alone', async () => {
		await withStates(async ({ at }) => {
			const states = [];
			for (const seconds of [10 * MINUTE, 11 * MINUTE, 2 * HOUR + 1])
				states.push(await at(seconds));
			expect(states.map(({ state }) => state)).toEqual(['fresh', 'late', 'stale']);
			expect(new Set(states.map(({ version }) => version)).size).toBe(3);
		});
	});

	it('moves every ten minutes, so that data that has grown old is said to be', async () => {
		await withStates(async ({ at }) => {
			const { version } = await at(5 * DAY);
			expect((await at(5 * DAY + 9 * MINUTE)).version).toBe(version);
			expect((await at(5 * DAY + 10 * MINUTE)).version).not.toBe(version);
		});
	});

	it('is read from the database at most five times a second', async () => {
		await withStates(async ({ store, at }) => {
			const { version } = await at(1);
			await store.markDemo();
			expect((await at(1.1)).version).toBe(version);
			expect((await at(1.2)).version).not.toBe(version);
		});
	});

	it('is read once for all who ask meanwhile, and stands for those who cannot wait', async () => {
		await withStore(async (store) => {
			let readings = 0;
			let milliseconds = START * 1000;
			const dataVersion = () => {
				readings += 1;
				return store.dataVersion();
			};
			const states = dataStates({ ...store, dataVersion }, () => milliseconds);
			expect(states.standing()).toBeNull();
			const all = Promise.all([states.read(), states.read()]);
			expect(states.standing()).toBeNull();
			const [first, second] = await all;
			expect(second).toBe(first);
			expect(readings).toBe(1);
			milliseconds += 199;
			expect(states.standing()).toBe(first);
			milliseconds += 1;
			expect(states.standing()).toBeNull();
			await states.read();
			expect(readings).toBe(2);
		});
	});

	it('is not remembered where it could not be read', async () => {
		await withStore(async (store) => {
			let away = true;
			const dataVersion = () =>
				away ? Promise.reject(new Error('database is away')) : store.dataVersion();
			const states = dataStates({ ...store, dataVersion }, () => START * 1000);
			await expect(states.read()).rejects.toThrow('database is away');
			expect(states.standing()).toBeNull();
			away = false;
			expect((await states.read()).freshness.state).toBe('never');
		});
	});
});
