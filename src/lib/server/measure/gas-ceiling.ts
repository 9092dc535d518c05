import { totalSeconds } from '#lib/domain/coverage.ts';
import { TRANSFER_GAS } from '#lib/domain/fee-history.ts';
import { FAMILIES } from '#lib/domain/families.ts';
import { coverageOf, noValue, type Evaluated } from './evaluate.ts';
import type { MeasureInputs } from './inputs.ts';
import { sumGasLimits } from './sum-gas-limits.ts';

/**
 * Σ gas limits ÷ gas of a plain transfer ÷ seconds covered, in transfers a second. No value, and why, where the gas
 * limit bounds no rate.
 */
export function evaluateGasCeiling(inputs: MeasureInputs): Evaluated {
	const { chain, observed } = inputs;
	const { gasLimit: meaning } = FAMILIES[chain.family];
	if (meaning === 'sentinel')
		return noValue(
			`no ceiling can be read from ${chain.name}: the gas limit in its headers is a constant that bounds no block`,
			'block'
		);
	if (meaning === 'no_cadence')
		return noValue(
			`no ceiling can be read from ${chain.name}: a full block is followed at once by the next, so that the gas limit bounds no rate`,
			'block'
		);
	const sums = sumGasLimits(inputs);
	if (typeof sums === 'string') return noValue(sums, 'block');
	const value = Number(sums.gasLimit) / Number(TRANSFER_GAS) / totalSeconds(observed);
	const interval = coverageOf(inputs) === 1 ? ([value, value] as const) : ([null, null] as const);
	return { value, interval, n: sums.blocks, sampleUnit: 'block', peakAt: null, reason: null };
}
