import { comparable, UNITS, type Unit } from '#lib/domain/units.ts';
import type { Comparator } from '#lib/domain/claims.ts';
import { isComparing, type Metric, type Statistic } from '#lib/domain/metrics/metric.ts';
import type { Fields } from './fields.ts';

const COMPARATORS = Object.keys({
	'>=': true,
	'>': true,
	'<=': true,
	'<': true,
	'=': true,
	'≈': true,
	in: true
} satisfies Record<Comparator, true>) as Comparator[];

const UNIT_NAMES = Object.keys(UNITS) as Unit[];

/** Checks a claimed figure: printed text, unit, comparator, and a point or a range as the comparator needs. */
export function lintQuantity(quantity: Fields): Unit | undefined {
	quantity.text('printed');
	if (quantity.oneOf('comparator', COMPARATORS) === 'in') lintRange(quantity);
	else lintPoint(quantity);
	return quantity.oneOf('unit', UNIT_NAMES);
}

/** A figure is printed in the article, so it must stand in one of the quotes. */
export function lintPrinted(quantity: Fields, quotes: readonly string[]): void {
	const { printed } = quantity.of;
	if (typeof printed !== 'string' || quotes.length === 0) return;
	if (!quotes.some((quote) => quote.includes(printed)))
		quantity.fault('printed', `"${printed}" is in none of the quotes that state the claim`);
}

/** What of a reading decides in which units its measurement comes. */
interface Asked {
	readonly statistic: Statistic;
	readonly peakWindow: unknown;
	readonly rank: boolean;
}

/**
 * Checks that a claimed figure can be set beside a measurement: a change beside a share, a rank beside
 * a rank, a peak of one block beside a figure per block, everything else beside a unit of the metric.
 */
export function lintComparable(quantity: Fields, unit: Unit, metric: Metric, asked: Asked): void {
	const units = measuredIn(metric, asked);
	if (units.some((each) => comparable(unit, each))) return;
	quantity.fault(
		'unit',
		`${unit} (${UNITS[unit].dimension}) cannot be compared with ${metric.id}, which is in ${units.join(', ')} here`
	);
}

function measuredIn(metric: Metric, asked: Asked): Unit[] {
	if (asked.rank) return ['rank'];
	if (isComparing(asked.statistic) || asked.statistic === 'max_rise') return ['%', '1'];
	const units = [metric.unit, ...metric.alsoIn];
	if (asked.statistic !== 'max' || asked.peakWindow !== 'block') return units;
	const perBlock = metric.unit.replace('/s', '/block');
	return UNIT_NAMES.filter((each) => each === perBlock);
}

function lintPoint(quantity: Fields): void {
	quantity.number('value');
	for (const field of ['low', 'high'])
		if (quantity.of[field] !== null)
			quantity.fault(
				field,
				'must be null where the figure is a point; a range has the comparator "in"'
			);
}

function lintRange(quantity: Fields): void {
	if (quantity.of.value !== null)
		quantity.fault('value', 'must be null where the comparator is "in": a range has low and high');
	const low = quantity.number('low');
	const high = quantity.number('high');
	if (low !== undefined && high !== undefined && low >= high)
		quantity.fault('high', `must be above low, which is ${low}; is ${high}`);
}
