import { FAMILIES } from '#lib/domain/families.ts';
import { coverageOf, noValue, type Evaluated } from './evaluate.ts';
import type { MeasureInputs } from './inputs.ts';

/**
 * Σ gas used ÷ Σ gas limits over the window's blocks whose limit is known, exact before the division. No value where
 * the limit in the headers binds nothing.
 */
export function evaluateFullness(inputs: MeasureInputs): Evaluated {
	const { chain, edgeBlocks, fullnessHours, hours, observed } = inputs;
	if (FAMILIES[chain.family].gasLimit === 'sentinel')
		return noValue(
			`the gas limit in the headers of ${chain.name} is a constant that bounds no block`,
			'block'
		);
	let [n, gasUsed, gasLimit] = [0, 0n, 0n];
	for (const hour of fullnessHours ?? []) {
		n += hour.blocks;
		gasUsed += hour.gasUsed;
		gasLimit += hour.gasLimit;
	}
	for (const block of edgeBlocks) {
		if (block.gasLimit === null) continue;
		n += 1;
		gasUsed += BigInt(block.gasUsed);
		gasLimit += BigInt(block.gasLimit);
	}
	if (observed.length === 0)
		return noValue(
			hours.length + edgeBlocks.length > 0
				? 'the gas limits of this window’s blocks are not collected'
				: 'no block of this window is collected',
			'block'
		);
	if (n === 0) return noValue('no block falls in this window', 'block');
	if (gasLimit === 0n) return noValue('the gas limit of every block of this window is 0', 'block');
	const value = Number(gasUsed) / Number(gasLimit);
	const interval = coverageOf(inputs) === 1 ? ([value, value] as const) : ([null, null] as const);
	return { value, interval, n, sampleUnit: 'block', peakAt: null, reason: null };
}
