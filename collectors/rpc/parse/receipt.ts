import { JSON_TEXT, JsonText, objectOf, QUANTITY, VALUE } from '../pick-json.ts';
import { asArray, asObject, MalformedAnswer, problemOf } from './malformed.ts';
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
	/** Wei for data on L1, where a chain charges that beside gas and says so; null where the receipt has none. */
	readonly l1Fee: bigint | null;
	/** Parameters of an OP Stack chain's operator fee; null where the receipt has none. */
	readonly operatorFeeScalar: bigint | null;
	readonly operatorFeeConstant: bigint | null;
	/** In order. */
	readonly logs: readonly ReceiptLog[];
	/** The same as JSON, as it came and before it is looked at; absent where it came parsed. */
	readonly logsText?: string;
}

/** What a contract told: hex as it came, in lower case. */
export interface ReceiptLog {
	readonly address: string;
	readonly topics: readonly string[];
	readonly data: string;
}

/** What `parseReceipt` reads. */
export const RECEIPT = objectOf({
	...{
		transactionHash: VALUE,
		transactionIndex: QUANTITY,
		blockHash: VALUE,
		blockNumber: QUANTITY
	},
	...{ type: QUANTITY, status: QUANTITY, gasUsed: QUANTITY, effectiveGasPrice: QUANTITY },
	...{ l1Fee: QUANTITY, operatorFeeScalar: QUANTITY, operatorFeeConstant: QUANTITY },
	logs: JSON_TEXT
});

/**
 * A receipt of `eth_getBlockReceipts` or `eth_getTransactionReceipt`. Throws MalformedAnswer; for a log only when
 * logs are looked at, which those of few transactions are.
 */
export function parseReceipt(value: unknown, field: string): Receipt {
	const raw = asObject(value, field);
	const logs = parseLogs(raw.logs, `${field}.logs`);
	return {
		...(raw.logs instanceof JsonText ? { logsText: raw.logs.text } : {}),
		transactionHash: asHash(raw.transactionHash, `${field}.transactionHash`),
		transactionIndex: hexToNumber(raw.transactionIndex, `${field}.transactionIndex`),
		blockHash: asHash(raw.blockHash, `${field}.blockHash`),
		blockNumber: hexToNumber(raw.blockNumber, `${field}.blockNumber`),
		type: parseType(raw.type, `${field}.type`),
		status: parseStatus(raw.status, `${field}.status`),
		gasUsed: hexToBigint(raw.gasUsed, `${field}.gasUsed`),
		effectiveGasPrice: optional(raw.effectiveGasPrice, `${field}.effectiveGasPrice`),
		l1Fee: optional(raw.l1Fee, `${field}.l1Fee`),
		operatorFeeScalar: optional(raw.operatorFeeScalar, `${field}.operatorFeeScalar`),
		operatorFeeConstant: optional(raw.operatorFeeConstant, `${field}.operatorFeeConstant`),
		get logs() {
			return logs();
		}
	};
}

/** The receipts of one block, as `eth_getBlockReceipts` lists them. Throws MalformedAnswer. */
export function parseReceipts(value: unknown): Receipt[] {
	return asArray(value, 'result').map((each, index) => parseReceipt(each, `[${index}]`));
}

function optional(value: unknown, field: string): bigint | null {
	return value === undefined || value === null ? null : hexToBigint(value, field);
}

/** The logs, parsed once they are looked at. Throws MalformedAnswer at once where they are no list. */
function parseLogs(value: unknown, field: string): () => readonly ReceiptLog[] {
	const read = () => asArray(value instanceof JsonText ? parseText(value, field) : value, field);
	if (!(value instanceof JsonText && value.text.startsWith('['))) read();
	let logs: readonly ReceiptLog[] | null = null;
	return () => (logs ??= read().map((log, index) => parseLog(log, `${field}[${index}]`)));
}

function parseText(json: JsonText, field: string): unknown {
	try {
		return JSON.parse(json.text);
	} catch (error) {
		throw new MalformedAnswer(field, `is no JSON: ${(error as Error).message}`);
	}
}

function parseLog(value: unknown, field: string): ReceiptLog {
	const raw = asObject(value, field);
	return {
		address: asAddress(raw.address, `${field}.address`),
		topics: asArray(raw.topics, `${field}.topics`).map((topic, index) =>
			asWords(topic, `${field}.topics[${index}]`)
		),
		data: asWords(raw.data, `${field}.data`)
	};
}

/** Only ever compared with what is looked for: a node that leaves a word empty must not cost the whole block. */
function asWords(value: unknown, field: string): string {
	if (typeof value !== 'string') throw new MalformedAnswer(field, problemOf(value, 'hex data'));
	return value.toLowerCase();
}

function parseStatus(value: unknown, field: string): Receipt['status'] {
	if (value === undefined || value === null) return null;
	const status = hexToNumber(value, field);
	if (status > 1)
		throw new MalformedAnswer(field, `must be 0x0 or 0x1, got 0x${status.toString(16)}`);
	return status === 1 ? 'success' : 'failure';
}
