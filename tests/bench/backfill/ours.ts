import { chainById } from '#lib/domain/chains.ts';
import { openStore } from '#lib/server/store/open.ts';
import { createChainSource } from '../../../collectors/chains/chain-source.ts';
import { pieces, type Contestant, type Task } from './contestant.ts';

/** What a pass fetches between two commits once it knows that the endpoint is fast. */
const BATCH_BLOCKS = 5_000;

/** The collector's own path: paced source, checks, rollups, ledger; newest blocks first, as a pass goes. */
export async function createOurs(task: Task): Promise<Contestant> {
	const chain = chainById(task.chainId);
	const source = createChainSource({ chain, urls: [task.url] });
	const store = await openStore(`file:${task.databasePath}`);
	return {
		async collect(range) {
			await store.extendWanted(chain.id, 'block', range);
			for (const piece of pieces(range, BATCH_BLOCKS).reverse()) {
				const { blocks, missing } = await source.fetchBlocks(piece);
				if (missing[0]) throw new Error(missing[0].detail);
				await store.addBlocks(chain.id, { range: piece, blocks });
			}
			const [left] = await store.getGaps({ chainId: chain.id, kind: 'block' });
			if (left) throw new Error(`blocks ${left.from} to ${left.to} were not stored`);
		},
		async close() {
			await source.close();
			await store.close();
		}
	};
}
