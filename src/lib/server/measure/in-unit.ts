import type { Measurement } from '#lib/domain/measurement.ts';
import { convert, type Unit } from '#lib/domain/units.ts';

/** The same measurement in another unit of the same quantity. Throws TypeError for a unit of another one. */
export function inUnit(measurement: Measurement, unit: Unit): Measurement {
	if (unit === measurement.unit) return measurement;
	const stated = (value: number | null) =>
		value === null ? null : convert(value, measurement.unit, unit);
	const [low, high] = measurement.interval;
	return {
		...measurement,
		unit,
		value: stated(measurement.value),
		interval: [stated(low), stated(high)]
	};
}
