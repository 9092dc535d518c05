import { DAY } from '#lib/domain/time.ts';
import { unixSeconds, type UnixSeconds } from '#lib/domain/units.ts';
import type { Store } from '#lib/server/store/ports/store.ts';

const L1 = 31337;
const L2 = 31338;
const LONG = 'a-rather-long-name-of-a-node.provider.example:8545';

/**
 * The last pass over each made-up chain: of one it asked an endpoint, failed at another and left out a third, and the
 * next is due in a day; of the other the next is overdue for a quarter of an hour.
 */
export async function recordPasses(store: Store, end: UnixSeconds): Promise<void> {
	const at = (seconds: number) => unixSeconds(end + seconds);
	const failed = `eth_blockNumber() at ${LONG}: HTTP 503; it is asked again later`;
	for (const [chainId, host, detail] of [
		[L1, 'rpc.one.example', null],
		[L1, LONG, failed],
		[L1, 'spare.example', null],
		[L2, 'rpc.two.example', null]
	] as const)
		await store.recordEndpoint({
			...{ chainId, host, checkedAt: at(-40), ok: detail === null, detail }
		});
	const offered = { eth_getBlockReceipts: false };
	const asked = { chainId: L1, host: 'rpc.one.example' };
	await store.recordMethods({ ...asked, checkedAt: at(-100), offered });
	await store.recordCheck({ ...asked, at: at(-60), compared: 120, disagreed: 1 });
	await store.recordPass({
		...{ chainId: L1, startedAt: at(-49), endedAt: at(-40), nextDueAt: at(DAY) },
		...{ outcome: 'partial', detail: '60 blocks' },
		requests: [
			{ host: 'rpc.one.example', requests: 1_312, failed: 4, p50Ms: 80, p95Ms: 1_240 },
			{ host: LONG, requests: 3, failed: 3, p50Ms: null, p95Ms: null }
		]
	});
	await store.recordPass({
		...{ chainId: L2, startedAt: at(-1_000), endedAt: at(-1_000), nextDueAt: at(-900) },
		...{ outcome: 'done', detail: null },
		requests: [{ host: 'rpc.two.example', requests: 1, failed: 0, p50Ms: 3, p95Ms: 3 }]
	});
}
