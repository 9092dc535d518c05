import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chainById } from '#lib/domain/chains.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import { openStore } from '#lib/server/store/open.ts';
import type { Store } from '#lib/server/store/ports/store.ts';
import { forgetGasLimits } from '#lib/server/test-chain.ts';
import { makeChain, passOver, timeOf, type MadeChain } from '../../tests/made-chain.ts';
import { FinalizedConflictError } from './heal-reorganisation.ts';
import { runPass, type PassEvent, type PassOptions } from './pass.ts';

const CHAIN = 1;

describe('runPass', () => {
	const folder = mkdtempSync(join(tmpdir(), 'claimgauge-pass-'));
	let store: Store;
	let chain: MadeChain;
	let events: PassEvent[];
	let databases = 0;

	const pass = (options: Partial<PassOptions> = {}) =>
		runPass({
			...passOver(chain, store, CHAIN),
			report: (event) => events.push(event),
			...options
		});
	const covered = async (kind: 'block' | 'fee' = 'block') =>
		(await store.getCovered(CHAIN, kind)).map(({ from, to }) => [from, to]);
	const gaps = async (kind: 'block' | 'fee' = 'block') =>
		(await store.getGaps({ chainId: CHAIN, kind })).map(({ from, to, reason }) => [
			from,
			to,
			reason
		]);

	beforeEach(async () => {
		store = await openStore(`file:${join(folder, `${(databases += 1)}.db`)}`);
		chain = makeChain(CHAIN, 300);
		events = [];
	});
	afterEach(() => store.close());
	afterAll(() => rmSync(folder, { recursive: true, force: true }));

	it('collects blocks and fees of the whole wanted range', async () => {
		expect(await pass()).toMatchObject({ outcome: 'done', detail: null });
		expect(await covered()).toEqual([[0, 300]]);
		expect(await covered('fee')).toEqual([[0, 300]]);
	});

	it('keeps its own requests, not those of passes before it, also where it fails', async () => {
		const kept = async () => (await store.getLastPasses())[0]?.requests?.[0]?.requests;
		for (const top of [300, 301]) {
			if (top > 300) chain.fork(300, top);
			chain.asked.length = 0;
			await pass();
			expect(await kept()).toBe(chain.asked.length);
		}
		chain.asked.length = 0;
		chain.before = () => {
			throw new Error('gone');
		};
		await expect(pass()).rejects.toThrow('gone');
		expect(await kept()).toBe(1);
	});

	it('says when the next one is due at the latest, unless none is planned or it is told to end', async () => {
		const due = async () => {
			const { endedAt, nextDueAt } = (await store.getLastPasses())[0]!;
			return nextDueAt === null ? null : nextDueAt - endedAt;
		};
		await pass();
		expect(await due()).toBeNull();
		await pass({ nextAfter: (outcome) => (outcome === 'done' ? 2_001 : 60_000) });
		expect(await due()).toBe(3);
		const told = new AbortController();
		told.abort();
		await pass({ nextAfter: () => 2_000, signal: told.signal });
		expect(await due()).toBeNull();
	});

	describe('the wanted range', () => {
		it('begins at the head where the head is older than the time asked for', async () => {
			await pass({ since: timeOf(1_000) });
			expect(await covered()).toEqual([[300, 300]]);
		});

		it('does not move when the default does', async () => {
			await pass({ since: timeOf(200) });
			await pass({ since: timeOf(100) });
			expect(await covered()).toEqual([[200, 300]]);
		});

		it('widens to an earlier time that was named, down to block 0, and never narrows', async () => {
			await pass({ since: timeOf(200) });
			await pass({ since: timeOf(250), sinceIsSet: true });
			expect(await covered()).toEqual([[200, 300]]);
			await pass({ since: timeOf(100), sinceIsSet: true });
			expect(await covered()).toEqual([[100, 300]]);
			await pass({ since: unixSeconds(0), sinceIsSet: true });
			expect(await covered()).toEqual([[0, 300]]);
			expect(await pass({ since: unixSeconds(0), sinceIsSet: true })).toMatchObject({
				outcome: 'done'
			});
		});

		it('ends where the node has pruned what is older', async () => {
			chain.known = { from: 120, to: 300 };
			expect(await pass()).toMatchObject({ outcome: 'done' });
			expect(await covered()).toEqual([[120, 300]]);
			await pass({ since: unixSeconds(0), sinceIsSet: true });
			expect(await covered()).toEqual([[120, 300]]);
		});
	});

	describe('a range of the past that is wanted besides', () => {
		const want = async () => {
			for (const kind of ['block', 'fee'] as const)
				await store.extendWanted(CHAIN, kind, { from: 20, to: 40 });
		};

		it('is filled after what is followed, and nothing between them is wanted', async () => {
			await pass({ since: timeOf(200) });
			await want();
			chain.asked.length = 0;
			expect(await pass()).toMatchObject({ outcome: 'done' });
			for (const kind of ['block', 'fee'] as const)
				expect(await covered(kind)).toEqual([
					[20, 40],
					[200, 300]
				]);
			const blocks = chain.asked.filter(({ request }) => request === 'blocks');
			expect(blocks.every(({ at }) => at.from >= 20 && at.to <= 40)).toBe(true);
		});

		it('does not make a chain followed from there that never was followed', async () => {
			await want();
			await pass({ since: timeOf(200) });
			expect(await covered()).toEqual([
				[20, 40],
				[200, 300]
			]);
			chain.fork(300, 320);
			await pass({ since: timeOf(100) });
			expect(await covered()).toEqual([
				[20, 40],
				[200, 320]
			]);
			await pass({ since: timeOf(30), sinceIsSet: true });
			expect(await covered()).toEqual([[20, 320]]);
		});

		it('stays while a reorganisation at the top heals', async () => {
			await want();
			await pass({ since: timeOf(200) });
			chain.fork(250, 310);
			expect(await pass()).toMatchObject({ outcome: 'done' });
			expect(events).toContainEqual({ event: 'reorganised', chain: CHAIN, above: 250 });
			expect(await covered('fee')).toEqual([
				[20, 40],
				[200, 310]
			]);
		});
	});

	it('follows anew a chain that ends below where it was followed from', async () => {
		await store.follow(CHAIN, { from: 400, to: 410 });
		await pass({ since: timeOf(200) });
		expect(await covered()).toEqual([[200, 300]]);
	});

	describe('what could not be had', () => {
		it('is a gap with its reason, said once, and asked for once in a pass', async () => {
			chain.broken.add(150).add(151);
			const ended = await pass();
			expect(ended).toMatchObject({
				outcome: 'partial',
				detail: '2 blocks and the fees of 2 blocks'
			});
			expect(await gaps()).toEqual([
				[150, 150, 'endpoint_failed'],
				[151, 151, 'endpoint_failed']
			]);
			const asked = chain.asked.filter(
				({ request, at }) => request === 'blocks' && at.from <= 150 && at.to >= 150
			);
			expect(asked).toHaveLength(1);
			expect(events.filter(({ event }) => event === 'missing')).toHaveLength(2);
		});

		it('is had by a later pass', async () => {
			chain.broken.add(150);
			await pass();
			chain.broken.clear();
			expect(await pass()).toMatchObject({ outcome: 'done' });
			expect(await covered('fee')).toEqual([[0, 300]]);
		});

		it('of fees only leaves the pass partial', async () => {
			chain.before = (request) => {
				if (request === 'fees') chain.broken.add(151);
			};
			expect(await pass()).toMatchObject({
				outcome: 'partial',
				detail: 'the fees of 1 block'
			});
			expect(await gaps('fee')).toEqual([[151, 151, 'endpoint_failed']]);
		});

		it('does not hold up what was never asked for', async () => {
			chain = makeChain(CHAIN, 2_000);
			for (let number = 1_001; number <= 2_000; number++) chain.broken.add(number);
			let batches = 0;
			chain.before = (request) => {
				if (request === 'blocks') batches += 1;
			};
			// Two batches are all that fails; the next pass asks for the newest of it again, and then for fresh blocks.
			await pass({ isOver: () => batches >= 2 });
			expect(await gaps()).toContainEqual([2_000, 2_000, 'endpoint_failed']);
			batches = 0;
			await pass({ isOver: () => batches >= 2 });
			expect((await covered()).at(-1)?.[1]).toBe(1_000);
		});

		it('is told of blocks that do not belong together, and nothing of them counts as stored', async () => {
			const block = chain.blocks[250];
			if (block) chain.blocks[250] = { ...block, timestamp: timeOf(100) };
			await pass();
			const stored = events.filter((event) => event.event === 'collected' && event.to >= 250);
			expect(stored).toEqual([]);
			expect(events).toContainEqual(
				expect.objectContaining({ event: 'missing', reason: 'bad_answer' })
			);
		});
	});

	describe('told to end', () => {
		it('keeps what is stored, marks nothing as failed, and is partial', async () => {
			const ending = new AbortController();
			chain = makeChain(CHAIN, 2_000);
			chain.before = (request, { to }) => {
				if (request === 'blocks' && to < 1_500) ending.abort();
				ending.signal.throwIfAborted();
			};
			expect(await pass({ signal: ending.signal })).toMatchObject({ outcome: 'partial' });
			expect((await covered()).at(-1)?.[1]).toBe(2_000);
			for (const [, , reason] of await gaps()) expect(reason).toBe('not_yet_collected');
			expect((await store.getLastPasses())[0]).toMatchObject({ outcome: 'partial' });
		});

		it('does not hide a failure that has nothing to do with it', async () => {
			const ending = new AbortController();
			chain.before = () => {
				ending.abort();
				throw new RangeError('a defect');
			};
			await expect(pass({ signal: ending.signal })).rejects.toThrow('a defect');
		});

		it('after the first batch gives fees their turn all the same', async () => {
			chain = makeChain(CHAIN, 2_000);
			let asked = false;
			chain.before = (request) => {
				if (request === 'blocks') asked = true;
			};
			expect(await pass({ isOver: () => asked })).toMatchObject({ outcome: 'partial' });
			expect((await covered('fee')).length).toBe(1);
		});
	});

	describe('while a run of blocks is stored', () => {
		/** The store, telling when it begins to store blocks, and when it has. */
		const watched = (watch: (what: 'storing' | 'stored', from: number) => void): Store => ({
			...store,
			async addBlocks(chainId, batch) {
				watch('storing', batch.range.from);
				await store.addBlocks(chainId, batch);
				watch('stored', batch.range.from);
			}
		});

		it('fetches the one below it, and no more', async () => {
			chain = makeChain(CHAIN, 6_000);
			const steps: string[] = [];
			chain.before = (request, { from }) => {
				if (request === 'blocks') steps.push(`asked for ${from}`);
			};
			const ended = await pass({ store: watched((what, from) => steps.push(`${what} ${from}`)) });
			expect(ended).toMatchObject({ outcome: 'done' });
			expect(steps).toEqual([
				...['asked for 5801', 'asked for 5001', 'storing 5801', 'stored 5801'],
				...['asked for 1801', 'storing 5001', 'stored 5001'],
				...['asked for 0', 'storing 1801', 'stored 1801'],
				...['storing 0', 'stored 0']
			]);
		});

		it('heals without what was fetched before it looked again', async () => {
			chain = makeChain(CHAIN, 6_000);
			let batches = 0;
			let hasMoved = false;
			chain.before = (request) => {
				if (request === 'blocks' && ++batches === 2) chain.fork(5_500, 6_000);
				// Deeper than the run that is under way by then, of which every block is of the first fork.
				if (request === 'header' && batches >= 3 && !hasMoved) {
					hasMoved = true;
					chain.fork(3_000, 6_000);
				}
			};
			await pass();
			expect(events).toContainEqual({ event: 'reorganised', chain: CHAIN, above: 5_800 });
			expect(chain.asked.filter(({ at }) => at.from === 1_801 && at.to === 5_000)).toHaveLength(2);
			for (const number of [3_000, 3_001, 5_000])
				expect(await store.findBlockHash(CHAIN, number)).toBe(chain.blocks[number]?.hash);
			events = [];
			expect(await pass()).toMatchObject({ outcome: 'done' });
			expect(events.map(({ event }) => event)).not.toContain('reorganised');
		});

		it('leaves nothing under way where it cannot be stored', async () => {
			let ended = false;
			const endless: typeof chain.fetchBlocks = (_, ending) =>
				new Promise((_resolve, reject) => {
					ending?.addEventListener('abort', () => {
						ended = true;
						reject(ending.reason as Error);
					});
				});
			const source = {
				...chain,
				fetchBlocks: (...asked: Parameters<typeof chain.fetchBlocks>) =>
					asked[0].to === 300 ? chain.fetchBlocks(...asked) : endless(...asked)
			};
			const full = watched(() => {
				throw new Error('the disk is full');
			});
			await expect(pass({ source, store: full })).rejects.toThrow('the disk is full');
			expect(ended).toBe(true);
			expect(await covered()).toEqual([]);
			for (const [, , reason] of await gaps()) expect(reason).toBe('not_yet_collected');
		});

		it('hears of a defect below it in its turn', async () => {
			chain.before = (request, { to }) => {
				if (request === 'blocks' && to < 300) throw new RangeError('a defect');
			};
			await expect(pass()).rejects.toThrow('a defect');
			expect(await covered()).toEqual([[101, 300]]);
		});

		it('stores the one below it too where the time is over meanwhile', async () => {
			chain = makeChain(CHAIN, 6_000);
			let isOver = false;
			const slow = watched(() => (isOver = true));
			expect(await pass({ store: slow, isOver: () => isOver })).toMatchObject({
				outcome: 'partial'
			});
			expect(await covered()).toEqual([[5_001, 6_000]]);
			expect(chain.asked.filter(({ request }) => request === 'blocks')).toHaveLength(2);
			for (const [, , reason] of await gaps()) expect(reason).toBe('not_yet_collected');
		});
	});

	describe('a reorganisation', () => {
		it('heals, fees included', async () => {
			await pass();
			chain.fork(280, 310);
			expect(await pass()).toMatchObject({ outcome: 'done' });
			expect(events).toContainEqual({ event: 'reorganised', chain: CHAIN, above: 280 });
			expect(await covered('fee')).toEqual([[0, 310]]);
			expect(await store.findBlockHash(CHAIN, 281)).toBe(chain.blocks[281]?.hash);
		});

		it('heals in one pass more where the chain changes while it is read', async () => {
			chain = makeChain(CHAIN, 1_000);
			let batches = 0;
			chain.before = (request) => {
				if (request === 'blocks' && ++batches === 2) chain.fork(700, 1_000);
			};
			expect(await pass()).toMatchObject({ outcome: 'partial' });
			expect(await pass()).toMatchObject({ outcome: 'done' });
			for (const number of [700, 701, 850, 1_000])
				expect(await store.findBlockHash(CHAIN, number)).toBe(chain.blocks[number]?.hash);
		});

		it('between reading blocks and their fees leaves the fees to the next pass', async () => {
			const first = chain.blocks;
			let asked = 0;
			chain.before = (request) => {
				if (request === 'fees' && ++asked === 1) chain.fork(290, 300);
			};
			expect(await pass()).toMatchObject({ outcome: 'partial' });
			expect(await gaps('fee')).toContainEqual([299, 299, 'reorganised']);
			// Back on the first fork, the stored blocks are right, and so are the fees that were not taken.
			chain.blocks = first;
			expect(await pass()).toMatchObject({ outcome: 'done' });
			expect(await covered('fee')).toEqual([[0, 300]]);
		});

		it('below a hole is healed before it becomes final', async () => {
			chain.finalized = 100;
			for (let number = 251; number <= 270; number++) chain.broken.add(number);
			await pass();
			const upper = chain.blocks.slice(271);
			// Only blocks 241 to 270 are replaced as far as the node's hashes at the top can tell.
			chain.fork(240, 300);
			chain.blocks.splice(271, upper.length, ...upper);
			chain.finalized = 245;
			await pass();
			expect(events).toContainEqual({ event: 'reorganised', chain: CHAIN, above: 240 });
		});

		it('below the final block fails, deletes nothing, and is recorded', async () => {
			chain.finalized = 200;
			await pass();
			chain.fork(150, 310);
			await expect(pass()).rejects.toThrow(FinalizedConflictError);
			expect(await covered()).toEqual([[0, 300]]);
			expect((await store.getLastPasses())[0]).toMatchObject({ outcome: 'failed' });
		});
	});

	describe('over a database from before gas limits were kept', () => {
		/** Collect all, then take away what that version did not have. */
		const growOld = async (id: number) => {
			await pass({ chain: chainById(id) });
			await store.close();
			const path = join(folder, `${databases}.db`);
			forgetGasLimits(path);
			store = await openStore(`file:${path}`);
			events = [];
			chain.asked.length = 0;
		};
		const asked = () => chain.asked.filter(({ request }) => request === 'blocks');

		it('reads blocks again for theirs, after those that are missing', async () => {
			await growOld(CHAIN);
			expect(await store.getGasLimitGaps(CHAIN)).toEqual([{ from: 0, to: 300 }]);
			chain.fork(300, 305);
			expect(await pass()).toMatchObject({ outcome: 'done' });
			expect(asked().map(({ at }) => [at.from, at.to])).toEqual([
				[301, 305],
				[101, 300],
				[0, 100]
			]);
			expect(await store.getGasLimitGaps(CHAIN)).toEqual([]);
			expect((await store.findBlock(CHAIN, 7))?.gasLimit).toBe(30_000_000);
			for (const event of events) if (event.event === 'collected') expect(event.left).toBe(0);
		});

		it('asks for none of a chain where they bind nothing', async () => {
			chain = makeChain(324, 300);
			await growOld(324);
			await pass({ chain: chainById(324) });
			expect(asked()).toEqual([]);
		});

		it('tries once in a pass what cannot be had', async () => {
			await growOld(CHAIN);
			chain.broken.add(150);
			expect(await pass()).toMatchObject({ outcome: 'done' });
			expect(asked()).toHaveLength(2);
			expect(await store.getGasLimitGaps(CHAIN)).toEqual([{ from: 150, to: 150 }]);
			expect(await covered()).toEqual([[0, 300]]);
		});
	});

	it('keeps a final block final when an endpoint lags or does not know the tag', async () => {
		chain.finalized = 200;
		await pass();
		chain.finalized = null;
		await pass();
		expect((await store.findHead(CHAIN))?.finalized?.number).toBe(200);
		chain.finalized = 190;
		await pass();
		expect((await store.findHead(CHAIN))?.finalized?.number).toBe(200);
		chain.finalized = 210;
		await pass();
		expect((await store.findHead(CHAIN))?.finalized?.number).toBe(210);
	});

	it('deletes nothing for an endpoint that lags behind what is stored', async () => {
		await pass();
		chain.blocks = chain.blocks.slice(0, 250);
		expect(await pass()).toMatchObject({ outcome: 'done' });
		expect(events).toContainEqual({ event: 'behind', chain: CHAIN, head: 249, stored: 300 });
		expect(await covered()).toEqual([[0, 300]]);
	});

	it('asks for no fees where no block has a user’s transaction', async () => {
		chain.blocks = chain.blocks.map((block) => ({ ...block, txCount: 0, userTxCount: 0 }));
		expect(await pass()).toMatchObject({ outcome: 'done' });
		expect(await covered('fee')).toEqual([[0, 300]]);
		expect(chain.asked.filter(({ request }) => request === 'fees')).toEqual([]);
	});

	it('fails, and says so in the record, where the chain cannot be asked at all', async () => {
		chain.before = () => {
			throw new Error('no endpoint answers');
		};
		await expect(pass()).rejects.toThrow('no endpoint answers');
		expect(await store.getLastPasses()).toMatchObject([
			{ outcome: 'failed', detail: 'no endpoint answers' }
		]);
	});
});
