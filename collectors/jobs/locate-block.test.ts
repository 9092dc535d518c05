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
			})
		);
	});

	it('asks for few headers on a long, even chain', async () => {
		const asked: number[] = [];
		const head = { number: 100_000_000, timestamp: unixSeconds(1_600_000_000 + 100_000_000) };
		const header = async (number: number) => {
			asked.push(number);
			return { number, timestamp: unixSeconds(1_600_000_000 + number) };
		};
		const found = await locateBlock({ header }, unixSeconds(1_699_000_000), head);
		expect(found).toBe(99_000_000);
		expect(asked.length).toBeLessThan(40);
	});
});
