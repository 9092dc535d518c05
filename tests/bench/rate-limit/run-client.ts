import { createPublicClient, http } from 'viem';
import { mainnet } from 'viem/chains';
import { chainById } from '#lib/domain/chains.ts';
import { createChainSource } from '../../../collectors/chains/create-chain-source.ts';
import { createBatchSize } from '../../../collectors/jobs/batch-size.ts';

/** What a client is given, on its command line as JSON. */
export interface ClientTask {
	readonly client: string;
	readonly url: string;
	readonly seconds: number;
}

/** What it prints, as its last line: blocks it has, and blocks it gave up. */
export interface ClientOutcome {
	readonly blocks: number;
	readonly lost: number;
}

type Client = (task: ClientTask, isOver: () => boolean) => Promise<ClientOutcome>;

/** The collector’s source, which does not know the limit, in runs of the size that a pass takes. */
const ours: Client = async ({ url }, isOver) => {
	const source = createChainSource({ chain: chainById(1), urls: [url] });
	const size = createBatchSize(200, 5_000);
	let [next, blocks, lost] = [1, 0, 0];
	while (!isOver()) {
		const range = { from: next, to: next + size.now() - 1 };
		const startedAt = performance.now();
		const found = await source.fetchBlocks(range);
		size.took(range.to - range.from + 1, performance.now() - startedAt);
		blocks += found.blocks.length;
		lost += found.missing.reduce((sum, { from, to }) => sum + to - from + 1, 0);
		next = range.to + 1;
	}
	await source.close();
	return { blocks, lost };
};

/** viem with so many calls under way, its own retries, and its HTTP batching where asked for. */
const viem =
	(flights: number, batchSize: number): Client =>
	async ({ url }, isOver) => {
		const transport = http(url, batchSize > 1 ? { batch: { batchSize } } : {});
		const client = createPublicClient({ chain: mainnet, transport });
		let [next, blocks, lost] = [1n, 0, 0];
		const work = async () => {
			while (!isOver()) {
				const blockNumber = next++;
				try {
					await client.getBlock({ blockNumber });
					blocks += 1;
				} catch {
					// Counted as lost: what it gave up is what is compared.
					lost += 1;
				}
			}
		};
		await Promise.all(Array.from({ length: flights }, work));
		return { blocks, lost };
	};

const CLIENTS: Readonly<Record<string, Client>> = {
	ours,
	viem_pool: viem(20, 1),
	viem_batch: viem(100, 100)
};

const task = JSON.parse(process.argv[2] ?? '{}') as ClientTask;
const client = CLIENTS[task.client];
if (!client) throw new RangeError(`no client is called ${task.client}`);
const end = performance.now() + task.seconds * 1_000;
console.log(JSON.stringify(await client(task, () => performance.now() >= end)));
