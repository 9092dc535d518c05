import { asArray, asObject, MalformedAnswer, quote } from './malformed.ts';
import { asAddress, asHash, hexToBigint, hexToNumber } from './quantity.ts';
import { parseType } from './transaction.ts';

/** What a transaction did and cost. */
export interface Receipt {
	readonly transactionHash: string;
	readonly transactionIndex: number;
	readonly blockHash: string;
	readonly blockNumber: number;
	readonly type: number;
	/** Null before Byzantium, whose receipts hold a state root instead. */
	readonly status: 'success' | 'failure' | null;
	readonly gasUsed: bigint;
	/** Wei per gas; null from nodes that do not tell. */
	readonly effectiveGasPrice: bigint | null;
	/** Contracts that logged, in order, one a log. */
	readonly logAddresses: readonly string[];
}

/** A receipt of `eth_getBlockReceipts` or `eth_getTransactionReceipt`. Throws MalformedAnswer. */
export function parseReceipt(value: unknown, field: string): Receipt {
	const raw = asObject(value, field);
	return {
		transactionHash: asHash(raw.transactionHash, `${field}.transactionHash`),
		transactionIndex: hexToNumber(raw.transactionIndex, `${field}.transactionIndex`),
		blockHash: asHash(raw.blockHash, `${field}.blockHash`),
		blockNumber: hexToNumber(raw.blockNumber, `${field}.blockNumber`),
		type: parseType(raw.type, `${field}.type`),
		status: parseStatus(raw.status, `${field}.status`),
		gasUsed: hexToBigint(raw.gasUsed, `${field}.gasUsed`),
		effectiveGasPrice:
			raw.effectiveGasPrice === undefined || raw.effectiveGasPrice === null
				? null
				: hexToBigint(raw.effectiveGasPrice, `${field}.effectiveGasPrice`),
		logAddresses: asArray(raw.logs, `${field}.logs`).map((log, index) => {
			const path = `${field}.logs[${index}]`;
			return asAddress(asObject(log, path).address, `${path}.address`);
		})
	};
}

/** The receipts of one block, as `eth_getBlockReceipts` lists them. Throws MalformedAnswer. */
export function parseReceipts(value: unknown): Receipt[] {
	return asArray(value, 'result').map((each, index) => parseReceipt(each, `[${index}]`));
}

function parseStatus(value: unknown, field: string): Receipt['status'] {
	if (value === undefined || value === null) return null;
	const status = hexToNumber(value, field);
	if (status > 1) throw new MalformedAnswer(field, `must be 0x0 or 0x1, got ${quote(value)}`);
	return status === 1 ? 'success' : 'failure';
}
