import { formatNumber } from '../format/number.ts';
import { asSentence } from '../format/sentence.ts';
import { formatCoverage } from '../format/share.ts';
import { formatDay } from '../format/time.ts';
import { parseTime } from '../time.ts';
import { comparable, UNITS } from '../units.ts';
import type { Finding } from '../findings.ts';
import type { ChainCase } from './chain-judgement.ts';
import type { JudgeInput } from './input.ts';
import type { GateResult } from './verdict.ts';

/** Below this share of the fees with a price, a value in dollars is not judged. */
const MIN_PRICE_COVERAGE = 0.9;

/** A gate before any number is compared, and the finding where it is closed. */
export interface ScopeGate extends GateResult {
	readonly finding: Finding;
}

/** The gates that come before data, in their order: void, not measurable, not comparable, pending. */
export function scopeGates({ claim, reading, asOf, void: withdrawn }: JudgeInput): ScopeGate[] {
	const { rating } = claim;
	const due = reading.dueAt;
	return [
		{
			gate: 'valid',
			passed: !withdrawn,
			detail: withdrawn || 'Not withdrawn.',
			finding: 'void'
		},
		{
			gate: 'measurable',
			passed: rating.rated,
			detail: rating.rated ? 'The claim can be tested on-chain.' : rating.reason,
			finding: 'not_measurable'
		},
		{
			gate: 'comparable',
			passed: reading.notComparable === null,
			detail: reading.notComparable ?? 'The claimed figure and the metric are the same quantity.',
			finding: 'not_comparable'
		},
		{
			gate: 'due',
			passed: due === null || asOf > parseTime(due),
			detail:
				due === null
					? 'The claim names no later date.'
					: `Due on ${formatDay(parseTime(due))}, evaluated on ${formatDay(asOf - 1)}.`,
			finding: 'pending'
		}
	];
}

/** Claim and measurement must be of one dimension: gwei per gas say nothing of dollars per transfer. */
export function unitGate({
	measurement,
	reading
}: Pick<ChainCase, 'measurement' | 'reading'>): GateResult {
	const passed = comparable(measurement.unit, reading.claimed.unit);
	return {
		gate: 'unit',
		passed,
		detail: passed
			? `Measured in ${measurement.unit}, claimed in ${reading.claimed.unit}.`
			: `Measured in ${measurement.unit} (${UNITS[measurement.unit].dimension}), claimed in ${reading.claimed.unit} (${UNITS[reading.claimed.unit].dimension}): not the same quantity.`
	};
}

/** There must be a value, and every block under it must be final. */
export function valueGates({ measurement }: Pick<ChainCase, 'measurement'>): GateResult[] {
	const { value, reason, provenance } = measurement;
	const measured = value !== null;
	return [
		{
			gate: 'value',
			passed: measured,
			detail: measured ? 'There is a value.' : asSentence(reason ?? 'there is no value')
		},
		{
			gate: 'finality',
			passed: !measured || provenance.finality === 'finalized',
			detail:
				measured && provenance.finality !== 'finalized'
					? `Only finalized blocks decide; the finality of these is "${provenance.finality}".`
					: 'No block above the finalized head is used.'
		}
	];
}

/** Whether the sample is large enough, as the reading asks. */
export function sampleGate({
	measurement,
	reading
}: Pick<ChainCase, 'measurement' | 'reading'>): GateResult {
	const { n, sampleUnit } = measurement;
	const { minSamples } = reading.gates;
	const units = sampleUnit === 'none' ? 'samples' : `${sampleUnit}s`;
	return {
		gate: 'samples',
		passed: n >= minSamples,
		detail: `${formatNumber(n)} ${units}, at least ${formatNumber(minSamples)} needed.`
	};
}

/** Whether enough of the window was observed, as the reading asks. */
export function coverageGate({
	measurement,
	reading
}: Pick<ChainCase, 'measurement' | 'reading'>): GateResult {
	const { minCoverage } = reading.gates;
	const { coverage } = measurement;
	return {
		gate: 'coverage',
		passed: coverage >= minCoverage,
		detail: `${formatCoverage(coverage)} of the window covered, at least ${formatCoverage(minCoverage)} needed.`
	};
}

/** Whether enough of the window has a price, where one is needed. */
export function priceGate({ circumstances }: Pick<ChainCase, 'circumstances'>): GateResult[] {
	const { priceCoverage } = circumstances;
	if (priceCoverage === undefined || priceCoverage === null) return [];
	return [
		{
			gate: 'prices',
			passed: priceCoverage >= MIN_PRICE_COVERAGE,
			detail:
				priceCoverage === 0
					? 'No price of the gas token is collected for this window, so there is no value in dollars.'
					: `Prices for ${formatCoverage(priceCoverage)} of the window’s fees, at least ${formatCoverage(MIN_PRICE_COVERAGE)} needed.`
		}
	];
}

/** A maximum is never taken from a sample: the peak may sit between the blocks looked at. */
export function wholeGate({ measurement }: Pick<ChainCase, 'measurement'>): GateResult {
	return {
		gate: 'every_block',
		passed: !measurement.sampled,
		detail: measurement.sampled
			? 'Only a sample of the blocks was read, and a sample cannot rule a peak out.'
			: 'Every covered block was read.'
	};
}
