import { bucketStart, DAY, HOUR, MINUTE } from '#lib/domain/time.ts';
import { unixSeconds, wei, type UnixSeconds } from '#lib/domain/units.ts';
import { judgeClaims } from '#lib/server/judging/judge-claims.ts';
import { openStore } from '#lib/server/store/open.ts';
import type { Store } from '#lib/server/store/ports/store.ts';
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

/** The hours since its first block in which a chain that is made to stand still makes none. */
export const HALTED_HOURS = { from: 430, to: 437 };

/** The site, and what may come next on the second chain. */
export interface MadeSite extends Site {
	/** One more hour of the second chain, busier than any before, judged. */
	addBusyHour(): Promise<void>;
	/** One more block of the second chain, above its finalized head; gives its number. Not beside a busy hour. */
	addBlock(): Promise<number>;
	/** The same facts, judged ten days on: verdicts change and nothing else. */
	judgeLater(): Promise<void>;
	/** A head of the second chain ten minutes after its last block, and nothing else. */
	recordLaterHead(): Promise<void>;
	remove(): Promise<void>;
}

/**
 * The built site over a small demo database: 35 days of two made-up chains up to now, with a hole of five
 * hours in one of them, and what else `addMore` puts there, judged. With `halted` both stand still for seven hours, soon
 * after their night without traffic. `remove()` ends it and takes everything away.
 */
export async function startMadeSite(
	flags: readonly string[] = [],
	addMore: (store: Store, end: UnixSeconds) => Promise<void> = async () => {},
	{ halted = false } = {}
): Promise<MadeSite> {
	const folder = temporaryFolder();
	const url = `file:${folder.path('embed.db')}`;
	const end = unixSeconds(Math.floor(Date.now() / 1000));
	const begin = end - (BLOCKS - 1) * BLOCK_SECONDS;
	const planned = Array.from({ length: BLOCKS }, (_, index) => ({
		timestamp: begin + index * BLOCK_SECONDS,
		txCount: traffic(index)
	}));
	const isHalt = (timestamp: number) =>
		halted &&
		timestamp >= begin + HALTED_HOURS.from * HOUR &&
		timestamp < begin + HALTED_HOURS.to * HOUR;
	const blocks = chainOf(planned.filter(({ timestamp }) => !isHalt(timestamp)));
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
			{ from: hole + (5 * HOUR) / BLOCK_SECONDS, to: blocks.length }
		]);
		await recordFinalHead(store, L2, blocks.at(-1)!);
		await addMore(store, end);
		await judgeClaims(store, end);
	} finally {
		await store.close();
	}
	const site = await startSite(url, flags);
	const writing = async (write: (store: Store) => Promise<unknown>): Promise<void> => {
		const writer = await openStore(url);
		await write(writer).finally(() => writer.close());
	};
	let top = blocks.length;
	return {
		...site,
		async addBlock() {
			top += 1;
			const timestamp = end + top - blocks.length;
			const made = chainOf([{ timestamp, txCount: 3, userTxCount: 2 }], top);
			await writing((writer) =>
				writer.addBlocks(L2, { range: { from: top, to: top }, blocks: made })
			);
			return top;
		},
		addBusyHour: () =>
			writing(async (writer) => {
				const next = bucketStart(end, HOUR) + HOUR;
				const hour = Array.from({ length: (2 * HOUR) / BLOCK_SECONDS }, (_, index) => ({
					timestamp: next + index * BLOCK_SECONDS,
					txCount: 900
				}));
				const busy = chainOf(hour, blocks.length + 1);
				const range = { from: blocks.length + 1, to: blocks.length + busy.length };
				await writer.addBlocks(L2, { range, blocks: busy });
				await recordFinalHead(writer, L2, busy.at(-1)!);
				await judgeClaims(writer, unixSeconds(next + 2 * HOUR));
			}),
		judgeLater: () => writing((writer) => judgeClaims(writer, unixSeconds(end + 10 * DAY))),
		recordLaterHead: () =>
			writing((writer) => {
				const last = blocks.at(-1)!;
				const timestamp = unixSeconds(last.timestamp + 10 * MINUTE);
				return recordFinalHead(writer, L2, { ...last, timestamp });
			}),
		async remove() {
			await site.stop();
			folder.remove();
		}
	};
}
