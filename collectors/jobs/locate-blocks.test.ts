import fc from 'fast-check';
import { expect, test } from 'vitest';
import { unixSeconds } from '#lib/domain/units.ts';
import { BLOCK_SECONDS, GENESIS, makeChain, type MadeChain } from '../../tests/made-chain.ts';
import { locateBlocks } from './locate-blocks.ts';

const countOf = (chain: MadeChain) =>
	chain.asked.filter(({ request }) => request === 'headers').length;
const timeAt = (offset: number) => unixSeconds(GENESIS + offset);

test('finds a day of hours in a few rounds, about three headers an hour', async () => {
	const chain = makeChain(1, 20_000);
	let rounds = 0;
	const source = {
		headers: async (numbers: readonly number[]) => {
			rounds += 1;
			return chain.headers(numbers);
		}
	};
	const times = Array.from({ length: 25 }, (_, hour) => timeAt(hour * 3_600 + 7_200));
	const found = await locateBlocks(source, times, [chain.blocks.at(-1)!]);
	expect(found.map(({ first }) => first.number)).toEqual(
		times.map((_, hour) => (hour + 2) * (3_600 / BLOCK_SECONDS))
	);
	for (const { first, before } of found) expect(before?.number).toBe(first.number - 1);
	expect(countOf(chain)).toBeLessThan(25 * 4);
	expect(rounds).toBeLessThan(12);
});

test('however unevenly blocks come, finds what looking at each block finds', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(fc.integer({ min: 1, max: 5_000 }), { minLength: 2, maxLength: 120 }),
			fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 5 }),
			fc.nat(40),
			async (gaps, places, pruned) => {
				const chain = makeChain(1, gaps.length);
				let time: number = GENESIS;
				chain.blocks = chain.blocks.map((block, index) => {
					time += index === 0 ? 0 : gaps[index - 1]!;
					return { ...block, timestamp: unixSeconds(time) };
				});
				const last = chain.blocks.at(-1)!;
				chain.known = { from: Math.min(pruned, last.number), to: last.number };
				const times = places
					.map((place) => unixSeconds(Math.round(GENESIS + place * (last.timestamp - GENESIS))))
					.sort((a, b) => a - b);
				const found = await locateBlocks(chain, times, [last]);
				for (const { time: wanted, first, before } of found) {
					const kept = chain.blocks.slice(chain.known.from);
					const byHand = kept.find(({ timestamp }) => timestamp >= wanted)!;
					expect(first.number).toBe(byHand.number);
					expect(before?.number ?? null).toBe(
						byHand.number > chain.known.from ? byHand.number - 1 : null
					);
				}
			}
		),
		{ numRuns: 200 }
	);
});

test('refuses a time after all that is known', async () => {
	const chain = makeChain(1, 10);
	await expect(locateBlocks(chain, [timeAt(1_000)], [chain.blocks[10]!])).rejects.toThrow(
		/no known block is at or after/
	);
});
