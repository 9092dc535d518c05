import { isSettledOnEthereum, type Stage } from '#lib/domain/batches.ts';
import {
	settledSteps,
	type SettledSteps,
	type SettlementTransaction
} from '#lib/domain/settlement.ts';
import type { TimeWindow } from '#lib/domain/time.ts';
import { L1_CHAIN_ID } from '#lib/domain/zk-chains.ts';
import type { StageTime } from '#lib/server/store/ports/batches.ts';
import type { SnapshotReader } from '#lib/server/store/ports/store.ts';

/** What L1 told of batches. */
export interface L1Steps {
	readonly steps: ReadonlyMap<number, SettledSteps>;
	/** Those that took these steps, by hash. */
	readonly transactions: ReadonlyMap<string, SettlementTransaction>;
}

/** What L1 told of some batches, which ascend. */
export async function loadL1Steps(
	reader: SnapshotReader,
	chainId: number,
	batches: readonly Pick<StageTime, 'batch'>[]
): Promise<L1Steps> {
	const [first, last] = [batches[0], batches.at(-1)];
	if (!first || !last) return { steps: new Map(), transactions: new Map() };
	const range = { from: first.batch, to: last.batch };
	const { steps, reverts, transactions } = await reader.getSettlement(chainId, range);
	const covered = await reader.getCovered(chainId, 'settlement');
	return {
		steps: settledSteps(steps, reverts, covered),
		transactions: new Map(transactions.map((each) => [each.hash, each]))
	};
}

/**
 * When the batches of a window reached a stage: by L1’s clock where it tells that of every batch that was settled on
 * Ethereum, else by the operator’s for all of them, so that no measurement mixes the two.
 */
export async function loadStageTimesByClock(
	reader: SnapshotReader,
	chainId: number,
	window: TimeWindow,
	stage: Stage
): Promise<{ readonly stageTimes: StageTime[]; readonly stageClock: 'operator' | 'l1' }> {
	const told = await reader.getStageTimes(chainId, window, stage, 'operator');
	const { steps } = await loadL1Steps(reader, chainId, told);
	const settled = told.filter((each) => steps.has(each.batch) || isSettledOnEthereum(each));
	if (settled.length === 0 || !settled.every(({ batch }) => steps.has(batch)))
		return { stageTimes: told, stageClock: 'operator' };
	const stageTimes = told.map((each) => {
		const step = steps.get(each.batch)?.[stage];
		return step ? { ...each, at: step.at, settledOn: L1_CHAIN_ID } : each;
	});
	return { stageTimes, stageClock: 'l1' };
}
