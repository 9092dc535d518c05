import { bucketStart, DAY, iso, isoDay } from '#lib/domain/time.ts';
import type { UnixSeconds } from '#lib/domain/units.ts';
import type { ShownDayJson } from '#lib/domain/wire/claim.ts';
import type { StoreReader } from '../store/ports/store.ts';
import type { StoredVerdict } from '../store/ports/verdicts.ts';

/**
 * What was shown of a claim at the end of each UTC day, ascending, from the day of its first verdict to that of its
 * last; with `asOf`, of the last by then. A verdict stands until another one is computed.
 */
export async function getShownDays(
	reader: StoreReader,
	claimSlug: string,
	asOf?: UnixSeconds
): Promise<ShownDayJson[]> {
	const by = (verdict: StoredVerdict) => asOf === undefined || verdict.computedAt <= asOf;
	const now = (await reader.getVerdicts(claimSlug, 'now')).filter(by);
	const then = (await reader.getVerdicts(claimSlug, 'at_publication')).filter(by);
	const times = [...now, ...then].map(({ computedAt }) => computedAt).toSorted((a, b) => a - b);
	const [first, last] = [times[0], times.at(-1)];
	if (first === undefined || last === undefined) return [];
	const days: ShownDayJson[] = [];
	for (let day = bucketStart(first, DAY) as number; day <= last; day += DAY) {
		const newest = (all: readonly StoredVerdict[]) =>
			all.findLast(({ computedAt }) => computedAt < day + DAY);
		const current = newest(now);
		days.push({
			day: isoDay(day),
			now: current?.shown ?? null,
			raw: current?.raw ?? null,
			held_days: current?.heldDays ?? 0,
			at_publication: newest(then)?.shown ?? null,
			as_of: iso(times.findLast((time) => time < day + DAY) ?? first)
		});
	}
	return days;
}
