import Database from 'better-sqlite3';
import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { chainById } from '#lib/domain/chains.ts';
import type { BlockFact } from '#lib/domain/facts.ts';
import { HOUR } from '#lib/domain/time.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import { measure } from '../measure/measure.ts';
import {
	addChain,
	addRanges,
	chainOf,
	forgetGasLimits,
	recordFinalHead,
	START
} from '../test-chain.ts';
import { openStore } from './open.ts';
import type { Store } from './ports/store.ts';

const CHAIN = 1;
/** A chain whose gas limit bounds nothing. */
const ERA = 324;
const folder = mkdtempSync(join(tmpdir(), 'claimgauge-limits-'));
let databases = 0;
const newPath = (): string => join(folder, `${(databases += 1)}.db`);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The ranges as they stand in the table: from, to, limit. */
function rangesIn(path: string): number[][] {
	const database = new Database(path, { readonly: true });
	const rows = database
		.prepare('select from_block, to_block, gas_limit from gas_limit_range order by from_block')
		.raw()
		.all() as number[][];
	database.close();
	return rows;
}

/** The longest ranges of one limit among these blocks. */
function rangesOf(blocks: readonly BlockFact[]): number[][] {
	const ranges: number[][] = [];
	for (const { number, gasLimit } of blocks) {
		const last = ranges.at(-1);
		if (last?.[1] === number - 1 && last[2] === gasLimit) last[1] = number;
		else ranges.push([number, number, gasLimit]);
	}
	return ranges;
}

function chainWithLimits(limits: readonly number[], step = 12): BlockFact[] {
	return chainOf(
		limits.map((gasLimit, index) => ({ timestamp: START + index * step, gasLimit, gasUsed: 1_000 }))
	);
}

async function withOldStore(
	blocks: readonly BlockFact[],
	use: (store: Store, path: string) => Promise<void>
): Promise<void> {
	const path = newPath();
	const before = await openStore(`file:${path}`);
	const ranges = [{ from: blocks[0]!.number, to: blocks.at(-1)!.number }];
	await addRanges(before, CHAIN, blocks, ranges);
	await before.close();
	forgetGasLimits(path);
	const store = await openStore(`file:${path}`);
	try {
		await use(store, path);
	} finally {
		await store.close();
	}
}

describe('gas limits', () => {
	it('are as few ranges as can be, whatever the order, and as if they had never come above a fork', async () => {
		const limits = fc.array(fc.constantFrom(7, 7, 7, 8, 9), { minLength: 1, maxLength: 40 });
		const pieces = fc.array(fc.tuple(fc.nat(39), fc.nat(9)), { minLength: 1, maxLength: 12 });
		await fc.assert(
			fc.asyncProperty(limits, pieces, fc.nat(45), async (words, arrivals, cut) => {
				const blocks = chainWithLimits(words);
				const path = newPath();
				const store = await openStore(`file:${path}`);
				const stored = new Set<number>();
				for (const [start, more] of arrivals) {
					const from = 1 + (start % blocks.length);
					const to = Math.min(from + more, blocks.length);
					await addRanges(store, CHAIN, blocks, [{ from, to }]);
					for (let number = from; number <= to; number++) stored.add(number);
				}
				const kept = blocks.filter(({ number }) => stored.has(number));
				expect(rangesIn(path)).toEqual(rangesOf(kept));
				await store.discardAbove(CHAIN, cut, cut + 1);
				expect(rangesIn(path)).toEqual(rangesOf(kept.filter(({ number }) => number <= cut)));
				await store.close();
			}),
			{ numRuns: 60 }
		);
	}, 60_000);

	it('of a chain that votes all the time read back block by block', async () => {
		const blocks = chainWithLimits(Array.from({ length: 700 }, (_, index) => 30_000_000 + index));
		const path = newPath();
		const store = await openStore(`file:${path}`);
		await addRanges(store, CHAIN, blocks, [{ from: 1, to: 700 }]);
		for (const number of [1, 2, 350, 700])
			expect((await store.findBlock(CHAIN, number))?.gasLimit).toBe(30_000_000 + number - 1);
		const window = { from: START, to: unixSeconds(START + 700 * 12) };
		expect((await store.getBlocks(CHAIN, window)).map(({ gasLimit }) => gasLimit)).toEqual(
			blocks.map(({ gasLimit }) => gasLimit)
		);
		await store.close();
	});
});

