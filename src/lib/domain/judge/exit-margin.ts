import type { Reading } from '../claims.ts';
import type { Finding } from '../findings.ts';
import { evidence } from './chain-judgement.ts';
import { findingOf } from './interval-test.ts';
import { claimedRegion, relate, type Region } from './region.ts';
import type { RawVerdict } from './verdict.ts';

/** To leave a finding, the interval must clear the edge moved by this factor. */
export const EXIT_MARGIN = 1.2;

/**
 * Whether the data has left the shown finding by the margin: it must judge differently also where the
 * region's edges are moved by the factor, outwards and inwards.
 */
export function hasLeft(shown: Finding, next: RawVerdict, reading: Reading): boolean {
	const measurement = next.measurements[0];
	if (!measurement || measurement.value === null) return true;
	const region = claimedRegion(reading.claimed, reading.tolerance);
	const interval = evidence({ measurement, reading });
	return [moved(region, EXIT_MARGIN), moved(region, 1 / EXIT_MARGIN)].every(
		(edge) => isEmpty(edge) || findingOf(relate(interval, edge)) !== shown
	);
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

function isEmpty({ low, high }: Region): boolean {
	return low !== null && high !== null && low > high;
}
