import type { Depth } from './contestant.ts';
import { installPeer, type PeerName } from '../peers.ts';

/** A contestant that is installed for the comparison. */
interface PeerContestant {
	readonly peer: PeerName;
	/** How many blocks it reads. */
	readonly blocks: number;
	/** What the ratio to it must reach. */
	readonly goal: number;
	/** What a reader must know of it. */
	readonly words?: string;
}

export const PEER_CONTESTANTS: Readonly<Record<string, PeerContestant>> = {
	subsquid: {
		...{ peer: 'subsquid', blocks: 20_000, goal: 4 },
		words:
			'subsquid reads headers only, without the number of transactions; subsquid_counts and --whole have it read those.'
	},
	subsquid_counts: { peer: 'subsquid', blocks: 3_000, goal: 4 },
	ponder: {
		...{ peer: 'ponder', blocks: 2_000, goal: 25 },
		words:
			'ponder has its limit of requests a second taken out, is timed from its first block on without warm-up, stores by PGlite and lacks the number of transactions.'
	}
};

/** Peers that no contest is written for. */
const NOT_RUN = 'Not run: envio and rindexer, for which no contest is written.';

interface Peers {
	readonly contestants: readonly string[];
	readonly goals: Readonly<Record<string, number>>;
	readonly notes: readonly string[];
}

export const NO_PEERS: Peers = { contestants: [], goals: {}, notes: [] };

/** Install what is not there yet; what cannot be is named with the reason, and the others run. */
export async function installedPeers(depth: Depth, tell: (line: string) => void): Promise<Peers> {
	if (depth === 'receipts')
		return {
			...NO_PEERS,
			notes: ['Peers are not asked for fees: no contest of theirs is written.']
		};
	const failures = new Map<PeerName, string>();
	const names = new Set(Object.values(PEER_CONTESTANTS).map(({ peer }) => peer));
	for (const name of names) {
		const failure = await installPeer(name, tell);
		if (failure) failures.set(name, failure);
	}
	const running = Object.entries(PEER_CONTESTANTS).filter(
		// With whole transactions the two of subsquid are one, and ponder reads those anyway.
		([name, { peer }]) => !failures.has(peer) && (depth === 'hashes' || name === 'subsquid')
	);
	return {
		contestants: running.map(([name]) => name),
		goals: Object.fromEntries(running.map(([name, { goal }]) => [name, goal])),
		notes: [
			...running.flatMap(([, { words }]) => words ?? []),
			...[...failures].map(([name, why]) => `Not run: ${name}, ${why}`),
			NOT_RUN
		]
	};
}
