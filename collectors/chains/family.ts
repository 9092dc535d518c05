/** How blocks and fees of a chain family are asked for and read. What is counted stands in `domain/families.ts`. */
export interface FamilyReader {
	/** Types that the chain itself makes; where there are any, blocks are asked for with whole transactions. */
	readonly systemTransactionTypes: readonly number[];
	/** Contracts whose logs a plain transfer of the gas token may carry. Addresses in lower case. */
	readonly transferLogEmitters: readonly string[];
}
