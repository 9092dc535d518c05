import { wilsonInterval } from '#lib/domain/statistics/wilson-interval.ts';
import type { CheckHour } from '#lib/server/store/ports/endpoints.ts';
import { noValue, type Evaluated } from './evaluate.ts';
import type { MeasureInputs } from './inputs.ts';

/** Above this share of looks endpoints count as saying different things. */
const MOST_DISAGREEMENT = 0.01;

/** Whether endpoints differ from what is stored too often; null where none were compared. */
export function disagree(hours: readonly CheckHour[]): boolean | null {
	const { compared, disagreed } = sumOf(hours);
	return compared === 0 ? null : disagreed / compared > MOST_DISAGREEMENT;
}

function sumOf(hours: readonly CheckHour[]): Pick<CheckHour, 'compared' | 'disagreed'> {
	return {
		compared: hours.reduce((sum, each) => sum + each.compared, 0),
		disagreed: hours.reduce((sum, each) => sum + each.disagreed, 0)
	};
}

/** The share of looks at stored blocks in which an endpoint said another thing than what is stored. */
export function evaluateDisagreement({ checkHours }: MeasureInputs): Evaluated {
	const { compared, disagreed } = sumOf(checkHours);
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
