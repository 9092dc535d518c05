import type { BlockRange } from './block-range.ts';
import { DAY } from './time.ts';
import type { UnixSeconds } from './units.ts';
import { GATEWAY, L1_CHAIN_ID } from './zk-chains.ts';

/** What happens to a batch on the chain that it settles on, in this order. */
export const STAGES = ['commit', 'prove', 'execute'] as const;
export type Stage = (typeof STAGES)[number];

/**
 * Whose clock says when a stage was reached: the operator’s own, when it saw its transaction confirmed, or the
 * header of the L1 block that holds it.
 */
export type StageClock = 'operator' | 'l1';

/** A stage that a batch has reached. */
export interface ReachedStage {
	readonly at: UnixSeconds;
	readonly clock: StageClock;
	/** On the chain it settled on; null where the node does not say. */
	readonly txHash: string | null;
	/** EIP-155 id of the chain it settled on; null where the node does not say. */
	readonly settledOn: number | null;
}

/** A batch that was executed, so that nothing of it changes any more. */
export interface BatchFact {
	readonly number: number;
	readonly blocks: BlockRange;
	/** When it was opened, and when its last block was made. */
	readonly openedAt: UnixSeconds;
	readonly sealedAt: UnixSeconds;
	readonly rootHash: string;
	/** Transactions that came from L1, and all others. */
	readonly l1TxCount: number;
	readonly l2TxCount: number;
	readonly stages: Readonly<Record<Stage, ReachedStage>>;
}

/** Whether a chain could have settled on the Gateway at a time, with a day more for what was under way. */
function wasGatewayOpen(at: UnixSeconds): boolean {
	return at >= GATEWAY.from && at < GATEWAY.to + DAY;
}

/**
 * Whether a stage was settled on Ethereum. Older servers do not say where: at a time when there was nowhere else it
 * was, while there was a Gateway it is not known, and then it does not count.
 */
export function isSettledOnEthereum({ at, settledOn }: Pick<ReachedStage, 'at' | 'settledOn'>) {
	if (settledOn !== null) return settledOn === L1_CHAIN_ID;
	return !wasGatewayOpen(at);
}
