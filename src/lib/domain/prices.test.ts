import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { longestInForce, PRICE_FEEDS } from './price-feeds.ts';
import { hourPrices, type PriceRound } from './prices.ts';
import { DAY, HOUR } from './time.ts';
import { unixSeconds } from './units.ts';

const FEED = PRICE_FEEDS['eth-usd'];
const T0 = 1_764_201_600;
const at = (offset: number) => unixSeconds(T0 + offset);
const window = (from: number, to: number) => ({ from: at(from), to: at(to) });

/** A round `offset` seconds after T0. */
function round(
	number: number,
	offset: number,
	usd: number | null,
	changes: Partial<PriceRound> = {}
): PriceRound {
	return {
		phase: 1,
		round: number,
		answer: usd === null ? null : BigInt(Math.round(usd * 1e8)),
		startedAt: at(offset),
		updatedAt: at(offset),
		fault: usd === null ? 'it answers -1' : null,
		...changes
	};
}

const prices = (rounds: readonly PriceRound[], knownTo: number | null, from = 0, to = 3 * HOUR) =>
	hourPrices(FEED, rounds, knownTo === null ? [] : [window(-DAY, knownTo)], window(from, to));

describe('an hour has no price', () => {
	test('without a round, and before the feed was ever read', () => {
		expect(prices([], 3 * HOUR)).toEqual([]);
		expect(prices([round(1, 0, 3_000)], null)).toEqual([]);
	});

	test('past the time for which a round may be in force', () => {
		expect(longestInForce(FEED)).toBe(4_260);
		const [first, second, third] = prices([round(1, 0, 3_000)], 3 * HOUR);
		expect(first).toMatchObject({ hour: T0, share: 1 });
		// In force up to and with second 4260, as a round of that age is not stale yet.
		expect(second?.share).toBe((4_261 - HOUR) / HOUR);
		expect(third).toBeUndefined();
	});

	test('after the feed was last read', () => {
		const found = prices([round(1, 0, 3_000)], 1_800);
		expect(found).toEqual([{ hour: T0, usd: 3_000, low: 3_000, high: 3_000, share: 0.5 }]);
	});

	test('while a round with a fault is in force, which ends the one before it', () => {
		const [only, ...others] = prices([round(1, 0, 3_000), round(2, 900, null)], 3 * HOUR);
		expect(only?.share).toBe(0.25);
		expect(others).toEqual([]);
	});

	test('where rounds were not read, however recent the last known one is', () => {
		const rounds = [round(1, 0, 3_000), round(9, 2 * HOUR, 3_100)];
		const known = [window(-DAY, 900), window(2 * HOUR, 3 * HOUR)];
		const found = hourPrices(FEED, rounds, known, window(0, 3 * HOUR));
		expect(found.map(({ hour, share }) => [hour, share])).toEqual([
			[T0, 0.25],
			[T0 + 2 * HOUR, 1]
		]);
	});
});

test('its price is the mean over its seconds, between the lowest and the highest in force', () => {
	const rounds = [round(1, -600, 3_000), round(2, 900, 3_400), round(3, 2_700, 3_200)];
	expect(prices(rounds, HOUR, 0, HOUR)).toEqual([
		{
			hour: T0,
			usd: (3_000 * 900 + 3_400 * 1_800 + 3_200 * 900) / HOUR,
			low: 3_000,
			high: 3_400,
			share: 1
		}
	]);
});

test('a new phase goes on where the one before ends, whatever its numbers', () => {
	const rounds = [round(700, 0, 3_000), round(5, 1_800, 3_100, { phase: 2 })];
	expect(prices(rounds, HOUR, 0, HOUR)[0]).toMatchObject({ usd: 3_050, share: 1 });
});

test('a phase that a later one overtook does not count, though it goes on to write', () => {
	const rounds = [
		round(700, 0, 3_000),
		round(1, 900, 3_100, { phase: 2 }),
		round(701, 1_800, 9_999),
		round(2, 2_700, 3_200, { phase: 2 })
	];
	expect(prices(rounds, HOUR, 0, HOUR)[0]).toMatchObject({
		usd: (3_000 * 900 + 3_100 * 1_800 + 3_200 * 900) / HOUR,
		high: 3_200
	});
});

test('in whatever order rounds come, the mean lies between the bounds and no second counts twice', () => {
	const made = fc.array(
		fc.tuple(fc.integer({ min: -4_000, max: 12_000 }), fc.integer({ min: 1, max: 9_999 })),
		{
			minLength: 1,
			maxLength: 12
		}
	);
	fc.assert(
		fc.property(made, fc.integer({ min: 0, max: 3 * HOUR }), (each, knownTo) => {
			const ascending = each.toSorted(([a], [b]) => a - b);
			const rounds = ascending.map(([offset, usd], index) => round(index + 1, offset, usd));
			const found = prices(rounds, knownTo);
			expect(prices(rounds.toReversed(), knownTo)).toEqual(found);
			for (const { usd, low, high, share } of found) {
				expect(low).toBeLessThanOrEqual(usd);
				expect(usd).toBeLessThanOrEqual(high);
				expect(share).toBeGreaterThan(0);
				expect(share).toBeLessThanOrEqual(1);
			}
		})
	);
});
