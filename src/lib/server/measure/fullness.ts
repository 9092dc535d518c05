import { FAMILIES } from '#lib/domain/families.ts';
import { coverageOf, noValue, type Evaluated } from './evaluate.ts';
import type { MeasureInputs } from './inputs.ts';
import { sumGasLimits } from './sum-gas-limits.ts';

/**
 * Σ gas used ÷ Σ gas limits over the window's blocks whose limit is known, exact before the division. No value where
 * the limit in the headers binds nothing.
 */
export function evaluateFullness(inputs: MeasureInputs): Evaluated {
	const { chain } = inputs;
	if (FAMILIES[chain.family].gasLimit === 'sentinel')
		return noValue(
			`the gas limit in the headers of ${chain.name} is a constant that bounds no block`,
			'block'
		);
	const sums = sumGasLimits(inputs);
	if (typeof sums === 'string') return noValue(sums, 'block');
	const { blocks: n, gasUsed, gasLimit } = sums;
	if (gasLimit === 0n) return noValue('the gas limit of every block of this window is 0', 'block');
	const value = Number(gasUsed) / Number(gasLimit);
	const interval = coverageOf(inputs) === 1 ? ([value, value] as const) : ([null, null] as const);
	return { value, interval, n, sampleUnit: 'block', peakAt: null, reason: null };
}
