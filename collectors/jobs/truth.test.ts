import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BlockFact } from '#lib/domain/facts.ts';
import { HOUR } from '#lib/domain/time.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import { openStore } from '#lib/server/store/open.ts';
import type { Store } from '#lib/server/store/ports/store.ts';
import { GENESIS, makeChain, passOver, timeOf, type MadeChain } from '../../tests/made-chain.ts';
import { runPass, type PassEvent, type PassOptions } from './pass.ts';

const CHAIN = 1;
const TOP = 200;
const ALWAYS = { from: unixSeconds(0), to: unixSeconds(4_102_444_800) };

describe('a pass with several endpoints', () => {
	const folder = mkdtempSync(join(tmpdir(), 'claimgauge-truth-'));
	let store: Store;
	let chain: MadeChain;
	let events: PassEvent[];
	let databases = 0;
	/** What honest endpoints say, whatever the one that is asked does. */
	let honest: BlockFact[];

	const pass = (options: Partial<PassOptions> = {}) =>
		runPass({
			...passOver(chain, store, CHAIN),
			methodsAreDue: () => false,
			observationsAreDue: () => false,
			now: () => timeOf(TOP),
			report: (event) => events.push(event),
			...options
		});
	const honestly = (number: number): BlockFact | null => honest[number] ?? null;
	const told = (event: PassEvent['event']) => events.filter((each) => each.event === event);
	const hashAt = (number: number) => store.findBlockHash(CHAIN, number);
	const checks = async () => {
		const sums: Record<string, [number, number]> = {};
		for (const { host, compared, disagreed } of await store.getCheckHours(CHAIN, ALWAYS)) {
			const [all, other] = sums[host] ?? [0, 0];
			sums[host] = [all + compared, other + disagreed];
		}
		return sums;
	};

	beforeEach(async () => {
		store = await openStore(`file:${join(folder, `${(databases += 1)}.db`)}`);
		chain = makeChain(CHAIN, TOP);
		honest = chain.blocks;
		events = [];
	});
	afterEach(() => store.close());
	afterAll(() => rmSync(folder, { recursive: true, force: true }));

	describe('compares what it stored with each of them', () => {
		it('and counts that they agree', async () => {
			chain.witnesses.set('b.test', honestly).set('c.test', honestly);
			await pass();
			await pass();
			const counts = await checks();
			for (const host of ['node.test', 'b.test', 'c.test']) {
				expect(counts[host]?.[0]).toBeGreaterThan(1);
				expect(counts[host]?.[1]).toBe(0);
			}
			expect(told('disagreement')).toEqual([]);
			expect(await store.getIncidents(CHAIN)).toEqual([]);
		});

		it('and draws from blocks that are kept one by one', async () => {
			chain = makeChain(CHAIN, 1_000);
			chain.finalized = 1_000;
			honest = chain.blocks;
			chain.witnesses.set('b.test', honestly);
			await pass();
			await store.dropRawFacts(CHAIN, unixSeconds(GENESIS + 3 * HOUR));
			expect(await store.findBlock(CHAIN, 500)).toBeNull();
			const before = (await checks())['b.test']![0];
			// The oldest of what can be drawn.
			let next = 0;
			await pass({ random: () => 0.999 - (next++ % 3) / 100 });
			expect((await checks())['b.test']![0]).toBe(before + 3);
		});

		it('and not where there is only one', async () => {
			await pass();
			expect(await checks()).toEqual({});
		});

		it('and leaves alone the one that others contradict, also in a count only', async () => {
			const liar = (number: number) => {
				const block = honestly(number);
				return block && { ...block, txCount: block.txCount + 1_000 };
			};
			chain.witnesses.set('b.test', honestly).set('liar.test', liar);
			await pass();
			const counts = await checks();
			expect(counts['liar.test']?.[0]).toBe(counts['liar.test']?.[1]);
			expect(counts['b.test']?.[1]).toBe(0);
			expect(chain.resting.get('liar.test')).toMatch(
				/^contradicted: block \d+ is another than at node\.test, b\.test$/
			);
			expect([...chain.resting.keys()]).toEqual(['liar.test']);
		});

		it('and drops what most of them say is wrong, while it is not final', async () => {
			const others = makeChain(CHAIN, TOP);
			others.blocks = chain.blocks.slice(0, 101);
			others.fork(100, TOP);
			chain.witnesses
				.set('b.test', (number) => others.blocks[number] ?? null)
				.set('c.test', (number) => others.blocks[number] ?? null);
			// The asked one is alone with its blocks above 100; drawn is its newest.
			await pass({ random: () => 0 });
			expect(await store.getIncidents(CHAIN)).toEqual([]);
			expect(told('disagreement')).not.toEqual([]);
			expect((await store.getCovered(CHAIN, 'block')).map(({ to }) => to)).toEqual([TOP]);
			chain.blocks = others.blocks;
			await pass({ random: () => 0 });
			expect(await hashAt(TOP)).toBe(others.blocks[TOP]?.hash);
			expect(await hashAt(150)).toBe(others.blocks[150]?.hash);
		});

		it('and touches nothing that was final: it is an incident, kept with when it was seen', async () => {
			chain.finalized = TOP;
			await pass({ slowFactsAreDue: () => false });
			const other = (number: number) => {
				const block = honestly(number);
				return block && { ...block, gasUsed: (block.gasUsed + 1) as typeof block.gasUsed };
			};
			chain.witnesses.set('b.test', other).set('c.test', other);
			await pass({ random: () => 0 });
			await pass({ random: () => 0, now: () => timeOf(TOP + 5) });
			expect(await store.getIncidents(CHAIN)).toMatchObject([
				{
					kind: 'stored_contradicted',
					block: TOP,
					firstSeenAt: timeOf(TOP),
					lastSeenAt: timeOf(TOP + 5),
					detail: `block ${TOP} is another at b.test, c.test than the stored one`
				}
			]);
			expect(await store.getCovered(CHAIN, 'block')).toMatchObject([{ from: 0, to: TOP }]);
		});
	});

	describe('drops nothing that a second one does not confirm', () => {
		const forked = () => {
			const before = chain.blocks;
			chain.fork(150, TOP);
			return before;
		};

		it('where more of the others have what is stored: the one that tells otherwise is left alone', async () => {
			await pass();
			const before = forked();
			chain.witnesses
				.set('b.test', (number) => before[number] ?? null)
				.set('c.test', (number) => before[number] ?? null);
			// Once it is put aside, the others answer.
			const rest = chain.rest.bind(chain);
			chain.rest = (...given) => {
				rest(...given);
				chain.blocks = before;
			};
			await pass();
			expect(chain.resting.get('node.test')).toMatch(
				/^contradicted: block 151 is another at node.test/
			);
			expect(told('reorganised')).toEqual([]);
			expect(await hashAt(TOP)).toBe(before[TOP]?.hash);
		});

		it('where one says so and one does not: nobody can tell yet', async () => {
			await pass();
			const before = forked();
			chain.witnesses.set('b.test', (number) => before[number] ?? null);
			await expect(pass()).rejects.toThrow(
				/block 151 is another at node\.test than the stored one, which b\.test has too\. Nothing was deleted/
			);
			expect(await hashAt(TOP)).toBe(before[TOP]?.hash);
			expect(chain.resting.size).toBe(0);
		});

		it('and heals once it does', async () => {
			await pass();
			forked();
			const now = chain.blocks;
			chain.witnesses.set('b.test', (number) => now[number] ?? null);
			expect(await pass()).toMatchObject({ outcome: 'done' });
			expect(await hashAt(TOP)).toBe(now[TOP]?.hash);
		});

		it('nor where every one says something else', async () => {
			await pass();
			const before = forked();
			const third = makeChain(CHAIN, TOP);
			third.blocks = before.slice(0, 151);
			third.fork(150, TOP);
			third.fork(150, TOP);
			chain.witnesses.set('b.test', (number) => third.blocks[number] ?? null);
			await expect(pass()).rejects.toThrow(/and they do not agree on which/);
			expect(await hashAt(TOP)).toBe(before[TOP]?.hash);
		});
	});

	it('that tells of another chain than a final one is left alone where another has the stored one, else an incident', async () => {
		chain.finalized = TOP;
		await pass();
		const before = chain.blocks;
		chain.fork(150, TOP);
		chain.finalized = TOP;
		await expect(pass()).rejects.toThrow(/finalized block 200\. Nothing was deleted/);
		expect(await store.getIncidents(CHAIN)).toMatchObject([
			{ kind: 'finalized_conflict', block: TOP }
		]);
		chain.witnesses.set('b.test', (number) => before[number] ?? null);
		const rest = chain.rest.bind(chain);
		chain.rest = (...given) => {
			rest(...given);
			chain.blocks = before;
		};
		expect(await pass()).toMatchObject({ outcome: 'done' });
		expect([...chain.resting.keys()]).toEqual(['node.test']);
		expect(await hashAt(TOP)).toBe(before[TOP]?.hash);
	});

	describe('leaves alone the one that lags', () => {
		const at = (top: number) => (number: number) => honest[Math.min(number, top)] ?? null;

		it('by more than a minute behind the second newest of three', async () => {
			chain.witnesses.set('b.test', at(TOP - 2)).set('slow.test', at(TOP - 9));
			await pass();
			expect([...chain.resting.keys()]).toEqual(['slow.test']);
			expect(told('lagging')).toMatchObject([
				{
					host: 'slow.test',
					detail: expect.stringContaining('84 s behind the other endpoints’')
				}
			]);
		});

		it('and not all others of one that tells of blocks nobody has', async () => {
			const ahead = { ...honest[TOP]!, number: TOP + 500, timestamp: timeOf(TOP + 500) };
			chain.witnesses
				.set('b.test', at(TOP))
				.set('ahead.test', (number) => (number >= TOP ? ahead : honestly(number)));
			await restAfterHead();
			expect(chain.resting.has('node.test')).toBe(false);
			expect(chain.resting.has('b.test')).toBe(false);
		});

		const restAfterHead = () => pass({ random: () => 0.5 });
	});
});
