import type { Receipt } from '../rpc/parse/receipt.ts';
import type { Transaction } from '../rpc/parse/transaction.ts';
import {
	BATCH_FORMATS,
	ENTRY_POINTS,
	USER_OPERATION_EVENT,
	type BatchFormat
} from './batch-formats.ts';
import type { FamilyReader } from './family.ts';

/** Batches within batches are opened so deep; what lies deeper counts as one. */
const DEEPEST = 16;
const SELECTOR_LENGTH = 10;

const FORMATS = new Map(BATCH_FORMATS.map((format) => [format.selector, format]));
const ENTRY_POINT_ADDRESSES = ENTRY_POINTS.map(({ address }) => address);
/** Digits of the event that read the same in either case: logs without them need no parsing, which nearly all are. */
const DIGITS_OF_EVENT = USER_OPERATION_EVENT.slice(9, 16);

/**
 * How many operations users asked for in a block beyond one for each of their transactions. `receipts` are those of
 * `transactions`, each with its index among them. Throws MalformedAnswer for a log that has to be read and cannot be.
 */
export function extraOperations(
	transactions: readonly Transaction[],
	receipts: readonly Receipt[],
	{ systemTransactionTypes }: FamilyReader
): number {
	let extra = 0;
	for (const receipt of receipts) {
		const transaction = transactions[receipt.transactionIndex];
		if (!transaction || systemTransactionTypes.includes(transaction.type)) continue;
		extra += operationsOf(transaction, receipt) - 1;
	}
	return extra;
}

/**
 * How many operations a user's transaction carries: those that EntryPoints have logged, or the calls in its calldata
 * where these are more; 1 of one that failed, or is in no known format.
 */
export function operationsOf(transaction: Transaction, receipt: Receipt): number {
	if (receipt.status === 'failure') return 1;
	const { to, type, input } = transaction;
	const called = to === null ? 1 : callsIn(to, input, type, DEEPEST);
	return Math.max(called, loggedOperations(receipt));
}

function loggedOperations(receipt: Receipt): number {
	if (receipt.logsText?.includes(DIGITS_OF_EVENT) === false) return 0;
	return receipt.logs.filter(
		({ address, topics }) =>
			topics[0] === USER_OPERATION_EVENT && ENTRY_POINT_ADDRESSES.includes(address)
	).length;
}

/** Calls at the leaves of a call, itself where it is none of the known batches. `type` is null inside of another. */
function callsIn(to: string, input: string, type: number | null, deepest: number): number {
	const format = FORMATS.get(input.slice(0, SELECTOR_LENGTH));
	if (!format || deepest === 0 || !isReadBy(format, to, type)) return 1;
	const calls = format.open(input.slice(SELECTOR_LENGTH));
	if (!calls || calls.length === 0) return 1;
	return calls.reduce(
		(sum, call) => sum + callsIn(call.to, `0x${call.data}`, null, deepest - 1),
		0
	);
}

function isReadBy({ at, transactionType }: BatchFormat, to: string, type: number | null): boolean {
	const isOfType = transactionType === null || type === null || transactionType === type;
	return isOfType && (at === null || at.includes(to));
}
