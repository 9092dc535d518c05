import { createPublicClient, http } from 'viem';
import { inFlight, numbersOf, pieces, type Contestant, type Task } from './contestant.ts';
import { openPlainStore, type PlainRow } from './plain-store.ts';

/**
 * viem's documented way to read many blocks: `getBlock` for each, its HTTP transport gathering `batch` of them in
 * one request, and so many requests in flight. A batch of 1 is the plain loop.
 */
export async function createViem(task: Task, batch: number, flights: number): Promise<Contestant> {
	const transport = http(task.url, batch > 1 ? { batch: { batchSize: batch } } : {});
	const client = createPublicClient({ transport });
	const store = openPlainStore(task.databasePath, task.chainId);

	async function fetchRow(number: number): Promise<PlainRow> {
		const block = await client.getBlock({
			blockNumber: BigInt(number),
			includeTransactions: task.whole
		});
		return {
			number: Number(block.number),
			timestamp: Number(block.timestamp),
			hash: block.hash as string,
			txCount: block.transactions.length,
			userTxCount: block.transactions.length,
			gasUsed: Number(block.gasUsed),
			baseFee: block.baseFeePerGas
		};
	}

	return {
		collect: (range) =>
			inFlight(flights, pieces(range, batch), async (piece) =>
				store.add(await Promise.all(numbersOf(piece).map(fetchRow)))
			),
		close: async () => store.close()
	};
}
