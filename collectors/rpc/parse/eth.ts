import * as v from 'valibot';
import { address, hash, hexBigint, hexNumber, orNull, parseShape } from './shape.ts';

/** `eth_chainId`: the EIP-155 id. */
export function parseChainId(value: unknown): number {
	return parseShape(hexNumber, value);
}

/** `eth_blockNumber`. */
export function parseBlockNumber(value: unknown): number {
	return parseShape(hexNumber, value);
}

const feeHistory = v.pipe(
	v.object({
		oldestBlock: hexNumber,
		/** Wei per gas, a value a block, then the next block's, which Era leaves out. */
		baseFeePerGas: v.optional(v.array(hexBigint), []),
		gasUsedRatio: v.array(v.number()),
		/** Wei per gas, a list of percentiles a block; null when none was asked for. */
		reward: orNull(v.array(v.array(hexBigint))),
		/** Wei per blob gas; null before EIP-4844. */
		baseFeePerBlobGas: orNull(v.array(hexBigint)),
		blobGasUsedRatio: orNull(v.array(v.number()))
	}),
	v.check(
		({ baseFeePerGas, gasUsedRatio }) =>
			[0, gasUsedRatio.length, gasUsedRatio.length + 1].includes(baseFeePerGas.length),
		'must hold a base fee a block and the next one’s'
	)
);

export type FeeHistory = v.InferOutput<typeof feeHistory>;

/**
 * `eth_feeHistory`. The ratios are placeholders on Era (0.0) and ZKsync OS (0.5), and no gas share on
 * Arbitrum. Throws MalformedAnswer.
 */
export function parseFeeHistory(value: unknown): FeeHistory {
	return parseShape(feeHistory, value);
}

const log = v.object({
	address,
	topics: v.array(hash),
	data: v.string(),
	/** Null while pending. */
	blockNumber: orNull(hexNumber),
	blockHash: orNull(hash),
	transactionHash: orNull(hash),
	transactionIndex: orNull(hexNumber),
	logIndex: orNull(hexNumber),
	removed: v.optional(v.boolean(), false)
});

export type Log = v.InferOutput<typeof log>;

/** The entries of `eth_getLogs`. Throws MalformedAnswer. */
export function parseLogs(value: unknown): Log[] {
	return parseShape(v.array(log), value);
}
