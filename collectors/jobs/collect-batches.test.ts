import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FactKind } from '#lib/domain/block-range.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import { openStore } from '#lib/server/store/open.ts';
import type { Store } from '#lib/server/store/ports/store.ts';
import {
	GENESIS,
	madeBatch,
	makeChain,
	passOver,
	timeOf,
	type MadeChain
} from '../../tests/made-chain.ts';
import { runPass, type PassEvent, type PassOptions } from './pass.ts';

const ERA = 324;
const ALWAYS = { from: unixSeconds(0), to: unixSeconds(4_102_444_800) };

/** Blocks 0 to 300, ten a batch: batch 1 begins with block 0, batch 30 ends with block 299. */
describe('a pass over a chain that settles in batches', () => {
	const folder = mkdtempSync(join(tmpdir(), 'claimgauge-batches-'));
	let store: Store;
	let chain: MadeChain;
	let events: PassEvent[];
	let databases = 0;
	let time = GENESIS + 1_000_000;

	const pass = (options: Partial<PassOptions> = {}) =>
		runPass({
			...passOver(chain, store, ERA),
			now: () => unixSeconds(time),
			report: (event) => events.push(event),
			...options
		});
	const covered = async (kind: FactKind = 'batch') =>
		(await store.getCovered(ERA, kind)).map(({ from, to }) => [from, to]);
	const gaps = async (kind: FactKind = 'batch') =>
		(await store.getGaps({ chainId: ERA, kind })).map(({ from, to, reason, detail }) => [
			from,
			to,
			reason,
			detail
		]);

	beforeEach(async () => {
		store = await openStore(`file:${join(folder, `${(databases += 1)}.db`)}`);
		chain = makeChain(ERA, 300);
		chain.finalized = 249;
		events = [];
	});
	afterEach(() => store.close());
	afterAll(() => rmSync(folder, { recursive: true, force: true }));

	it('keeps every batch up to the one that is executed and final, and none that is under way', async () => {
		expect(await pass()).toMatchObject({ outcome: 'done' });
		expect(await covered()).toEqual([[1, 25]]);
		const commits = await store.getStageTimes(ERA, ALWAYS, 'commit', 'operator');
		expect(commits.at(-1)).toMatchObject({ batch: 25, at: madeBatch(25).stages.commit.at });
		chain.finalized = 279;
		await pass();
		expect(await covered()).toEqual([[1, 28]]);
	});

	it('begins with the batch that holds the first wanted block, and goes back when blocks do', async () => {
		await pass({ since: timeOf(105) });
		expect(await covered()).toEqual([[11, 25]]);
		await pass({ since: timeOf(42), sinceIsSet: true });
		expect(await covered()).toEqual([[5, 25]]);
	});

	it('wants those of a range of the past too, and none between it and the others', async () => {
		await store.extendWanted(ERA, 'block', { from: 42, to: 67 });
		await pass({ since: timeOf(195) });
		expect(await covered()).toEqual([
			[5, 7],
			[20, 25]
		]);
		// Not executed yet as a whole: what is, is wanted.
		await store.extendWanted(ERA, 'block', { from: 142, to: 160 });
		chain.finalized = 159;
		await pass();
		expect(await covered()).toEqual([
			[5, 7],
			[15, 16],
			[20, 25]
		]);
	});

	it('wants none before a wanted block lies in an executed batch, nor where no block is final', async () => {
		await pass({ since: timeOf(290) });
		expect(await store.getWanted(ERA, 'batch')).toEqual([]);
		chain.finalized = null;
		await pass({ since: GENESIS, sinceIsSet: true });
		expect(await store.getWanted(ERA, 'batch')).toEqual([]);
	});

	it('asks for none between two looks at slow facts', async () => {
		await pass();
		chain.finalized = 299;
		await pass({ slowFactsAreDue: () => false });
		expect(await covered()).toEqual([[1, 25]]);
	});

	it('leaves a gap with its reason where one cannot be had, says that something is missing, and has it later', async () => {
		chain.brokenBatches.add(7);
		expect(await pass()).toMatchObject({
			outcome: 'partial',
			detail: '1 batch'
		});
		expect(await covered()).toEqual([
			[1, 6],
			[8, 25]
		]);
		expect(await gaps()).toEqual([[7, 7, 'endpoint_failed', 'batch 7 could not be had']]);
		chain.brokenBatches.clear();
		expect(await pass()).toMatchObject({ outcome: 'done' });
		expect(await covered()).toEqual([[1, 25]]);
	});

	it('goes on with blocks and fees where it cannot be known which batches there are', async () => {
		chain.batchOf = async () => {
			throw new Error('HTTP 503');
		};
		expect(await pass()).toMatchObject({ outcome: 'done' });
		expect(await covered('fee')).toEqual([[0, 300]]);
		expect(events).toContainEqual({ event: 'no_batches', chain: ERA, detail: 'HTTP 503' });
	});

	describe('whose endpoint does not offer a method', () => {
		it('of batches: keeps blocks and fees, asks for no batch, and says since when', async () => {
			chain.offered.zks_getL1BatchDetails = false;
			chain.offered.eth_getBlockReceipts = true;
			time = GENESIS + 2_000_000;
			await pass();
			time = GENESIS + 3_000_000;
			await pass();
			const since = '2025-12-20T03:33:20Z';
			const detail = `zks_getL1BatchDetails is not offered since ${since} (node.test)`;
			expect(await covered('block')).toEqual([[0, 300]]);
			expect(await covered('fee')).toEqual([[0, 300]]);
			expect(await gaps()).toEqual([[1, 25, 'method_missing', detail]]);
			expect(chain.asked.filter(({ request }) => request === 'batches')).toEqual([]);
			expect(events).toContainEqual({ event: 'withheld', chain: ERA, kind: 'batch', detail });
		});

		it('of fees: keeps blocks and batches', async () => {
			chain.offered.eth_getBlockReceipts = false;
			await pass();
			expect(await covered('block')).toEqual([[0, 300]]);
			expect(await covered()).toEqual([[1, 25]]);
			expect(await gaps('fee')).toMatchObject([[0, 300, 'method_missing', expect.any(String)]]);
			expect(chain.asked.filter(({ request }) => request === 'fees')).toEqual([]);
		});

		it('has everything once it is offered again', async () => {
			chain.offered.zks_getL1BatchDetails = false;
			await pass();
			chain.offered.zks_getL1BatchDetails = true;
			expect(await pass({ methodsAreDue: () => false })).toMatchObject({ outcome: 'partial' });
			expect(await pass()).toMatchObject({ outcome: 'done' });
			expect(await covered()).toEqual([[1, 25]]);
		});
	});
});
