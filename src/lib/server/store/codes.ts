import type { Stage, StageClock } from '#lib/domain/batches.ts';
import type { FeeClass } from '#lib/domain/facts.ts';
import type { HistogramClass, PeakQuantity } from './ports/rollups.ts';

/** How a quantity is written in `peak_hour.quantity`. A number once used is never given to another. */
export const QUANTITY_CODES: Readonly<Record<PeakQuantity, number>> = {
	tx: 1,
	user_tx: 2,
	gas: 3,
	user_ops: 4
};

/** How a class is written in `histogram_hour.class`. */
export const HISTOGRAM_CODES: Readonly<Record<HistogramClass, number>> = {
	block_interval: 1,
	base_fee: 2,
	native_transfer: 3,
	erc20_transfer: 4
};

/** How a class is written in `transfer_fee.fee_class` and `fee_hour.fee_class`. */
export const FEE_CLASS_CODES: Readonly<Record<FeeClass, number>> = {
	native_transfer: 1,
	erc20_transfer: 2
};

/** How a stage is written in `batch_stage.stage`. */
export const STAGE_CODES: Readonly<Record<Stage, number>> = { commit: 1, prove: 2, execute: 3 };

/** How a clock is written in `batch_stage.clock`. */
export const CLOCK_CODES: Readonly<Record<StageClock, number>> = { operator: 1, l1: 2 };

/** The name that a code stands for. Throws RangeError for a code nobody gave out. */
export function nameOf<Name extends string>(
	codes: Readonly<Record<Name, number>>,
	code: number
): Name {
	for (const name in codes) if (codes[name] === code) return name;
	throw new RangeError(`code ${code} is not one of ${JSON.stringify(codes)}`);
}
