import { DAY, HOUR, MINUTE } from '#lib/domain/time.ts';
import { unixSeconds, wei } from '#lib/domain/units.ts';
import { judgeClaims } from '#lib/server/judging/judge-claims.ts';
import { openStore } from '#lib/server/store/open.ts';
import { addChain, addRanges, chainOf, recordFinalHead } from '#lib/server/test-chain.ts';
import { temporaryFolder } from '../integration/collector.ts';
import { startSite, type Site } from '../integration/site.ts';

const L1 = 31337;
const L2 = 31338;
const BLOCK_SECONDS = 5 * MINUTE;
const BLOCKS = (35 * DAY) / BLOCK_SECONDS;

/** Busier by day than by night, and one night without any traffic. */
function traffic(index: number): number {
	const hour = Math.floor((index * BLOCK_SECONDS) / HOUR);
	if (hour > 400 && hour < 410) return 0;
	const day = Math.floor(hour / 24);
	return (
		2 + Math.round(6 * Math.sin((hour / 24) * 2 * Math.PI) ** 2) + ((day * 5) % 9) + (index % 3)
	);
}

/**
 * The built site over a small demo database: 35 days of two made-up chains up to now, with a hole of five
 * hours in one of them, judged. `remove()` ends it and takes everything away.
 */
export async function startMadeSite(): Promise<Site & { remove(): Promise<void> }> {
	const folder = temporaryFolder();
	const url = `file:${folder.path('embed.db')}`;
	const end = unixSeconds(Math.floor(Date.now() / 1000));
	const blocks = chainOf(
		Array.from({ length: BLOCKS }, (_, index) => ({
			timestamp: end - (BLOCKS - 1 - index) * BLOCK_SECONDS,
			txCount: traffic(index)
		}))
	);
	const fees = blocks
		.filter((block) => block.txCount > 0)
		.map((block) => ({
			blockNumber: block.number,
			transactionIndex: 0,
			feeClass: 'native_transfer' as const,
			fee: wei(21_000n * BigInt(40_000_000 + ((block.number * 7_919) % 30_000_000)))
		}));
	const store = await openStore(url);
	try {
		await store.markDemo();
		await addChain(store, L1, blocks, fees);
		const hole = Math.floor(BLOCKS * 0.6);
		await addRanges(store, L2, blocks, [
			{ from: 1, to: hole },
			{ from: hole + (5 * HOUR) / BLOCK_SECONDS, to: BLOCKS }
		]);
		await recordFinalHead(store, L2, blocks.at(-1)!);
		await judgeClaims(store, end);
	} finally {
		await store.close();
	}
	const site = await startSite(url);
	return {
		...site,
		async remove() {
			await site.stop();
			folder.remove();
		}
	};
}
