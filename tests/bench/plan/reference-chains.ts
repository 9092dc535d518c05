import type { ChainKnowledge } from '#lib/domain/planning/chain-knowledge.ts';

/** A chain as the goals suppose it, with an endpoint that can do all that nodes of its kind can. */
export interface ReferenceChain {
	readonly name: string;
	readonly known: ChainKnowledge;
}

const METHODS = ['eth_feeHistory', 'eth_getBlockReceipts'];
const BATCH_METHODS = ['zks_getL1BatchDetails', 'zks_getL1BatchBlockRange'];

interface Supposed {
	readonly name: string;
	readonly chainId: number;
	readonly family: ChainKnowledge['family'];
	readonly blockSeconds: number;
	readonly variation: number;
	readonly txPerBlock?: number;
	readonly batchesAnHour?: number;
	readonly feeHistory: 'real' | 'placeholder';
}

function reference(supposed: Supposed): ReferenceChain {
	const { name, chainId, family, blockSeconds, variation, feeHistory } = supposed;
	const batchesAnHour = supposed.batchesAnHour ?? null;
	const methods = batchesAnHour === null ? METHODS : [...METHODS, ...BATCH_METHODS];
	return {
		name,
		known: {
			chainId,
			family,
			blocksAnHour: 3_600 / blockSeconds,
			batchesAnHour,
			txPerBlock: supposed.txPerBlock ?? null,
			variation: { tx: variation, user_tx: variation, gas: variation },
			offered: Object.fromEntries(methods.map((method) => [method, true])),
			feeHistory,
			callsARequest: 100,
			requestsASecond: null,
			endpoints: 1,
			feeds: 0
		}
	};
}

/**
 * Block intervals are the chains’ own; coefficients of variation are supposed, since they differ from hour to hour:
 * `plan` measures them. Batches of ZKsync Era: 369,569 in 271 days of 2023.
 */
export const REFERENCE_CHAINS: readonly ReferenceChain[] = [
	reference({
		...{ name: 'Ethereum', chainId: 1, family: 'evm' },
		...{ blockSeconds: 12, variation: 0.45, txPerBlock: 171, feeHistory: 'real' }
	}),
	reference({
		...{ name: 'ZKsync Era', chainId: 324, family: 'zksync-era', batchesAnHour: 57 },
		...{ blockSeconds: 1, variation: 1, txPerBlock: 28.5, feeHistory: 'placeholder' }
	}),
	reference({
		...{ name: 'Arbitrum One', chainId: 42_161, family: 'arbitrum' },
		...{ blockSeconds: 0.25, variation: 0.8, feeHistory: 'placeholder' }
	}),
	reference({
		...{ name: 'Base', chainId: 8_453, family: 'op-stack' },
		...{ blockSeconds: 2, variation: 0.4, feeHistory: 'real' }
	})
];
