import { formatCount } from '#lib/domain/format/count.ts';
import type { AgeState } from '#lib/domain/data-age.ts';
import { formatMinute } from '#lib/domain/format/time.ts';

/**
 * How it stands with a chain. `idle`: it makes blocks and no user sends anything. `late` and `stale` are about our own
 * collecting, `halted` is about the chain, and `unknown` says that the two cannot be told apart.
 */
export const CHAIN_CONDITIONS = [
	'live',
	'idle',
	'halted',
	'late',
	'stale',
	'unknown',
	'never'
] as const;
export type ChainCondition = (typeof CHAIN_CONDITIONS)[number];

/** One word for each, and the line under it: no two have both in common, and none is told by colour. */
export const CONDITION_LOOKS: Readonly<
	Record<ChainCondition, { readonly word: string; readonly line: string }>
> = {
	live: { word: 'Live', line: 'solid' },
	idle: { word: 'Live, no activity', line: 'double' },
	halted: { word: 'Halted', line: 'thick' },
	late: { word: 'Late', line: 'dashed' },
	stale: { word: 'Stale', line: 'dashed' },
	unknown: { word: 'Unknown', line: 'dotted' },
	never: { word: 'Not collected', line: 'dotted' }
};

/** What is known of a chain's head. All times are Unix seconds. */
export interface ChainFacts {
	readonly name: string;
	readonly head: { readonly number: number; readonly time: number; readonly seenAt: number } | null;
	/** By the time since the head was last seen. */
	readonly age: AgeState;
	/** Since when the head stands still, and how many endpoints say so. */
	readonly standsStill: { readonly since: number; readonly endpoints: number } | null;
	/** The last full hour, where all its blocks are read and none holds a user's transaction. */
	readonly idleHour: { readonly from: number; readonly to: number } | null;
	/** Why it is collected only where someone names it. */
	readonly optIn: string | null;
}

/** How it stands with a chain. What we do not hear of comes first: of that, nothing else can be said. */
export function chainCondition(facts: ChainFacts): ChainCondition {
	if (!facts.head || facts.age === 'never') return 'never';
	if (facts.age === 'ahead') return 'unknown';
	if (facts.age !== 'fresh') return facts.age;
	if (facts.standsStill) return facts.standsStill.endpoints >= 2 ? 'halted' : 'unknown';
	return facts.idleHour ? 'idle' : 'live';
}

/** The same as one sentence, with what it rests on. */
export function conditionSentence(facts: ChainFacts): string {
	const { name, head, standsStill, idleHour } = facts;
	const condition = chainCondition(facts);
	if (!head || condition === 'never')
		return facts.optIn === null
			? `No block of ${name} has been collected yet. That is not a zero.`
			: `Nothing of ${name} is collected here, which is not a zero: ${facts.optIn}.`;
	const seen = formatMinute(head.seenAt);
	const block = `block ${formatCount(head.number)}`;
	switch (condition) {
		case 'late':
			return `We last heard of ${name} on ${seen}. What it has done since is not known yet; that is our delay, and says nothing of the chain.`;
		case 'stale':
			return `We have heard nothing of ${name} since ${seen}. That is an outage of our collecting: what the chain has done since is missing, not zero.`;
		case 'halted':
			return `${name} stands still: ${standsStill?.endpoints} endpoints have told of no block after ${block} since ${formatMinute(standsStill?.since ?? head.time)}. Figures and charts end with that block; once one after it is read, these seconds count as zero, for nothing of them is missing.`;
		case 'unknown':
			return facts.age === 'ahead'
				? `The newest time that we have of ${name} lies ahead of this server’s clock: that clock is off, or a node’s is. How old the data is cannot be told.`
				: `One endpoint has told of no block of ${name} after ${block} since ${formatMinute(standsStill?.since ?? head.time)}. Whether the chain stands still or that endpoint lags is not known.`;
		case 'idle':
			return `${name} makes blocks, and none of the hour from ${formatMinute(idleHour?.from ?? 0)} holds a user’s transaction. That zero is measured: nothing of the hour is missing.`;
		case 'live':
			return `${name} makes blocks: its head was seen on ${seen}.`;
	}
}
