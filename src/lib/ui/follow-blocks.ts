import type { LiveChainJson } from '#lib/domain/wire/live.ts';

/** How it stands with the connection over which new blocks come. */
export type Connection = 'connecting' | 'open' | 'lost';

/** Who is told. */
export interface Follower {
	chain(chain: LiveChainJson): void;
	connection(state: Connection): void;
}

/** What a browser does not ask for again by itself, since the site had no room, is asked for after this long. */
const AGAIN_MS = 10_000;

/**
 * Follow the newest blocks at an address of server-sent events, while the page can be seen: a hidden page would hold one
 * of the few connections that a browser has to the site. Gives what ends it.
 */
export function followBlocks(address: string, follower: Follower): () => void {
	let source: EventSource | null = null;
	let again: ReturnType<typeof setTimeout> | undefined;

	function close(): void {
		clearTimeout(again);
		source?.close();
		source = null;
	}
	function open(): void {
		if (source || document.hidden) return;
		follower.connection('connecting');
		const opened = new EventSource(address);
		source = opened;
		opened.addEventListener('open', () => follower.connection('open'));
		opened.addEventListener('chain', (event) =>
			follower.chain(JSON.parse((event as MessageEvent<string>).data) as LiveChainJson)
		);
		opened.addEventListener('error', () => {
			follower.connection('lost');
			if (opened.readyState !== EventSource.CLOSED) return;
			close();
			again = setTimeout(open, AGAIN_MS);
		});
	}
	const onVisibility = () => (document.hidden ? close() : open());
	document.addEventListener('visibilitychange', onVisibility);
	open();
	return () => {
		document.removeEventListener('visibilitychange', onVisibility);
		close();
	};
}
