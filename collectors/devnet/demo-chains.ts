import { wei, type Wei } from '#lib/domain/units.ts';

/** Everything that is planned about one chain of `npm run demo`: its past, and how it goes on. */
export interface DemoChain {
	readonly id: number;
	readonly name: string;
	/** Same seed, same end, same days: the same history. */
	readonly seed: number;
	readonly history: {
		/** Seconds between blocks; each of the listed lengths is as likely as the others. */
		readonly blockIntervals: readonly number[];
		/** Mean over a week; hours and days differ around it. */
		readonly transactionsPerHour: number;
		/** Hours with exactly this many user transactions. */
		readonly busy: {
			readonly hours: readonly PlannedHour[];
			readonly transactions: number;
		} | null;
		/** Hours whose blocks are all empty: real zeros. */
		readonly quiet: readonly PlannedHour[];
	};
	readonly live: {
		readonly blockSeconds: number;
		/** Mean over a week. */
		readonly transactionsPerSecond: number;
	};
	/** Wei per gas around which the base fee moves, by at most 40 %. */
	readonly baseFee: Wei;
	/** Wei per gas that senders add. */
	readonly tip: Wei;
}

/** An hour of a UTC day, counted back from the day in which the history ends. */
export interface PlannedHour {
	readonly daysBack: number;
	readonly hourOfDay: number;
}

/** How far back the history reaches: 30-day windows, and the hold of five data days before them. */
export const HISTORY_DAYS = 35;

/** Share of transactions, beyond the plain ones that every hour has, that transfer the demo token. */
export const TOKEN_SHARE = 0.3;

/** Plain transfers that every hour has, quiet hours apart, so that every day has a median fee. */
export const PLAIN_TRANSFERS_PER_HOUR = 3;

const GWEI = 1_000_000_000n;

/**
 * Blocks stand further apart than a public chain's: anvil makes some 3,500 blocks a second, and a
 * demo that needs minutes before its first figure is none. An hour still holds 50 blocks and more,
 * ten times what a peak over one hour needs.
 */
export const DEMO_CHAINS: readonly DemoChain[] = [
	{
		id: 31337,
		name: 'Demo L1',
		seed: 0x4c31,
		history: {
			// Half of the intervals are one slot of 48 s, the others missed some: 12-second steps as on Ethereum.
			blockIntervals: [48, 48, 48, 48, 60, 60, 72],
			transactionsPerHour: 8,
			busy: null,
			quiet: [{ daysBack: 1, hourOfDay: 3 }]
		},
		live: { blockSeconds: 12, transactionsPerSecond: 0.1 },
		baseFee: wei(20n * GWEI),
		tip: wei(GWEI / 5n)
	},
	{
		id: 31338,
		name: 'Demo L2',
		seed: 0x4c32,
		history: {
			blockIntervals: [36, 40, 44],
			transactionsPerHour: 20,
			busy: {
				hours: [
					{ daysBack: 1, hourOfDay: 15 },
					{ daysBack: 20, hourOfDay: 18 }
				],
				transactions: 240
			},
			quiet: []
		},
		live: { blockSeconds: 2, transactionsPerSecond: 0.4 },
		baseFee: wei((3n * GWEI) / 100n),
		tip: wei((3n * GWEI) / 10_000n)
	}
];
