import { articlesFor } from '#lib/articles/index.ts';
import type { Reading } from '#lib/domain/claims.ts';
import { bucketStart, DAY, HOUR, iso } from '#lib/domain/time.ts';
import type { ClaimJson } from '#lib/domain/wire/claim.ts';
import type { MeasurementJson } from '#lib/domain/wire/measurement.ts';

/**
 * When the windows of a claim’s first reading will be covered as it asks, ISO 8601, if its chains go on being read and
 * nothing else is: a window that moves with time gains as much as it moves. Null where that is not so, where nothing
 * is collected yet, and where enough is.
 */
export function coveredBy(claim: ClaimJson, demo: boolean): string | null {
	if (claim.finding !== 'insufficient_data') return null;
	const reading = readingsOf(claim, demo)[0];
	const measurements = claim.readings.find(({ id }) => id === reading?.id)?.measurements ?? [];
	if (!reading || measurements.length < reading.chains.length) return null;
	const times = measurements.map((each) => coveredAt(reading, each));
	if (times.some((time) => time === null)) return null;
	const last = Math.max(...times.map((time) => time ?? 0));
	const first = Math.min(...measurements.map(({ to }) => Date.parse(to) / 1000));
	return last > first ? iso(bucketStart(last + HOUR - 1, HOUR)) : null;
}

/** Whether the window of what a claim shows lies between two dates, so that its blocks come only when asked for. */
export function isOfClosedWindow(claim: ClaimJson, demo: boolean): boolean {
	const shown = readingsOf(claim, demo).find(({ id }) => id === claim.readings[0]?.id);
	return shown?.window.kind === 'closed';
}

function readingsOf({ slug, article }: ClaimJson, demo: boolean): readonly Reading[] {
	const rating = articlesFor(demo)
		.find((each) => each.slug === article.slug)
		?.claims.find((each) => each.slug === slug)?.rating;
	return rating?.rated ? rating.readings : [];
}

function coveredAt({ window, baseWindow, gates }: Reading, measured: MeasurementJson) {
	const { coverage, to } = measured;
	if (window.kind !== 'rolling' || window.daysBefore || baseWindow || coverage === 0) return null;
	const missing = Math.max(0, gates.minCoverage - coverage);
	return Date.parse(to) / 1000 + missing * window.days * DAY;
}
