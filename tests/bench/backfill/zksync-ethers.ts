import { Provider } from 'zksync-ethers';
import { numbersOf, type Contestant, type Task } from './contestant.ts';
import { openPlainStore } from './plain-store.ts';

/** The loop that a reader of the zksync-ethers guide writes: a default Provider, one `getBlock` after another. */
export async function createZksyncEthers(task: Task): Promise<Contestant> {
	const provider = new Provider(task.url);
	const store = openPlainStore(task.databasePath, task.chainId);
	return {
		async collect(range) {
			for (const number of numbersOf(range)) {
				const block = await provider.getBlock(number, task.depth !== 'hashes');
				store.add([
					{
						number: block.number,
						timestamp: block.timestamp,
						hash: block.hash as string,
						txCount: block.transactions.length,
						userTxCount: block.transactions.length,
						gasUsed: Number(block.gasUsed),
						baseFee: block.baseFeePerGas
					}
				]);
			}
		},
		async close() {
			provider.destroy();
			store.close();
		}
	};
}
