import type { MeasureInputs } from './inputs.ts';

/** Sums over the blocks of a window whose gas limit is known. */
export interface GasLimitSums {
	readonly blocks: number;
	readonly gasUsed: bigint;
	readonly gasLimit: bigint;
}

/** Gas used beside gas limits, from the sums of full hours and single blocks at the edges; or why there is no block. */
export function sumGasLimits(inputs: MeasureInputs): GasLimitSums | string {
	const { edgeBlocks, fullnessHours, hours, observed } = inputs;
	let [blocks, gasUsed, gasLimit] = [0, 0n, 0n];
	for (const hour of fullnessHours ?? []) {
		blocks += hour.blocks;
		gasUsed += hour.gasUsed;
		gasLimit += hour.gasLimit;
	}
	for (const block of edgeBlocks) {
		if (block.gasLimit === null) continue;
		blocks += 1;
		gasUsed += BigInt(block.gasUsed);
		gasLimit += BigInt(block.gasLimit);
	}
	if (observed.length === 0)
		return hours.length + edgeBlocks.length > 0
			? 'the gas limits of this window’s blocks are not collected'
			: 'no block of this window is collected';
	return blocks === 0 ? 'no block falls in this window' : { blocks, gasUsed, gasLimit };
}
