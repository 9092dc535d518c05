import type { Receipt } from '../rpc/parse/receipt.ts';

/**
 * How blocks and fees of a chain family are asked for and read. What is counted, what a gas limit means and how
 * finality reads stand in `domain/families.ts`.
 */
export interface FamilyReader {
	/** Types that no user signed for the chain; where there are any, blocks are asked for with whole transactions. */
	readonly systemTransactionTypes: readonly number[];
	/** Contracts whose logs a plain transfer of the gas token may carry. Addresses in lower case. */
	readonly transferLogEmitters: readonly string[];
	/**
	 * What a user's transaction cost beside gasUsed × effectiveGasPrice, in wei. `field` is the receipt's place in the
	 * answer. Throws MalformedAnswer where the receipt must state it and does not, UnknownFee where it cannot be known.
	 */
	feeBeside(receipt: Receipt, field: string): bigint;
}

/** A part of a fee that is charged and that receipts do not state: the fee is unknown, never less. */
export class UnknownFee extends Error {
	override readonly name = 'UnknownFee';
}

/** Of chains that charge nothing but gas. */
export function nothingBeside(): bigint {
	return 0n;
}
