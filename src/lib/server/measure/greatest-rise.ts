import type { InForce } from '#lib/domain/prices.ts';
import type { PricePoint } from '#lib/domain/measurement.ts';
import { noValue, type Evaluated } from './evaluate.ts';
import type { MeasureInputs } from './inputs.ts';

/** The highest price in force within a window ÷ the one in force at its start − 1; a lower bound where some is missing. */
export function evaluateGreatestRise(
	{ window, prices }: MeasureInputs,
	coverage: number
): Evaluated {
	const inForce = prices?.inForce ?? [];
	const [start] = inForce;
	if (!start) return noValue(prices?.missing ?? 'no price was read', 'hour');
	if (start.from > window.from)
		return noValue(
			'no price is known for the start of the window, so there is none to rise from',
			'hour'
		);
	const peak = inForce.reduce((top, each) => (each.usd > top.usd ? each : top));
	const value = peak.usd / start.usd - 1;
	return {
		value,
		interval: [value, coverage === 1 ? value : null],
		n: inForce.length,
		sampleUnit: 'none',
		peakAt: null,
		rise: { start: pointOf(start), peak: pointOf(peak) },
		reason: null
	};
}

function pointOf({ usd, round }: InForce): PricePoint {
	return { time: round.updatedAt, phase: round.phase, round: round.round, usd };
}
