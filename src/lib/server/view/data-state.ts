import { bucketStart, MINUTE } from '#lib/domain/time.ts';
import { unixSeconds, type UnixSeconds } from '#lib/domain/units.ts';
import type { StoreReader } from '../store/ports.ts';
import { getFreshness, type Freshness } from './freshness.ts';

/** The state of the data that a page is rendered from. */
export interface DataState {
	readonly freshness: Freshness;
	/** The time by which pages tell data that has grown old, to ten minutes. */
	readonly now: UnixSeconds;
	/** Another name for every state that a page could show otherwise. */
	readonly version: string;
}

/** Data grows old in days; finer than this, in seconds, no page looks at the clock. */
const CLOCK_STEP = 10 * MINUTE;

/** Milliseconds for which the state is taken to stand: a page is at most this much behind the database. */
const STANDS_MS = 200;

/**
 * Reads the state that pages depend on: the data version, which moves with facts and verdicts; what pages
 * show of the heads, which do not move it; and the clock. `clock` gives Unix milliseconds.
 */
export function dataStates(reader: StoreReader, clock: () => number): () => Promise<DataState> {
	let last: { readonly at: number; readonly state: DataState } | null = null;

	return async () => {
		const milliseconds = clock();
		if (last && milliseconds >= last.at && milliseconds - last.at < STANDS_MS) return last.state;
		const seconds = unixSeconds(Math.floor(milliseconds / 1000));
		const now = bucketStart(seconds, CLOCK_STEP);
		const dataVersion = await reader.dataVersion();
		const freshness = await getFreshness(reader, seconds);
		const { state, lastData, finalHours } = freshness;
		const version = [dataVersion, now, state, lastData ?? '', finalHours.join(',')].join(' ');
		last = { at: milliseconds, state: { freshness, now, version } };
		return last.state;
	};
}
