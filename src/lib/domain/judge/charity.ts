import { FINDINGS, type Finding } from '../findings.ts';
import type { RawVerdict } from './verdict.ts';

/**
 * The verdict a claim is shown with: of the readings of the article's wording (of its source's, where
 * the article has none) the most charitable, in the order of `FINDINGS`; among equals the first given.
 * Null of none.
 */
export function headlineOf(verdicts: readonly RawVerdict[]): RawVerdict | null {
	return (
		sameWording(verdicts).toSorted((a, b) => charityRank(a.finding) - charityRank(b.finding))[0] ??
		null
	);
}

/** The verdicts among which the headline is picked. */
export function sameWording(verdicts: readonly RawVerdict[]): readonly RawVerdict[] {
	const asArticle = verdicts.filter((verdict) => verdict.wording === 'article');
	return asArticle.length > 0 ? asArticle : verdicts;
}

/** The place of a finding in the order of charity, 0 the most charitable. */
export function charityRank(finding: Finding): number {
	return FINDINGS.indexOf(finding);
}
