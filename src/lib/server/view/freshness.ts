import { headAge, type AgeState } from '#lib/domain/data-age.ts';
import { CHAINS, type Chain } from '#lib/domain/chains.ts';
import { bucketStart, HOUR, iso, MINUTE } from '#lib/domain/time.ts';
import type { UnixSeconds } from '#lib/domain/units.ts';
import type { ChainHead } from '../store/ports/heads.ts';
import type { StoreReader } from '../store/ports/store.ts';

const WORST_FIRST: readonly AgeState[] = ['stale', 'ahead', 'late', 'never', 'fresh'];

/** The head of a chain as it was told last, and how long ago that was. */
export interface ChainFreshness {
	readonly chain: Chain;
	readonly head: ChainHead | null;
	readonly state: AgeState;
}

/** How old the data is, and what else pages show of the heads: nothing finer than this moves a page. */
export interface Freshness {
	readonly state: AgeState;
	/** The newest block's time, to the minute. */
	readonly lastData: string | null;
	/** Up to which full hour each chain is final: charts mark what lies above. */
	readonly finalHours: readonly (number | null)[];
	/** Of every chain of this database's kind. Finer than the rest: only pages about chains show it. */
	readonly chains: readonly ChainFreshness[];
	/** How many chains are expected, and which of them were not looked at lately. */
	readonly expected: number;
	readonly behind: readonly Behind[];
}

/** A chain that was not looked at lately, or never. */
export interface Behind {
	readonly name: string;
	readonly state: Exclude<AgeState, 'fresh'>;
	/** To the minute; null where it never was. */
	readonly seenAt: string | null;
	/** How many endpoints were asked for it, where it was never seen; else 0. */
	readonly endpoints: number;
}

/** Computed when asked, never stored: `now` decides. */
export async function getFreshness(reader: StoreReader, now: UnixSeconds): Promise<Freshness> {
	const demo = await reader.isDemo();
	const chains = CHAINS.filter((chain) => chain.demo === demo);
	const heads = await Promise.all(chains.map((chain) => reader.findHead(chain.id)));
	const each = chains.map((chain, index): ChainFreshness => {
		const head = heads[index] ?? null;
		return { chain, head, state: head ? headAge(head, now) : 'never' };
	});
	const expected = each.filter(({ chain, head }) => isExpected(chain, head !== null));
	const unknown = expected.some(({ state }) => state === 'never');
	const endpoints = unknown ? await reader.getEndpoints() : [];
	const newest = Math.max(...heads.map((head) => head?.timestamp ?? 0));
	return {
		state: worstState(expected.map(({ state }) => state)),
		lastData: newest > 0 ? iso(newest - (newest % MINUTE)) : null,
		finalHours: heads.map((head) =>
			head?.finalized ? Math.floor(head.finalized.timestamp / HOUR) : null
		),
		chains: each,
		expected: expected.length,
		behind: expected.flatMap(({ chain, head, state }): Behind[] =>
			state === 'fresh'
				? []
				: [
						{
							name: chain.name,
							state,
							seenAt: head && iso(head.seenAt - (head.seenAt % MINUTE)),
							endpoints: head ? 0 : endpoints.filter(({ chainId }) => chainId === chain.id).length
						}
					]
		)
	};
}

/** Another text for every state of the heads that a page could show otherwise. */
export function headsText(chains: readonly ChainFreshness[]): string {
	return JSON.stringify(
		chains.map(
			({ head, state }) =>
				head && [head.number, head.hash, head.finalized?.number, seenMinute(head), state]
		)
	);
}

/** When a head was seen, to the minute: it is seen every second, and that is no news. */
export function seenMinute({ seenAt }: ChainHead): UnixSeconds {
	return bucketStart(seenAt, MINUTE);
}

/**
 * Whether a chain counts in the state of the whole. One that is only collected where someone names it counts once it
 * was: else every database without it would be said to lack something.
 */
export function isExpected(chain: Chain, wasCollected: boolean): boolean {
	return wasCollected || chain.demo || chain.optIn === null;
}

/** The state of all by the states of each. */
export function worstState(states: readonly AgeState[]): AgeState {
	return WORST_FIRST.find((each) => states.includes(each)) ?? 'never';
}
