import { describe, expect, it } from 'vitest';
import { unixSeconds } from '#lib/domain/units.ts';
import type { ChainHead, EndpointRecord, PassRecord } from '#lib/server/store/ports.ts';
import { ENGINES, withStore } from './engines.ts';
import { batchOf, EVM, hashOf, steadyBlocks, T0 } from './made-blocks.ts';

const HEAD: ChainHead = {
	chainId: EVM,
	number: 100,
	timestamp: T0,
	hash: hashOf(100),
	finalized: { number: 36, timestamp: unixSeconds(T0 - 768) },
	seenAt: unixSeconds(T0 + 3),
	endpoint: 'node.example'
};

describe.each(ENGINES)('status on $name', (engine) => {
	it('knows no head at first, then the last one told, also when the chain went back', async () => {
		await withStore(engine, async (store) => {
			expect(await store.findHead(EVM)).toBeNull();
			await store.recordHead(HEAD);
			expect(await store.findHead(EVM)).toEqual(HEAD);
			const back = { ...HEAD, number: 98, hash: hashOf(98), finalized: null };
			await store.recordHead(back);
			expect(await store.findHead(EVM)).toEqual(back);
			expect(await store.findHead(324)).toBeNull();
		});
	});

	it('keeps the last pass of every chain', async () => {
		await withStore(engine, async (store) => {
			const pass = (chainId: number, more: Partial<PassRecord> = {}): PassRecord => ({
				chainId,
				startedAt: T0,
				endedAt: unixSeconds(T0 + 9),
				outcome: 'partial',
				detail: 'HTTP 503',
				...more
			});
			expect(await store.getLastPasses()).toEqual([]);
			await store.recordPass(pass(324));
			await store.recordPass(pass(EVM));
			await store.recordPass(pass(324, { outcome: 'done', detail: null }));
			expect(await store.getLastPasses()).toEqual([
				pass(EVM),
				pass(324, { outcome: 'done', detail: null })
			]);
		});
	});

	it('keeps what each endpoint did last', async () => {
		await withStore(engine, async (store) => {
			const endpoint = (host: string, ok: boolean): EndpointRecord => ({
				chainId: EVM,
				host,
				checkedAt: T0,
				ok,
				detail: ok ? null : 'timeout'
			});
			await store.recordEndpoint(endpoint('b.example', true));
			await store.recordEndpoint(endpoint('a.example', true));
			await store.recordEndpoint(endpoint('b.example', false));
			expect(await store.getEndpoints()).toEqual([
				endpoint('a.example', true),
				endpoint('b.example', false)
			]);
		});
	});

	it('is a demo once marked, for good', async () => {
		await withStore(engine, async (store, database) => {
			expect(await store.isDemo()).toBe(false);
			await store.markDemo();
			await store.markDemo();
			const reader = await database.openReader();
			expect(await reader.isDemo()).toBe(true);
			await reader.close();
		});
	});

	it('has a data version that grows with facts, fees, gaps and discards, and a reader sees it', async () => {
		await withStore(engine, async (store, database) => {
			const reader = await database.openReader();
			let last = await reader.dataVersion();
			const verbs = [
				() => store.extendWanted(EVM, 'block', { from: 1, to: 20 }),
				() => store.addBlocks(EVM, batchOf(steadyBlocks(10))),
				() => store.addFees(EVM, { range: { from: 1, to: 4 }, fees: [] }),
				() => store.markGap(EVM, 'block', { from: 12, to: 14 }, 'endpoint_failed', 'HTTP 500'),
				() => store.discardAbove(EVM, 6, 9)
			];
			for (const verb of verbs) {
				await verb();
				const now = await reader.dataVersion();
				expect(now).toBeGreaterThan(last);
				last = now;
			}
			await reader.close();
		});
	});
});

describe.each(ENGINES)('two writers on $name', (engine) => {
	it('queue instead of failing, and lose nothing', async () => {
		await withStore(engine, async (store, database) => {
			const other = await database.openStore();
			const blocks = steadyBlocks(60);
			const pieces = [10, 20, 30, 40, 50, 60].map((to) => batchOf(blocks, { from: to - 9, to }));
			await Promise.all(
				pieces.map((batch, index) => (index % 2 ? other : store).addBlocks(EVM, batch))
			);
			expect(await store.getCovered(EVM, 'block')).toMatchObject([{ from: 1, to: 60 }]);
			await other.close();
		});
	});

	it('serve reads of the committed state while a write is under way', async () => {
		await withStore(engine, async (store) => {
			const writing = store.addBlocks(EVM, batchOf(steadyBlocks(300)));
			const [blocks, hours] = await Promise.all([
				store.getCovered(EVM, 'block'),
				store.getBlockHours(EVM, { from: T0, to: unixSeconds(T0 + 3_600) })
			]);
			await writing;
			expect(blocks.length).toBe(hours.length);
		});
	});
});
