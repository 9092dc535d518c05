import type { Kysely, Transaction } from 'kysely';
import { predecessorReach } from '#lib/domain/block-intervals.ts';
import { chainById } from '#lib/domain/chains.ts';
import { FAMILIES } from '#lib/domain/families.ts';
import { bucketStart, HOUR } from '#lib/domain/time.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import { selectBlocks } from '../blocks.ts';
import { HISTOGRAM_CODES, QUANTITY_CODES } from '../codes.ts';
import { assertRawIsKept } from '../dropped.ts';
import type { Bound, Engine } from '../engine.ts';
import { limitsMatter } from '../gas-limits.ts';
import type { BlockBatch } from '../ports/blocks.ts';
import type { PeakQuantity } from '../ports/rollups.ts';
import type { Tables } from '../tables.ts';
import {
	BLOCK_QUANTITIES,
	rollUpBlocks,
	type BlockHourRollup,
	type RollupBlock
} from './block-rollups.ts';

const BLOCK_HISTOGRAMS = [HISTOGRAM_CODES.block_interval, HISTOGRAM_CODES.base_fee];

/**
 * Replace the block rollups of every hour that a stored batch touches: those of its blocks, and of the
 * blocks right after it, whose interval the batch may have made known. What the batch holds is taken
 * from memory, so that a back-fill reads only the two hours at its edges.
 */
export async function replaceTouchedHours(
	engine: Engine,
	transaction: Transaction<Tables>,
	chainId: number,
	{ range, blocks }: BlockBatch
): Promise<void> {
	const fictive = emptyBlocksAreFictive(chainId);
	const reach = predecessorReach(fictive);
	const [first, last] = [blocks[0], blocks.at(-1)];
	if (!first || !last) return;
	const next = await transaction
		.selectFrom('block')
		.select((each) => each.fn.max('timestamp').as('timestamp'))
		.where('chain_id', '=', chainId)
		.where('number', '>', range.to)
		.where('number', '<=', range.to + reach)
		.executeTakeFirst();
	const fromHour = bucketStart(first.timestamp, HOUR);
	const toHour = bucketStart(Number(next?.timestamp ?? last.timestamp), HOUR);
	const touched = { from: fromHour, to: unixSeconds(toHour + HOUR) };
	await assertRawIsKept(transaction, chainId, touched);
	const bounds = await hourBounds(transaction, chainId, fromHour, toHour);

	const lowest = Math.min(range.from, bounds?.firstBlock ?? range.from) - reach;
	const below = await selectBlocks(transaction, chainId, { from: lowest, to: range.from - 1 });
	const highest = bounds?.lastBlock ?? range.to;
	const above: RollupBlock[] =
		highest > range.to
			? await selectBlocks(transaction, chainId, { from: range.to + 1, to: highest })
			: [];
	if (bounds) await deleteHours(transaction, chainId, fromHour, toHour);
	await insertHours(
		engine,
		transaction,
		chainId,
		rollUpBlocks([...below, ...blocks, ...above], fromHour, fictive)
	);
}

/**
 * Rebuild the block rollups from `fromHour` on out of the blocks up to `lastBlock`, all that is left of
 * them after a reorganisation.
 */
export async function rebuildFromHour(
	engine: Engine,
	transaction: Transaction<Tables>,
	chainId: number,
	fromHour: number,
	lastBlock: number
): Promise<void> {
	const fictive = emptyBlocksAreFictive(chainId);
	const bounds = await hourBounds(transaction, chainId, fromHour, fromHour);
	await deleteHours(transaction, chainId, fromHour, Number.MAX_SAFE_INTEGER);
	if (!bounds) return;
	const from = bounds.firstBlock - predecessorReach(fictive);
	const blocks = await selectBlocks(transaction, chainId, { from, to: lastBlock });
	await insertHours(engine, transaction, chainId, rollUpBlocks(blocks, fromHour, fictive));
}

function emptyBlocksAreFictive(chainId: number): boolean {
	return FAMILIES[chainById(chainId).family].emptyBlocksAreFictive;
}

