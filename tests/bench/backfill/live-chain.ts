import { startAnvil, type Anvil } from '../../integration/start-anvil.ts';

const TRANSFERS = 5;

/** A local node with so many blocks of five transfers each, on top of its genesis. */
export async function startLiveChain(chainId: number, blocks: number): Promise<Anvil> {
	const anvil = await startAnvil(
		...['--chain-id', String(chainId), '--no-mining', '--timestamp', '1700000000']
	);
	try {
		const accounts = (await anvil.rpc('eth_accounts')) as string[];
		const transfers = accounts.slice(0, TRANSFERS).map((from, id) => ({
			...{ jsonrpc: '2.0', id, method: 'eth_sendTransaction' },
			params: [{ from, to: accounts.at(-1), value: '0x1', gas: '0x5208' }]
		}));
		for (let block = 0; block < blocks; block++) {
			await post(anvil.url, transfers);
			await anvil.rpc('evm_mine');
		}
		return anvil;
	} catch (error) {
		await anvil.stop();
		throw error;
	}
}

async function post(url: string, calls: readonly object[]): Promise<void> {
	const response = await fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(calls)
	});
	const replies = (await response.json()) as { error?: { message: string } }[];
	const failed = replies.find(({ error }) => error);
	if (failed) throw new Error(`a transfer was refused: ${failed.error?.message}`);
}
