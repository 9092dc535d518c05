import { formatQuantity } from '../format/number.ts';
import type { ClaimedQuantity, Comparator, Tolerance } from '../claims.ts';
import type { Interval } from '../measurement.ts';

/** The values that agree with a claim, in the claim's unit; null is unbounded. */
export interface Region {
	readonly low: number | null;
	readonly high: number | null;
	/** Whether the edges themselves disagree: "more than" without tolerance. */
	readonly open: boolean;
}

/** Where an interval lies. `undecided`: an end of it is not known, and the known part does not settle it. */
export type Relation = 'inside' | 'above' | 'below' | 'straddles' | 'undecided';

/** The figure that a share is taken of: the printed one, or the end of a range that the comparator means. */
export function claimedFigure(claimed: ClaimedQuantity): number {
	const downward = claimed.comparator === '>=' || claimed.comparator === '>';
	const figure = claimed.value ?? (downward ? claimed.low : claimed.high);
	const found = figure ?? claimed.low ?? claimed.high;
	if (found === null)
		throw new RangeError(
			`the claimed "${claimed.printed}" has no number: give value, or low and high`
		);
	return found;
}

/** What agrees with the claim, by its comparator, widened by the greater of the two tolerances. */
export function claimedRegion(claimed: ClaimedQuantity, tolerance: Tolerance): Region {
	const figure = claimedFigure(claimed);
	const open = opens(claimed.comparator) && allowance(figure, tolerance) === 0;
	switch (claimed.comparator) {
		case '>=':
		case '>':
			return { low: figure - allowance(figure, tolerance), high: null, open };
		case '<=':
		case '<':
			return { low: null, high: figure + allowance(figure, tolerance), open };
		case '=':
		case '≈':
		case 'in':
			return literalRegion(claimed, tolerance);
	}
}

/** The same claim taken at its figure: equal to it, or within the range as printed. */
export function literalRegion(claimed: ClaimedQuantity, tolerance: Tolerance): Region {
	const low = claimed.low ?? claimedFigure(claimed);
	const high = claimed.high ?? claimedFigure(claimed);
	return {
		low: low - allowance(low, tolerance),
		high: high + allowance(high, tolerance),
		open: false
	};
}

function opens(comparator: Comparator): boolean {
	return comparator === '>' || comparator === '<';
}

function allowance(figure: number, tolerance: Tolerance): number {
	return Math.max(Math.abs(figure) * tolerance.relative, tolerance.absolute);
}

/** Whether `value` reaches the region's lower edge (its upper one, where it has no lower). */
export function reaches(value: number, region: Region): boolean {
	return region.low === null ? !isAbove(value, region) : !isBelow(value, region);
}

function isBelow(value: number, { low, open }: Region): boolean {
	return low !== null && (open ? value <= low : value < low);
}

function isAbove(value: number, { high, open }: Region): boolean {
	return high !== null && (open ? value >= high : value > high);
}

/** Where the interval lies as seen from the region; both in the same unit. */
export function relate([low, high]: Interval, region: Region): Relation {
	if (low !== null && isAbove(low, region)) return 'above';
	if (high !== null && isBelow(high, region)) return 'below';
	const fromInside = region.low === null || (low !== null && !isBelow(low, region));
	const toInside = region.high === null || (high !== null && !isAbove(high, region));
	if (fromInside && toInside) return 'inside';
	return low === null || high === null ? 'undecided' : 'straddles';
}

/** The region in words, in the claim's unit: "at least 14,250 tx/s". */
export function regionInWords({ low, high, open }: Region, unit: ClaimedQuantity['unit']): string {
	if (low === null) return `${open ? 'less than' : 'at most'} ${formatQuantity(high, unit)}`;
	if (high === null) return `${open ? 'more than' : 'at least'} ${formatQuantity(low, unit)}`;
	return `${formatQuantity(low, unit)} to ${formatQuantity(high, unit)}`;
}
