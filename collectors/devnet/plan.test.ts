import { describe, expect, it } from 'vitest';
import { bucketStart, DAY, HOUR } from '#lib/domain/time.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import { DEMO_CHAINS, HISTORY_DAYS, PLAIN_TRANSFERS_PER_HOUR } from './demo-chains.ts';
import { plannedHourStart, planHistory, type TrafficKind } from './plan.ts';
import { pick, randomFrom } from './random.ts';
import { baseFeeAt } from './weather.ts';

const END = unixSeconds(1_795_449_600 + 17 * 60);
const WINDOW = { from: unixSeconds(END - HISTORY_DAYS * DAY), to: END };

describe('a seeded stream', () => {
	it('refuses to pick from nothing', () => {
		expect(() => pick(randomFrom(1), [])).toThrow('empty list');
	});

	it('is the same for the same seed and stays in [0, 1)', () => {
		const twice = [randomFrom(7), randomFrom(7)].map((random) =>
			Array.from({ length: 1_000 }, random)
		);
		expect(twice[0]).toEqual(twice[1]);
		expect(Math.min(...(twice[0] ?? []))).toBeGreaterThanOrEqual(0);
		expect(Math.max(...(twice[0] ?? []))).toBeLessThan(1);
		expect(randomFrom(8)()).not.toBe(randomFrom(7)());
	});
});

describe.each(DEMO_CHAINS)('the plan of $name', (chain) => {
	const blocks = planHistory(chain, WINDOW);
	const hours = new Map<number, TrafficKind[]>();
	for (const { timestamp, transactions } of blocks) {
		const hour = bucketStart(timestamp, HOUR);
		hours.set(hour, [...(hours.get(hour) ?? []), ...transactions]);
	}
	const quiet = chain.history.quiet.map((hour) => plannedHourStart(hour, END));
	const busy = chain.history.busy?.hours.map((hour) => plannedHourStart(hour, END)) ?? [];

	it('holds no block when there is no time', () => {
		expect(planHistory(chain, { from: END, to: END })).toEqual([]);
	});

	it('is the same each time', () => {
		expect(planHistory(chain, WINDOW)).toEqual(blocks);
	});

	it('fills the window with the planned intervals and ends just before now', () => {
		const times = [WINDOW.from, ...blocks.map(({ timestamp }) => timestamp)];
		const intervals = times.slice(1).map((time, index) => time - (times[index] ?? 0));
		expect(new Set(intervals)).toEqual(new Set(chain.history.blockIntervals));
		expect(times.at(-1)).toBeLessThan(END);
		expect(END - (times.at(-1) ?? 0)).toBeLessThanOrEqual(
			Math.max(...chain.history.blockIntervals)
		);
	});

	it('has plain transfers in every hour, so that every day has a median', () => {
		const poor = [...hours].filter(
			([, kinds]) => kinds.filter((kind) => kind === 'plain').length < PLAIN_TRANSFERS_PER_HOUR
		);
		expect(poor.map(([hour]) => hour)).toEqual(quiet);
	});

	it('has real zeros in its quiet hours and exactly the planned rush in its busy ones', () => {
		for (const hour of quiet) expect(hours.get(hour)).toEqual([]);
		for (const hour of busy)
			expect(hours.get(hour)).toHaveLength(chain.history.busy?.transactions ?? 0);
		const usual = [...hours].filter(([hour]) => !busy.includes(unixSeconds(hour)));
		expect(Math.max(...usual.map(([, kinds]) => kinds.length))).toBeLessThan(72);
	});

	it('deploys the token once, fails once a day and moves tokens on every whole day', () => {
		const kinds = blocks.flatMap(({ transactions }) => transactions);
		expect(blocks[0]?.transactions).toEqual(['deploy']);
		expect(kinds.filter((kind) => kind === 'deploy')).toHaveLength(1);
		for (let day = bucketStart(WINDOW.from, DAY) + DAY; day + DAY <= END; day += DAY) {
			const ofDay = [...hours]
				.filter(([hour]) => hour >= day && hour < day + DAY)
				.flatMap(([, each]) => each);
			expect(ofDay.filter((kind) => kind === 'failing')).toHaveLength(1);
			expect(ofDay.filter((kind) => kind === 'token').length).toBeGreaterThan(5);
		}
	});

	it('keeps the base fee within 40 % of its level, and uses that room', () => {
		const shares = blocks.map(({ baseFee }) => Number(baseFee) / Number(chain.baseFee));
		expect(Math.min(...shares)).toBeGreaterThan(0.6);
		expect(Math.max(...shares)).toBeLessThan(1.4);
		expect(Math.max(...shares) / Math.min(...shares)).toBeGreaterThan(1.5);
	});
});

describe('what the demo’s article says', () => {
	const feesGwei = (id: number) => {
		const chain = DEMO_CHAINS.find((each) => each.id === id)!;
		return planHistory(chain, WINDOW).map(
			({ timestamp }) => Number((baseFeeAt(chain, timestamp) + chain.tip) * 21_000n) / 1e9
		);
	};

	it('holds for a transfer on Demo L2 and is far off on Demo L1', () => {
		expect(Math.max(...feesGwei(31338))).toBeLessThan(1_000);
		expect(Math.min(...feesGwei(31337))).toBeGreaterThan(100_000);
	});

	it('holds for the busiest hour of Demo L2 and the usual interval of Demo L1', () => {
		const busy = DEMO_CHAINS.find(({ id }) => id === 31338)?.history.busy?.transactions ?? 0;
		expect(busy / HOUR).toBeGreaterThan(0.05);
		const intervals = DEMO_CHAINS.find(({ id }) => id === 31337)?.history.blockIntervals ?? [];
		expect([...intervals].sort((a, b) => a - b)[Math.floor(intervals.length / 2)]).toBe(48);
	});
});
