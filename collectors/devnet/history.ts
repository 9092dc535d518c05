import { toHex } from 'viem';
import type { Wei } from '#lib/domain/units.ts';
import type { AnvilConnection, RpcCall } from './anvil-connection.ts';
import type { DemoChain } from './demo-chains.ts';
import type { PlannedBlock } from './plan.ts';
import { randomFrom } from './random.ts';
import { openWallet } from './wallet.ts';

/** Blocks on their way at once: enough to keep anvil busy, few enough to tell progress. */
const BLOCKS_IN_FLIGHT = 500;

/**
 * Make the planned blocks on a chain that has none but its genesis. Each gets its own timestamp, base
 * fee and transactions. `onProgress` hears how many are made. Throws when anvil refuses one, and the
 * signal's reason when it aborts.
 */
export async function makeHistory(
	chain: DemoChain,
	connection: AnvilConnection,
	blocks: readonly PlannedBlock[],
	onProgress: (made: number) => void,
	signal: AbortSignal
): Promise<void> {
	const wallet = await openWallet(chain, connection, randomFrom(chain.seed + 1));
	for (let made = 0; made < blocks.length; made += BLOCKS_IN_FLIGHT) {
		signal.throwIfAborted();
		onProgress(made);
		const requests = blocks.slice(made, made + BLOCKS_IN_FLIGHT).flatMap((block) => {
			const transactions = block.transactions.map((kind) =>
				wallet.transaction(kind, block.baseFee)
			);
			const mined = mineCalls(block.timestamp, block.baseFee);
			// Sending must be over before mining starts, so they are two requests.
			return transactions.length > 0 ? [transactions, mined] : [mined];
		});
		await Promise.all(requests.map((calls) => connection.send(calls)));
	}
	onProgress(blocks.length);
}

/** The calls that make one block with this timestamp and base fee out of all that was sent. */
export function mineCalls(timestamp: number, baseFee: Wei): readonly RpcCall[] {
	return [
		['anvil_setNextBlockBaseFeePerGas', [toHex(baseFee)]],
		['evm_mine', [{ timestamp }]]
	];
}
