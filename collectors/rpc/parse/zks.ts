import * as v from 'valibot';
import { address, hash, hexBigint, hexNumber, orNull, parseShape, whole } from './shape.ts';

/** Hash and operator's time of one step on the settlement layer; `ChainId` 9075 is the former Gateway. */
function settlementStep<
	Tx extends string,
	At extends string,
	Finality extends string,
	Id extends string
>(
	tx: Tx,
	at: At,
	finality: Finality,
	chainId: Id
): Record<Tx, typeof nullableHash> &
	Record<At | Finality, typeof nullableText> &
	Record<Id, typeof nullableWhole> {
	return {
		[tx]: nullableHash,
		[at]: nullableText,
		[finality]: nullableText,
		[chainId]: nullableWhole
	} as ReturnType<typeof settlementStep<Tx, At, Finality, Id>>;
}

const nullableHash = orNull(hash);
const nullableText = orNull(v.string());
const nullableWhole = orNull(whole);

/**
 * Fields that batches and blocks share (`BlockDetailsBase`, matter-labs/zksync-era core/lib/types/src/api/mod.rs).
 * Times are ISO 8601 by the operator's own clock, not those of L1 blocks; `verified` means executed.
 */
const details = {
	number: whole,
	timestamp: whole,
	l1TxCount: whole,
	l2TxCount: whole,
	rootHash: nullableHash,
	status: v.string(),
	...settlementStep('commitTxHash', 'committedAt', 'commitTxFinality', 'commitChainId'),
	...settlementStep('proveTxHash', 'provenAt', 'proveTxFinality', 'proveChainId'),
	...settlementStep('executeTxHash', 'executedAt', 'executeTxFinality', 'executeChainId'),
	...settlementStep('precommitTxHash', 'precommittedAt', 'precommitTxFinality', 'precommitChainId'),
	/** Wei per gas. */
	l1GasPrice: whole,
	l2FairGasPrice: whole,
	fairPubdataPrice: nullableWhole
};

const batchDetails = v.object(details);
export type L1BatchDetails = v.InferOutput<typeof batchDetails>;

/** `zks_getL1BatchDetails`; null when there is no such batch. Throws MalformedAnswer. */
export function parseL1BatchDetails(value: unknown): L1BatchDetails | null {
	return parseShape(v.nullable(batchDetails), value);
}

const blockDetails = v.object({
	...details,
	l1BatchNumber: whole,
	operatorAddress: orNull(address),
	protocolVersion: nullableText
});
export type BlockDetails = v.InferOutput<typeof blockDetails>;

/** `zks_getBlockDetails`; null when there is no such block. Throws MalformedAnswer. */
export function parseBlockDetails(value: unknown): BlockDetails | null {
	return parseShape(v.nullable(blockDetails), value);
}

/** `zks_getL1BatchBlockRange`: first and last block, both included; null when there is no such batch. */
export function parseL1BatchBlockRange(value: unknown): { from: number; to: number } | null {
	const range = parseShape(v.nullable(v.tuple([hexNumber, hexNumber])), value);
	return range && { from: range[0], to: range[1] };
}

/** `zks_L1BatchNumber`: the newest batch. Throws MalformedAnswer. */
export function parseL1BatchNumber(value: unknown): number {
	return parseShape(hexNumber, value);
}

const transactionDetails = v.object({
	isL1Originated: v.boolean(),
	status: v.string(),
	/** Wei. */
	fee: hexBigint,
	gasPerPubdata: orNull(hexBigint),
	initiatorAddress: address,
	/** ISO 8601 with milliseconds: when the sequencer received it. */
	receivedAt: v.string(),
	ethCommitTxHash: nullableHash,
	ethProveTxHash: nullableHash,
	ethExecuteTxHash: nullableHash,
	ethPrecommitTxHash: nullableHash
});
export type TransactionDetails = v.InferOutput<typeof transactionDetails>;

/** `zks_getTransactionDetails`; null when the transaction is unknown. Throws MalformedAnswer. */
export function parseTransactionDetails(value: unknown): TransactionDetails | null {
	return parseShape(v.nullable(transactionDetails), value);
}

const ratioPart = v.union([
	whole,
	v.pipe(
		v.string(),
		v.digits(),
		v.transform((text) => BigInt(text))
	)
]);
const feeParams = v.object({
	V2: v.object({
		config: v.object({
			minimal_l2_gas_price: whole,
			compute_overhead_part: v.number(),
			pubdata_overhead_part: v.number(),
			batch_overhead_l1_gas: whole,
			max_gas_per_batch: whole,
			max_pubdata_per_batch: whole
		}),
		l1_gas_price: whole,
		l1_pubdata_price: whole,
		/** Base token per ETH; older servers have none. */
		conversion_ratio: orNull(v.object({ numerator: ratioPart, denominator: ratioPart }))
	})
});
export type FeeParams = v.InferOutput<typeof feeParams>;

/** `zks_getFeeParams`, prices in wei. Throws MalformedAnswer. */
export function parseFeeParams(value: unknown): FeeParams {
	return parseShape(feeParams, value);
}
