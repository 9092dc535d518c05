import type { Claim, Reading } from '../claims.ts';
import type { Interval, Measurement } from '../measurement.ts';
import type { Unit, UnixSeconds } from '../units.ts';

/** All that a verdict on one reading depends on. The same input gives the same verdict, byte for byte. */
export interface JudgeInput {
	readonly claim: Claim;
	readonly article: {
		/** Whether the claim's sentence touches a place where the text at hand has lost words. */
		readonly hasTextGap: boolean;
	};
	readonly reading: Reading;
	/** One per chain of the reading. A chain without one counts as not measured. */
	readonly measurements: readonly Measurement[];
	/** What else is known of the chains; a chain without an entry has nothing to add. */
	readonly circumstances?: readonly ChainCircumstances[];
	/** The end of the evaluated time, excluded: a forecast whose day starts before it is due. */
	readonly asOf: UnixSeconds;
	/** Why the verdict is withdrawn (an error of ours), or null. */
	readonly void?: string | null;
}

/** What is known of one chain over the window beside the measurement itself. */
export interface ChainCircumstances {
	readonly chainId: number;
	/** Where the value must lie, however incomplete its measurement. */
	readonly limits?: readonly Limit[];
	/** Share (0 to 1) of the window’s fees that has a price; null or absent where none is needed. */
	readonly priceCoverage?: number | null;
	/** At least two endpoints agree that the chain's head did not move for a part of the window. */
	readonly halted?: boolean;
	/** Endpoints differed by more than 1 % on the same blocks. */
	readonly endpointsDisagree?: boolean;
}

/**
 * An interval that holds the value for a reason of its own: a ceiling of the protocol, the rate at
 * proven saturation, or what the price cannot have fallen below.
 */
export interface Limit {
	readonly kind: 'ceiling' | 'saturation' | 'price';
	readonly interval: Interval;
	readonly unit: Unit;
	/** Why it is valid, in plain words. */
	readonly why: string;
}
