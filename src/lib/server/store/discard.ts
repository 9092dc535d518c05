import type { Transaction } from 'kysely';
import { BLOCK_KINDS } from '#lib/domain/block-range.ts';
import { bucketStart, HOUR } from '#lib/domain/time.ts';
import { selectBlocks, selectHashes } from './blocks.ts';
import type { Engine } from './engine.ts';
import { discardGasLimitsAbove } from './gas-limits.ts';
import { truncate } from './ledger.ts';
import { loadLedger, saveLedger } from './ledger-rows.ts';
import { raiseDataVersion } from './meta.ts';
import { rebuildFromHour } from './rollups/block-hours.ts';
import { deleteAllFeeHours, replaceFeeHour } from './rollups/fee-hours.ts';
import type { Tables } from './tables.ts';
import { discardUserOpsAbove } from './user-ops.ts';

/**
 * Drop every fact above `number` and rebuild the one hour that may keep some of its blocks; later
 * hours go whole, since time never goes back. Ledgers want nothing above `newTop`, except one that wanted
 * nothing above `number`. Throws RangeError when `newTop` is below `number`, or what is above it was dropped as final.
 */
export async function discardAbove(
	engine: Engine,
	transaction: Transaction<Tables>,
	chainId: number,
	number: number,
	newTop: number
): Promise<void> {
	if (newTop < number)
		throw new RangeError(
			`chain ${chainId}: blocks up to ${number} cannot stay on a chain that ends at ${newTop}; discard above ${newTop}`
		);
	await refuseBelowDropped(transaction, chainId, number);
	await discardFacts(engine, transaction, chainId, number);
	const edge = await blockEdge(transaction, chainId, number);
	for (const kind of BLOCK_KINDS) {
		const before = await loadLedger(transaction, chainId, kind);
		const after = truncate(before, number, newTop, edge);
		await saveLedger(transaction, chainId, kind, before, after);
	}
	await raiseDataVersion(transaction);
}

/** Throws RangeError when `number` is below the block that follows the last hour without raw facts. */
async function refuseBelowDropped(
	transaction: Transaction<Tables>,
	chainId: number,
	number: number
): Promise<void> {
	const dropped = await transaction
		.selectFrom('dropped_range')
		.select((each) => each.fn.max<number | null>('to_time').as('to_time'))
		.where('chain_id', '=', chainId)
		.where('part', '=', 'raw')
		.executeTakeFirst();
	if (dropped === undefined || dropped.to_time === null) return;
	const kept = await transaction
		.selectFrom('block_hour')
		.select((each) => each.fn.min<number>('first_block').as('first_block'))
		.where('chain_id', '=', chainId)
		.where('hour', '>=', Number(dropped.to_time))
		.executeTakeFirstOrThrow();
	if (number < Number(kept.first_block))
		throw new RangeError(
			`chain ${chainId}: blocks above ${number} cannot be discarded: those below ${kept.first_block} were final, and are kept by the hour only`
		);
}

async function discardFacts(
	engine: Engine,
	transaction: Transaction<Tables>,
	chainId: number,
	number: number
): Promise<void> {
	const lowest = await transaction
		.selectFrom('block')
		.select('timestamp')
		.where('chain_id', '=', chainId)
		.where('number', '>', number)
		.orderBy('number')
		.limit(1)
		.executeTakeFirst();
	if (!lowest) return;
	const fromHour = bucketStart(Number(lowest.timestamp), HOUR);
	for (const table of ['block', 'block_hash'] as const)
		await transaction
			.deleteFrom(table)
			.where('chain_id', '=', chainId)
			.where('number', '>', number)
			.execute();
	await transaction
		.deleteFrom('transfer_fee')
		.where('chain_id', '=', chainId)
		.where('block_number', '>', number)
		.execute();
	await discardGasLimitsAbove(engine, transaction, chainId, number);
	await rebuildFromHour(engine, transaction, chainId, fromHour, number);
	await discardUserOpsAbove(engine, transaction, chainId, number, fromHour);
	await deleteAllFeeHours(transaction, chainId, fromHour, Number.MAX_SAFE_INTEGER);
	const kept = await transaction
		.selectFrom('block_hour')
		.select('first_block')
		.where('chain_id', '=', chainId)
		.where('hour', '=', fromHour)
		.executeTakeFirst();
	if (kept) await replaceFeeHour(engine, transaction, chainId, Number(kept.first_block));
}

async function blockEdge(transaction: Transaction<Tables>, chainId: number, number: number) {
	const at = { from: number, to: number };
	const [block] = await selectBlocks(transaction, chainId, at);
	const hash = (await selectHashes(transaction, chainId, at)).get(number);
	return block && hash !== undefined ? { time: block.timestamp, hash } : null;
}
