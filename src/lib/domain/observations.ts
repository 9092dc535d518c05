import { DAY, HOUR, type TimeWindow } from './time.ts';
import { unixSeconds, type UnixSeconds } from './units.ts';

/** What observations carry beside their value, as JSON. */
export interface ObservationDetail {
	/** In plain words: why there is no value, or what the value leaves out. */
	readonly note?: string;
	/** What the value may be, where it is a bound or has an error; null is unbounded on that side. */
	readonly interval?: readonly [number | null, number | null];
	readonly [key: string]: unknown;
}

/** What a chain answered to a fixed question at a block. */
export interface Observation {
	/** The chain that answered. */
	readonly chainId: number;
	/** The chain that the answer is about: another one where a contract on Ethereum was asked of it. */
	readonly about: number;
	/** The question: a metric’s id, or one of `STATE_SUBJECTS`. */
	readonly subject: string;
	/** The time of that block. */
	readonly at: UnixSeconds;
	readonly block: number;
	/** A number in the metric’s own unit, or a word of state; null where there is none, and then `detail.note` says why. */
	readonly value: string | null;
	readonly detail: ObservationDetail | null;
	/** The host that answered last; never a URL. */
	readonly host: string;
	readonly method: string;
}

/** The same answer as it was given from one look to another, at most a day apart. */
export interface StoredObservation extends Omit<Observation, 'at' | 'block'> {
	readonly firstSeenAt: UnixSeconds;
	readonly lastSeenAt: UnixSeconds;
	readonly firstBlock: number;
	readonly lastBlock: number;
}

/** What Ethereum’s contracts say of a ZKsync chain, beside what metrics are made of. */
export const STATE_SUBJECTS = {
	'chain.diamond': 'the contract that it settles through',
	'chain.settlement_layer': 'the id of the chain that it settles on',
	'chain.protocol_version': 'its protocol version',
	'chain.verifier': 'the contract that verifies its proofs',
	'chain.batches': 'batches committed, verified and executed'
} as const;
export type StateSubject = keyof typeof STATE_SUBJECTS;

/** How the metrics that are observed are looked for. */
export const OBSERVED_METRICS = {
	'settlement.on_gateway': { every: HOUR, on: 'ethereum' },
	'escrow.value': { every: HOUR, on: 'ethereum' },
	'fee.quoted_transfer': { every: HOUR, on: 'itself' },
	'latency.inclusion_bound': { every: HOUR, on: 'itself' },
	'compat.probes_passed': { every: DAY, on: 'itself' },
	'stack.op_deposits': { every: DAY, on: 'itself' }
} as const satisfies Record<string, { readonly every: number; readonly on: 'itself' | 'ethereum' }>;
export type ObservedMetric = keyof typeof OBSERVED_METRICS;

/** What `probe` measures, where somebody lets it send transactions: each is an answer of its own. */
export const PROBED_METRIC = 'latency.inclusion';

/** Whether a metric is observed rather than summed up from blocks. */
export function isObserved(metric: string): metric is ObservedMetric {
	return Object.hasOwn(OBSERVED_METRICS, metric);
}

/** How long an answer counts after its last look: looks come a little late, and one may fail. */
export function longestStanding(subject: string): number {
	return 2 * (isObserved(subject) ? OBSERVED_METRICS[subject].every : HOUR);
}

/** An answer and the time for which it counts. */
export interface Standing {
	readonly observation: StoredObservation;
	readonly from: UnixSeconds;
	readonly to: UnixSeconds;
}

/**
 * The parts of a window in which answers, ascending in time, count: each from its first look until the next answer, at
 * most for twice the time between looks after its last. Looks come a little late, and one may fail; what nobody looked
 * at for longer than that is not known.
 */
export function standingIn(
	observations: readonly StoredObservation[],
	metric: ObservedMetric,
	window: TimeWindow
): Standing[] {
	const longest = longestStanding(metric);
	return observations.flatMap((observation, index) => {
		const next = observations[index + 1]?.firstSeenAt ?? Infinity;
		const from = Math.max(window.from, observation.firstSeenAt);
		const to = Math.min(window.to, next, observation.lastSeenAt + longest);
		return from < to ? [{ observation, from: unixSeconds(from), to: unixSeconds(to) }] : [];
	});
}
