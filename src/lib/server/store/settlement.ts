import type { Kysely, Transaction } from 'kysely';
import type {
	SettlementFacts,
	SettlementRevert,
	SettlementStep,
	SettlementTransaction
} from '#lib/domain/settlement.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import { nameOf, STAGE_CODES } from './codes.ts';
import type { Engine } from './engine.ts';
import { bytesOf, hexOf } from './hashes.ts';
import type { SnapshotReader } from './ports/store.ts';
import type { Tables } from './tables.ts';
import { exactText } from './wide-integers.ts';

/** Store steps, reverts and transactions that are not stored yet. */
export async function insertSettlement(
	engine: Engine,
	transaction: Transaction<Tables>,
	chainId: number,
	{ steps, reverts, transactions }: Omit<SettlementFacts, 'range'>
): Promise<void> {
	await engine.insertRows(
		transaction,
		'settlement_step',
		['chain_id', 'batch', 'stage', 'l1_block', 'log_index', 'at', 'tx_hash'],
		steps.map(({ batch, stage, l1Block, logIndex, at, txHash }) => [
			...[chainId, batch, STAGE_CODES[stage], l1Block, logIndex, at],
			bytesOf(txHash)
		])
	);
	await engine.insertRows(
		transaction,
		'settlement_revert',
		['chain_id', 'l1_block', 'log_index', 'committed', 'proven'],
		reverts.map(({ l1Block, logIndex, committed, proven }) => [
			...[chainId, l1Block, logIndex, committed, proven]
		])
	);
	await engine.insertRows(
		transaction,
		'settlement_transaction',
		[
			...(['chain_id', 'l1_block', 'tx_hash', 'gas_used', 'gas_price'] as const),
			...(['blob_gas_used', 'blob_gas_price', 'input_bytes', 'steps', 'commits'] as const)
		],
		transactions.map((each) => [
			...[chainId, each.l1Block, bytesOf(each.hash), each.gasUsed, each.gasPrice],
			...[each.blobGasUsed, each.blobGasPrice, each.inputBytes, each.steps, each.commits]
		])
	);
}

/** The reads of what L1 told. */
export function settlementReads(
	db: Kysely<Tables>
): Pick<SnapshotReader, 'getSettlement' | 'getBatchSizes'> {
	return {
		async getSettlement(chainId, batches) {
			const steps = await selectSteps(db, chainId, batches);
			const used = new Set(steps.map(({ txHash }) => txHash));
			const blocks = steps.map(({ l1Block }) => l1Block);
			const transactions =
				blocks.length === 0
					? []
					: await selectTransactions(db, chainId, {
							from: blocks.reduce((least, each) => Math.min(least, each)),
							to: blocks.reduce((most, each) => Math.max(most, each))
						});
			return {
				steps,
				reverts: await selectReverts(db, chainId),
				transactions: transactions.filter(({ hash }) => used.has(hash))
			};
		},
		async getBatchSizes(chainId, window) {
			const rows = await db
				.selectFrom('batch')
				.select(['number', 'l1_tx_count', 'l2_tx_count'])
				.where('chain_id', '=', chainId)
				.where('sealed_at', '>=', window.from)
				.where('sealed_at', '<', window.to)
				.orderBy('number')
				.execute();
			return rows.map((row) => ({
				batch: Number(row.number),
				txCount: Number(row.l1_tx_count) + Number(row.l2_tx_count)
			}));
		}
	};
}

async function selectSteps(
	db: Kysely<Tables>,
	chainId: number,
	batches: { readonly from: number; readonly to: number }
): Promise<SettlementStep[]> {
	const rows = await db
		.selectFrom('settlement_step')
		.selectAll()
		.where('chain_id', '=', chainId)
		.where('batch', '>=', batches.from)
		.where('batch', '<=', batches.to)
		.orderBy('batch')
		.orderBy('stage')
		.orderBy('l1_block')
		.orderBy('log_index')
		.execute();
	return rows.map((row) => ({
		batch: Number(row.batch),
		stage: nameOf(STAGE_CODES, Number(row.stage)),
		l1Block: Number(row.l1_block),
		logIndex: Number(row.log_index),
		at: unixSeconds(Number(row.at)),
		txHash: hexOf(row.tx_hash)
	}));
}

async function selectReverts(db: Kysely<Tables>, chainId: number): Promise<SettlementRevert[]> {
	const rows = await db
		.selectFrom('settlement_revert')
		.selectAll()
		.where('chain_id', '=', chainId)
		.orderBy('l1_block')
		.orderBy('log_index')
		.execute();
	return rows.map((row) => ({
		l1Block: Number(row.l1_block),
		logIndex: Number(row.log_index),
		committed: Number(row.committed),
		proven: Number(row.proven)
	}));
}

async function selectTransactions(
	db: Kysely<Tables>,
	chainId: number,
	l1Blocks: { readonly from: number; readonly to: number }
): Promise<SettlementTransaction[]> {
	const rows = await db
		.selectFrom('settlement_transaction')
		.select(['l1_block', 'tx_hash', 'gas_used', 'blob_gas_used', 'input_bytes', 'steps', 'commits'])
		.select(exactText('gas_price').as('gas_price'))
		.select(exactText<string | null>('blob_gas_price').as('blob_gas_price'))
		.where('chain_id', '=', chainId)
		.where('l1_block', '>=', l1Blocks.from)
		.where('l1_block', '<=', l1Blocks.to)
		.orderBy('l1_block')
		.orderBy('tx_hash')
		.execute();
	return rows.map((row) => ({
		hash: hexOf(row.tx_hash),
		l1Block: Number(row.l1_block),
		gasUsed: Number(row.gas_used),
		gasPrice: BigInt(row.gas_price),
		blobGasUsed: Number(row.blob_gas_used),
		blobGasPrice: row.blob_gas_price === null ? null : BigInt(row.blob_gas_price),
		inputBytes: row.input_bytes === null ? null : Number(row.input_bytes),
		steps: Number(row.steps),
		commits: Number(row.commits)
	}));
}
