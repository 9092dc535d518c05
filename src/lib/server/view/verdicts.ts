import { iso } from '#lib/domain/time.ts';
import type { UnixSeconds } from '#lib/domain/units.ts';
import type { StoreReader } from '../store/ports/store.ts';
import { measurementJson } from './measurement-json.ts';

/** Every stored verdict of a claim, oldest first, both evaluations; with `asOf`, those computed by then. */
export async function getVerdictHistory(
	reader: StoreReader,
	claimSlug: string,
	asOf?: UnixSeconds
) {
	const evaluations = ['at_publication', 'now'] as const;
	const all = await Promise.all(evaluations.map((each) => reader.getVerdicts(claimSlug, each)));
	return all
		.flat()
		.filter(({ computedAt }) => asOf === undefined || computedAt <= asOf)
		.sort((a, b) => a.computedAt - b.computedAt)
		.map((verdict) => ({
			id: verdict.id,
			evaluation: verdict.evaluation,
			data_date: verdict.dataDate,
			computed_at: iso(verdict.computedAt),
			raw: verdict.raw,
			shown: verdict.shown,
			held_days: verdict.heldDays,
			flags: verdict.flags,
			reason: verdict.reason,
			headline: verdict.headline,
			rule_version: verdict.ruleVersion,
			readings: verdict.readings.map((each) => ({
				id: each.readingId,
				version: each.readingVersion,
				finding: each.finding,
				reason: each.reason,
				measurements: each.measurements.map(measurementJson)
			}))
		}));
}
