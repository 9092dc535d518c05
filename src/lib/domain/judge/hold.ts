import type { Claim, Evaluation, Reading } from '../claims.ts';
import { FLAGS, JUDGED_FINDINGS, type Finding, type Flag } from '../findings.ts';
import { headlineOf, sameWording } from './charity.ts';
import { hasLeft } from './exit-margin.ts';
import { RULE_VERSION } from './rule-version.ts';
import type { ClaimVerdict, RawVerdict } from './verdict.ts';

/** A different finding must repeat on this many consecutive data days before it is shown. */
export const HOLD_DAYS = 5;

/** What the readings of a claim say on the data of one day. */
export interface DayVerdict {
	readonly claim: Claim;
	readonly evaluation: Evaluation;
	/** The UTC day (YYYY-MM-DD) of the last data they rest on. */
	readonly dataDate: string;
	/** One per reading; empty for a claim that is not rated. */
	readonly readings: readonly RawVerdict[];
	/** Whether a person has looked at this claim's verdict. */
	readonly reviewed?: boolean;
}

/**
 * The verdict that is shown after one more day of data: a fold, from null. Between two judged findings
 * on daily statistics (a typical value or a change, over a moving window) another finding must repeat
 * on five consecutive data days and clear the edge by the exit margin; `demonstrated` and all else is
 * shown at once. A data day counts once, however often it is judged. While endpoints disagree a judged
 * finding stays. The first verdict is `unreviewed` until a person has reviewed it.
 */
export function showVerdict(previous: ClaimVerdict | null, next: DayVerdict): ClaimVerdict {
	const headline = headlineOf(next.readings);
	const unjudged = next.claim.rating.rated ? 'insufficient_data' : 'not_measurable';
	const raw = headline?.finding ?? unjudged;
	const held = previous && headline ? holdOf(previous, next, headline) : null;
	const shown = held ? held.shown : raw;
	return {
		claimSlug: next.claim.slug,
		evaluation: next.evaluation,
		dataDate: next.dataDate,
		raw,
		shown,
		heldDays: held?.heldDays ?? 0,
		flags: shownFlags(previous, next, headline),
		reason: reasonOf(next, headline, held),
		headline: headline?.readingId ?? null,
		readings: next.readings,
		ruleVersion: RULE_VERSION
	};
}

interface Hold {
	readonly shown: Finding;
	readonly heldDays: number;
	readonly why: string;
}

/** The hold that keeps the shown finding, or null where the raw one is shown. */
function holdOf(previous: ClaimVerdict, next: DayVerdict, headline: RawVerdict): Hold | null {
	const { shown } = previous;
	const raw = headline.finding;
	if (raw === shown || !JUDGED_FINDINGS.includes(raw) || !JUDGED_FINDINGS.includes(shown))
		return null;
	if (headline.flags.includes('endpoint_disagreement'))
		return { shown, heldDays: previous.heldDays, why: 'it stays while endpoints disagree' };
	const reading = readingOf(next.claim, headline);
	if (raw === 'demonstrated' || !restsOnDays(reading, next.evaluation)) return null;
	if (isOtherRule(previous, headline)) return null;
	if (!hasLeft(shown, headline, reading))
		return { shown, heldDays: 0, why: 'the interval does not clear the edge by the exit margin' };
	const heldDays = daysHeld(previous, next, raw);
	if (heldDays >= HOLD_DAYS) return null;
	return { shown, heldDays, why: `day ${heldDays} of the ${HOLD_DAYS} it must repeat` };
}

/** Consecutive data days with this finding, today included; a day judged again does not count again. */
function daysHeld(previous: ClaimVerdict, next: DayVerdict, raw: Finding): number {
	const before = previous.raw === raw ? previous.heldDays : 0;
	return next.dataDate > previous.dataDate ? before + 1 : Math.max(before, 1);
}

/** Daily statistics over a window that moves with the days. */
function restsOnDays(reading: Reading, evaluation: Evaluation): boolean {
	const typical = reading.form === 'typical' || reading.form === 'change';
	return typical && evaluation === 'now' && reading.window.kind !== 'closed';
}

/** Whether another rule or another version of the reading speaks: no matter of days of data. */
function isOtherRule(previous: ClaimVerdict, headline: RawVerdict): boolean {
	const before = previous.readings.find((each) => each.readingId === previous.headline);
	return (
		previous.ruleVersion !== headline.ruleVersion ||
		(before?.readingId === headline.readingId && before.readingVersion !== headline.readingVersion)
	);
}

function readingOf(claim: Claim, { readingId }: RawVerdict): Reading {
	const readings = claim.rating.rated ? claim.rating.readings : [];
	const found = readings.find((reading) => reading.id === readingId);
	if (!found)
		throw new RangeError(
			`claim ${claim.slug} has no reading "${readingId}": judge its own readings`
		);
	return found;
}

function shownFlags(
	previous: ClaimVerdict | null,
	next: DayVerdict,
	headline: RawVerdict | null
): Flag[] {
	const raised = new Set<Flag>(headline?.flags ?? next.claim.editorial.map((each) => each.flag));
	const judged = sameWording(next.readings)
		.map((each) => each.finding)
		.filter((finding) => JUDGED_FINDINGS.includes(finding));
	if (new Set(judged).size > 1) raised.add('reading_sensitive');
	const waiting = !previous || previous.headline === null || previous.flags.includes('unreviewed');
	if (headline && !next.reviewed && waiting) raised.add('unreviewed');
	return FLAGS.filter((flag) => raised.has(flag));
}

function reasonOf(next: DayVerdict, headline: RawVerdict | null, held: Hold | null): string {
	const { rating } = next.claim;
	if (!headline) return rating.rated ? 'No reading of this claim was judged.' : rating.reason;
	if (!held) return headline.reason;
	return `${headline.reason} Still shown as before: ${held.why}.`;
}
