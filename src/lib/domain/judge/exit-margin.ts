import type { Reading } from '../claims.ts';
import { JUDGED_FINDINGS, type Finding } from '../findings.ts';
import { convert } from '../units.ts';
import { charityRank } from './charity.ts';
import { evidence } from './chain-judgement.ts';
import { findingOf } from './interval-test.ts';
import { claimedRegion, relate, type Region } from './region.ts';
import type { RawVerdict } from './verdict.ts';

/** To leave a finding, the interval must clear the edge moved by this factor. */
const EXIT_MARGIN = 1.2;

/**
 * Whether the data has left the shown finding by the margin: against the claim, also with the region's
 * edges moved outwards by the factor; in its favour, also with them moved inwards.
 */
export function hasLeft(shown: Finding, next: RawVerdict, reading: Reading): boolean {
	const measurement = next.measurements[0];
	// What a bound decides has no interval that could be near the edge.
	const bound = next.rule.startsWith('bound.');
	if (bound || !measurement || measurement.value === null) return true;
	const against = charityRank(next.finding) > charityRank(shown);
	const region = claimedRegion(reading.claimed, reading.tolerance);
	const factor = against ? EXIT_MARGIN : 1 / EXIT_MARGIN;
	const edge =
		reading.form === 'change' ? movedShare(region, factor, reading) : moved(region, factor);
	// A narrow region moved inwards holds nothing, and then no value could ever clear it.
	if (isEmpty(edge)) return true;
	const finding = findingOf(relate(evidence({ measurement, reading }), edge));
	if (!JUDGED_FINDINGS.includes(finding)) return false;
	return against
		? charityRank(finding) > charityRank(shown)
		: charityRank(finding) < charityRank(shown);
}

/** The region with its edges moved outwards by a factor above 1, inwards by one below. */
function moved(region: Region, factor: number): Region {
	return {
		...region,
		low: region.low === null ? null : region.low > 0 ? region.low / factor : region.low * factor,
		high:
			region.high === null ? null : region.high > 0 ? region.high * factor : region.high / factor
	};
}

/**
 * The same for a fall: what moves is the share that is left of the base, since a fall of 90 % times 1.2
 * would be more than everything.
 */
function movedShare(region: Region, factor: number, { claimed }: Reading): Region {
	const whole = convert(1, '1', claimed.unit);
	const left = ({ low, high, open }: Region): Region => ({
		low: high === null ? null : whole - high,
		high: low === null ? null : whole - low,
		open
	});
	return left(moved(left(region), factor));
}

function isEmpty({ low, high }: Region): boolean {
	return low !== null && high !== null && low > high;
}
