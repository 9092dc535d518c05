import { CLAIM_KINDS, type EditorialFlag } from '#lib/domain/claims.ts';
import { show, type Fields } from './fields.ts';
import { lintLineage } from './lineage.ts';
import { lintPrinted, lintQuantity } from './quantity.ts';
import { lintReading } from './reading.ts';

const EDITORIAL_FLAGS = Object.keys({
	text_incomplete: true,
	scope_assumed: true,
	metric_drift: true,
	misattributed: true,
	superseded: true,
	proxy: true
} satisfies Record<EditorialFlag['flag'], true>) as EditorialFlag['flag'][];

/** What a claim must be seen with: the quotes that state it, and whether its article is of the demo. */
export interface ClaimContext {
	readonly slug: string;
	readonly quotes: readonly string[];
	readonly demo: boolean;
}

/** Checks one claim and its readings. */
export function lintClaim(claim: Fields, context: ClaimContext): void {
	const kind = claim.oneOf('kind', CLAIM_KINDS);
	for (const field of ['subject', 'predicate', 'caveat']) claim.text(field);
	if (claim.of.claimed !== null) {
		const claimed = claim.object('claimed');
		if (claimed) {
			lintQuantity(claimed);
			lintPrinted(claimed, context.quotes);
		}
	}
	for (const flag of claim.objects('editorial')) {
		flag.oneOf('flag', EDITORIAL_FLAGS);
		for (const field of ['fact', 'source', 'date']) flag.text(field);
	}
	lintLineage(claim, context.quotes);
	const rating = claim.object('rating');
	if (!rating) return;
	if (rating.of.rated === false) rating.text('reason');
	else if (rating.of.rated === true) lintRated(claim, rating, kind, context);
	else rating.fault('rated', `must be true or false, is ${show(rating.of.rated)}`);
}

function lintRated(
	claim: Fields,
	rating: Fields,
	kind: string | undefined,
	context: ClaimContext
): void {
	if (claim.of.claimed === null)
		claim.fault('claimed', 'must be a figure: a claim without one cannot be rated');
	const readings = rating.objects('readings');
	if (!readings.some((reading) => reading.of.wording === 'article'))
		rating.fault(
			'readings',
			'must hold a reading of the article’s own wording: it is the headline'
		);
	for (const reading of readings) {
		lintReading(reading, context.slug, context.demo);
		if (reading.of.wording !== 'article') continue;
		const claimed = reading.of.claimed === null ? undefined : reading.object('claimed');
		if (claimed) lintPrinted(claimed, context.quotes);
		if (kind === 'forecast' && reading.of.dueAt === null)
			reading.fault('dueAt', 'must be a day: a forecast is not due before one');
	}
}
