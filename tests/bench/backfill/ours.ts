import { chainById } from '#lib/domain/chains.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import { openStore } from '#lib/server/store/open.ts';
import { createChainSource } from '../../../collectors/chains/chain-source.ts';
import { createBatchSize } from '../../../collectors/jobs/batch-size.ts';
import { collectBlocks, type BlockProgress } from '../../../collectors/jobs/collect-blocks.ts';
import type { PassOptions } from '../../../collectors/jobs/pass.ts';
import type { Contestant, Task } from './contestant.ts';

/** The collector's own job: paced source, checks, rollups, ledger; newest blocks first, as a pass goes. */
export async function createOurs(task: Task): Promise<Contestant> {
	const chain = chainById(task.chainId);
	const source = createChainSource({ chain, urls: [task.url] });
	const store = await openStore(`file:${task.databasePath}`);
	const options: PassOptions = {
		...{ chain, source, store, since: unixSeconds(0), sinceIsSet: false },
		...{ isOver: () => false, slowFactsAreDue: () => false, methodsAreDue: () => false },
		random: Math.random,
		signal: new AbortController().signal,
		now: () => unixSeconds(Math.floor(Date.now() / 1000)),
		report(event) {
			if (event.event === 'missing') throw new Error(event.detail);
		}
	};
	// Kept from the warm-up on, as a pass keeps it.
	const size = createBatchSize(200, 5_000);
	return {
		async collect(range) {
			await store.extendWanted(chain.id, 'block', range);
			const progress: BlockProgress = { tried: [], hasFailed: false, size, ahead: null };
			while (await collectBlocks(options, range.to, null, progress));
			const [left] = await store.getGaps({ chainId: chain.id, kind: 'block' });
			if (left) throw new Error(`blocks ${left.from} to ${left.to} were not stored`);
		},
		async close() {
			await source.close();
			await store.close();
		}
	};
}
