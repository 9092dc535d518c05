import { totalSeconds } from '#lib/domain/coverage.ts';
import type { Interval, Measurement } from '#lib/domain/measurement.ts';
import { METRICS, type MetricId } from '#lib/domain/metrics/registry.ts';
import type { PeakWindow, Statistic } from '#lib/domain/metrics/metric.ts';
import type { UnixSeconds } from '#lib/domain/units.ts';
import { evaluateDisagreement } from './disagreement.ts';
import { evaluateDistribution } from './distribution.ts';
import { evaluateFullness, evaluateGasLimit } from './fullness.ts';
import { evaluateForks } from './fork-figures.ts';
import { evaluateGasCeiling } from './gas-ceiling.ts';
import type { MeasureInputs } from './inputs.ts';
import { evaluateL1Transactions } from './l1-transactions.ts';
import { quantityOf } from './rows-of-metric.ts';
import { evaluateObserved } from './observed.ts';
import { PROBED_METRIC } from '#lib/domain/observations.ts';
import { evaluateProbed } from './probed.ts';
import { evaluatePrice } from './price-levels.ts';
import { evaluateSettlement } from './settlement.ts';
import { evaluateStageDelays } from './stage-delays.ts';
import { evaluatePeak, evaluateRate } from './throughput.ts';

/** How to sum up the inputs of one window. */
export interface Question {
	readonly metric: MetricId;
	readonly statistic: Statistic;
	readonly peakWindow: PeakWindow | null;
	readonly zeroFees: 'included' | 'excluded';
	readonly inDollars?: boolean;
}

/** A value in the metric's own unit, or in dollars, before it is dressed as a measurement. */
export interface Evaluated {
	readonly value: number | null;
	readonly interval: Interval;
	readonly n: number;
	readonly sampleUnit: Measurement['sampleUnit'];
	readonly peakAt: { readonly time: UnixSeconds; readonly block: number } | null;
	/** What a rise is from and to. */
	readonly rise?: Measurement['rise'];
	/** Why there is no value. */
	readonly reason: string | null;
}

/** A window without a value, and why. */
export function noValue(reason: string, sampleUnit: Evaluated['sampleUnit'] = 'none'): Evaluated {
	return { value: null, interval: [null, null], n: 0, sampleUnit, peakAt: null, reason };
}

/** Seconds observed ÷ seconds of the window. */
export function coverageOf(inputs: MeasureInputs): number {
	const { window, observed } = inputs;
	return totalSeconds(observed) / (window.to - window.from);
}

const NO_BLOCK = 'no block of this window is collected';
/** What is missing where it is not the blocks: those may well be there. */
const NOT_COLLECTED: Readonly<Record<string, string>> = {
	batch: 'no batch of this window is collected',
	fee: 'no fee of this window’s blocks is collected',
	user_op: 'the user operations of this window’s blocks are not counted'
};

/** The value of a metric over the window its inputs were loaded for. Pure. */
export function evaluate(inputs: MeasureInputs, question: Question): Evaluated {
	const { facts } = METRICS[question.metric];
	if (facts === 'none') return noValue(`no collector for ${question.metric} yet`);
	if (facts === 'price') return evaluatePrice(inputs, question.statistic, coverageOf(inputs));
	if (question.metric === PROBED_METRIC) return evaluateProbed(inputs, question.statistic);
	if (facts === 'observation') return evaluateObserved(inputs, question);
	if (facts === 'check') return evaluateDisagreement(inputs);
	if (facts === 'settlement') return evaluateSettlement(inputs, question.metric);
	if (facts === 'fork') return evaluateForks(inputs, question.metric);
	if (question.metric === 'block.fullness') return evaluateFullness(inputs);
	if (question.metric === 'block.gas_limit') return evaluateGasLimit(inputs);
	if (question.metric === 'capacity.gas_ceiling') return evaluateGasCeiling(inputs);
	const covered = totalSeconds(inputs.observed);
	if (covered === 0) return noValue(inputs.whyNone ?? NOT_COLLECTED[facts] ?? NO_BLOCK);
	if (question.metric === 'throughput.l1_tx') return evaluateL1Transactions(inputs);
	if (facts === 'batch') return evaluateStageDelays(inputs, question.statistic, coverageOf(inputs));
	const quantity = quantityOf(question.metric);
	if (!quantity) return evaluateDistribution(inputs, question, coverageOf(inputs));
	return question.peakWindow
		? evaluatePeak(inputs, quantity, question.peakWindow)
		: evaluateRate(inputs, quantity, covered);
}
