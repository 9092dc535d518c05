import type { Transaction } from 'kysely';
import { missingRanges, type BlockRange } from '#lib/domain/block-range.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import { selectBlocks, selectHashes } from './blocks.ts';
import { assertRawIsKept } from './dropped.ts';
import type { Engine } from './engine.ts';
import { BlocksNotCoveredError, InvalidBatchError } from './errors.ts';
import { insertFees } from './fees.ts';
import { checkRange, cover, covers, type LedgerRange } from './ledger.ts';
import { loadLedger, saveLedger } from './ledger-rows.ts';
import { raiseDataVersion } from './meta.ts';
import type { FeeBatch } from './ports/receipts.ts';
import { replaceFeeHours } from './rollups/fee-hours.ts';
import type { Tables } from './tables.ts';
import { selectUserOpRanges } from './user-op-ranges.ts';
import { checkUserOps, countUserOps } from './user-ops.ts';

/**
 * Store the fees of a range and, where they are counted, its user operations, with their rollups. What is stored already
 * of blocks is left as it is. Throws BlocksNotCoveredError, InvalidBatchError for a fact outside the range or twice, and
 * RangeError for a range that is none or an amount past 2⁶³ − 1 gwei.
 */
export async function addFees(
	engine: Engine,
	transaction: Transaction<Tables>,
	chainId: number,
	batch: FeeBatch
): Promise<void> {
	checkRange(batch.range);
	checkFees(chainId, batch);
	checkUserOps(chainId, batch);
	const blocks = await loadLedger(transaction, chainId, 'block');
	if (!covers(blocks, batch.range)) throw new BlocksNotCoveredError(chainId, batch.range);
	const before = await loadLedger(transaction, chainId, 'fee');
	const fresh = missingRanges(batch.range, before.covered);
	const counted = batch.userOps ? await selectUserOpRanges(transaction, chainId) : null;
	const uncounted = counted ? missingRanges(batch.range, counted) : [];
	if (fresh.length === 0 && uncounted.length === 0) return;

	const fees = batch.fees.filter((fee) =>
		fresh.some((range) => fee.blockNumber >= range.from && fee.blockNumber <= range.to)
	);
	await insertFees(engine, transaction, chainId, fees);
	await replaceFeeHours(engine, transaction, chainId, fees);
	let after = before;
	// Not the whole batch at once: of what is stored already, the blocks at its edges may have been dropped.
	for (const range of fresh) {
		const stored = await ledgerRange(transaction, chainId, range);
		const blocks = { from: stored.fromTime, to: unixSeconds(stored.toTime + 1) };
		// Whoever looked for fees among the blocks that are left has overlooked the others.
		await assertRawIsKept(transaction, chainId, blocks);
		after = cover(after, stored);
	}
	await saveLedger(transaction, chainId, 'fee', before, after);
	const withTimes: LedgerRange[] = [];
	for (const range of uncounted) withTimes.push(await ledgerRange(transaction, chainId, range));
	if (batch.userOps) await countUserOps(engine, transaction, chainId, withTimes, batch.userOps);
	await raiseDataVersion(transaction);
}

function checkFees(chainId: number, { range, fees }: FeeBatch): void {
	const seen = new Set<string>();
	for (const fee of fees) {
		const place = `${fee.blockNumber}/${fee.transactionIndex}`;
		if (fee.blockNumber < range.from || fee.blockNumber > range.to)
			throw new InvalidBatchError(chainId, range, `fee ${place} lies outside these blocks`);
		if (seen.has(place)) throw new InvalidBatchError(chainId, range, `fee ${place} is there twice`);
		seen.add(place);
	}
}

/** Times and hashes at the edges of a range whose blocks are stored. */
async function ledgerRange(
	transaction: Transaction<Tables>,
	chainId: number,
	range: BlockRange
): Promise<LedgerRange> {
	const edge = async (number: number) => {
		const at = { from: number, to: number };
		const [block] = await selectBlocks(transaction, chainId, at);
		const hash = (await selectHashes(transaction, chainId, at)).get(number);
		if (!block || hash === undefined) throw new BlocksNotCoveredError(chainId, at);
		return { time: block.timestamp, hash };
	};
	const [first, last] = [await edge(range.from), await edge(range.to)];
	return {
		...range,
		fromTime: first.time,
		fromHash: first.hash,
		toTime: last.time,
		toHash: last.hash,
		fromParentHash: null
	};
}
