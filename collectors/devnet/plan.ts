import { bucketStart, DAY, HOUR, type TimeWindow } from '#lib/domain/time.ts';
import { unixSeconds, type UnixSeconds, type Wei } from '#lib/domain/units.ts';
import {
	PLAIN_TRANSFERS_PER_HOUR,
	TOKEN_SHARE,
	type DemoChain,
	type PlannedHour
} from './demo-chains.ts';
import { pick, randomFrom, type Random } from './random.ts';
import { baseFeeAt, demandAt } from './weather.ts';

/** What a planned transaction does; `failing` is a token transfer that its sender cannot afford. */
export type TrafficKind = 'deploy' | 'plain' | 'token' | 'failing';

/** A block as it must come out. */
export interface PlannedBlock {
	readonly timestamp: UnixSeconds;
	/** Wei per gas. */
	readonly baseFee: Wei;
	readonly transactions: readonly TrafficKind[];
}

/** At which hour of each UTC day one transaction fails. */
const HOUR_OF_FAILURE = 12;

/**
 * Every block of a chain's past after the genesis block, which stands at `window.from`, in order and
 * before `window.to`. Deterministic: it depends on its arguments alone.
 */
export function planHistory(chain: DemoChain, window: TimeWindow): PlannedBlock[] {
	const random = randomFrom(chain.seed);
	const times = blockTimes(chain, window, random);
	const traffic = times.map((): TrafficKind[] => []);
	traffic[0]?.push('deploy');
	for (const { hour, first, count } of blocksByHour(times))
		for (const kind of hourlyTraffic(chain, hour, window.to, random))
			// The token stands from the second block on.
			traffic[Math.max(1, first + Math.floor(random() * count))]?.push(kind);
	return times.map((timestamp, index) => ({
		timestamp,
		baseFee: baseFeeAt(chain, timestamp),
		transactions: traffic[index] ?? []
	}));
}

/** When a planned hour starts, counted back from the day that holds `end`. */
export function plannedHourStart(hour: PlannedHour, end: UnixSeconds): UnixSeconds {
	return unixSeconds(bucketStart(end, DAY) - hour.daysBack * DAY + hour.hourOfDay * HOUR);
}

function blockTimes(chain: DemoChain, window: TimeWindow, random: Random): UnixSeconds[] {
	const times: UnixSeconds[] = [];
	const step = () => pick(random, chain.history.blockIntervals);
	for (let time = window.from + step(); time < window.to; time += step())
		times.push(unixSeconds(time));
	return times;
}

interface HourOfBlocks {
	readonly hour: UnixSeconds;
	/** Index of its first block. */
	readonly first: number;
	count: number;
}

function blocksByHour(times: readonly UnixSeconds[]): HourOfBlocks[] {
	const hours: HourOfBlocks[] = [];
	for (const [index, time] of times.entries()) {
		const hour = bucketStart(time, HOUR);
		const last = hours.at(-1);
		if (last?.hour === hour) last.count += 1;
		else hours.push({ hour, first: index, count: 1 });
	}
	return hours;
}

function hourlyTraffic(
	chain: DemoChain,
	hour: UnixSeconds,
	end: UnixSeconds,
	random: Random
): TrafficKind[] {
	const { busy, quiet, transactionsPerHour } = chain.history;
	const isNow = (planned: PlannedHour) => plannedHourStart(planned, end) === hour;
	if (quiet.some(isNow)) return [];
	const usual = Math.round(transactionsPerHour * demandAt(chain, hour));
	const wanted = busy?.hours.some(isNow) ? busy.transactions : usual;
	const kinds: TrafficKind[] = Array.from({ length: PLAIN_TRANSFERS_PER_HOUR }, () => 'plain');
	if ((hour % DAY) / HOUR === HOUR_OF_FAILURE) kinds.push('failing');
	while (kinds.length < wanted) kinds.push(random() < TOKEN_SHARE ? 'token' : 'plain');
	return kinds;
}
