import { formatNumber, NO_BREAK_SPACE, NO_VALUE } from './number.ts';

/**
 * How a measured value relates to the claimed one (measured ÷ claimed), always saying of what:
 * "42× the claim", "40 % of claim", "1/3,600 of claim". Null, and a negative share, have no such text.
 */
export function formatShare(share: number | null): string {
	if (share === null || share < 0) return NO_VALUE;
	if (share >= 1) return `${formatNumber(share)}× the claim`;
	// Rounding must not make a claim look reached.
	if (share >= 0.1) return `${percent(Math.min(share * 100, 99.9))} of claim`;
	return share === 0 ? '0 of claim' : `1/${formatNumber(1 / share, 2)} of claim`;
}

/** The share in per cent, for where "1/59,000 of claim" needs its exact size: "0.0017 %". */
export function formatSharePercent(share: number | null): string {
	return share === null || share < 0 ? NO_VALUE : percent(share * 100, 2);
}

/**
 * How much of something was covered, in per cent. 100 % only of all, 0 % only of nothing; rounded down, so that what falls
 * short of a limit does not print as the limit.
 */
export function formatCoverage(coverage: number): string {
	return percent(coveredPercent(coverage), 4);
}

function coveredPercent(coverage: number): number {
	if (coverage <= 0 || coverage >= 1) return coverage <= 0 ? 0 : 100;
	// a product like 0.29 × 100 lies a hair under what it should be
	const exact = Number((coverage * 100).toPrecision(12));
	const steps = exact >= 99 || exact < 1 ? 100 : 10;
	return Math.max(0.01, Math.floor(exact * steps) / steps);
}

/** The share in the middle of a sentence: "42 times", "40 % of", "1/3,600 of"; then follows the claimed figure. */
export function shareInWords(share: number): string {
	if (share >= 1) return `${formatNumber(share)} times`;
	return formatShare(share).replace(/ claim$/, '');
}

function percent(value: number, digits = 3): string {
	return formatNumber(value, digits) + NO_BREAK_SPACE + '%';
}
