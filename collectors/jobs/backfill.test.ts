import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FactKind } from '#lib/domain/block-range.ts';
import { observedWindows } from '#lib/domain/coverage.ts';
import { iso } from '#lib/domain/time.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import { openStore } from '#lib/server/store/open.ts';
import type { Store } from '#lib/server/store/ports/store.ts';
import { GENESIS, makeChain, passOver, timeOf, type MadeChain } from '../../tests/made-chain.ts';
import { fillWindow, wantWindow, type BackfillEvent, type BackfillOptions } from './backfill.ts';
import { FinalizedConflictError } from './heal-reorganisation.ts';
import { runPass, type PassEvent } from './pass.ts';

const CHAIN = 324;

describe('a back-fill of a named window', () => {
	const folder = mkdtempSync(join(tmpdir(), 'claimgauge-backfill-'));
	let store: Store;
	let chain: MadeChain;
	let events: (PassEvent | BackfillEvent)[];
	let databases = 0;

	const options = (more: Partial<BackfillOptions> = {}): BackfillOptions => ({
		...passOver(chain, store, CHAIN),
		since: timeOf(200),
		report: (event) => events.push(event),
		...more
	});
	/** Blocks from one to before another, by their times. */
	const window = (from: number, to: number) => ({ from: timeOf(from), to: timeOf(to) });
	const backfill = async (from: number, to: number, more?: Partial<BackfillOptions>) => {
		const wanted = await wantWindow(options(more), window(from, to));
		return wanted && fillWindow(options(more), wanted);
	};
	const covered = async (kind: FactKind = 'block') =>
		(await store.getCovered(CHAIN, kind)).map(({ from, to }) => [from, to]);

	beforeEach(async () => {
		store = await openStore(`file:${join(folder, `${(databases += 1)}.db`)}`);
		chain = makeChain(CHAIN, 300);
		chain.finalized = 249;
		events = [];
	});
	afterEach(() => store.close());
	afterAll(() => rmSync(folder, { recursive: true, force: true }));

	it('stores its blocks, fees and executed batches, and asks for nothing else', async () => {
		expect(await backfill(42, 68)).toBe(true);
		for (const kind of ['block', 'fee'] as const) expect(await covered(kind)).toEqual([[41, 68]]);
		expect(await covered('batch')).toEqual([[5, 7]]);
		expect(await store.findFollowedFrom(CHAIN)).toBeNull();
		for (const { request, at } of chain.asked)
			if (request === 'blocks' || request === 'fees')
				expect(at.from >= 41 && at.to <= 68).toBe(true);
		const told = { chain: CHAIN, from: 41, to: 68 };
		expect(events).toContainEqual({ event: 'range', ...told, batches: { from: 5, to: 7 } });
		expect(events.at(-1)).toEqual({
			event: 'backfilled',
			...told,
			blocks_missing: 0,
			fees_missing: 0,
			batches_missing: 0
		});
	});

	it('leaves other gaps alone, and a pass leaves what lies between alone', async () => {
		await runPass(options({ isOver: () => true }));
		const missing = await store.getGaps({ chainId: CHAIN, kind: 'block' });
		expect(missing).toMatchObject([{ from: 200, to: 300 }]);
		expect(await backfill(42, 68)).toBe(true);
		expect(await store.getGaps({ chainId: CHAIN, kind: 'block' })).toEqual(missing);
		expect(await runPass(options())).toMatchObject({ outcome: 'done' });
		for (const kind of ['block', 'fee'] as const)
			expect(await covered(kind)).toEqual([
				[41, 68],
				[200, 300]
			]);
		expect(await covered('batch')).toEqual([
			[5, 7],
			[21, 25]
		]);
	});

	it('goes on where it was ended', async () => {
		chain = makeChain(CHAIN, 3_000);
		const ending = new AbortController();
		chain.before = (request, { to }) => {
			if (request === 'blocks' && to < 2_000) ending.abort();
			ending.signal.throwIfAborted();
		};
		await expect(backfill(500, 2_500, { signal: ending.signal })).rejects.toThrow('aborted');
		const [stored] = await covered();
		expect(stored?.[1]).toBe(2_500);
		chain.before = () => undefined;
		chain.asked.length = 0;
		expect(await backfill(500, 2_500)).toBe(true);
		expect(await covered('fee')).toEqual([[499, 2_500]]);
		for (const { request, at } of chain.asked)
			if (request === 'blocks') expect(at.to).toBeLessThan(stored?.[0] ?? 0);
	});

	it('asks again for what could not be had while that brings something, then says so', async () => {
		chain.broken.add(50).add(60);
		let refused = 0;
		chain.before = (request, { from, to }) => {
			if (request === 'blocks' && from <= 50 && to >= 50 && ++refused === 2)
				chain.broken.delete(50);
		};
		expect(await backfill(42, 68)).toBe(false);
		expect(await covered()).toEqual([
			[41, 59],
			[61, 68]
		]);
		expect(events.at(-1)).toMatchObject({ blocks_missing: 1, fees_missing: 1, batches_missing: 0 });
		const asked = chain.asked.filter(
			({ request, at }) => request === 'blocks' && at.from <= 60 && at.to >= 60
		);
		expect(asked).toHaveLength(3);
	});

	it('takes in what there is of a window that reaches beyond the newest block', async () => {
		expect(await backfill(290, 400)).toBe(true);
		expect(await covered()).toEqual([[289, 300]]);
	});

	it('wants of batches those that are executed', async () => {
		await backfill(231, 270);
		expect(await covered('batch')).toEqual([[24, 25]]);
		events = [];
		await backfill(252, 270);
		expect(events).toContainEqual(expect.objectContaining({ event: 'range', batches: null }));
		expect(await covered('batch')).toEqual([[24, 25]]);
	});

	it.each([
		['after the newest block', 301 * 12, 400 * 12],
		['before the oldest that the node has', 10 * 12, 90 * 12]
	])('wants nothing of a window %s, and says so', async (_, from, to) => {
		chain.known = { from: 95, to: 300 };
		const seconds = { from: unixSeconds(GENESIS + from), to: unixSeconds(GENESIS + to) };
		expect(await wantWindow(options(), seconds)).toBeNull();
		expect(events.at(-1)).toEqual({
			event: 'no_blocks',
			chain: CHAIN,
			newest: 300,
			newest_time: iso(timeOf(300))
		});
		expect(await store.getWanted(CHAIN, 'block')).toEqual([]);
	});

	it('wants nothing of a window from before the chain began', async () => {
		const before = { from: unixSeconds(GENESIS - 500), to: GENESIS };
		expect(await wantWindow(options(), before)).toBeNull();
		expect(await wantWindow(options(), { ...before, to: unixSeconds(GENESIS + 1) })).toMatchObject({
			blocks: { from: 0, to: 1 }
		});
	});

	it('knows all of a window between two blocks once it has both', async () => {
		const between = { from: unixSeconds(timeOf(100) + 1), to: timeOf(101) };
		expect(await wantWindow(options(), between)).toMatchObject({ blocks: { from: 100, to: 101 } });
	});

	it('covers every second of it', async () => {
		const odd = { from: unixSeconds(timeOf(42) - 5), to: unixSeconds(timeOf(67) + 5) };
		const wanted = await wantWindow(options(), odd);
		expect(wanted && (await fillWindow(options(), wanted))).toBe(true);
		const ranges = await store.getCovered(CHAIN, 'block');
		for (const family of ['evm', 'zksync-era'] as const)
			expect(observedWindows(ranges, odd, family)).toEqual([odd]);
	});

	it('says where the node has pruned the beginning, and takes the rest', async () => {
		chain.known = { from: 95, to: 300 };
		const wanted = await wantWindow(options(), window(80, 110));
		expect(wanted).toMatchObject({ isPruned: true, blocks: { from: 95, to: 110 } });
		expect(events).toContainEqual({ event: 'pruned', chain: CHAIN, oldest: 95 });
	});

	it('of a window that is stored asks for no block', async () => {
		await backfill(42, 68);
		chain.asked.length = 0;
		expect(await backfill(50, 60)).toBe(true);
		expect(chain.asked.some(({ request }) => request === 'blocks')).toBe(false);
	});

	it('heals a reorganisation at the top before it tells what is final', async () => {
		await runPass(options());
		chain.fork(260, 310);
		chain.finalized = 305;
		expect(await backfill(42, 68)).toBe(true);
		expect(events).toContainEqual({ event: 'reorganised', chain: CHAIN, above: 260 });
		expect((await store.findHead(CHAIN))?.finalized?.number).toBe(305);
	});

	it('fails, and deletes nothing, where the endpoint contradicts a final block', async () => {
		await runPass(options());
		chain.fork(240, 310);
		await expect(backfill(42, 68)).rejects.toThrow(FinalizedConflictError);
		expect(await covered()).toEqual([[200, 300]]);
	});
});
