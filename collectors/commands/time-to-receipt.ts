import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { JsonRpc } from '../rpc/json-rpc.ts';

const ASK_EVERY_MS = 25;
const LONGEST_MS = 60_000;

/** What became of a transaction that was sent. */
export interface Receipt {
	readonly block: number;
	/** From just before it was sent until its receipt was here, by a clock that never goes back. */
	readonly milliseconds: number;
}

/** Send a signed transaction and ask for its receipt until it is there; null where it is not within a minute. */
export async function timeToReceipt(
	rpc: JsonRpc,
	signed: string,
	hash: string,
	signal: AbortSignal
): Promise<Receipt | null> {
	const start = performance.now();
	await rpc.call('eth_sendRawTransaction', [signed], signal);
	while (performance.now() - start < LONGEST_MS) {
		const receipt = await rpc.call('eth_getTransactionReceipt', [hash], signal);
		const milliseconds = performance.now() - start;
		const { blockNumber } = (receipt ?? {}) as { blockNumber?: unknown };
		if (typeof blockNumber === 'string') return { block: Number(blockNumber), milliseconds };
		await sleep(ASK_EVERY_MS, undefined, { signal });
	}
	return null;
}
