/**
 * The stated error of a sampled mean: so many standard errors, as a share of the mean. 95 of 100 estimates lie within
 * it, 95.4 where errors are normal.
 */
const STANDARD_ERRORS = 2;

/** The coefficient of variation whose sampled mean is a share near one half: the worst case of a rank. */
export const RANK_VARIATION = 0.5;

/**
 * The stated error of the mean of `of` blocks from `drawn` of them: 2 · CV ÷ √n · √(1 − n ÷ N). It is that of simple
 * random sampling (W. G. Cochran, Sampling Techniques, 1977, 2.6); a systematic sample with a random start is as good
 * where blocks come in no order, better where neighbours are alike, and worse where they repeat with its step.
 * With `RANK_VARIATION` it is that of a quantile’s rank, in shares of the blocks. `of` is above 0.
 */
export function statedError(variation: number, drawn: number, of: number): number {
	return STANDARD_ERRORS * (variation / Math.sqrt(drawn)) * Math.sqrt(1 - drawn / of);
}

/** The fewest of `of` blocks whose stated error is at most `within`; all of them where no fewer will do. */
export function smallestSample(variation: number, of: number, within: number): number {
	const spread = (STANDARD_ERRORS * variation) ** 2;
	const drawn = Math.max(1, Math.floor(spread / (within ** 2 + spread / of)));
	return drawn >= of || statedError(variation, drawn, of) <= within ? drawn : drawn + 1;
}
