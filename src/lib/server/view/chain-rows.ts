import type { ChainFigure } from '#lib/domain/chain-view.ts';
import type { Chain } from '#lib/domain/chains.ts';
import type { CoveredRange } from '#lib/domain/block-range.ts';
import { bucketStart, DAY, HOUR, iso, type TimeWindow } from '#lib/domain/time.ts';
import { unixSeconds, type UnixSeconds } from '#lib/domain/units.ts';
import type { StoreReader } from '../store/ports/store.ts';
import { chainFigure, isPriced, type FigureQuestion } from './chain-figures.ts';
import type { ChainFreshness } from './freshness.ts';
import { getLiveLane, type LiveLane } from './live-lanes.ts';

/** A chain in the list of all: its head, and what was measured of its last full day or, before it has one, hour. */
export interface ChainRow {
	readonly lane: LiveLane;
	readonly family: string;
	/** Null where no hour of it is full yet. */
	readonly measured: {
		readonly length: 'day' | 'hour';
		readonly from: string;
		readonly to: string;
		readonly throughput: ChainFigure;
		readonly fee: ChainFigure;
		readonly interval: ChainFigure;
	} | null;
}

/** A chain's row at `now`. */
export async function getChainRow(
	reader: StoreReader,
	known: ChainFreshness,
	now: UnixSeconds
): Promise<ChainRow> {
	const { chain } = known;
	const lane = await getLiveLane(reader, known);
	const window = lastFull(await reader.getCovered(chain.id, 'block'));
	return {
		lane: { ...lane, live: { ...lane.live, blocks: [] } },
		family: chain.family,
		measured: window && {
			length: window.to - window.from === DAY ? 'day' : 'hour',
			from: iso(window.from),
			to: iso(window.to),
			...(await figuresOf(reader, chain, window, now))
		}
	};
}

async function figuresOf(reader: StoreReader, chain: Chain, window: TimeWindow, now: UnixSeconds) {
	const ask = (question: FigureQuestion) => chainFigure(reader, chain, question, window, now);
	const unit = (await isPriced(reader, chain)) ? 'USD/tx' : 'gwei/tx';
	return {
		throughput: await ask({ metric: 'throughput.user_tx', statistic: 'mean', unit: 'tx/s' }),
		fee: await ask({ metric: 'fee.native_transfer', statistic: 'p50', unit }),
		interval: await ask({ metric: 'block.interval', statistic: 'p50', unit: 's' })
	};
}

/** The last full UTC day of what is covered where a part of it is, else the last full hour; null where there is none. */
function lastFull(covered: readonly CoveredRange[]): TimeWindow | null {
	const last = covered.at(-1);
	if (!last) return null;
	for (const size of [DAY, HOUR]) {
		const to = bucketStart(last.toTime, size);
		const from = unixSeconds(to - size);
		if (covered.some(({ fromTime, toTime }) => fromTime < to && toTime > from)) return { from, to };
	}
	return null;
}
