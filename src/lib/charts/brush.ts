import { bucketStart, type TimeWindow } from '#lib/domain/time.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import type { ChartPanel } from './chart-panel.ts';

/**
 * The stretch between two times of a chart, whichever came first: the whole buckets that they lie in, cut to what the
 * chart shows. At least one bucket.
 */
export function brushWindow(
	{ from, to, bucketSeconds }: Pick<ChartPanel, 'from' | 'to' | 'bucketSeconds'>,
	one: number,
	other: number
): TimeWindow {
	const bucketOf = (time: number) =>
		bucketStart(Math.min(Math.max(time, from), to - 1), bucketSeconds);
	return {
		from: unixSeconds(Math.max(bucketOf(Math.min(one, other)), from)),
		to: unixSeconds(Math.min(bucketOf(Math.max(one, other)) + bucketSeconds, to))
	};
}
