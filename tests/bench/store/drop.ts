import { statSync } from 'node:fs';
import { unixSeconds, wei } from '#lib/domain/units.ts';
import { openStore } from '#lib/server/store/open.ts';
import { madeBatches } from './made-chain.ts';

const CHAIN = 1;
const BLOCKS = 100_000;
const BATCH = 5_000;
/** Transfers of each block. */
const FEES = 10;

/** What dropping raw facts takes, and gives back. */
export interface DropOutcome {
	/** Blocks and fees dropped in a second, their space given back. */
	readonly factsPerSecond: number;
	/** The longest that a writer had to wait, in ms. */
	readonly longestMs: number;
	/** Of the file, what is left when all but the last hours were dropped. */
	readonly share: number;
}

/** Fill a new database with blocks and fees of 300 an hour, and drop all that can be dropped. */
export async function measureDrop(path: string): Promise<DropOutcome> {
	const filled = await openStore(`file:${path}`);
	for (const { range, blocks } of madeBatches(0, BLOCKS, BATCH)) {
		await filled.addBlocks(CHAIN, { range, blocks });
		const fees = blocks.flatMap(({ number: blockNumber }) =>
			Array.from({ length: FEES }, (_, transactionIndex) => ({
				blockNumber,
				transactionIndex,
				feeClass: transactionIndex % 2 ? ('erc20_transfer' as const) : ('native_transfer' as const),
				fee: wei(BigInt(1 + (blockNumber % 977)) * 10n ** 12n + BigInt(transactionIndex))
			}))
		);
		await filled.addFees(CHAIN, { range, fees });
	}
	const { number, timestamp, hash } = madeBatches(BLOCKS - 1, 1, 1)[0]!.blocks[0]!;
	const head = { chainId: CHAIN, number, timestamp, hash, finalized: { number, timestamp } };
	await filled.recordHead({ ...head, seenAt: timestamp, endpoint: 'made' });
	await filled.close();
	const full = statSync(path).size;

	const store = await openStore(`file:${path}`);
	let facts = 0;
	let longestMs = 0;
	const startedAt = performance.now();
	for (let isDone = false; !isDone;) {
		const before = performance.now();
		const { hours, blocks, fees } = await store.dropRawFacts(CHAIN, unixSeconds(timestamp));
		const between = performance.now();
		const bytes = await store.giveBackSpace();
		longestMs = Math.max(longestMs, between - before, performance.now() - between);
		facts += blocks + fees;
		isDone = hours === 0 && bytes === 0;
	}
	const seconds = (performance.now() - startedAt) / 1000;
	await store.close();
	return { factsPerSecond: facts / seconds, longestMs, share: statSync(path).size / full };
}
