import type { MetricId } from './metrics/registry.ts';
import type { PeakWindow, Statistic } from './metrics/metric.ts';
import type { TimeWindow } from './time.ts';
import type { Unit, UnixSeconds } from './units.ts';

/** [low, high] of what the value may be; null is unbounded on that side. */
export type Interval = readonly [number | null, number | null];

/** The value of a metric over one window on one chain, with all that is needed to check it. Immutable. */
export interface Measurement {
	/** SHA-256 of what it was computed from; null for an ad-hoc one. */
	readonly id: string | null;
	readonly chainId: number;
	readonly metric: MetricId;
	readonly statistic: Statistic;
	readonly peakWindow: PeakWindow | null;
	/** In `unit`; null when there is no value, and then `reason` says why. */
	readonly value: number | null;
	readonly interval: Interval;
	readonly unit: Unit;
	readonly window: TimeWindow;
	/** The earlier window, for a change. */
	readonly baseWindow: TimeWindow | null;
	/** How many units the statistic rests on: blocks, batches, transfers, hours, days or answers. */
	readonly n: number;
	readonly sampleUnit:
		'block' | 'batch' | 'transaction' | 'hour' | 'day' | 'window' | 'answer' | 'none';
	/** Seconds observed ÷ seconds of the window, 0 to 1. */
	readonly coverage: number;
	/** Share of the fees that has a price, 0 to 1; null where no price is needed. */
	readonly priceCoverage: number | null;
	/**
	 * Whether endpoints said another thing than what is stored in more than 1 % of the looks of the window’s hours; null
	 * where none were compared.
	 */
	readonly endpointsDisagree: boolean | null;
	/**
	 * Whether at least two endpoints saw the chain’s head stand still for a part of the window: those seconds are real
	 * zeros. False where nobody noticed it; null where one endpoint alone did, since its own head may have been late.
	 */
	readonly halted: boolean | null;
	readonly sampled: boolean;
	/** For fees: whether those that cost nothing are counted; null for other metrics. */
	readonly zeroFees: 'included' | 'excluded' | null;
	/** Where a maximum was found. */
	readonly peakAt: { readonly time: UnixSeconds; readonly block: number } | null;
	/** The round that was in force at the start of a greatest rise, and the one at its top; absent of all else. */
	readonly rise?: { readonly start: PricePoint; readonly peak: PricePoint };
	readonly provenance: Provenance;
	readonly verifiable: 'full' | 'archive' | 'self_reported';
	/** Why there is no value; beside one, what it leaves out. */
	readonly reason: string | null;
}

/** A round of a price feed, by its place. */
export interface PricePoint {
	/** When it was answered. */
	readonly time: UnixSeconds;
	readonly phase: number;
	readonly round: number;
	readonly usd: number;
}

export interface Provenance {
	readonly fromBlock: number | null;
	readonly toBlock: number | null;
	readonly toBlockHash: string | null;
	/** `finalized` when every block of the window is below the finalized head, else `latest`. */
	readonly finality: 'finalized' | 'latest' | 'unknown';
	/** RPC methods that the facts came from. */
	readonly methods: readonly string[];
	/** Hosts that answered; never a URL, which may carry a key. */
	readonly endpoints: readonly string[];
	readonly ruleVersion: string;
	readonly codeVersion: string;
	readonly inputSha256: string;
	readonly computedAt: UnixSeconds;
}
