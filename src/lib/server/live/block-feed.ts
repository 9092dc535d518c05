import type { StoreReader } from '../store/ports/store.ts';
import { secondsNow } from '../view/seconds-now.ts';
import { readNews, type ChainNews, type News } from './news.ts';

/** Someone who is told of new blocks. */
export interface Listener {
	/** Called with what changed of one chain, or is told for the first time. */
	tell(news: ChainNews): void;
	/** Nothing more will come; the listener is forgotten already. */
	end(): void;
}

/** Whoever listens is told what is newest of each chain, at once and whenever it changes. */
export interface BlockFeed {
	/** Gives what ends the listening, or null where as many as there may be listen already, or all has ended. */
	listen(listener: Listener): (() => void) | null;
	/** End every listener; from then on nobody can listen. */
	end(): void;
}

/**
 * A feed out of the database, which is read by one loop for all who listen, and not at all where nobody does.
 * `wait` resolves when it is to be read again. Where it cannot be read, all listeners are ended: they will ask again.
 */
export function blockFeed(
	reader: StoreReader,
	{ most, wait }: { readonly most: number; readonly wait: () => Promise<void> }
): BlockFeed {
	const listeners = new Set<Listener>();
	let newest: News | null = null;
	let isReading = false;
	let hasEnded = false;

	function endAll(): void {
		const ending = [...listeners];
		listeners.clear();
		for (const listener of ending) listener.end();
	}

	async function readWhileHeard(): Promise<void> {
		while (listeners.size > 0) {
			const news = await readNews(reader, secondsNow(), newest);
			if (news !== newest) {
				newest = news;
				for (const each of news.chains) for (const listener of listeners) listener.tell(each);
			}
			await wait();
		}
	}

	function start(): void {
		isReading = true;
		readWhileHeard()
			.catch((error: unknown) => {
				// what was being read when all ended is of no use to anyone
				if (!hasEnded) console.error('the newest blocks could not be read:', error);
				endAll();
			})
			.finally(() => {
				isReading = false;
				newest = null;
				// one who came in the very moment that it ended
				if (listeners.size > 0) start();
			});
	}

	return {
		listen(listener) {
			if (hasEnded || listeners.size >= most) return null;
			listeners.add(listener);
			for (const each of newest?.chains ?? []) listener.tell(each);
			if (!isReading) start();
			return () => void listeners.delete(listener);
		},
		end() {
			hasEnded = true;
			endAll();
		}
	};
}
