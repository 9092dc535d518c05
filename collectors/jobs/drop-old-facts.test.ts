import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { chainById } from '#lib/domain/chains.ts';
import { DAY, HOUR, iso, type TimeWindow } from '#lib/domain/time.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import { openStore } from '#lib/server/store/open.ts';
import type { Store } from '#lib/server/store/ports/store.ts';
import { GENESIS, makeChain, timeOf, type MadeChain } from '../../tests/made-chain.ts';
import { dropOldFacts, type DroppedEvent, type DropOptions } from './drop-old-facts.ts';

const CHAIN = 1;
/** 300 blocks an hour; two thirds of them hold a transfer. */
const HOURS = 60;
const TOP = HOURS * 300 + 10;
const ALWAYS: TimeWindow = { from: unixSeconds(0), to: timeOf(TOP) };

describe('dropOldFacts', () => {
	const folder = mkdtempSync(join(tmpdir(), 'claimgauge-drop-'));
	let store: Store;
	let chain: MadeChain;
	let events: DroppedEvent[];
	let databases = 0;

	const drop = (options: Partial<DropOptions> = {}) =>
		dropOldFacts({
			chain: chainById(CHAIN),
			store,
			retention: { raw: 1, rollup: Number.POSITIVE_INFINITY },
			isOver: () => false,
			signal: new AbortController().signal,
			now: () => unixSeconds(GENESIS + 400 * DAY),
			report: (event) => events.push(event),
			...options
		});
	/** Store these blocks, and a fee of each that has a transaction. */
	const fill = async (from: number, to: number) => {
		const blocks = chain.blocks.slice(from, to + 1);
		await store.addBlocks(CHAIN, { range: { from, to }, blocks });
		const busy = blocks.filter(({ userTxCount }) => userTxCount > 0).map(({ number }) => number);
		const { fees } = await chain.fetchFees(busy);
		await store.addFees(CHAIN, { range: { from, to }, fees });
	};
	const open = async () => {
		store = await openStore(`file:${join(folder, `${(databases += 1)}.db`)}`);
		await store.recordHead(await chain.head());
	};
	const dropped = async (part: 'raw' | 'rollup' = 'raw') =>
		(await store.getDropped(CHAIN, part, ALWAYS)).map(({ from, to }) => [
			(from - GENESIS) / HOUR,
			(to - GENESIS) / HOUR
		]);

	beforeAll(() => {
		chain = makeChain(CHAIN, TOP);
		chain.finalized = HOURS * 300;
	});
	beforeEach(async () => {
		events = [];
		await open();
		return () => store.close();
	});
	afterAll(() => rmSync(folder, { recursive: true, force: true }));

	it('drops what is so many days older than the final block, says so, and then has nothing to do', async () => {
		await fill(0, TOP);
		expect(await drop()).toBe(true);
		const old = HOURS - 24;
		expect(await dropped()).toEqual([[0, old]]);
		expect(events).toEqual([
			{
				event: 'dropped',
				chain: CHAIN,
				before: iso(GENESIS + old * HOUR),
				hours: old,
				blocks: old * 299,
				fees: old * 200,
				waiting: 0,
				rollup_hours: 0,
				bytes: expect.any(Number) as number
			}
		]);
		expect(events[0]!.bytes).toBeGreaterThan(0);
		expect(await drop()).toBe(true);
		expect(events).toHaveLength(1);
	});

	it('drops nothing of a chain that keeps all, or has no final block', async () => {
		await fill(0, TOP);
		expect(await drop({ retention: { raw: Infinity, rollup: Infinity } })).toBe(true);
		const head = (await store.findHead(CHAIN))!;
		await store.recordHead({ ...head, finalized: null });
		expect(await drop()).toBe(true);
		expect(await dropped()).toEqual([]);
		expect(events).toEqual([]);
	});

	it('does not believe a node that names a time to come', async () => {
		await fill(0, TOP);
		const head = (await store.findHead(CHAIN))!;
		const finalized = { number: TOP, timestamp: unixSeconds(head.timestamp + 300 * DAY) };
		await store.recordHead({ ...head, finalized });
		await drop({ now: () => head.timestamp });
		expect(await dropped()).toEqual([[0, HOURS - 24]]);
	});

	it('drops a piece even where a back-fill takes the whole pass, and the rest later', async () => {
		await fill(0, TOP);
		const ended = new AbortController();
		ended.abort();
		expect(await drop({ signal: ended.signal, isOver: () => true })).toBe(false);
		const [first] = await dropped();
		expect(first![1]).toBeGreaterThan(0);
		expect(first![1]).toBeLessThan(HOURS - 24);
		expect(await drop()).toBe(true);
		expect(await dropped()).toEqual([[0, HOURS - 24]]);
	});

	it('tells how many hours wait for what is missing of them, and drops them once it is had', async () => {
		await fill(0, 999);
		await fill(1_001, TOP);
		await drop();
		expect(events).toMatchObject([{ hours: HOURS - 25, waiting: 1 }]);
		expect(await dropped()).toEqual([
			[0, 3],
			[4, HOURS - 24]
		]);
		await fill(1_000, 1_000);
		await drop();
		expect(events[1]).toMatchObject({ hours: 1, waiting: 0 });
		expect(await dropped()).toEqual([[0, HOURS - 24]]);
	});

	it('drops rollups too where that is set', async () => {
		await fill(0, TOP);
		await drop({ retention: { raw: 1, rollup: 2 } });
		expect(await dropped()).toEqual([[0, HOURS - 24]]);
		expect(await dropped('rollup')).toEqual([[0, HOURS - 48]]);
		expect(events).toMatchObject([{ hours: HOURS - 24, rollup_hours: HOURS - 48 }]);
		const [oldest] = await store.getBlockHours(CHAIN, ALWAYS);
		expect(oldest?.hour).toBe(GENESIS + (HOURS - 48) * HOUR);
	});
});
