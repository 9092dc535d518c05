import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chainById } from '#lib/domain/chains.ts';
import { HOUR } from '#lib/domain/time.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import { openStore } from '#lib/server/store/open.ts';
import type { Store } from '#lib/server/store/ports/store.ts';
import { measure } from '#lib/server/measure/measure.ts';
import { getStatus } from '#lib/server/view/status.ts';
import {
	BLOCK_SECONDS,
	GENESIS,
	makeChain,
	timeOf,
	type MadeChain
} from '../../tests/made-chain.ts';
import { runPass, type PassEvent } from './pass.ts';

const CHAIN = 1;
const TOP = 200;
/** Thirty times what a block of the made chain takes. */
const OLD = 30 * BLOCK_SECONDS;

describe('a head that stands still', () => {
	const folder = mkdtempSync(join(tmpdir(), 'claimgauge-stall-'));
	let store: Store;
	let chain: MadeChain;
	let events: PassEvent[];
	let databases = 0;

	/** A pass at a time, by a process that has met the same head for so long. */
	const pass = async (now: number, unmovedSeconds = 0): Promise<PassEvent[]> => {
		events = [];
		const head = chain.head.bind(chain);
		const source = {
			...chain,
			head: async () => ({ ...(await head()), seenAt: unixSeconds(now) })
		};
		await runPass({
			chain: chainById(CHAIN),
			source,
			store,
			since: GENESIS,
			sinceIsSet: false,
			isOver: () => false,
			slowFactsAreDue: () => false,
			methodsAreDue: () => false,
			observationsAreDue: () => false,
			unmovedSeconds: () => unmovedSeconds,
			random: Math.random,
			signal: new AbortController().signal,
			now: () => unixSeconds(now),
			report: (event) => events.push(event)
		});
		return events.filter(({ event }) => event === 'stalled' || event === 'moving');
	};
	const stands = async (now: number) =>
		(await getStatus(store, unixSeconds(now), [CHAIN])).chains[0]?.head?.stands_still;

	beforeEach(async () => {
		store = await openStore(`file:${join(folder, `${(databases += 1)}.db`)}`);
		chain = makeChain(CHAIN, TOP);
	});
	afterEach(() => store.close());
	afterAll(() => rmSync(folder, { recursive: true, force: true }));

	const top = timeOf(TOP);

	it('is said once when it begins and once when it ends, by one process', async () => {
		for (let age = 0; age <= OLD; age += BLOCK_SECONDS)
			expect(await pass(top + age, age)).toEqual([]);
		expect(await stands(top + OLD)).toBe(false);
		expect(await pass(top + OLD + 1, OLD)).toEqual([
			{ event: 'stalled', chain: CHAIN, head: TOP, time: expect.any(String), endpoints: 1 }
		]);
		expect(await stands(top + OLD + 1)).toBe(true);
		for (const later of [60, HOUR, 24 * HOUR])
			expect(await pass(top + OLD + later, OLD + later)).toEqual([]);
		expect(await store.getIncidents(CHAIN)).toMatchObject([{ kind: 'head_stalled', block: TOP }]);

		const later = Math.ceil((25 * HOUR) / BLOCK_SECONDS);
		chain.fork(TOP, TOP + later);
		expect(await pass(timeOf(TOP + later))).toEqual([
			expect.objectContaining({ event: 'moving', head: TOP + later })
		]);
		expect(await stands(timeOf(TOP + later))).toBe(false);
		expect(await pass(timeOf(TOP + later))).toEqual([]);
		const [incident] = await store.getIncidents(CHAIN);
		expect(incident?.lastSeenAt).toBe(timeOf(TOP + later));
	});

	it('is told by measurements of that time: as a halt where two endpoints saw it', async () => {
		const haltedIn = async (from: number, to: number) => {
			const window = { from: unixSeconds(from), to: unixSeconds(to) };
			const asked = {
				chain: chainById(CHAIN),
				metric: 'throughput.tx',
				statistic: 'mean'
			} as const;
			const rest = { peakWindow: null, baseWindow: null, zeroFees: 'included' } as const;
			return (await measure(store, { ...asked, ...rest, window }, unixSeconds(to))).halted;
		};
		const later = Math.ceil((2 * HOUR) / BLOCK_SECONDS);
		for (const [endpoints, halted] of [
			[1, null],
			[2, true]
		] as const) {
			await store.close();
			store = await openStore(`file:${join(folder, `${(databases += 1)}.db`)}`);
			chain = makeChain(CHAIN, TOP);
			if (endpoints === 2)
				chain.witnesses.set('other.test', (number) => chain.blocks[number] ?? null);
			await pass(top, 0);
			expect(await haltedIn(GENESIS, top + 1)).toBe(false);
			await pass(top + OLD + 1, OLD);
			expect(await store.getHeadStalls(CHAIN, { from: GENESIS, to: unixSeconds(top + 1) })).toEqual(
				[{ block: TOP, since: top, until: null, endpoints }]
			);
			chain.fork(TOP, TOP + later);
			// It stood for two hours, and then went on with blocks as before.
			chain.blocks = chain.blocks.map((block) =>
				block.number <= TOP
					? block
					: { ...block, timestamp: unixSeconds(block.timestamp + 2 * HOUR) }
			);
			const moved = timeOf(TOP + 1) + 2 * HOUR;
			await pass(timeOf(TOP + later) + 2 * HOUR, 0);
			expect(await haltedIn(top + 60, moved)).toBe(halted);
			expect(await haltedIn(GENESIS, top)).toBe(false);
			expect(await haltedIn(moved, moved + HOUR)).toBe(false);
		}
	});

	it('is said once by passes that are processes of their own', async () => {
		expect(await pass(top)).toEqual([]);
		expect(await pass(top + 600)).toHaveLength(1);
		expect(await pass(top + 1_200)).toEqual([]);
	});

	it('is not said of a chain whose blocks are usually as far apart', async () => {
		const slow = 10 * BLOCK_SECONDS;
		chain.blocks = chain.blocks.map((block) => ({
			...block,
			timestamp: unixSeconds(GENESIS + block.number * slow)
		}));
		const newest = GENESIS + TOP * slow;
		await pass(newest);
		expect(await pass(newest + OLD + 600, OLD + 600)).toEqual([]);
		expect(await pass(newest + 10 * OLD + 1, 10 * OLD)).toHaveLength(1);
	});

	it('is not said where only our clock is ahead, and the head moves', async () => {
		for (let block = 1; block <= 50; block++) {
			chain.fork(TOP + block - 1, TOP + block);
			const now = timeOf(TOP + block) + 5 * HOUR;
			expect(await pass(now, 0)).toEqual([]);
			expect(await pass(now + 6, 6)).toEqual([]);
		}
	});

	it('is not said where our clock is behind', async () => {
		await pass(top - 5 * HOUR, 0);
		expect(await pass(top - 4 * HOUR, HOUR)).toEqual([]);
	});

	it('is not said where another endpoint has a newer one', async () => {
		const newer = makeChain(CHAIN, TOP + 50).blocks[TOP + 50]!;
		chain.witnesses.set('b.test', () => newer);
		await pass(top);
		expect(await pass(top + HOUR, HOUR)).toEqual([]);
		chain.witnesses.set('b.test', (number) => chain.blocks[number] ?? null);
		expect(await pass(top + HOUR, HOUR)).toMatchObject([{ event: 'stalled', endpoints: 2 }]);
	});
});
