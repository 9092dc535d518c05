import type { Chain } from '#lib/domain/chains.ts';
import { bucketStart, HOUR, type TimeWindow } from '#lib/domain/time.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import { measure } from '../measure/measure.ts';
import type { StoreReader } from '../store/ports/store.ts';

/** The last full hour of a chain's blocks, where all of it is read and no user sent anything; else null. */
export async function findIdleHour(reader: StoreReader, chain: Chain): Promise<TimeWindow | null> {
	const last = (await reader.getCovered(chain.id, 'block')).at(-1);
	if (!last) return null;
	const to = bucketStart(last.toTime, HOUR);
	const window = { from: unixSeconds(to - HOUR), to };
	const { value, coverage } = await measure(
		reader,
		{
			...{ chain, window, baseWindow: null, peakWindow: null, zeroFees: 'included' },
			...{ metric: 'throughput.user_tx', statistic: 'mean' }
		},
		to
	);
	return value === 0 && coverage === 1 ? window : null;
}
