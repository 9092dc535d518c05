import { bucketStart, MINUTE } from '#lib/domain/time.ts';
import { unixSeconds, type UnixSeconds } from '#lib/domain/units.ts';
import type { StoreReader } from '../store/ports/store.ts';
import { getFreshness, headsText, type Freshness } from './freshness.ts';

/** The state of the data that a page is rendered from. */
export interface DataState {
	readonly freshness: Freshness;
	/** The time by which pages tell data that has grown old, to ten minutes. */
	readonly now: UnixSeconds;
	/** Another name for every state that a page could show otherwise. */
	readonly version: string;
	/** The same for pages that show each chain's head: it moves with every block. */
	readonly headsVersion: string;
}

/** Data grows old in days; finer than this, in seconds, no page looks at the clock. */
const CLOCK_STEP = 10 * MINUTE;

/** Milliseconds for which the state is taken to stand: a page is at most this much behind the database. */
const STANDS_MS = 200;

/** The state of the data, as it is known in this process. */
export interface DataStates {
	/** The state that was read last, or null when it must be read again. */
	standing(): DataState | null;
	/** The state that stands, read from the database when there is none. */
	read(): Promise<DataState>;
}

/** One reading of the database; `state` is null until it is done. */
interface Reading {
	readonly at: number;
	readonly done: Promise<DataState>;
	state: DataState | null;
}

/**
 * Reads the state that pages depend on: the data version, which moves with facts and verdicts; what pages
 * show of the heads, which do not move it; and the clock. `clock` gives Unix milliseconds.
 */
export function dataStates(reader: StoreReader, clock: () => number): DataStates {
	let last: Reading | null = null;

	const standing = (milliseconds: number): Reading | null =>
		last && milliseconds >= last.at && milliseconds - last.at < STANDS_MS ? last : null;

	return {
		standing: () => standing(clock())?.state ?? null,
		async read() {
			const milliseconds = clock();
			const known = standing(milliseconds);
			if (known) return known.done;
			const own: Reading = { at: milliseconds, done: readState(reader, milliseconds), state: null };
			last = own;
			try {
				own.state = await own.done;
				return own.state;
			} catch (error) {
				if (last === own) last = null;
				throw error;
			}
		}
	};
}

async function readState(reader: StoreReader, milliseconds: number): Promise<DataState> {
	const seconds = unixSeconds(Math.floor(milliseconds / 1000));
	const now = bucketStart(seconds, CLOCK_STEP);
	const dataVersion = await reader.dataVersion();
	const freshness = await getFreshness(reader, seconds);
	const { lastData, finalHours, expected, behind, chains } = freshness;
	const version = [
		...[dataVersion, now, lastData ?? '', finalHours.join(','), expected],
		...behind.map((each) => Object.values(each).join('/'))
	].join(' ');
	return { freshness, now, version, headsVersion: `${version} ${headsText(chains)}` };
}
