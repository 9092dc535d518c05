import type { Measurement } from '#lib/domain/measurement.ts';
import { comparable, convert, type Unit } from '#lib/domain/units.ts';

/** Said wherever dollars are asked for before a price feed is collected. */
const NO_PRICE = 'no price of the gas token is collected, so there is no value in dollars';

/** The same measurement in another unit; without the data that the change of unit needs, its value is null and says so. */
export function inUnit(measurement: Measurement, unit: Unit): Measurement {
	if (unit === measurement.unit) return measurement;
	if (!comparable(unit, measurement.unit))
		return {
			...measurement,
			unit,
			value: null,
			interval: [null, null],
			// Without a value in its own unit there is nothing that a price could change.
			reason: measurement.value === null ? measurement.reason : NO_PRICE
		};
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
