import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unixSeconds } from '#lib/domain/units.ts';
import { locateBlock } from './locate-block.ts';

/** A chain by its block times; blocks below `oldest` are pruned. Counts the headers asked for. */
function chainOf(times: readonly number[], oldest = 0) {
	const asked: number[] = [];
	return {
		asked,
		head: { number: times.length - 1, timestamp: unixSeconds(times.at(-1) ?? 0) },
		async header(number: number) {
			asked.push(number);
			const time = times[number];
			return number < oldest || time === undefined
				? null
				: { number, timestamp: unixSeconds(time) };
		}
	};
}

describe('locateBlock', () => {
	it('gives the head when the time is still to come', async () => {
		const chain = chainOf([100, 110, 120]);
		expect(await locateBlock(chain, unixSeconds(500), chain.head)).toBe(2);
	});

	it('gives the oldest block that the node still has', async () => {
		const chain = chainOf([100, 110, 120, 130, 140], 3);
		expect(await locateBlock(chain, unixSeconds(0), chain.head)).toBe(3);
	});

	it('takes a genesis block without a time along with block 1, and with no other', async () => {
		const chain = chainOf([0, 5_000, 5_010, 5_020]);
		const found = (time: number) => locateBlock(chain, unixSeconds(time), chain.head);
		expect(await found(4_000)).toBe(0);
		expect(await found(5_000)).toBe(0);
		expect(await found(5_001)).toBe(2);
		const dated = chainOf([3_000, 5_000, 5_010, 5_020]);
		expect(await locateBlock(dated, unixSeconds(4_000), dated.head)).toBe(1);
		const pruned = chainOf([0, 5_000, 5_010, 5_020], 1);
		expect(await locateBlock(pruned, unixSeconds(4_000), pruned.head)).toBe(1);
	});

	it('finds the first block at or after any time, also where blocks share a second', async () => {
		const gaps = fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 200 });
		await fc.assert(
			fc.asyncProperty(gaps, fc.integer({ min: 0, max: 12_000 }), async (steps, time) => {
				let clock = 1_000;
				const times = steps.map((step) => (clock += step));
				const chain = chainOf(times);
				const expected = times.findIndex((each) => each >= time);
				const found = await locateBlock(chain, unixSeconds(time), chain.head);
				expect(found).toBe(expected === -1 ? times.length - 1 : expected);
				expect(chain.asked.length).toBeLessThanOrEqual(Math.ceil(Math.log2(times.length)) + 10);
			})
		);
	});

	/** Some chains by their block times; `most` is what halving alone would take for 2^18 blocks, and six. */
	const BLOCKS = 2 ** 18;
	const made = (step: (number: number) => number): number[] => {
		let clock = 1_500_000_000;
		return Array.from({ length: BLOCKS }, (_, number) => Math.floor((clock += step(number))));
	};
	const chance = randomOf(7);
	it.each<[string, number, number[]]>([
		['a steady pace', 7, made(() => 12)],
		['a slot in a hundred missed', 9, made(() => (chance() < 0.01 ? 24 : 12))],
		['several blocks a second', 8, made(() => 0.2)],
		['a genesis that says 1970', 9, made(() => 12).with(0, 0)],
		['blocks found by chance', 16, made(() => 1 - 13 * Math.log(1 - chance()))],
		['blocks made on demand, by day and night', 24, made((n) => 1 + 40 * Math.sin(n / 900) ** 8)],
		['a pace that changed twice', 24, made((n) => (n < 90_000 ? 13 : n < 200_000 ? 12 : 0.25))],
		['a pace that halves again and again', 28, made((n) => 1_000 / (BLOCKS - n))],
		['halts of ten days', 24, made((n) => (n % 50_000 === 0 ? 864_000 : 1))],
		['one halt of thirty years', 24, made((n) => (n === 123_456 ? 1e9 : 1))]
	])('with %s asks for at most %i headers', async (_, most, times) => {
		let least = Infinity;
		for (let each = 0; each < 200; each++) {
			const chain = chainOf(times);
			const span = chain.head.timestamp - (times[1] ?? 0);
			const time = unixSeconds((times[1] ?? 0) + Math.floor(span * chance()));
			const found = await locateBlock(chain, time, chain.head);
			expect(times[found]).toBeGreaterThanOrEqual(time);
			expect(times[found - 1]).toBeLessThan(time);
			expect(chain.asked.length).toBeLessThanOrEqual(most);
			least = Math.min(least, chain.asked.length);
		}
		expect(least).toBeGreaterThan(1);
	});

	it('finds the first of many blocks that share the very time', async () => {
		const chain = chainOf(made((number) => (number > 200_000 ? 12 : 0)));
		const first = unixSeconds(1_500_000_000);
		expect(await locateBlock(chain, first, chain.head)).toBe(0);
		expect(chain.asked.length).toBeLessThanOrEqual(28);
	});

	it.each([0, 1, 1_000, BLOCKS - 2])(
		'finds the oldest block, %i, in as many steps as halving',
		async (oldest) => {
			const chain = chainOf(
				made(() => 12),
				oldest
			);
			expect(await locateBlock(chain, unixSeconds(0), chain.head)).toBe(oldest);
			expect(chain.asked.length).toBeLessThanOrEqual(24);
		}
	);
});

/** Numbers from 0 to 1 that look like chance, always the same. */
function randomOf(seed: number): () => number {
	let state = seed;
	return () => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return state / 2 ** 32;
	};
}
