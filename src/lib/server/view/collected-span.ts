import type { Chain } from '#lib/domain/chains.ts';
import type { ObservedRange } from '#lib/domain/coverage.ts';
import type { Metric } from '#lib/domain/metrics/metric.ts';
import { bucketStart, DAY, type TimeWindow } from '#lib/domain/time.ts';
import type { StoreReader } from '../store/ports/store.ts';

/** From the first fact of a kind that a chart can show, to the last. */
export interface CollectedSpan {
	/** Reaching back as far as charts do unless asked otherwise: a range collected of some time long ago does not count. */
	readonly recent: TimeWindow;
	/** All of it. */
	readonly whole: TimeWindow;
}

/**
 * What is collected of a kind of fact, without days of which no sums are kept; null where there is nothing. `usual` is how
 * far `recent` reaches back, in seconds. Prices, comparisons and answers are known for as long as the chain is.
 */
export async function collectedSpan(
	reader: StoreReader,
	chain: Chain,
	facts: Metric['facts'],
	usual: number
): Promise<CollectedSpan | null> {
	if (facts === 'none') return null;
	const kind = facts === 'fee' || facts === 'batch' || facts === 'settlement' ? facts : 'block';
	const covered =
		facts === 'user_op'
			? await reader.getUserOpRanges(chain.id)
			: await reader.getCovered(chain.id, kind);
	const last = covered.at(-1);
	if (!last) return null;
	const recent = await keptSpan(reader, chain, covered, last.toTime - usual);
	const whole = await keptSpan(reader, chain, covered, -Infinity);
	return recent && whole && { recent, whole };
}

/** From the first range that ends after `since`, or from the first day after it of which sums are kept, to the last. */
async function keptSpan(
	reader: StoreReader,
	chain: Chain,
	covered: readonly ObservedRange[],
	since: number
): Promise<TimeWindow | null> {
	const first = covered.find(({ toTime }) => toTime > since);
	const last = covered.at(-1);
	if (!first || !last) return null;
	const span = { from: first.fromTime, to: last.toTime };
	const dropped = (await reader.getDropped(chain.id, 'rollup', span)).at(-1);
	if (!dropped) return span;
	const firstDay = bucketStart(dropped.to + DAY - 1, DAY);
	return firstDay < span.to ? { ...span, from: firstDay } : null;
}