/** The first and last block of the hours from `fromHour` to `toHour`, both included, as rolled up before. */
export async function hourBounds(
	db: Kysely<Tables>,
	chainId: number,
	fromHour: number,
	toHour: number
): Promise<{ firstBlock: number; lastBlock: number } | null> {
	const row = await db
		.selectFrom('block_hour')
		.select((each) => [
			each.fn.min<number | null>('first_block').as('first_block'),
			each.fn.max<number | null>('last_block').as('last_block')
		])
		.where('chain_id', '=', chainId)
		.where('hour', '>=', fromHour)
		.where('hour', '<=', toHour)
		.executeTakeFirst();
	return row === undefined || row.first_block === null
		? null
		: { firstBlock: Number(row.first_block), lastBlock: Number(row.last_block) };
}

/** Delete the block rollups of the hours from `fromHour` to `toHour`, both included. */
export async function deleteHours(
	transaction: Transaction<Tables>,
	chainId: number,
	fromHour: number,
	toHour: number
): Promise<void> {
	for (const table of ['block_hour', 'fullness_hour'] as const)
		await transaction
			.deleteFrom(table)
			.where('chain_id', '=', chainId)
			.where('hour', '>=', fromHour)
			.where('hour', '<=', toHour)
			.execute();
	for (const quantity of BLOCK_QUANTITIES)
		await deletePeakHours(transaction, chainId, quantity, fromHour, toHour);
	for (const histogram of BLOCK_HISTOGRAMS)
		await transaction
			.deleteFrom('histogram_hour')
			.where('chain_id', '=', chainId)
			.where('class', '=', histogram)
			.where('hour', '>=', fromHour)
			.where('hour', '<=', toHour)
			.execute();
}

/** Delete the peaks of one quantity in the hours from `fromHour` to `toHour`, both included. */
export async function deletePeakHours(
	transaction: Transaction<Tables>,
	chainId: number,
	quantity: PeakQuantity,
	fromHour: number,
	toHour: number
): Promise<void> {
	await transaction
		.deleteFrom('peak_hour')
		.where('chain_id', '=', chainId)
		.where('quantity', '=', QUANTITY_CODES[quantity])
		.where('hour', '>=', fromHour)
		.where('hour', '<=', toHour)
		.execute();
}

async function insertHours(
	engine: Engine,
	transaction: Transaction<Tables>,
	chainId: number,
	hours: readonly BlockHourRollup[]
): Promise<void> {
	await engine.insertRows(
		transaction,
		'block_hour',
		['chain_id', 'hour', 'blocks', 'tx', 'user_tx', 'gas', 'first_block', 'last_block'],
		hours.map((each) => [
			chainId,
			each.hour,
			each.blocks,
			each.tx,
			each.userTx,
			each.gas,
			each.firstBlock,
			each.lastBlock
		])
	);
	const isSummed = limitsMatter(chainId);
	await engine.insertRows(
		transaction,
		'fullness_hour',
		['chain_id', 'hour', 'blocks', 'gas_used', 'gas_limit'],
		hours
			.filter(({ limited }) => isSummed && limited.blocks > 0)
			.map(({ hour, limited: { blocks, gasUsed, gasLimit } }) => [
				...[chainId, hour, blocks, gasUsed, gasLimit.toString()]
			])
	);
	await engine.insertRows(
		transaction,
		'peak_hour',
		['chain_id', 'quantity', 'window_seconds', 'hour', 'value', 'at', 'block'],
		hours.flatMap((each) =>
			each.peaks.map((peak) => [
				chainId,
				QUANTITY_CODES[peak.quantity],
				peak.windowSeconds,
				each.hour,
				peak.value,
				peak.at,
				peak.block
			])
		)
	);
	await engine.insertRows(
		transaction,
		'histogram_hour',
		['chain_id', 'class', 'hour', 'bucket', 'count'],
		hours.flatMap(({ hour, intervals, baseFees }) => [
			...histogramRows(chainId, HISTOGRAM_CODES.block_interval, hour, intervals),
			...histogramRows(chainId, HISTOGRAM_CODES.base_fee, hour, baseFees)
		])
	);
}

/** Rows of `histogram_hour` (chain_id, class, hour, bucket, count). */
export function histogramRows(
	chainId: number,
	histogram: number,
	hour: number,
	counts: ReadonlyMap<number, number>
): Bound[][] {
	return [...counts].map(([bucket, count]) => [chainId, histogram, hour, bucket, count]);
}
