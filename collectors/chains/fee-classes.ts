import type { BlockFact, FeeClass, FeeFact } from '#lib/domain/facts.ts';
import { wei } from '#lib/domain/units.ts';
import { MalformedAnswer } from '../rpc/parse/malformed.ts';
import type { Receipt } from '../rpc/parse/receipt.ts';
import type { Transaction } from '../rpc/parse/transaction.ts';
import type { FamilyReader } from './family.ts';
import { isErc20Transfer } from './erc20-transfer.ts';

type IsOfClass = (transaction: Transaction, receipt: Receipt, family: FamilyReader) => boolean;

/** How each class of fee is told from all others: by calldata and logs, never by gas. No transaction is of two. */
const CLASSES: Readonly<Record<FeeClass, IsOfClass>> = {
	native_transfer: isPlainTransfer,
	erc20_transfer: isErc20Transfer
};

/** 2⁶³ gwei, more ether than there is: a store can hold no more, and no one has ever paid it. */
const ABSURD_FEE = 2n ** 63n * 1_000_000_000n;

/**
 * What each transaction of a measured class in a block cost: gasUsed × effectiveGasPrice, and what the family charges
 * beside it. Fees are never taken from logs, which overstate them where a refund is not logged. Throws
 * MalformedAnswer when receipts and transactions of the block do not match one to one, when a receipt lacks a part of
 * the fee, and for a fee that nobody could pay; UnknownFee when a part of a fee cannot be known.
 */
export function classifiedFees(
	block: BlockFact,
	transactions: readonly Transaction[],
	receipts: readonly Receipt[],
	family: FamilyReader
): FeeFact[] {
	const matched = matchReceipts(block, transactions, receipts);
	return transactions.flatMap((transaction, index) => {
		const receipt = matched[index];
		const feeClass = receipt && feeClassOf(transaction, receipt, family);
		if (!feeClass) return [];
		if (receipt.effectiveGasPrice === null)
			throw new MalformedAnswer(`[${index}].effectiveGasPrice`, 'is missing');
		const gasFee = receipt.gasUsed * receipt.effectiveGasPrice;
		const fee = gasFee + family.feeBeside(receipt, `[${index}]`);
		if (fee >= ABSURD_FEE)
			throw new MalformedAnswer(
				`[${index}].${gasFee >= ABSURD_FEE ? 'effectiveGasPrice' : 'l1Fee'}`,
				`makes a fee of ${fee} wei`
			);
		return [{ blockNumber: block.number, transactionIndex: index, feeClass, fee: wei(fee) }];
	});
}

/** The class whose fee a transaction's is; null for the many that belong to none. */
export function feeClassOf(
	transaction: Transaction,
	receipt: Receipt,
	family: FamilyReader
): FeeClass | null {
	const isUsersOwn =
		receipt.status === 'success' &&
		transaction.authorizations === 0 &&
		!family.systemTransactionTypes.includes(transaction.type);
	if (!isUsersOwn) return null;
	for (const [feeClass, isOfClass] of Object.entries(CLASSES))
		if (isOfClass(transaction, receipt, family)) return feeClass as FeeClass;
	return null;
}

/** Whether a transaction moved the gas token from one account to another and did nothing else. */
function isPlainTransfer(
	{ to, value, input }: Transaction,
	receipt: Receipt,
	{ transferLogEmitters }: FamilyReader
): boolean {
	return (
		input === '0x' &&
		value > 0n &&
		to !== null &&
		receipt.logs.every(({ address }) => transferLogEmitters.includes(address))
	);
}

function matchReceipts(
	block: BlockFact,
	transactions: readonly Transaction[],
	receipts: readonly Receipt[]
): Receipt[] {
	if (receipts.length !== transactions.length)
		throw new MalformedAnswer(
			'result',
			`must hold ${transactions.length} receipts, one a transaction, got ${receipts.length}`
		);
	const byIndex = receipts.toSorted((a, b) => a.transactionIndex - b.transactionIndex);
	for (const [index, receipt] of byIndex.entries()) {
		const transaction = transactions[index];
		if (receipt.transactionIndex !== index || receipt.transactionHash !== transaction?.hash)
			throw new MalformedAnswer(
				`[${index}]`,
				`must be the receipt of transaction ${index}, ${transaction?.hash}`
			);
		if (receipt.blockHash !== block.hash || receipt.blockNumber !== block.number)
			throw new MalformedAnswer(`[${index}].blockHash`, `must be ${block.hash}, the block's`);
	}
	return byIndex;
}
