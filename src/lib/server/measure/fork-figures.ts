import { ETHEREUM_FORKS, type Fork } from '#lib/domain/forks.ts';
import { differingForks, type ForkActivation } from '#lib/domain/forks-seen.ts';
import { bucketStart, HOUR, iso, type TimeWindow } from '#lib/domain/time.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import { cutWindows } from '#lib/domain/coverage.ts';
import type { MetricId } from '#lib/domain/metrics/registry.ts';
import type { FeeHistorySpan } from '#lib/server/store/ports/fee-history.ts';
import type { SnapshotReader } from '#lib/server/store/ports/store.ts';
import { noValue, type Evaluated } from './evaluate.ts';
import type { MeasureInputs } from './inputs.ts';
import { L1_CHAIN_ID } from '#lib/domain/zk-chains.ts';

/** What is known of forks over a window: up to the chain’s head, since later ones may still be moved. */
export async function loadForks(
	reader: SnapshotReader,
	empty: MeasureInputs,
	metric: MetricId
): Promise<MeasureInputs> {
	const { chain, window } = empty;
	if (chain.id !== L1_CHAIN_ID)
		return { ...empty, whyNone: `no list of forks of ${chain.name} is kept` };
	const head = await reader.findHead(chain.id);
	const past = { from: unixSeconds(0), to: unixSeconds((head?.timestamp ?? -1) + 1) };
	const seen = { ...empty, observed: cutWindows([window], past) };
	if (metric !== 'fork.activation') {
		const told = await reader.getToldForks(chain.id);
		const [differing] = differingForks(told.filter(({ activatesAt }) => activatesAt < window.to));
		return { ...seen, whyNone: differing ?? null };
	}
	const fork = firstForkIn(window);
	if (!fork) return { ...seen, whyNone: 'no listed fork of Ethereum was due in this window' };
	const activations = await reader.getForkActivations(chain.id);
	const found = activations.find(({ activatesAt }) => activatesAt === fork.activatesAt);
	if (!found) return { ...seen, whyNone: `the first block of ${fork.name} has not been found yet` };
	return { ...seen, events: [found] };
}

/** The two blocks that show when a fork came: the first under its rules, and the one before. */
export function blocksShowing({ timestamp, block, hash }: ForkActivation): FeeHistorySpan {
	const range = { from: block - 1, to: block };
	return { hour: bucketStart(timestamp, HOUR), range, toHash: hash };
}

/** The first fork that was due in a window: which one a reading of a date means. */
function firstForkIn({ from, to }: TimeWindow): Fork | undefined {
	return ETHEREUM_FORKS.find(({ activatesAt }) => activatesAt >= from && activatesAt < to);
}

/** A setting of the forks in force, meant over time; or the time of the first block under a fork’s rules. */
export function evaluateForks(inputs: MeasureInputs, metric: MetricId): Evaluated {
	const { window, observed, whyNone, events } = inputs;
	if (whyNone !== null) return noValue(whyNone);
	if (metric === 'fork.activation') {
		const [found] = events.filter(
			({ activatesAt }) => activatesAt >= window.from && activatesAt < window.to
		);
		if (!found) return noValue('no listed fork of Ethereum was due in this window');
		const { timestamp, block } = found;
		return {
			value: timestamp,
			interval: [timestamp, timestamp],
			n: 1,
			sampleUnit: 'block',
			peakAt: { time: timestamp, block },
			reason: null
		};
	}
	let [sum, seconds, forks] = [0, 0, 0];
	for (const [index, fork] of ETHEREUM_FORKS.entries()) {
		const until = ETHEREUM_FORKS[index + 1]?.activatesAt ?? unixSeconds(window.to);
		if (!fork.blobs || fork.activatesAt >= until) continue;
		const parts = cutWindows(observed, { from: fork.activatesAt, to: until });
		const length = parts.reduce((total, { from, to }) => total + to - from, 0);
		if (length === 0) continue;
		sum += length * (metric === 'blob.max' ? fork.blobs.max : fork.blobs.target);
		seconds += length;
		forks += 1;
	}
	const all = observed.reduce((total, { from, to }) => total + to - from, 0);
	if (all === 0) return noValue('no block of this window has been seen yet');
	if (seconds < all) {
		const first = ETHEREUM_FORKS.find(({ blobs }) => blobs !== null);
		return noValue(`there were no blobs before ${first ? iso(first.activatesAt) : 'any fork'}`);
	}
	const value = sum / seconds;
	return {
		value,
		// What was in force after the newest block that was seen is not known.
		interval: all === window.to - window.from ? [value, value] : [null, null],
		n: forks,
		sampleUnit: 'none',
		peakAt: null,
		reason: null
	};
}
