import { unixSeconds } from '#lib/domain/units.ts';
import type { StoreReader } from '../store/ports.ts';
import { getFreshness, type Freshness } from './freshness.ts';

/** The state of the data that a page is rendered from. */
export interface PageState {
	readonly freshness: Freshness;
	/** Another name for every state that a page could show otherwise. */
	readonly version: string;
}

/** Milliseconds for which the state is taken to stand: a page is at most this much behind the database. */
const STANDS_MS = 200;

/**
 * Reads the state that pages depend on: the data version, which moves with facts and verdicts, and of the
 * heads, which do not move it, what pages show. `clock` gives Unix milliseconds.
 */
export function pageStates(reader: StoreReader, clock: () => number): () => Promise<PageState> {
	let last: { readonly at: number; readonly state: PageState } | null = null;

	return async () => {
		const now = clock();
		if (last && now >= last.at && now - last.at < STANDS_MS) return last.state;
		const version = await reader.dataVersion();
		const freshness = await getFreshness(reader, unixSeconds(Math.floor(now / 1000)));
		const { state, lastData, finalHours } = freshness;
		const parts = [version, state, lastData ?? '', finalHours.join(',')];
		last = { at: now, state: { freshness, version: parts.join(' ') } };
		return last.state;
	};
}
