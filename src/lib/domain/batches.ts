import type { BlockRange } from './block-range.ts';
import { unixSeconds, type UnixSeconds } from './units.ts';

/** What happens to a batch on the chain that it settles on, in this order. */
export const STAGES = ['commit', 'prove', 'execute'] as const;
export type Stage = (typeof STAGES)[number];

/**
 * Whose clock says when a stage was reached: the operator’s own, when it saw its transaction confirmed, or the
 * header of the L1 block that holds it.
 */
export const STAGE_CLOCKS = ['operator', 'l1'] as const;
export type StageClock = (typeof STAGE_CLOCKS)[number];

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

const ETHEREUM = 1;

/**
 * ZKsync Gateway, where chains of the ecosystem could settle instead: from the day ZKsync Era moved there (L1 block
 * 23016895) to the migration back (2026-01-31T23:04:11Z), with a day more for what was under way
 * (matter-labs/zksync-docs content/20.zksync-protocol/35.gateway).
 */
const GATEWAY_YEARS = {
	from: unixSeconds(Date.UTC(2025, 6, 28) / 1000),
	to: unixSeconds(Date.UTC(2026, 1, 2) / 1000)
};

/**
 * Whether a stage was settled on Ethereum. Older servers do not say where: at a time when there was nowhere else it
 * was, while there was a Gateway it is not known, and then it does not count.
 */
export function isSettledOnEthereum({ at, settledOn }: Pick<ReachedStage, 'at' | 'settledOn'>) {
	if (settledOn !== null) return settledOn === ETHEREUM;
	return at < GATEWAY_YEARS.from || at >= GATEWAY_YEARS.to;
}
