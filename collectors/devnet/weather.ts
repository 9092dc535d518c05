import { bucketStart, DAY, HOUR } from '#lib/domain/time.ts';
import { wei, type UnixSeconds, type Wei } from '#lib/domain/units.ts';
import type { DemoChain } from './demo-chains.ts';
import { randomFrom } from './random.ts';

/**
 * The base fee at a time, in wei per gas: the chain's own level moved by waves of nine days and of
 * one day and by an hourly jitter, 37 % at most in all. A function of chain and time only.
 */
export function baseFeeAt(chain: DemoChain, time: UnixSeconds): Wei {
	const wave = 0.22 * cycle(time, 9 * DAY) + 0.1 * cycle(time, DAY);
	const jitter = 0.05 * (2 * hourlyNoise(chain, time) - 1);
	const millionths = BigInt(Math.round((1 + wave + jitter) * 1_000_000));
	return wei((chain.baseFee * millionths) / 1_000_000n);
}

/**
 * How busy a chain is at a time, around 1: calm nights, busy afternoons, slower weekends, and hours
 * that differ from each other by chance.
 */
export function demandAt(chain: DemoChain, time: UnixSeconds): number {
	const daily = 1 + 0.5 * cycle(time - 9 * HOUR, DAY);
	// 1970-01-01 was a Thursday: days 2 and 3 of each such week are Saturday and Sunday.
	const dayOfWeek = Math.floor(time / DAY) % 7;
	const weekly = dayOfWeek === 2 || dayOfWeek === 3 ? 0.7 : 1.12;
	return daily * weekly * (0.7 + 0.6 * hourlyNoise(chain, time));
}

function cycle(time: number, period: number): number {
	return Math.sin((2 * Math.PI * time) / period);
}

/** In [0, 1), the same all through an hour. */
function hourlyNoise(chain: DemoChain, time: UnixSeconds): number {
	return randomFrom(chain.seed ^ bucketStart(time, HOUR))();
}
