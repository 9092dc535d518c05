import { Pool } from 'undici';
import { inFlight, numbersOf, pieces, type Contestant, type Task } from './contestant.ts';

/** Calls. */
const BATCH = 100;
const IN_FLIGHT = 4;

/** What bounds every collector in JavaScript: undici, batches of 100, four in flight, JSON.parse, and nothing stored. */
export async function createLimit(task: Task): Promise<Contestant> {
	const pool = new Pool(task.url, { connections: IN_FLIGHT, pipelining: 1 });
	const methods = ['eth_getBlockByNumber', 'eth_getBlockReceipts'];
	const asked = task.depth === 'receipts' ? methods : methods.slice(0, 1);
	let transactions = 0;
	const read = (range: Task['range']): Promise<void> =>
		inFlight(IN_FLIGHT, pieces(range, BATCH / asked.length), async (piece) => {
			const calls = numbersOf(piece).flatMap((number) =>
				asked.map((method, index) => ({
					...{ jsonrpc: '2.0', id: number * asked.length + index, method },
					params: [`0x${number.toString(16)}`, ...(index > 0 ? [] : [task.depth !== 'hashes'])]
				}))
			);
			const { body } = await pool.request({
				path: '/',
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify(calls)
			});
			const replies = JSON.parse(await body.text()) as { result: { transactions?: unknown[] } }[];
			for (const { result } of replies) transactions += result.transactions?.length ?? 0;
		});
	return {
		async collect(range) {
			await read(range);
			if (transactions === 0) throw new Error('the endpoint answered without a transaction');
		},
		close: () => pool.close()
	};
}
