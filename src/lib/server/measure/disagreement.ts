import { wilsonInterval } from '#lib/domain/statistics/wilson-interval.ts';
import { noValue, type Evaluated } from './evaluate.ts';
import type { MeasureInputs } from './inputs.ts';

/** The share of looks at stored blocks in which an endpoint said another thing than what is stored. */
export function evaluateDisagreement({ checkHours }: MeasureInputs): Evaluated {
	const compared = checkHours.reduce((sum, each) => sum + each.compared, 0);
	const disagreed = checkHours.reduce((sum, each) => sum + each.disagreed, 0);
	if (compared === 0) return noValue('no endpoint was compared in this window', 'block');
	return {
		value: disagreed / compared,
		interval: wilsonInterval(disagreed, compared),
		n: compared,
		sampleUnit: 'block',
		peakAt: null,
		reason: null
	};
}
