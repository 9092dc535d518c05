import { describe, expect, it } from 'vitest';
import { ENGINES, withStore } from './engines.ts';
import { batchOf, EVM, steadyBlocks } from './made-blocks.ts';

describe.each(ENGINES)('a snapshot on $name', (engine) => {
	it('hands on what the reading throws, and leaves the reader usable', async () => {
		await withStore(engine, async (store, database) => {
			const reader = await database.openReader();
			const fault = new Error('ours');
			await expect(reader.snapshot(() => Promise.reject(fault))).rejects.toBe(fault);
			await expect(store.snapshot(() => Promise.reject(fault))).rejects.toBe(fault);
			expect(await store.snapshot((still) => still.hasFacts())).toBe(false);
			expect(await reader.snapshot((still) => still.hasFacts())).toBe(false);
			await reader.close();
		});
	});

	it('does not see what is stored while it reads, and does not hold the writer up', async () => {
		await withStore(engine, async (store, database) => {
			const reader = await database.openReader();
			const before = await reader.snapshot(async (still) => {
				const version = await still.dataVersion();
				await store.addBlocks(EVM, batchOf(steadyBlocks(5)));
				expect(await still.getCovered(EVM, 'block')).toEqual([]);
				expect(await still.dataVersion()).toBe(version);
				return version;
			});
			expect(await reader.dataVersion()).toBeGreaterThan(before);
			expect(await reader.getCovered(EVM, 'block')).toHaveLength(1);
			await reader.close();
		});
	});
});