it('are summed up by the hour wherever a block can use no more, also where that bounds no rate', async () => {
	const SCROLL = 534352;
	const store = await openStore(`file:${newPath()}`);
	const blocks = chainWithLimits(Array(310).fill(4_000) as number[]);
	await addRanges(store, SCROLL, blocks, [{ from: 1, to: 310 }]);
	const hour = { from: START, to: unixSeconds(START + HOUR) };
	expect(await store.getFullnessHours(SCROLL, hour)).toEqual([
		{ hour: START, blocks: 300, gasUsed: 300_000n, gasLimit: 1_200_000n }
	]);
	await store.close();
});

describe('a database from before gas limits were kept', () => {
	// Two hours of blocks, of which the first half was stored before.
	const blocks = chainWithLimits([
		...Array(300).fill(4_000),
		...Array(300).fill(5_000)
	] as number[]);
	const old = blocks.slice(0, 250);
	const end = START + 2 * HOUR;
	const fullness = async (store: Store, from: number, to: number) =>
		measure(
			store,
			{
				...{ chain: chainById(CHAIN), metric: 'block.fullness', statistic: 'mean' },
				...{ peakWindow: null, baseWindow: null, zeroFees: 'included' },
				window: { from: unixSeconds(from), to: unixSeconds(to) }
			},
			unixSeconds(end)
		);

	it('has none of its blocks’, and says so', async () => {
		await withOldStore(old, async (store) => {
			expect(await store.getGasLimitGaps(CHAIN)).toEqual([{ from: 1, to: 250 }]);
			expect((await store.findBlock(CHAIN, 7))?.gasLimit).toBeNull();
			expect(await fullness(store, START, START + 3_000)).toMatchObject({
				...{ value: null, n: 0, coverage: 0 },
				reason: 'the gas limits of this window’s blocks are not collected'
			});
		});
	});

	it('measures what came later by that alone', async () => {
		await withOldStore(old, async (store, path) => {
			await addRanges(store, CHAIN, blocks, [{ from: 251, to: 600 }]);
			expect(rangesIn(path)).toEqual([
				[251, 300, 4_000],
				[301, 600, 5_000]
			]);
			expect(await fullness(store, START, end)).toMatchObject({
				value: 350 / (50 * 4 + 300 * 5),
				n: 350,
				// Blocks 251 to 600, to the last second of the last one: 12 s each but for the last.
				coverage: (349 * 12 + 1) / (2 * HOUR),
				interval: [null, null]
			});
			expect(await fullness(store, START + 3_600, START + 7_188)).toMatchObject({
				...{ value: 1_000 / 5_000, n: 299, coverage: 1, interval: [0.2, 0.2] }
			});
		});
	});

	it('takes them when its blocks are read again, as if they had never been missing', async () => {
		const whole = newPath();
		const fresh = await openStore(`file:${whole}`);
		await addRanges(fresh, CHAIN, blocks, [{ from: 1, to: 600 }]);
		const hours = { from: START, to: unixSeconds(end) };
		await withOldStore(old, async (store, path) => {
			const version = await store.dataVersion();
			await addRanges(store, CHAIN, blocks, [{ from: 201, to: 320 }]);
			expect(await store.getGasLimitGaps(CHAIN)).toEqual([{ from: 1, to: 200 }]);
			await addRanges(store, CHAIN, blocks, [{ from: 50, to: 60 }]);
			expect(await store.getGasLimitGaps(CHAIN)).toEqual([
				{ from: 1, to: 49 },
				{ from: 61, to: 200 }
			]);
			await addRanges(store, CHAIN, blocks, [{ from: 1, to: 600 }]);
			expect(await store.dataVersion()).toBe(version + 3);
			expect(await store.getGasLimitGaps(CHAIN)).toEqual([]);
			expect(rangesIn(path)).toEqual(rangesIn(whole));
			expect(await store.getFullnessHours(CHAIN, hours)).toEqual(
				await fresh.getFullnessHours(CHAIN, hours)
			);
		});
		await fresh.close();
	});

	it('keeps blocks one by one that are to be read again, and those beside them', async () => {
		const limits = Array.from(
			{ length: 4 * 300 + 10 },
			(_, index) => 5_000 + Math.floor(index / 7)
		);
		const chain = chainOf(
			limits.map((gasLimit, index) => ({ timestamp: START + index * 12, gasLimit, gasUsed: 999 })),
			0
		);
		const last = chain.length - 1;
		const hours = { from: START, to: unixSeconds(START + 4 * HOUR) };
		const whole = await openStore(`file:${newPath()}`);
		await addChain(whole, CHAIN, chain);
		await withOldStore(chain, async (store) => {
			await store.addFees(CHAIN, { range: { from: 0, to: last }, fees: [] });
			await recordFinalHead(store, CHAIN, chain[last]!);
			const drop = async () => {
				let hours = 0;
				for (let more = -1; more !== 0; hours += more)
					more = (await store.dropRawFacts(CHAIN, unixSeconds(START + 4 * HOUR))).hours;
				return hours;
			};
			expect(await drop()).toBe(0);
			// Of hour 1 half is left, and of hour 3 the very last block before it.
			await addRanges(store, CHAIN, chain, [
				{ from: 0, to: 449 },
				{ from: 600, to: 898 },
				{ from: 900, to: last }
			]);
			expect(await drop()).toBe(1);
			expect(await store.getDropped(CHAIN, 'raw', hours)).toEqual([
				{ from: START, to: START + HOUR }
			]);
			// Offered with others whose blocks are gone.
			await addRanges(store, CHAIN, chain, [{ from: 0, to: last }]);
			expect(await drop()).toBe(3);
			expect(await store.getFullnessHours(CHAIN, hours)).toEqual(
				await whole.getFullnessHours(CHAIN, hours)
			);
			expect(await store.getBlockHours(CHAIN, hours)).toEqual(
				await whole.getBlockHours(CHAIN, hours)
			);
		});
		await whole.close();
	});

	it('does not wait for limits that bound nothing', async () => {
		const chain = chainOf(
			Array.from({ length: 3 * 300 + 10 }, (_, index) => ({ timestamp: START + index * 12 })),
			0
		);
		const path = newPath();
		const before = await openStore(`file:${path}`);
		await addChain(before, ERA, chain);
		await before.close();
		forgetGasLimits(path);
		const store = await openStore(`file:${path}`);
		expect((await store.getGasLimitGaps(ERA)).length).toBe(1);
		expect(await store.dropRawFacts(ERA, unixSeconds(START + 3 * HOUR))).toMatchObject({
			hours: 3,
			waiting: 0
		});
		const hours = { from: START, to: unixSeconds(START + 3 * HOUR) };
		const sums = await store.getBlockHours(ERA, hours);
		await addRanges(store, ERA, chain, [{ from: 0, to: 909 }]);
		expect(await store.getBlockHours(ERA, hours)).toEqual(sums);
		await store.close();
	});

	it('forgets which blocks had none where those are replaced', async () => {
		await withOldStore(old, async (store) => {
			await store.discardAbove(CHAIN, 100, 100);
			expect(await store.getGasLimitGaps(CHAIN)).toEqual([{ from: 1, to: 100 }]);
		});
	});
});
