import type { CoveredRange } from './block-range.ts';
import { FAMILIES, type FamilyName } from './families.ts';
import type { TimeWindow } from './time.ts';

/**
 * Seconds of the window in which every block is known. A covered range of blocks a…b observes
 * [time(a), time(b) + 1) where timestamps strictly increase; where several blocks may share a
 * second, the first and last second may hold blocks outside the range and do not count.
 */
export function coveredSeconds(
	ranges: readonly CoveredRange[],
	window: TimeWindow,
	family: FamilyName
): number {
	const strict = FAMILIES[family].timestampsStrictlyIncrease;
	return ranges.reduce((sum, range) => {
		const from = strict || range.from === 0 ? range.fromTime : range.fromTime + 1;
		const to = strict ? range.toTime + 1 : range.toTime;
		return sum + Math.max(0, Math.min(to, window.to) - Math.max(from, window.from));
	}, 0);
}
