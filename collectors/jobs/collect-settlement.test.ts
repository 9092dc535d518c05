import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BlockRange } from '#lib/domain/block-range.ts';
import { DAY } from '#lib/domain/time.ts';
import { BRIDGEHUBS, ZK_CHAINS } from '#lib/domain/zk-chains.ts';
import { openStore } from '#lib/server/store/open.ts';
import type { Store } from '#lib/server/store/ports/store.ts';
import {
	BLOCK_SECONDS,
	makeChain,
	passOver,
	timeOf,
	type MadeChain
} from '../../tests/made-chain.ts';
import { runPass, type PassEvent, type PassOptions } from './pass.ts';

const [ERA, ABSTRACT] = [324, 2741];
const DIAMOND = ZK_CHAINS[0]!.diamonds[0]!.address;
const OTHER = `0x${'ab'.repeat(20)}`;
const word = (address: string) => `0x${address.slice(2).padStart(64, '0')}`;
/** Blocks of L1 in the time that a batch is looked for. */
const TWO_DAYS = (2 * DAY) / BLOCK_SECONDS;

/** Ethereum has blocks 0 to 20,000, the last 64 of which are not final; other chains have theirs at the same times. */
describe('a pass over Ethereum', () => {
	const folder = mkdtempSync(join(tmpdir(), 'claimgauge-settlement-'));
	const era = makeChain(ERA, 20_000);
	let store: Store;
	let ethereum: MadeChain;
	let events: PassEvent[];
	/** What the Bridgehub names, by chain. */
	let named: Map<number, string>;
	let asked: { readonly diamond: string; readonly range: BlockRange }[];
	let broken: number | null;
	let databases = 0;

	const pass = (options: Partial<PassOptions> = {}) =>
		runPass({
			...passOver(ethereum, store, 1),
			since: timeOf(19_990),
			report: (event) => events.push(event),
			...options
		});
	const collectedOf = (chainId: number, from: number, to: number) =>
		store.addBlocks(chainId, { range: { from, to }, blocks: era.blocks.slice(from, to + 1) });
	const rangesOf = async (chainId: number) => ({
		wanted: (await store.getWanted(chainId, 'settlement')).map(({ from, to }) => [from, to]),
		covered: (await store.getCovered(chainId, 'settlement')).map(({ from, to }) => [from, to]),
		gaps: (await store.getGaps({ chainId, kind: 'settlement' })).map(({ from, to, reason }) => [
			...[from, to, reason]
		])
	});

	beforeEach(async () => {
		store = await openStore(`file:${join(folder, `${(databases += 1)}.db`)}`);
		ethereum = makeChain(1, 20_000);
		ethereum.finalized = 19_936;
		named = new Map([
			[ERA, DIAMOND],
			[ABSTRACT, OTHER]
		]);
		[events, asked, broken] = [[], [], null];
		ethereum.call = async (calls) =>
			calls.map(({ to, data }) =>
				to === BRIDGEHUBS[0]!.address && data.startsWith('0xe680c4c1')
					? word(named.get(Number(`0x${data.slice(10)}`)) ?? '0x')
					: null
			);
		ethereum.fetchSettlement = async (diamond, range) => {
			asked.push({ diamond, range });
			if (broken !== null && range.from <= broken && broken <= range.to)
				return { ...range, reason: 'endpoint_failed', detail: `not ${broken}` };
			const [first, last] = [ethereum.blocks[range.from]!, ethereum.blocks[range.to]!];
			return {
				range: {
					...{ ...range, fromTime: first.timestamp, toTime: last.timestamp },
					...{ fromHash: first.hash, toHash: last.hash }
				},
				...{ steps: [], reverts: [], transactions: [] }
			};
		};
	});
	afterEach(() => store.close());
	afterAll(() => rmSync(folder, { recursive: true, force: true }));

	it('looks in its final blocks since a chain’s first stored one, newest first, once', async () => {
		await collectedOf(ERA, 15_000, 15_100);
		await pass();
		const whole = [[14_999, 19_936]];
		expect(await rangesOf(ERA)).toEqual({ wanted: whole, covered: whole, gaps: [] });
		expect(asked.map(({ range }) => range.to)).toEqual(
			asked.map(({ range }) => range.to).toSorted((a, b) => b - a)
		);
		expect(asked.every(({ diamond }) => diamond === DIAMOND)).toBe(true);
		expect(events).toContainEqual(
			expect.objectContaining({ event: 'settled', chain: ERA, left: 0 })
		);
		// What is final by the next pass is added, and nothing is asked for twice, nor looked for.
		asked = [];
		ethereum.asked.length = 0;
		ethereum.finalized = 19_968;
		await pass();
		expect(asked.map(({ range }) => range)).toEqual([{ from: 19_937, to: 19_968 }]);
		expect(await rangesOf(ERA)).toMatchObject({ covered: [[14_999, 19_968]] });
		const headers = ethereum.asked.filter(({ request }) => request === 'header');
		// Whether the chain is old enough for fees of years ago is seen by its first two.
		expect(headers.filter(({ at }) => at.from > 1 && at.from < 15_100)).toEqual([]);
	});

	it('looks for two days after a stretch that ends, and not between two of them', async () => {
		await collectedOf(ERA, 100, 150);
		await collectedOf(ERA, 200, 250);
		await collectedOf(ERA, 19_000, 19_100);
		await pass();
		expect((await rangesOf(ERA)).covered).toEqual([
			[99, 250 + TWO_DAYS],
			[18_999, 19_936]
		]);
	});

	it('wants nothing for a chain that is not collected, nor before any of its blocks could be settled', async () => {
		await collectedOf(ABSTRACT, 19_950, 19_960);
		await pass();
		for (const chainId of [ERA, ABSTRACT, 36_900])
			expect(await rangesOf(chainId)).toEqual({ wanted: [], covered: [], gaps: [] });
		ethereum.finalized = null;
		await collectedOf(ERA, 100, 150);
		await pass();
		expect(await rangesOf(ERA)).toMatchObject({ wanted: [] });
	});

	it('asks for nothing between two looks at slow facts, nor over another chain', async () => {
		await collectedOf(ERA, 15_000, 15_100);
		await pass({ slowFactsAreDue: () => false });
		const other = makeChain(10, 300);
		await runPass({ ...passOver(other, store, 10), report: (event) => events.push(event) });
		expect(await rangesOf(ERA)).toMatchObject({ wanted: [] });
	});

	it('leaves a gap with its reason where a part cannot be had, and has it later', async () => {
		await collectedOf(ERA, 19_000, 19_100);
		broken = 19_500;
		expect(await pass()).toMatchObject({ outcome: 'done' });
		const { covered, gaps } = await rangesOf(ERA);
		expect(covered).toEqual([]);
		expect(gaps).toEqual([[18_999, 19_936, 'endpoint_failed']]);
		expect(events).toContainEqual(
			expect.objectContaining({ event: 'missing', chain: ERA, kind: 'settlement' })
		);
		broken = null;
		await pass();
		expect(await rangesOf(ERA)).toMatchObject({ covered: [[18_999, 19_936]], gaps: [] });
	});

	it.each([
		['names none', '0x', /names no contract for chain 324/],
		['names another', OTHER, /names 0xabab.* for chain 324, where 0x3240.* is expected/]
	])(
		'reads no contract where the Bridgehub %s for it, and others all the same',
		async (_, address, detail) => {
			await collectedOf(ERA, 19_000, 19_100);
			await collectedOf(ABSTRACT, 19_000, 19_100);
			named.set(ERA, address);
			expect(await pass()).toMatchObject({ outcome: 'done' });
			expect(await rangesOf(ERA)).toMatchObject({ wanted: [] });
			expect(await rangesOf(ABSTRACT)).toMatchObject({ covered: [[18_999, 19_936]] });
			expect(asked.every(({ diamond }) => diamond === OTHER)).toBe(true);
			expect(events).toContainEqual({
				...{ event: 'no_settlement', chain: ERA },
				detail: expect.stringMatching(detail) as string
			});
		}
	);

	it('goes on with its own blocks where the Bridgehub cannot be asked', async () => {
		await collectedOf(ERA, 19_000, 19_100);
		ethereum.call = async () => {
			throw new Error('HTTP 503');
		};
		expect(await pass()).toMatchObject({ outcome: 'done' });
		expect((await store.getCovered(1, 'fee')).at(-1)).toMatchObject({ to: 20_000 });
		expect(events).toContainEqual({ event: 'no_settlement', chain: ERA, detail: 'HTTP 503' });
	});
});
