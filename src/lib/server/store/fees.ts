import type { Kysely, Transaction } from 'kysely';
import { missingRanges, type BlockRange } from '#lib/domain/block-range.ts';
import type { FeeClass, FeeFact } from '#lib/domain/facts.ts';
import { selectBlocks, selectHashes } from './blocks.ts';
import { FEE_CLASS_CODES, nameOf } from './codes.ts';
import type { Bound, Engine } from './engine.ts';
import { BlocksNotCoveredError, InvalidBatchError } from './errors.ts';
import { cover, covers, type LedgerRange } from './ledger.ts';
import { loadLedger, saveLedger } from './ledger-rows.ts';
import { raiseDataVersion } from './meta.ts';
import type { FeeBatch } from './ports.ts';
import { replaceFeeHours } from './rollups/fee-hours.ts';
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

/**
 * Store the fees of a range with their rollups. Fees of blocks whose fees are stored already are left
 * as they are. Throws BlocksNotCoveredError, or InvalidBatchError for a fee outside the range or twice.
 */
export async function addFees(
	engine: Engine,
	transaction: Transaction<Tables>,
	chainId: number,
	batch: FeeBatch
): Promise<void> {
	checkFees(chainId, batch);
	const blocks = await loadLedger(transaction, chainId, 'block');
	if (!covers(blocks, batch.range)) throw new BlocksNotCoveredError(chainId, batch.range);
	const before = await loadLedger(transaction, chainId, 'fee');
	const fresh = missingRanges(batch.range, before.covered);
	if (fresh.length === 0) return;

	const fees = batch.fees.filter((fee) =>
		fresh.some((range) => fee.blockNumber >= range.from && fee.blockNumber <= range.to)
	);
	await engine.insertRows(
		transaction,
		'transfer_fee',
		FEE_COLUMNS,
		fees.map((fee) => fromFee(chainId, fee))
	);
	await replaceFeeHours(engine, transaction, chainId, fees);
	const after = cover(before, await ledgerRange(transaction, chainId, batch.range));
	await saveLedger(transaction, chainId, 'fee', before, after);
	await raiseDataVersion(transaction);
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
