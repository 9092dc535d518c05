import { blockCount } from '#lib/domain/block-range.ts';
import { openStore } from '#lib/server/store/open.ts';
import { openPlainStore } from '../backfill/plain-store.ts';
import { madeBatches } from './made-chain.ts';

/** What a writer is told to do, on its command line as JSON. */
export interface WriteTask {
	/** Ours, or the bare inserts of better-sqlite3. */
	readonly how: 'ours' | 'bare';
	readonly databasePath: string;
	readonly blocks: number;
	/** Blocks a transaction. */
	readonly batch: number;
	/** As a pass over a chain's past goes. */
	readonly newestFirst: boolean;
}

export interface WriteOutcome {
	readonly blocksPerSecond: number;
	readonly cpuMicroseconds: number;
}

const CHAIN = 1;

const task = JSON.parse(process.argv[2] ?? '{}') as WriteTask;
const batches = madeBatches(0, task.blocks, task.batch);
if (task.newestFirst) batches.reverse();
const write = task.how === 'ours' ? await ours() : bare();
const cpuBefore = process.cpuUsage();
const startedAt = performance.now();
await write();
const seconds = (performance.now() - startedAt) / 1000;
const { user, system } = process.cpuUsage(cpuBefore);
const outcome: WriteOutcome = {
	blocksPerSecond: task.blocks / seconds,
	cpuMicroseconds: (user + system) / task.blocks
};
console.log(JSON.stringify(outcome));

async function ours(): Promise<() => Promise<void>> {
	const store = await openStore(`file:${task.databasePath}`);
	return async () => {
		for (const batch of batches) await store.addBlocks(CHAIN, batch);
		await store.close();
	};
}

function bare(): () => Promise<void> {
	const store = openPlainStore(task.databasePath, CHAIN);
	return async () => {
		for (const { blocks } of batches) store.add(blocks);
		const written = batches.reduce((sum, { range }) => sum + blockCount(range), 0);
		if (store.count() !== written)
			throw new Error(`of ${written} blocks ${store.count()} are stored`);
		store.close();
	};
}
