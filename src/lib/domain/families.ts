/** What a header's gas limit may mean. Only where it is `binding` does it bound a rate. */
export const GAS_LIMIT_MEANINGS = {
	binding: 'no block uses more gas, and blocks come at a fixed pace: it bounds a rate',
	sentinel: 'a constant that no block comes near: what ends a block is not in the header',
	no_cadence: 'no block uses more gas, but a full block is followed at once: it bounds no rate'
} as const;

export type GasLimitMeaning = keyof typeof GAS_LIMIT_MEANINGS;

/**
 * What differs between chain families in how blocks must be read and counted. Facts only:
 * the code that talks to a family's nodes is in `collectors/chains/`.
 */
export interface ChainFamily {
	/**
	 * Transaction types (EIP-2718) that no user signed for this chain: what the chain itself makes, and messages from
	 * L1. Counted in `tx`, never in `user_tx`, and without a fee. A number means something only within its family:
	 * 0x7e is a deposit on the OP Stack, an upgrade on ZKsync OS, a message from L1 on Scroll.
	 */
	readonly systemTransactionTypes: readonly number[];
	/** Whether every block is later than its parent. Where false, several blocks share a second. */
	readonly timestampsStrictlyIncrease: boolean;
	/** Whether an empty block is bookkeeping (Era ends each batch with one) and no block of a user's. */
	readonly emptyBlocksAreFictive: boolean;
	/** What a user pays, as receipts state it. */
	readonly fee: string;
	readonly gasLimit: GasLimitMeaning;
	/** Whether its nodes tell of the batches it settles in (`zks_getL1BatchDetails`). */
	readonly tellsBatches: boolean;
	/** What transactions sent on L1 “are”, where they are not counted by themselves; null where batches tell how many they hold. */
	readonly l1Uncounted: string | null;
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
		fee: 'gasUsed × effectiveGasPrice',
		gasLimit: 'binding',
		tellsBatches: false,
		l1Uncounted: 'not part of it, since a chain of this family takes none from another',
		finality: 'finalized by the beacon chain (Casper FFG)',
		source: 'execution-specs: a header is valid only if its timestamp is above its parent’s'
	},
	'zksync-era': {
		// 0xff priority operation from L1, 0xfe protocol upgrade
		systemTransactionTypes: [0xff, 0xfe],
		timestampsStrictlyIncrease: false,
		emptyBlocksAreFictive: true,
		fee: 'gasUsed × effectiveGasPrice; gas holds pubdata and the batch’s overhead',
		gasLimit: 'sentinel',
		tellsBatches: true,
		l1Uncounted: null,
		finality: 'batch executed on Ethereum, in a finalized block',
		source: 'matter-labs/zksync-era core/lib/types/src/api/mod.rs, io_criteria.rs (3e29e4a0)'
	},
	'zksync-os': {
		// 0x7f priority operation from L1, 0x7e protocol upgrade, 0x7d service (interop roots and fee, settlement layer)
		systemTransactionTypes: [0x7f, 0x7e, 0x7d],
		timestampsStrictlyIncrease: false,
		// A block's deadline begins with its first transaction, so none is empty.
		emptyBlocksAreFictive: false,
		fee: 'gasUsed × effectiveGasPrice; native resources are folded into gas',
		gasLimit: 'no_cadence',
		tellsBatches: false,
		l1Uncounted:
			'not told apart here, since what blocks hold beside users’ is kept as one count, with upgrades and services, and nodes tell of no batches that would count them',
		finality: 'batch executed on Ethereum, in a finalized block',
		source:
			'matter-labs/zksync-os-server lib/types/src/transaction/{mod.rs,system/utils.rs}, lib/sequencer/src/execution/block_executor.rs'
	},
	'op-stack': {
		// 0x7e deposit: the L1 attributes that begin each block, and what users send from L1; 0x7d post-execution (Lagoon)
		systemTransactionTypes: [0x7e, 0x7d],
		timestampsStrictlyIncrease: true,
		emptyBlocksAreFictive: false,
		fee: 'gasUsed × effectiveGasPrice + l1Fee + operator fee',
		gasLimit: 'binding',
		tellsBatches: false,
		l1Uncounted:
			'not told apart here, since they have the type of the chain’s own that begins each block, and both are kept as one count',
		finality: 'derived from batches in a finalized block of Ethereum',
		source:
			'ethereum-optimism/specs specs/protocol/{deposits,derivation,isthmus/exec-engine,jovian/exec-engine,lagoon/post-exec,lagoon/sdm}.md; ethereum-optimism/op-geth core/types/receipt_opstack.go'
	},
	arbitrum: {
		// From L1: 0x64 deposit, 0x65 call by an account, 0x66 call by a contract, 0x69 retryable ticket; made by the
		// chain: 0x68 redemption of a ticket, 0x6a internal, which begins each block
		systemTransactionTypes: [0x64, 0x65, 0x66, 0x68, 0x69, 0x6a],
		timestampsStrictlyIncrease: false,
		emptyBlocksAreFictive: false,
		fee: 'gasUsed × effectiveGasPrice; gas holds gasUsedForL1',
		gasLimit: 'sentinel',
		tellsBatches: false,
		l1Uncounted:
			'not told apart here, since they are kept as one count with redemptions of tickets and the chain’s own that begins each block',
		finality: 'posted to Ethereum in a batch that is in a finalized block',
		source:
			'OffchainLabs/go-ethereum core/types/transaction.go; OffchainLabs/nitro arbos/l2pricing/l2pricing.go (GethBlockGasLimit), release notes of v2.0.10 (finalized)'
	},
	scroll: {
		// 0x7e message from L1
		systemTransactionTypes: [0x7e],
		timestampsStrictlyIncrease: false,
		emptyBlocksAreFictive: false,
		fee: 'gasUsed × effectiveGasPrice + l1Fee',
		gasLimit: 'no_cadence',
		tellsBatches: false,
		l1Uncounted:
			'not counted by themselves, since they are all that blocks hold beside users’, so that the rate of all transactions less that of users’ is theirs',
		finality: 'batch proven on Ethereum',
		source:
			'scroll-tech/reth crates/scroll/consensus/src/validation.rs; scroll-tech/go-ethereum core/types/l1_message_tx.go, miner/scroll_worker.go, rollup/rollup_sync_service'
	},
	linea: {
		systemTransactionTypes: [],
		timestampsStrictlyIncrease: true,
		emptyBlocksAreFictive: false,
		fee: 'gasUsed × effectiveGasPrice',
		// 2 × 10⁹ in each header; the block builder stops at limits of its prover, far below.
		gasLimit: 'sentinel',
		tellsBatches: false,
		l1Uncounted:
			'not told apart here, since an ordinary transaction claims each message, and nothing in a block tells it from others',
		finality: 'batch proven on Ethereum',
		source:
			'docs.linea.build: Transaction finality; Consensys/linea-monorepo besu-plugins/linea-sequencer (max-block-gas, module limits); Besu rejects a header that is not later than its parent'
	}
} as const satisfies Record<string, ChainFamily>;

export type FamilyName = keyof typeof FAMILIES;
