import type { Kysely, Transaction } from 'kysely';
import { STAGES, type BatchFact } from '#lib/domain/batches.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import { CLOCK_CODES, STAGE_CODES } from './codes.ts';
import type { Engine } from './engine.ts';
import { bytesOf } from './hashes.ts';
import type { SnapshotReader } from './ports/store.ts';
import type { Tables } from './tables.ts';

/** Store batches that are not stored yet, with their stages. */
export async function insertBatches(
	engine: Engine,
	transaction: Transaction<Tables>,
	chainId: number,
	batches: readonly BatchFact[]
): Promise<void> {
	await engine.insertRows(
		transaction,
		'batch',
		[
			'chain_id',
			'number',
			'from_block',
			'to_block',
			'opened_at',
			'sealed_at',
			'l1_tx_count',
			'l2_tx_count',
			'root_hash'
		],
		batches.map((batch) => [
			chainId,
			batch.number,
			batch.blocks.from,
			batch.blocks.to,
			batch.openedAt,
			batch.sealedAt,
			batch.l1TxCount,
			batch.l2TxCount,
			bytesOf(batch.rootHash)
		])
	);
	await engine.insertRows(
		transaction,
		'batch_stage',
		['chain_id', 'batch', 'stage', 'clock', 'at', 'tx_hash', 'settled_on'],
		batches.flatMap(({ number, stages }) =>
			STAGES.map((stage) => {
				const { at, clock, txHash, settledOn } = stages[stage];
				return [
					chainId,
					number,
					STAGE_CODES[stage],
					CLOCK_CODES[clock],
					at,
					txHash === null ? null : bytesOf(txHash),
					settledOn
				];
			})
		)
	);
}

/** First and last block of a stored batch, or null. */
export async function selectBatchBlocks(
	db: Kysely<Tables>,
	chainId: number,
	number: number
): Promise<BatchFact['blocks'] | null> {
	const row = await db
		.selectFrom('batch')
		.select(['from_block', 'to_block'])
		.where('chain_id', '=', chainId)
		.where('number', '=', number)
		.executeTakeFirst();
	return row ? { from: Number(row.from_block), to: Number(row.to_block) } : null;
}

/** The reads of batches. */
export function batchReads(
	db: Kysely<Tables>
): Pick<SnapshotReader, 'getStageTimes' | 'getL1Transactions'> {
	return {
		async getL1Transactions(chainId, window) {
			const ofChain = db
				.selectFrom('batch')
				.select(['number', 'from_block', 'to_block', 'opened_at', 'sealed_at', 'l1_tx_count'])
				.where('chain_id', '=', chainId)
				.orderBy('sealed_at')
				.orderBy('number');
			const within = await ofChain
				.where('sealed_at', '>=', window.from)
				.where('sealed_at', '<', window.to)
				.execute();
			const next = await ofChain.where('sealed_at', '>=', window.to).limit(1).execute();
			return [...within, ...next].map((row) => ({
				batch: Number(row.number),
				blocks: { from: Number(row.from_block), to: Number(row.to_block) },
				openedAt: unixSeconds(Number(row.opened_at)),
				sealedAt: unixSeconds(Number(row.sealed_at)),
				l1TxCount: Number(row.l1_tx_count)
			}));
		},

		async getStageTimes(chainId, window, stage, clock) {
			const rows = await db
				.selectFrom('batch')
				.innerJoin('batch_stage', (join) =>
					join
						.onRef('batch_stage.chain_id', '=', 'batch.chain_id')
						.onRef('batch_stage.batch', '=', 'batch.number')
				)
				.select(['number', 'from_block', 'to_block', 'sealed_at', 'at', 'settled_on'])
				.where('batch.chain_id', '=', chainId)
				.where('sealed_at', '>=', window.from)
				.where('sealed_at', '<', window.to)
				.where('stage', '=', STAGE_CODES[stage])
				.where('clock', '=', CLOCK_CODES[clock])
				.orderBy('number')
				.execute();
			return rows.map((row) => ({
				batch: Number(row.number),
				blocks: { from: Number(row.from_block), to: Number(row.to_block) },
				sealedAt: unixSeconds(Number(row.sealed_at)),
				at: unixSeconds(Number(row.at)),
				settledOn: row.settled_on === null ? null : Number(row.settled_on)
			}));
		}
	};
}
