import { setTimeout as sleep } from 'node:timers/promises';
import { openStore } from '#lib/server/store/open.ts';
import { madeBatches } from './made-chain.ts';

/**
 * Writes beside a reader, in a process of its own: `node tests/bench/store/paced-writer.ts TASK`. Prints a line
 * when it begins and one with its pace when it ends.
 */
export interface PaceTask {
	readonly databasePath: string;
	/** Index of the first block. */
	readonly from: number;
	readonly blocksPerSecond: number;
	readonly seconds: number;
}

const CHAIN = 1;
const COMMITS_PER_SECOND = 10;

const task = JSON.parse(process.argv[2] ?? '{}') as PaceTask;
const size = task.blocksPerSecond / COMMITS_PER_SECOND;
const batches = madeBatches(task.from, task.blocksPerSecond * task.seconds, size);
const store = await openStore(`file:${task.databasePath}`);
console.log('writing');
const startedAt = performance.now();
for (const [index, batch] of batches.entries()) {
	const early = startedAt + (index * 1000) / COMMITS_PER_SECOND - performance.now();
	if (early > 0) await sleep(early);
	await store.addBlocks(CHAIN, batch);
}
const seconds = (performance.now() - startedAt) / 1000;
await store.close();
console.log(JSON.stringify({ blocksPerSecond: (batches.length * size) / seconds }));
