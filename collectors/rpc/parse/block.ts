import type { BlockFact } from '#lib/domain/facts.ts';
import { gas, wei } from '#lib/domain/units.ts';
import { listOf, objectOf, QUANTITY, TEXT_COUNT, TextCount, VALUE } from '../pick-json.ts';
import { asArray, asObject, MalformedAnswer, problemOf } from './malformed.ts';
import { asHash, hexToBigint, hexToNumber, hexToTime } from './quantity.ts';
import { parseTransaction, parseType, TRANSACTION, type Transaction } from './transaction.ts';

/** What `parseBlockFact` reads of a header beside its transactions. */
const HEADER = {
	...{ number: QUANTITY, timestamp: QUANTITY, hash: VALUE, parentHash: VALUE },
	...{ gasUsed: QUANTITY, gasLimit: QUANTITY, baseFeePerGas: QUANTITY }
};
/** What it reads of a block with transaction hashes. */
export const HEADER_WITH_HASHES = objectOf({ ...HEADER, transactions: TEXT_COUNT });
/** What it reads of a block with whole transactions. */
export const HEADER_WITH_TYPES = objectOf({
	...HEADER,
	transactions: listOf(objectOf({ type: VALUE }))
});

/** What `parseTransactions` reads too. */
export const BLOCK = objectOf({ ...HEADER, transactions: listOf(TRANSACTION) });

/**
 * A block of `eth_getBlockByNumber` as a fact. With `systemTypes` its transactions must be whole, since only
 * they tell their type; without, hashes or their number (`TextCount`) do and every transaction counts as a
 * user's. `baseFee` is null where the header has none (before EIP-1559). Throws MalformedAnswer.
 */
export function parseBlockFact(value: unknown, systemTypes: readonly number[]): BlockFact {
	const raw = asObject(value, 'result');
	const counts = countTransactions(raw, systemTypes);
	return {
		number: hexToNumber(raw.number, 'number'),
		timestamp: hexToTime(raw.timestamp, 'timestamp'),
		hash: asHash(raw.hash, 'hash'),
		parentHash: asHash(raw.parentHash, 'parentHash'),
		...counts,
		gasUsed: gas(hexToNumber(raw.gasUsed, 'gasUsed')),
		gasLimit: gas(hexToNumber(raw.gasLimit, 'gasLimit')),
		baseFee:
			raw.baseFeePerGas === undefined || raw.baseFeePerGas === null
				? null
				: wei(parseBaseFee(raw.baseFeePerGas))
	};
}

/** The widest base fee that can be stored: 2⁶³ − 1 wei per gas, 9.2 ether. */
const MAX_BASE_FEE = 2n ** 63n - 1n;

function parseBaseFee(value: unknown): bigint {
	const fee = hexToBigint(value, 'baseFeePerGas');
	if (fee <= MAX_BASE_FEE) return fee;
	throw new MalformedAnswer('baseFeePerGas', `must be below 2^63, got ${fee}`);
}

/** The whole transactions of a block that was asked for with them, in order. Throws MalformedAnswer. */
export function parseTransactions(value: unknown): Transaction[] {
	return asArray(asObject(value, 'result').transactions, 'transactions').map((each, index) =>
		parseTransaction(each, `transactions[${index}]`)
	);
}

function countTransactions(
	raw: Record<string, unknown>,
	systemTypes: readonly number[]
): Pick<BlockFact, 'txCount' | 'userTxCount'> {
	if (raw.transactions instanceof TextCount && systemTypes.length === 0)
		return { txCount: raw.transactions.texts, userTxCount: raw.transactions.texts };
	const transactions = asArray(raw.transactions, 'transactions');
	return {
		txCount: transactions.length,
		userTxCount: countUserTransactions(transactions, systemTypes)
	};
}

function countUserTransactions(
	transactions: readonly unknown[],
	systemTypes: readonly number[]
): number {
	let count = 0;
	for (const [index, each] of transactions.entries()) {
		if (systemTypes.length === 0) {
			if (typeof each !== 'string' && (typeof each !== 'object' || each === null))
				throw new MalformedAnswer(
					`transactions[${index}]`,
					problemOf(each, 'a hash or a transaction')
				);
			count += 1;
		} else {
			const { type } = asObject(each, `transactions[${index}]`);
			if (!systemTypes.includes(parseType(type, `transactions[${index}].type`))) count += 1;
		}
	}
	return count;
}
