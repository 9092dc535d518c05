import {
	isObserved,
	standingIn,
	type ObservedMetric,
	type Standing,
	type StoredObservation
} from '#lib/domain/observations.ts';
import type { Interval } from '#lib/domain/measurement.ts';
import { bucketStart, HOUR } from '#lib/domain/time.ts';
import type { SnapshotReader } from '#lib/server/store/ports/store.ts';
import { coverageOf, noValue, type Evaluated, type Question } from './evaluate.ts';
import type { MeasureInputs } from './inputs.ts';
import { loadTokenPrices } from './token-prices.ts';

const PER_WEI = 1e-18;

/** An answer as a number, with what it may be. */
interface Told {
	readonly standing: Standing;
	readonly value: number;
	readonly interval: Interval;
}

/** What a metric of answers is computed from: covered is the time for which an answer with a value counts. */
export async function loadObserved(
	reader: SnapshotReader,
	empty: MeasureInputs,
	metric: ObservedMetric,
	inDollars: boolean
): Promise<MeasureInputs> {
	const { chain, window } = empty;
	const observations = await reader.getObservations(chain.id, metric, window);
	const told = standingIn(observations, metric, window).filter(
		({ observation }) => observation.value !== null
	);
	return {
		...empty,
		observations,
		prices: inDollars ? await loadTokenPrices(reader, chain, window) : null,
		observed: told.map(({ from, to }) => ({ from, to }))
	};
}

/** The last of a window’s answers, or the greatest. An answer without a value is the last one all the same. */
export function evaluateObserved(inputs: MeasureInputs, question: Question): Evaluated {
	const { metric, statistic } = question;
	if (!isObserved(metric)) throw new RangeError(`${metric} is not observed`);
	const standing = standingIn(inputs.observations, metric, inputs.window);
	const last = standing.at(-1);
	if (!last) return noValue('it was not read in this window', 'answer');
	const told = standing.flatMap((each) => toldBy(each, inputs));
	const chosen =
		statistic === 'max'
			? told.reduce<Told | null>(
					(most, each) => (most && most.value >= each.value ? most : each),
					null
				)
			: (told.find((each) => each.standing === last) ?? null);
	if (!chosen) return noValue(whyNone(last.observation, inputs), 'answer');
	const { observation, from } = chosen.standing;
	return {
		value: chosen.value,
		// A greater one could stand in what nobody looked at.
		interval:
			statistic === 'max' && coverageOf(inputs) < 1 ? [chosen.interval[0], null] : chosen.interval,
		n: standing.length,
		sampleUnit: 'answer',
		peakAt: statistic === 'max' ? { time: from, block: observation.firstBlock } : null,
		reason: observation.detail?.note ?? null
	};
}

function toldBy(standing: Standing, { prices }: MeasureInputs): Told[] {
	const { value, detail } = standing.observation;
	if (value === null) return [];
	const number = Number(value);
	const [low, high] = detail?.interval ?? [number, number];
	if (!prices) return [{ standing, value: number, interval: [low, high] }];
	// What it was worth at the end of the time for which it counts, which is when the last look was.
	const hour = bucketStart(standing.to - 1, HOUR);
	const price = prices.hours.find((each) => each.hour === hour);
	if (!price) return [];
	const tokens = number * PER_WEI;
	return [
		{ standing, value: tokens * price.usd, interval: [tokens * price.low, tokens * price.high] }
	];
}

function whyNone({ value, detail }: StoredObservation, { prices }: MeasureInputs): string {
	if (value === null) return detail?.note ?? 'there was no answer';
	return prices?.missing ?? 'no price was read';
}
