import { RANK_VARIATION, statedError } from '#lib/domain/planning/sample-error.ts';
import { quantile } from '../measured.ts';
import { madeSeries, randomOf, variationOf, type Shape } from './made-series.ts';

/** What samples were wrong by, as shares. */
export interface Simulated {
	/** The 95th percentile. */
	readonly observed: number;
	/** The 95th percentile of error ÷ what was stated of that series: at most 1 where the statement holds. */
	readonly toStated: number;
}

export interface Simulation {
	readonly shape: Shape;
	/** Blocks of the series, and of the sample. */
	readonly of: number;
	readonly drawn: number;
	readonly variation: number;
	readonly series: number;
	/** Samples of each series, each from a start of its own. */
	readonly starts: number;
	readonly seed: number;
}

/** Indices of a systematic sample: every `of ÷ drawn`th, from a start drawn anew. */
function systematic(drawn: number, of: number, random: () => number): number[] {
	const start = random();
	return Array.from({ length: drawn }, (_, index) => Math.floor(((index + start) * of) / drawn));
}

/**
 * Hourly means from systematic samples beside the true ones. What is stated is of each series’ own variation, as it
 * would have been measured: twice the standard error.
 */
export function simulateMean(simulation: Simulation): Simulated {
	const { shape, of, drawn, variation } = simulation;
	const random = randomOf(simulation.seed);
	const errors: number[] = [];
	const shares: number[] = [];
	for (let each = 0; each < simulation.series; each++) {
		const amounts = madeSeries(shape, of, variation, random);
		const mean = amounts.reduce((sum, amount) => sum + amount, 0) / of;
		const stated = statedError(variationOf(amounts), drawn, of);
		for (let start = 0; start < simulation.starts; start++) {
			let sum = 0;
			for (const index of systematic(drawn, of, random)) sum += amounts[index]!;
			const error = Math.abs(sum / drawn / mean - 1);
			errors.push(error);
			shares.push(error / stated);
		}
	}
	return { observed: quantile(errors, 0.95), toStated: quantile(shares, 0.95) };
}

/** The rank, among all, of the median of a systematic sample, beside the middle. */
export function simulateRank(simulation: Simulation): Simulated {
	const { shape, of, drawn, variation } = simulation;
	const random = randomOf(simulation.seed);
	const errors: number[] = [];
	for (let each = 0; each < simulation.series; each++) {
		const amounts = madeSeries(shape, of, variation, random);
		for (let start = 0; start < simulation.starts; start++) {
			const sample = systematic(drawn, of, random).map((index) => amounts[index]!);
			const median = quantile(sample, 0.5);
			const below = amounts.reduce((count, amount) => count + (amount < median ? 1 : 0), 0);
			errors.push(Math.abs(below / of - 0.5));
		}
	}
	const observed = quantile(errors, 0.95);
	return { observed, toStated: observed / statedError(RANK_VARIATION, drawn, of) };
}

/** The worst case: amounts that repeat with the step of the sample. No error can be stated of that. */
export function simulatePeriod(drawn: number, of: number, seed: number): number {
	const random = randomOf(seed);
	const step = of / drawn;
	const amounts = Float64Array.from({ length: of }, (_, block) =>
		block % step < step / 2 ? 2 : 1
	);
	const mean = amounts.reduce((sum, amount) => sum + amount, 0) / of;
	const errors = Array.from({ length: 1_000 }, () => {
		const indices = systematic(drawn, of, random);
		const sum = indices.reduce((total, index) => total + amounts[index]!, 0);
		return Math.abs(sum / drawn / mean - 1);
	});
	return quantile(errors, 0.95);
}
