import * as v from 'valibot';
import { hash, hexBigint, hexNumber, orNull, parseShape } from './shape.ts';

const receipt = v.pipe(
	v.object({
		transactionHash: hash,
		blockHash: hash,
		blockNumber: hexNumber,
		status: hexNumber,
		gasUsed: hexNumber,
		/** Wei per gas. */
		effectiveGasPrice: hexBigint,
		/** Null of a transaction without blobs. */
		blobGasUsed: orNull(hexNumber),
		/** Wei per blob gas. */
		blobGasPrice: orNull(hexBigint)
	}),
	v.check(
		({ blobGasUsed, blobGasPrice }) => !blobGasUsed || blobGasPrice !== null,
		'has blobGasUsed and no blobGasPrice: what its blobs cost is not known'
	)
);

/** What a transaction on Ethereum cost, with its blobs (EIP-4844). */
export type L1Receipt = v.InferOutput<typeof receipt>;

/** `eth_getTransactionReceipt` on Ethereum; null where the node has none. Throws MalformedAnswer. */
export function parseL1Receipt(value: unknown): L1Receipt | null {
	return parseShape(v.nullable(receipt), value);
}

const transaction = v.object({
	hash,
	blockHash: orNull(hash),
	input: v.pipe(
		v.string(),
		v.regex(/^0x([0-9a-fA-F]{2})*$/, 'must be bytes in hex'),
		v.transform((text) => (text.length - 2) / 2)
	)
});

/** Length of the calldata in `eth_getTransactionByHash`, and in which block that is; null where the node has none. */
export function parseInputLength(
	value: unknown
): { readonly hash: string; readonly blockHash: string | null; readonly bytes: number } | null {
	const parsed = parseShape(v.nullable(transaction), value);
	return parsed && { hash: parsed.hash, blockHash: parsed.blockHash, bytes: parsed.input };
}

const settlementLog = v.object({
	topics: v.array(hash),
	data: v.pipe(v.string(), v.regex(/^0x([0-9a-fA-F]{64})*$/, 'must be words in hex')),
	blockNumber: hexNumber,
	blockHash: hash,
	transactionHash: hash,
	logIndex: hexNumber
});

/** A log of a mined block. */
export type MinedLog = v.InferOutput<typeof settlementLog>;

/** The entries of `eth_getLogs` for blocks that are final: none is pending. Throws MalformedAnswer. */
export function parseMinedLogs(value: unknown): MinedLog[] {
	return parseShape(v.array(settlementLog), value);
}

/** The number in an answer of `eth_getBlockByNumber`; null where the node has no such block. Throws MalformedAnswer. */
export function parseKnownBlock(value: unknown): number | null {
	return parseShape(v.nullable(v.object({ number: hexNumber })), value)?.number ?? null;
}
