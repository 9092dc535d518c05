import type { Chain } from '#lib/domain/chains.ts';
import { NO_BREAK_SPACE } from '#lib/domain/format/number.ts';
import { PEAK_WINDOW_SECONDS, type PeakWindow } from '#lib/domain/metrics/metric.ts';
import type { TimeWindow } from '#lib/domain/time.ts';
import type { SnapshotReader } from '#lib/server/store/ports/store.ts';
import { evaluate } from './evaluate.ts';
import { loadInputs } from './load-inputs.ts';
import { InvalidRequestError } from './request.ts';

/**
 * A peak window shorter than five median block intervals shows single blocks, not a rate. Throws
 * InvalidRequestError for one; where no interval is known yet, none is too short.
 */
export async function refuseShortPeakWindow(
	reader: SnapshotReader,
	chain: Chain,
	peakWindow: PeakWindow | null,
	window: TimeWindow
): Promise<void> {
	if (peakWindow === null || peakWindow === 'block') return;
	const question = { chain, metric: 'block.interval', peakWindow: null } as const;
	const { value } = evaluate(await loadInputs(reader, question, window), {
		...question,
		statistic: 'p50',
		zeroFees: 'included'
	});
	if (value === null || PEAK_WINDOW_SECONDS[peakWindow] >= 5 * value) return;
	throw new InvalidRequestError(
		'peak_window',
		`a peak over ${PEAK_WINDOW_SECONDS[peakWindow]}${NO_BREAK_SPACE}s says little of ${chain.name}, whose blocks are ${value}${NO_BREAK_SPACE}s apart: a window must last five of them`
	);
}
