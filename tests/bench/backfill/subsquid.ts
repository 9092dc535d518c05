import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Contestant, Task } from './contestant.ts';
import { peerFolder } from '../peers.ts';
import { openPlainStore } from './plain-store.ts';

/** What of the processor is used; it is not installed with this project, so neither are its types. */
interface Processor {
	setRpcEndpoint(settings: { url: string }): Processor;
	setFinalityConfirmation(blocks: number): Processor;
	setBlockRange(range: { from: number }): Processor;
	setFields(fields: object): Processor;
	includeAllBlocks(): Processor;
	addTransaction(request: object): Processor;
	run(database: object, handler: (batch: { blocks: SquidBlock[] }) => Promise<void>): void;
}

interface SquidBlock {
	readonly header: {
		readonly height: number;
		readonly hash: string;
		readonly timestamp: number;
		readonly gasUsed: bigint;
		readonly baseFeePerGas?: bigint;
	};
	readonly transactions: readonly unknown[];
}

/**
 * Subsquid's processor over plain RPC with its defaults, and a database of its own that keeps no status. `withCounts` has it
 * ask for whole transactions, which is its only way to their number; without, its rows lack that, and have 0 in its place.
 */
export async function createSubsquid(task: Task, withCounts: boolean): Promise<Contestant> {
	const load = createRequire(join(peerFolder('subsquid'), 'package.json'));
	const { EvmBatchProcessor } = load('@subsquid/evm-processor') as {
		EvmBatchProcessor: new () => Processor;
	};
	const store = openPlainStore(task.databasePath, task.chainId);
	let next: number | null = null;
	let until = -1;
	let isStored = Promise.withResolvers<void>();
	let mayGoOn = Promise.withResolvers<void>();

	/** It ends the process when its range is over, so it has none, and is held where the task ends. */
	async function handle({ blocks }: { blocks: SquidBlock[] }): Promise<void> {
		for (let left = blocks; left.length > 0;) {
			const last = left.findIndex(({ header }) => header.height === until);
			const part = last < 0 ? left : left.slice(0, last + 1);
			left = left.slice(part.length);
			store.add(part.map((block) => rowOf(block, withCounts)));
			if (last < 0) continue;
			mayGoOn = Promise.withResolvers<void>();
			isStored.resolve();
			await mayGoOn.promise;
		}
	}

	function start(from: number): void {
		const processor = new EvmBatchProcessor()
			.setRpcEndpoint({ url: task.url })
			.setFinalityConfirmation(1)
			.setBlockRange({ from })
			.setFields({
				block: { timestamp: true, gasUsed: true, baseFeePerGas: true },
				transaction: { hash: true }
			})
			.includeAllBlocks();
		if (withCounts) processor.addTransaction({});
		const database = {
			supportsHotBlocks: false,
			connect: async () => ({ height: from - 1, hash: '0x' }),
			transact: async (_: unknown, body: (store: unknown) => Promise<void>) => body(store)
		};
		processor.run(database, handle);
	}

	return {
		async collect({ from, to }) {
			if (next !== null && from !== next)
				throw new RangeError(`subsquid goes on at ${next} and cannot at ${from}`);
			isStored = Promise.withResolvers<void>();
			until = to;
			if (next === null) start(from);
			else mayGoOn.resolve();
			next = to + 1;
			await isStored.promise;
		},
		async close() {
			if (store.count() === 0) throw new Error('subsquid stored nothing');
			store.close();
		}
	};
}

function rowOf({ header, transactions }: SquidBlock, withCounts: boolean) {
	const txCount = withCounts ? transactions.length : 0;
	return {
		number: header.height,
		timestamp: Math.floor(header.timestamp / 1000),
		hash: header.hash,
		...{ txCount, userTxCount: txCount },
		gasUsed: Number(header.gasUsed),
		baseFee: header.baseFeePerGas ?? null
	};
}
