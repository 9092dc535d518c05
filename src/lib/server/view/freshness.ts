import { CHAINS, type Chain } from '#lib/domain/chains.ts';
import { HOUR, iso, MINUTE } from '#lib/domain/time.ts';
import type { UnixSeconds } from '#lib/domain/units.ts';
import type { StatusJson } from '#lib/domain/wire.ts';
import type { StoreReader } from '../store/ports.ts';

type State = StatusJson['state'];

/** Seconds since the head was last seen, up to which a chain is fresh, and up to which it is late. */
const FRESH_SECONDS = 10 * MINUTE;
const LATE_SECONDS = 2 * HOUR;

const WORST_FIRST: readonly State[] = ['stale', 'late', 'never', 'fresh'];

/** How old the data is, and what else pages show of the heads: nothing finer than this moves a page. */
export interface Freshness {
	readonly state: State;
	/** The newest block's time, to the minute. */
	readonly lastData: string | null;
	/** Up to which full hour each chain is final: charts mark what lies above. */
	readonly finalHours: readonly (number | null)[];
	/** How many chains are expected, and which of them were not looked at lately. */
	readonly chains: number;
	readonly behind: readonly Behind[];
}

/** A chain that was not looked at lately, or never. */
export interface Behind {
	readonly name: string;
	readonly state: Exclude<State, 'fresh'>;
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
	const expected = chains
		.map((chain, index) => ({ chain, head: heads[index] ?? null }))
		.filter(({ chain, head }) => isExpected(chain, head !== null))
		.map(({ chain, head }) => ({
			chain,
			head,
			state: head ? ageState(now - head.seenAt) : ('never' as const)
		}));
	const unknown = expected.some(({ state }) => state === 'never');
	const endpoints = unknown ? await reader.getEndpoints() : [];
	const newest = Math.max(...heads.map((head) => head?.timestamp ?? 0));
	return {
		state: worstState(expected.map(({ state }) => state)),
		lastData: newest > 0 ? iso(newest - (newest % MINUTE)) : null,
		finalHours: heads.map((head) =>
			head?.finalized ? Math.floor(head.finalized.timestamp / HOUR) : null
		),
		chains: expected.length,
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

/**
 * Whether a chain counts in the state of the whole. One that is only collected where someone names it counts once it
 * was: else every database without it would be said to lack something.
 */
export function isExpected(chain: Chain, wasCollected: boolean): boolean {
	return wasCollected || chain.demo || chain.optIn === null;
}

/**
 * The state of a chain by the seconds since its head was last seen. Below 0, where a clock is wrong, by as many: what
 * was seen at a time that is yet to come may be of any age.
 */
export function ageState(ageSeconds: number): State {
	const distance = Math.abs(ageSeconds);
	if (distance <= FRESH_SECONDS) return 'fresh';
	return distance <= LATE_SECONDS ? 'late' : 'stale';
}

/** The state of all by the states of each. */
export function worstState(states: readonly State[]): State {
	return WORST_FIRST.find((each) => states.includes(each)) ?? 'never';
}
