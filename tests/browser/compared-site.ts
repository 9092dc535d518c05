import { DAY, HOUR, MINUTE } from '#lib/domain/time.ts';
import { wei } from '#lib/domain/units.ts';
import { judgeClaims } from '#lib/server/judging/judge-claims.ts';
import { openStore } from '#lib/server/store/open.ts';
import type { Store } from '#lib/server/store/ports/store.ts';
import { addChain, addRanges, at, chainOf, recordFinalHead } from '#lib/server/test-chain.ts';
import { temporaryFolder } from '../integration/collector.ts';
import { startSite, type Site } from '../integration/site.ts';

/** Six chains by how many transactions a block of ten minutes has; the third has a hole, the last a night at rest. */
export const COLLECTED = [
	{ id: 1, perBlock: 9_000 },
	{ id: 324, perBlock: 40 },
	{ id: 2741, perBlock: 700 },
	{ id: 10, perBlock: 5_500 },
	{ id: 59144, perBlock: 1_400 },
	{ id: 534352, perBlock: 150 }
] as const;
/** Of these nothing is stored. */
export const NOT_COLLECTED = [36900, 42161] as const;

/** From one block to the next. */
export const BLOCK_SECONDS = 10 * MINUTE;
/** From the start of a day to the middle of the 34th. */
export const BLOCKS = (33.5 * DAY) / BLOCK_SECONDS;

/**
 * The built site over a database as one that collects public chains would have, but with made-up blocks, and what
 * else `addMore` puts there, judged.
 */
export async function startComparedSite(
	addMore: (store: Store) => Promise<void> = async () => {}
): Promise<Site & { remove(): Promise<void> }> {
	const folder = temporaryFolder();
	const url = `file:${folder.path('compared.db')}`;
	const store = await openStore(url);
	try {
		for (const [place, { id, perBlock }] of COLLECTED.entries()) {
			const words = Array.from({ length: BLOCKS }, (_, index) => {
				const hour = (index * BLOCK_SECONDS) / HOUR;
				const wave = 1 + 0.35 * Math.sin((hour / 24 + place) * 2 * Math.PI);
				const drift = 1 + (((Math.floor(hour / 24) * (place + 3)) % 7) - 3) / 12;
				const isAtRest = place === 5 && hour > 300 && hour < 336;
				return {
					timestamp: at(index * BLOCK_SECONDS),
					txCount: isAtRest ? 0 : Math.round(perBlock * wave * drift)
				};
			});
			const blocks = chainOf(words);
			if (place === 2) {
				const hole = Math.floor(BLOCKS * 0.4);
				await addRanges(store, id, blocks, [
					{ from: 1, to: hole },
					{ from: hole + (4 * DAY) / BLOCK_SECONDS, to: BLOCKS }
				]);
				await recordFinalHead(store, id, blocks.at(-1)!);
				continue;
			}
			const fees = blocks.map((block) => ({
				blockNumber: block.number,
				transactionIndex: 0,
				feeClass: 'native_transfer' as const,
				fee: wei(21_000n * BigInt((place + 1) * 1_000_000 + ((block.number * 7_919) % 900_000)))
			}));
			await addChain(store, id, blocks, place < 2 ? fees : []);
		}
		await addMore(store);
		await judgeClaims(store, at(BLOCKS * BLOCK_SECONDS));
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
