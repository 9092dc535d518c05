import type { Transaction } from 'kysely';
import { missingRanges, unionOf, type BlockRange } from '#lib/domain/block-range.ts';
import { insertBlocks, selectHashes } from './blocks.ts';
import { checkBatch, checkNeighbours, type BatchEdges } from './check-batch.ts';
import type { Engine } from './engine.ts';
import { closeGasLimitGaps, insertGasLimits, limitsMatter } from './gas-limits.ts';
import { bytesOf } from './hashes.ts';
import { cover, type Ledger, type LedgerRange } from './ledger.ts';
import { loadLedger, saveLedger } from './ledger-rows.ts';
import { raiseDataVersion } from './meta.ts';
import type { BlockBatch } from './ports/blocks.ts';
import { replaceTouchedHours } from './rollups/block-hours.ts';
import type { Tables } from './tables.ts';

/**
 * Store a batch of complete blocks with its rollups and its place in the ledger. Blocks that are
 * stored already are compared by hash and left as they are, but for a gas limit that is not known yet. Errors: see `checkBatch`, `checkNeighbours`.
 */
export async function addBlocks(
	engine: Engine,
	transaction: Transaction<Tables>,
	chainId: number,
	batch: BlockBatch
): Promise<void> {
	const edges = checkBatch(chainId, batch);
	const before = await loadLedger(transaction, chainId, 'block');
	const stored = await storedHashes(transaction, chainId, batch, before);
	checkNeighbours(chainId, batch, edges, before, stored);

	const fresh = missingRanges(batch.range, before.covered);
	const limitless = await closeGasLimitGaps(engine, transaction, chainId, batch.range);
	if (fresh.length === 0 && limitless.length === 0) return;
	for (const { blocks } of partsOf(batch, fresh)) {
		const hashes = blocks.map((block) => bytesOf(block.hash));
		await insertBlocks(engine, transaction, chainId, blocks, hashes);
	}
	await insertGasLimits(engine, transaction, chainId, batch.blocks, [...fresh, ...limitless]);
	// Not of the whole batch: of what is stored already, raw facts may have been dropped.
	const changed = unionOf(limitsMatter(chainId) ? [...fresh, ...limitless] : fresh);
	for (const part of partsOf(batch, changed))
		await replaceTouchedHours(engine, transaction, chainId, part);
	const after = cover(before, ledgerRange(edges));
	await saveLedger(transaction, chainId, 'block', before, after);
	await raiseDataVersion(transaction);
}

/** What of a batch lies in these ranges, one batch for each. */
function partsOf({ range, blocks }: BlockBatch, ranges: readonly BlockRange[]): BlockBatch[] {
	return ranges.map((part) => ({
		range: part,
		blocks: blocks.slice(part.from - range.from, part.to - range.from + 1)
	}));
}

/** Hashes stored from the block before the batch to its end; mostly at most one. */
async function storedHashes(
	transaction: Transaction<Tables>,
	chainId: number,
	{ range }: BlockBatch,
	ledger: Ledger
): Promise<Map<number, string>> {
	const around = { from: range.from - 1, to: range.to };
	const near = ledger.covered.filter((each) => each.to >= around.from && each.from <= around.to);
	const [only] = near;
	if (!only) return new Map();
	if (near.length === 1 && only.to === around.from) return new Map([[only.to, only.toHash]]);
	return selectHashes(transaction, chainId, around);
}

function ledgerRange({ first, last }: BatchEdges): LedgerRange {
	return {
		from: first.number,
		to: last.number,
		fromTime: first.timestamp,
		toTime: last.timestamp,
		fromHash: first.hash.toLowerCase(),
		toHash: last.hash.toLowerCase(),
		fromParentHash: first.parentHash.toLowerCase()
	};
}
