import { blockCount } from '#lib/domain/block-range.ts';
import { chainById } from '#lib/domain/chains.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import { openStore } from '#lib/server/store/open.ts';
import { createChainSource } from '../../../collectors/chains/create-chain-source.ts';
import { createBatchSize } from '../../../collectors/jobs/batch-size.ts';
import { collectBlocks, type BlockProgress } from '../../../collectors/jobs/collect-blocks.ts';
import { collectFees } from '../../../collectors/jobs/collect-fees.ts';
import type { PassOptions, Progress } from '../../../collectors/jobs/pass.ts';
import type { Contestant, Task } from './contestant.ts';

/** The collector's own jobs: paced source, checks, rollups, ledger; newest blocks first, fees in turn, as a pass goes. `onStored` is told of each commit. */
export async function createOurs(
	task: Task,
	onStored: (blocks: number) => void = () => undefined
): Promise<Contestant> {
	const chain = chainById(task.chainId);
	const { signal } = new AbortController();
	const source = createChainSource({ chain, urls: [task.url], signal });
	const store = await openStore(`file:${task.databasePath}`);
	const options: PassOptions = {
		...{ chain, source, store, since: unixSeconds(0), sinceIsSet: false },
		...{ isOver: () => false, slowFactsAreDue: () => false, methodsAreDue: () => false },
		observationsAreDue: () => false,
		unmovedSeconds: () => 0,
		random: Math.random,
		signal,
		now: () => unixSeconds(Math.floor(Date.now() / 1000)),
		report(event) {
			if (event.event === 'missing') throw new Error(event.detail);
			if (event.event === 'collected' && event.kind === 'block') onStored(blockCount(event));
		}
	};
	// Kept from the warm-up on, as a pass keeps them.
	const [blocksAtOnce, feesAtOnce] = [createBatchSize(200, 5_000), createBatchSize(50, 1_000)];
	const withFees = task.depth === 'receipts';
	return {
		async collect(range) {
			await store.extendWanted(chain.id, 'block', range);
			if (withFees) await store.extendWanted(chain.id, 'fee', range);
			const fresh = { hasFailed: false, ahead: null };
			const block: BlockProgress = { tried: [], size: blocksAtOnce, ...fresh };
			const fee: Progress = { tried: [], size: feesAtOnce, ...fresh };
			for (let worked = true; worked;) {
				worked = await collectBlocks(options, range.to, null, block);
				if (withFees) worked = (await collectFees(options, fee)) || worked;
			}
			const [left] = await store.getGaps({ chainId: chain.id });
			if (left) throw new Error(`${left.kind}s of ${left.from} to ${left.to} were not stored`);
		},
		async close() {
			await source.close();
			await store.close();
		}
	};
}
