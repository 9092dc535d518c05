import type { Measurement } from '../../measurement.ts';

/** The greatest rate that was seen, in the reading’s unit: what was not covered may have held a greater one. */
export function peak(value: number, coverage = 0.998): Partial<Measurement> {
	return { value, interval: [value, null], coverage };
}
