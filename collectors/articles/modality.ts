import type { ClaimKind } from '#lib/domain/claims.ts';
import type { MetricId } from '#lib/domain/metrics/registry.ts';
import type { Quantity } from './extraction/quantities.ts';

/** How a sentence stands to what it says: as fact, as ability, as future, as told by others, as cause. */
export type Modality = 'stated' | 'capacity' | 'observed' | 'forecast' | 'hearsay' | 'causal';

const HEARSAY =
	/\b(?:is|are|was|were) (?:said|reported|rumou?red|believed|understood) to\b|\breportedly\b|\ballegedly\b|\bsources? (?:say|said)\b/i;
const FORECAST =
	/\b(?:(?:is|are|was|were) (?:expected|set|slated|scheduled|due|poised|projected|likely) (?:to|for)|will|would|could|may|aims? (?:to|for|at)|plans? to|targets?|foresees?|promises?|projects|upcoming|by (?:the end of )?20[3-9]\d|next year|soon)\b/i;
const CAPACITY =
	/\b(?:(?:can|could|able to|capable of) (?:\w+ )?(?:handle|process|support|reach|carry|sustain|execute|scale)\w*|capacity|theoretical(?:ly)?|handles|supports|throughput of up to|up to)\b/i;
const OBSERVED =
	/\b(?:achiev|reach|hit|peak|process|sustain|averag|carr(?:y|ied)|record|saw|seen|surg|fell|fallen|drop|rose|risen|grew|grown|declin|plummet|climb|double|clock|stood|stands)\w*/i;
const CAUSAL =
	/\b(?:catalyz|catalys|trigger|spark|drove|driven by|because of|thanks to|owing to|led to|leading to|encourag)\w*/i;

/** The modality of a clause, seen in its sentence. */
export function modalityOf(clause: string): Modality {
	if (HEARSAY.test(clause)) return 'hearsay';
	if (FORECAST.test(clause)) return 'forecast';
	if (CAPACITY.test(clause)) return 'capacity';
	if (OBSERVED.test(clause)) return 'observed';
	return CAUSAL.test(clause) ? 'causal' : 'stated';
}

const CHANGE =
	/\b(?:fell|fall(?:en|s)?|drop\w*|declin\w*|decreas\w*|reduc\w*|cut|rose|risen|increas\w*|grew|grow\w*|surg\w*|jump\w*|climb\w*|plummet\w*|slid\w*|up|down|lost|gained|doubl\w*|halv\w*|lower|higher|cheaper|faster)\b/i;
const FEE = /\b(?:fees?|costs?|gas prices?|paid|pay|per transfer|cheap\w*)\b/i;
const PRICE = /\b(?:prices?|trad(?:ed|ing)|token|ETH|ether)\b/i;
const LOCKED = /\b(?:TVL|TVS|value (?:locked|secured)|locked|deposits?|bridged|supply)\b/i;
const WAIT =
	/\b(?:confirm\w*|finali[sz]\w*|finality|latency|settle\w*|withdraw\w*|block times?|blocks?|inclusion)\b/i;
const DATED = /\b(?:upgrades?|forks?|launch\w*|activat\w*|went live|go(?:es)? live|scheduled)\b/i;

const FORK = /\b(?:forks?|Fusaka|Osaka|Pectra|Prague|Dencun|Cancun|Shapella|Shanghai)\b/i;

/** What a suggestion is taken for: its kind, and the metric that an editor may test it with, if any. */
export interface Guess {
	readonly kind: ClaimKind;
	readonly metric: MetricId | null;
}

/** What kind of claim a figure in its clause makes; null for one that is context only, such as “since 2023”. */
export function guessOf(clause: string, quantity: Quantity, modality: Modality): Guess | null {
	const guess = statedAs(clause, quantity, modality);
	return guess && modality === 'forecast' && guess.kind !== 'event'
		? { ...guess, kind: 'forecast' }
		: guess;
}

function statedAs(clause: string, { unit }: Quantity, modality: Modality): Guess | null {
	switch (unit) {
		case 'tx/s':
		case 'tx/d':
			return { kind: rateKind(modality), metric: 'throughput.user_tx' };
		case 'op/s':
		case 'op/d':
			return { kind: rateKind(modality), metric: 'throughput.user_ops' };
		case 'gas/s':
			return { kind: rateKind(modality), metric: 'throughput.gas' };
		case 'USD/tx':
		case 'ETH/tx':
			return { kind: 'cost', metric: 'fee.native_transfer' };
		case 'gwei':
			return { kind: 'cost', metric: 'fee.base' };
		case 'ms':
		case 's':
			if (!WAIT.test(clause)) return null;
			return {
				kind: 'latency',
				metric: /\bblocks?(?: times?)?\b/i.test(clause) ? 'block.interval' : null
			};
		case 'blob/block':
			return { kind: 'level', metric: 'blob.target' };
		case '%':
		case '×':
		case 'pp':
			if (!CHANGE.test(clause)) return { kind: 'evaluation', metric: null };
			if (FEE.test(clause)) return { kind: 'change', metric: 'fee.base' };
			return PRICE.test(clause)
				? { kind: 'price', metric: null }
				: { kind: 'change', metric: null };
		case 'USD':
			if (LOCKED.test(clause)) return { kind: 'level', metric: 'escrow.value' };
			if (FEE.test(clause)) return { kind: 'cost', metric: 'fee.native_transfer' };
			return PRICE.test(clause)
				? { kind: 'price', metric: /\b(?:ETH|ether)\b/i.test(clause) ? 'price.eth_usd' : null }
				: { kind: 'level', metric: null };
		case 'date':
			if (!DATED.test(clause)) return null;
			return { kind: 'event', metric: FORK.test(clause) ? 'fork.activation' : null };
		default:
			return { kind: rateKind(modality, 'level'), metric: null };
	}
}

function rateKind(modality: Modality, otherwise: ClaimKind = 'observed_rate'): ClaimKind {
	return modality === 'capacity' ? 'capacity' : otherwise;
}
