import type { Finding } from '../findings.ts';
import type { Reading } from '../claims.ts';
import { afterOtherWords } from '../format/sentence.ts';
import { chainName, type ChainJudgement } from './chain-judgement.ts';

/**
 * For "any": the first of these that a chain has decides. What is not known comes before what speaks
 * against the claim, since the chain without data might be the one that bears it out.
 */
const ANY: readonly Finding[] = [
	'demonstrated',
	'consistent',
	'borderline',
	'insufficient_data',
	'not_observed',
	'contradicted'
];
/** For "each": one chain against the claim suffices, and all must bear it out. */
const EACH: readonly Finding[] = [
	'contradicted',
	'insufficient_data',
	'not_observed',
	'borderline',
	'consistent',
	'demonstrated'
];

/**
 * One judgement from those of several chains, and all of them with the deciding one first. Among chains
 * with the same finding the one nearest to the claim decides for "any", the farthest for "each".
 * Throws RangeError of none.
 */
export function combine(
	judgements: readonly ChainJudgement[],
	reading: Reading
): { readonly decisive: ChainJudgement; readonly ordered: readonly ChainJudgement[] } {
	const each = reading.combiner === 'each';
	const order = each ? EACH : ANY;
	const sign = each ? -1 : 1;
	const ordered = judgements.toSorted(
		(a, b) =>
			order.indexOf(a.finding) - order.indexOf(b.finding) ||
			sign * (distance(a) - distance(b)) ||
			a.chainId - b.chainId
	);
	const decisive = ordered[0];
	if (!decisive) throw new RangeError(`reading ${reading.id} names no chain: list at least one`);
	return { decisive, ordered };
}

/** How far from the claimed figure, by ratio; what has no share comes last. */
function distance({ share }: ChainJudgement): number {
	if (share === null) return Number.MAX_VALUE;
	return share === 0 ? Number.MAX_VALUE / 2 : Math.abs(Math.log(share));
}

/** The deciding chain's reason, with its name where there are several and it does not name it itself. */
export function combinedReason(decisive: ChainJudgement, chains: number): string {
	const named = decisive.measurement === null;
	return chains > 1 && !named
		? `On ${chainName(decisive.chainId)} ${afterOtherWords(decisive.reason)}`
		: decisive.reason;
}
