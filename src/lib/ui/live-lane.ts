import { formatNumber } from '#lib/domain/format/number.ts';
import type { LiveBlockJson, LiveChainJson } from '#lib/domain/wire/live.ts';
import { quantityText } from '#lib/charts/quantity-text.ts';
import type { ChainFacts } from './state-sentence.ts';

/** A chain on a live page: what is newest of it, and what does not change with its blocks. */
export interface LiveLaneData {
	readonly live: LiveChainJson;
	/** ISO 8601; see `ChainFacts`. */
	readonly idleHour: { readonly from: string; readonly to: string } | null;
	readonly optIn: string | null;
	/** What a block's number is put behind, for its page at an explorer. */
	readonly explorer: string | null;
}

const seconds = (time: string) => Date.parse(time) / 1000;

/** What is known of a lane's chain. A block with a user's transaction ends an idle hour's word. */
export function laneFacts({ live, idleHour, optIn }: LiveLaneData): ChainFacts {
	const { head, stands_still: stall } = live;
	const isIdle = idleHour !== null && live.blocks.every(({ user_tx }) => user_tx === 0);
	return {
		name: live.chain_name,
		head: head && {
			number: head.number,
			time: seconds(head.time),
			seenAt: seconds(head.seen_at)
		},
		age: live.state,
		standsStill: stall && { since: seconds(stall.since), endpoints: stall.endpoints },
		idleHour: isIdle ? { from: seconds(idleHour.from), to: seconds(idleHour.to) } : null,
		optIn
	};
}

/** A block in the words of its row: each cell has a line and a smaller one below. */
export interface BlockWords {
	readonly transactions: readonly [line: string, below: string];
	readonly gas: readonly [line: string, below: string];
	readonly baseFee: string;
	readonly finality: 'final' | 'provisional' | 'finality unknown';
}

/** The words of a block's row. What is not known is said so; a zero is a zero. */
export function blockWords(block: LiveBlockJson): BlockWords {
	return {
		transactions: [formatNumber(block.user_tx), `of ${formatNumber(block.tx)}`],
		gas: [
			formatNumber(block.gas_used),
			block.gas_limit === null ? 'limit not kept' : `of ${formatNumber(block.gas_limit)}`
		],
		baseFee: block.base_fee === null ? 'none' : quantityText(block.base_fee, 'wei/gas'),
		finality: block.final === null ? 'finality unknown' : block.final ? 'final' : 'provisional'
	};
}
