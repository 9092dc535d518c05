import { FAMILIES } from '#lib/domain/families.ts';
import { coverageOf, noValue, type Evaluated } from './evaluate.ts';
import type { MeasureInputs } from './inputs.ts';
import { sumGasLimits } from './sum-gas-limits.ts';

/**
 * Σ gas used ÷ Σ gas limits over the window's blocks whose limit is known, exact before the division. No value where
 * the limit in the headers binds nothing.
 */
export function evaluateFullness(inputs: MeasureInputs): Evaluated {
	const sums = bindingLimits(inputs);
	if (typeof sums === 'string') return noValue(sums, 'block');
	const { blocks, gasUsed, gasLimit } = sums;
	if (gasLimit === 0n) return noValue('the gas limit of every block of this window is 0', 'block');
	return ofBlocks(inputs, Number(gasUsed) / Number(gasLimit), blocks);
}

/** Σ gas limits ÷ the window's blocks whose limit is known. No value where the limit binds nothing. */
export function evaluateGasLimit(inputs: MeasureInputs): Evaluated {
	const sums = bindingLimits(inputs);
	if (typeof sums === 'string') return noValue(sums, 'block');
	return ofBlocks(inputs, Number(sums.gasLimit) / sums.blocks, sums.blocks);
}

function bindingLimits(inputs: MeasureInputs): ReturnType<typeof sumGasLimits> {
	const { chain } = inputs;
	if (FAMILIES[chain.family].gasLimit === 'sentinel')
		return `the gas limit in the headers of ${chain.name} is a constant that bounds no block`;
	return sumGasLimits(inputs);
}

function ofBlocks(inputs: MeasureInputs, value: number, n: number): Evaluated {
	const interval = coverageOf(inputs) === 1 ? ([value, value] as const) : ([null, null] as const);
	return { value, interval, n, sampleUnit: 'block', peakAt: null, reason: null };
}
