import { createPublicClient, http, type Block } from 'viem';
import { inFlight, numbersOf, pieces, type Contestant, type Task } from './contestant.ts';
import { openPlainStore, type PlainFee, type PlainRow } from './plain-store.ts';

/**
 * viem's documented way to read many blocks: `getBlock` for each, and `getBlockReceipts` for fees, its HTTP transport gathering `batch` of them in
 * one request, and so many requests in flight. A batch of 1 is the plain loop.
 */
export async function createViem(task: Task, batch: number, flights: number): Promise<Contestant> {
	const transport = http(task.url, batch > 1 ? { batch: { batchSize: batch } } : {});
	const client = createPublicClient({ transport });
	const store = openPlainStore(task.databasePath, task.chainId);

	async function fetchRow(number: number): Promise<PlainRow> {
		const block = await client.getBlock({
			blockNumber: BigInt(number),
			includeTransactions: task.depth === 'whole'
		});
		return rowOf(block);
	}

	async function fetchWithFees(number: number): Promise<{ row: PlainRow; fees: PlainFee[] }> {
		const blockNumber = BigInt(number);
		const [block, receipts] = await Promise.all([
			client.getBlock({ blockNumber, includeTransactions: true }),
			client.getBlockReceipts({ blockNumber })
		]);
		const fees = block.transactions.flatMap(({ input, value, to }, transactionIndex) => {
			const receipt = receipts[transactionIndex];
			if (input !== '0x' || value === 0n || !to || receipt?.status !== 'success') return [];
			const fee = receipt.gasUsed * receipt.effectiveGasPrice;
			return [{ blockNumber: number, transactionIndex, fee }];
		});
		return { row: rowOf(block), fees };
	}

	return {
		collect: (range) =>
			task.depth === 'receipts'
				? // Two calls a block.
					inFlight(flights, pieces(range, batch / 2), async (piece) => {
						const read = await Promise.all(numbersOf(piece).map(fetchWithFees));
						store.add(
							read.map(({ row }) => row),
							read.flatMap(({ fees }) => fees)
						);
					})
				: inFlight(flights, pieces(range, batch), async (piece) =>
						store.add(await Promise.all(numbersOf(piece).map(fetchRow)))
					),
		close: async () => store.close()
	};
}

function rowOf(block: Block): PlainRow {
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
