/**
 * What differs between chain families in how blocks must be read and counted. Facts only:
 * the code that talks to a family's nodes is in `collectors/chains/`.
 */
export interface ChainFamily {
	/** Transaction types (EIP-2718) that the chain itself makes: counted in `tx`, never in `user_tx`. */
	readonly systemTransactionTypes: readonly number[];
	/** Whether every block is later than its parent. Where false, several blocks share a second. */
	readonly timestampsStrictlyIncrease: boolean;
	/** Whether an empty block is bookkeeping (Era ends each batch with one) and no block of a user's. */
	readonly emptyBlocksAreFictive: boolean;
	/** What the header's gas limit means: a limit that binds, or a constant that means "none". */
	readonly gasLimit: 'binding' | 'sentinel';
	/** Whether its nodes tell of the batches it settles in (`zks_getL1BatchDetails`). */
	readonly tellsBatches: boolean;
	/** What the node's `finalized` tag promises. */
	readonly finality: string;
	/** Where the above is written down. */
	readonly source: string;
}

/** Every family that a chain of the list may belong to. An unlisted one is a type error, never a default. */
export const FAMILIES = {
	evm: {
		systemTransactionTypes: [],
		timestampsStrictlyIncrease: true,
		emptyBlocksAreFictive: false,
		gasLimit: 'binding',
		tellsBatches: false,
		finality: 'finalized by the beacon chain (Casper FFG)',
		source: 'execution-specs: a header is valid only if its timestamp is above its parent’s'
	},
	'zksync-era': {
		// 0xff priority operation from L1, 0xfe protocol upgrade
		systemTransactionTypes: [0xff, 0xfe],
		timestampsStrictlyIncrease: false,
		emptyBlocksAreFictive: true,
		gasLimit: 'sentinel',
		tellsBatches: true,
		finality: 'batch executed on Ethereum, in a finalized block',
		source: 'matter-labs/zksync-era core/lib/types/src/api/mod.rs, io_criteria.rs (3e29e4a0)'
	}
} as const satisfies Record<string, ChainFamily>;

export type FamilyName = keyof typeof FAMILIES;
