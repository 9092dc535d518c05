import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { unixSeconds } from '#lib/domain/units.ts';
import type {
	EndpointCheckupRecord,
	EndpointRecord,
	PassRecord
} from '#lib/server/store/ports/endpoints.ts';
import type { ChainHead } from '#lib/server/store/ports/heads.ts';
import { ENGINES, withStore } from './engines.ts';
import { batchOf, EVM, hashOf, steadyBlocks, T0 } from './made-blocks.ts';
import { stateOf } from './snapshot.ts';

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
				requests: [],
				nextDueAt: null,
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

	it('keeps the requests of the last pass, and nothing of those before it', async () => {
		await withStore(engine, async (store) => {
			const failing = { host: 'b.example', requests: 3, failed: 3, p50Ms: null, p95Ms: null };
			const good = { host: 'a.example', requests: 312, failed: 4, p50Ms: 80, p95Ms: 240 };
			const pass = (chainId: number, requests: PassRecord['requests']): PassRecord => ({
				...{ chainId, startedAt: T0, endedAt: unixSeconds(T0 + 9) },
				...{ outcome: 'done', detail: null, nextDueAt: null, requests }
			});
			await store.recordPass(pass(EVM, [failing, good]));
			await store.recordPass(pass(324, [good]));
			expect(await store.getLastPasses()).toEqual([pass(EVM, [good, failing]), pass(324, [good])]);
			const fewer = { ...good, requests: 1, failed: 0 };
			await store.recordPass(pass(EVM, [fewer]));
			expect(await store.getLastPasses()).toEqual([pass(EVM, [fewer]), pass(324, [good])]);
			await store.recordPass(pass(EVM, []));
			expect(await store.getLastPasses()).toEqual([pass(EVM, []), pass(324, [good])]);
			await store.recordPass(pass(324, null));
			expect(await store.getLastPasses()).toEqual([pass(EVM, []), pass(324, null)]);
		});
	});

	it('keeps when the next pass of a chain is due, until none is planned', async () => {
		await withStore(engine, async (store) => {
			const due = async () => (await store.getLastPasses()).map(({ nextDueAt }) => nextDueAt);
			const pass = (chainId: number, nextDueAt: PassRecord['nextDueAt']): PassRecord => ({
				...{ chainId, startedAt: T0, endedAt: unixSeconds(T0 + 9) },
				...{ outcome: 'done', detail: null, requests: [], nextDueAt }
			});
			await store.unschedulePass(EVM);
			expect(await due()).toEqual([]);
			await store.recordPass(pass(EVM, unixSeconds(T0 + 11)));
			await store.recordPass(pass(324, unixSeconds(T0 + 12)));
			expect(await due()).toEqual([T0 + 11, T0 + 12]);
			await store.unschedulePass(EVM);
			expect(await due()).toEqual([null, T0 + 12]);
			await store.recordPass(pass(324, null));
			expect(await due()).toEqual([null, null]);
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

	it('keeps at which pace each endpoint is asked, to a thousandth', async () => {
		await withStore(engine, async (store) => {
			const endpoint: EndpointRecord = {
				chainId: EVM,
				host: 'a.example',
				checkedAt: T0,
				ok: true,
				detail: null,
				pace: { callsARequest: 100, requestsASecond: 24.6254, isLimit: true }
			};
			await store.recordEndpoint(endpoint);
			const pace = { callsARequest: 100, requestsASecond: 24.625, isLimit: true };
			expect(await store.getEndpoints()).toEqual([{ ...endpoint, pace }]);
			const slower = { callsARequest: 1, requestsASecond: 0.1, isLimit: false };
			await store.recordEndpoint({ ...endpoint, pace: slower });
			expect(await store.getEndpoints()).toEqual([{ ...endpoint, pace: slower }]);
		});
	});

	it('keeps what examinations found, each finding until another is made', async () => {
		await withStore(engine, async (store) => {
			const detail = 'of block 9 it tells 0.5';
			const first: EndpointCheckupRecord = {
				chainId: EVM,
				host: 'b.example',
				checkedAt: T0,
				callsARequest: 100,
				feeHistory: { ratio: 'placeholder', detail }
			};
			expect(await store.getCheckups(EVM)).toEqual([]);
			await store.recordCheckup(first);
			const nothing = { ...first, host: 'a.example', callsARequest: null, feeHistory: null };
			await store.recordCheckup(nothing);
			expect(await store.getCheckups(EVM)).toEqual([nothing, first]);
			const checkedAt = unixSeconds(T0 + 60);
			await store.recordCheckup({ ...nothing, host: 'b.example', checkedAt });
			expect(await store.getCheckups(EVM)).toEqual([nothing, { ...first, checkedAt }]);
			const real = { ratio: 'real' as const, detail: null };
			await store.recordCheckup({ ...nothing, host: 'b.example', feeHistory: real });
			expect(await store.getCheckups(EVM)).toEqual([nothing, { ...first, feeHistory: real }]);
			expect(await store.getCheckups(324)).toEqual([]);
		});
	});

	it('keeps when a head stood still, and until when, for windows that it touches', async () => {
		await withStore(engine, async (store) => {
			const window = (from: number, to: number) => ({
				from: unixSeconds(T0 + from),
				to: unixSeconds(T0 + to)
			});
			const stall = { block: 100, since: T0, until: null, endpoints: 2 };
			await store.recordHeadStall(EVM, stall);
			expect(await store.getHeadStalls(EVM, window(500, 600))).toEqual([stall]);
			expect(await store.getHeadStalls(EVM, window(-10, 0))).toEqual([]);
			const ended = { ...stall, until: unixSeconds(T0 + 500) };
			await store.recordHeadStall(EVM, ended);
			expect(await store.getHeadStalls(EVM, window(499, 600))).toEqual([ended]);
			expect(await store.getHeadStalls(EVM, window(500, 600))).toEqual([]);
			expect(await store.getHeadStalls(324, window(0, 600))).toEqual([]);
		});
	});

	it('lists by the bytes of a name, whatever the language of the database', async () => {
		await withStore(engine, async (store) => {
			const hosts = ['a.example', 'B.example', 'a-b.example', 'ab.example', 'ä.example', 'a:80'];
			for (const host of hosts)
				await store.recordEndpoint({ chainId: EVM, host, checkedAt: T0, ok: true, detail: null });
			expect((await store.getEndpoints()).map(({ host }) => host)).toEqual([
				'B.example',
				'a-b.example',
				'a.example',
				'a:80',
				'ab.example',
				'ä.example'
			]);
		});
	});

	it('keeps the words of an endpoint that sends what is no text', async () => {
		await withStore(engine, async (store) => {
			const detail = 'quote " and \\, nothing \0 here, half a \ud83d pair, “whole” 😀';
			const kept = 'quote " and \\, nothing \ufffd here, half a \ufffd pair, “whole” 😀';
			await store.recordEndpoint({ chainId: EVM, host: 'x', checkedAt: T0, ok: false, detail });
			expect((await store.getEndpoints())[0]?.detail).toBe(kept);
			const pass = { chainId: EVM, startedAt: T0, endedAt: T0, requests: [], nextDueAt: null };
			await store.recordPass({ ...pass, outcome: 'failed', detail });
			expect((await store.getLastPasses())[0]?.detail).toBe(kept);
			await store.extendWanted(EVM, 'block', { from: 1, to: 9 });
			for (const from of [1, 4])
				await store.markGap(EVM, 'block', { from, to: from + 2 }, 'bad_answer', detail);
			expect((await store.getGaps({}))[0]).toMatchObject({ from: 1, to: 6, detail: kept });
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
			const others = await Promise.all([database.openStore(), database.openStore()]);
			const stores = [store, ...others];
			const blocks = steadyBlocks(240, 31);
			const pieces = Array.from({ length: 24 }, (_, index) =>
				batchOf(blocks, { from: index * 10 + 1, to: index * 10 + 10 })
			);
			const before = await store.dataVersion();
			await Promise.all(
				pieces.map((batch, index) => stores[index % stores.length]!.addBlocks(EVM, batch))
			);
			const together = await stateOf(store, EVM);
			expect(await store.dataVersion()).toBe(before + pieces.length);
			for (const other of others) await other.close();
			await withStore(engine, async (alone) => {
				await alone.addBlocks(EVM, batchOf(blocks));
				expect(together).toEqual(await stateOf(alone, EVM));
			});
		});
	});

	it('show a reader nothing of a write before all of it', async () => {
		await withStore(engine, async (store, database) => {
			const reader = await database.openReader();
			const hour = { from: T0, to: unixSeconds(T0 + 3_600) };
			let written = false;
			const writing = store.addBlocks(EVM, batchOf(steadyBlocks(290))).then(() => {
				written = true;
			});
			let looks = 0;
			while (!written) {
				// What was written first is read first: were half a write to be seen, the rest would be missing.
				const [block] = await reader.getBlocks(EVM, hour);
				const hours = await reader.getBlockHours(EVM, hour);
				const covered = await reader.getCovered(EVM, 'block');
				if (block || hours.length > 0) expect(covered).toMatchObject([{ from: 1, to: 290 }]);
				looks += 1;
				// A write lets other things of this process have their turn, and waits for its own.
				await setImmediate();
			}
			await writing;
			expect(looks).toBeGreaterThan(0);
			expect(await reader.getBlocks(EVM, hour)).toHaveLength(290);
			await reader.close();
		});
	});
});
