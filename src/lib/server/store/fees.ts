import type { Kysely, Transaction } from 'kysely';
import type { BlockRange } from '#lib/domain/block-range.ts';
import type { FeeClass, FeeFact } from '#lib/domain/facts.ts';
import { FEE_CLASS_CODES, nameOf } from './codes.ts';
import type { Bound, Engine } from './engine.ts';
import type { Tables } from './tables.ts';
import { exactText, joinWei, splitWei } from './wide-integers.ts';

const FEE_COLUMNS = [
	'chain_id',
	'block_number',
	'transaction_index',
	'fee_class',
	'fee_gwei',
	'fee_wei_rest'
] as const;

/** Store fees that are not stored yet. */
export async function insertFees(
	engine: Engine,
	transaction: Transaction<Tables>,
	chainId: number,
	fees: readonly FeeFact[]
): Promise<void> {
	await engine.insertRows(
		transaction,
		'transfer_fee',
		FEE_COLUMNS,
		fees.map((fee) => fromFee(chainId, fee))
	);
}

/** The stored fees of a range of blocks, in the order of the chain. */
export async function selectFees(
	db: Kysely<Tables>,
	chainId: number,
	range: BlockRange
): Promise<FeeFact[]> {
	const rows = await db
		.selectFrom('transfer_fee')
		.select(['block_number', 'transaction_index', 'fee_class', 'fee_wei_rest'])
		.select(exactText('fee_gwei').as('fee_gwei'))
		.where('chain_id', '=', chainId)
		.where('block_number', '>=', range.from)
		.where('block_number', '<=', range.to)
		.orderBy('block_number')
		.orderBy('transaction_index')
		.execute();
	return rows.map(toFee);
}

function toFee(row: {
	block_number: number;
	transaction_index: number;
	fee_class: number;
	fee_gwei: string;
	fee_wei_rest: number;
}): FeeFact {
	return {
		blockNumber: Number(row.block_number),
		transactionIndex: Number(row.transaction_index),
		feeClass: nameOf<FeeClass>(FEE_CLASS_CODES, Number(row.fee_class)),
		fee: joinWei(row.fee_gwei, Number(row.fee_wei_rest))
	};
}

/** In the order of FEE_COLUMNS. */
function fromFee(chainId: number, fee: FeeFact): Bound[] {
	const { gwei, rest } = splitWei(fee.fee);
	return [
		chainId,
		fee.blockNumber,
		fee.transactionIndex,
		FEE_CLASS_CODES[fee.feeClass],
		gwei,
		rest
	];
}
