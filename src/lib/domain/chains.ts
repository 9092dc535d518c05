import type { FamilyName } from './families.ts';
import type { PriceFeedName } from './price-feeds.ts';

/** A chain, identified by its EIP-155 id. Endpoints stand in `collectors/chains/endpoints.ts`. */
export interface Chain {
	readonly id: number;
	readonly name: string;
	readonly family: FamilyName;
	readonly gasToken: string;
	/** What states the gas token’s price in dollars, on whichever chain; null where nothing does. */
	readonly priceFeed: PriceFeedName | null;
	/** Collected unless `CLAIMGAUGE_CHAINS` says otherwise. */
	readonly enabled: boolean;
	/** A chain of `npm run demo`: local, made up, never to be taken for a public one. */
	readonly demo: boolean;
	readonly explorer: { readonly block: string } | null;
	readonly source: string;
}

/** The chains we can collect. One whose family is not built yet is named in `docs/` and is not here. */
export const CHAINS: readonly Chain[] = [
	{
		id: 1,
		name: 'Ethereum',
		family: 'evm',
		gasToken: 'ETH',
		priceFeed: 'eth-usd',
		enabled: true,
		demo: false,
		explorer: { block: 'https://etherscan.io/block/' },
		source: 'EIP-155; wevm/viem src/chains/definitions/mainnet.ts'
	},
	{
		id: 324,
		name: 'ZKsync Era',
		family: 'zksync-era',
		gasToken: 'ETH',
		priceFeed: 'eth-usd',
		enabled: true,
		demo: false,
		explorer: { block: 'https://explorer.zksync.io/block/' },
		source: 'wevm/viem src/chains/definitions/zksync.ts'
	},
	{
		id: 2741,
		name: 'Abstract',
		family: 'zksync-era',
		gasToken: 'ETH',
		priceFeed: 'eth-usd',
		enabled: true,
		demo: false,
		explorer: { block: 'https://abscan.org/block/' },
		source: 'wevm/viem src/chains/definitions/abstract.ts; matter-labs/zksync-docs data/chains.json'
	},
	{
		id: 31337,
		name: 'Demo L1',
		family: 'evm',
		gasToken: 'demo ether',
		priceFeed: null,
		enabled: false,
		demo: true,
		explorer: null,
		source: 'collectors/devnet'
	},
	{
		id: 31338,
		name: 'Demo L2',
		family: 'evm',
		gasToken: 'demo ether',
		priceFeed: null,
		enabled: false,
		demo: true,
		explorer: null,
		source: 'collectors/devnet'
	}
];

/** The chain with this id. Throws RangeError that lists the known ids: an unknown chain has no default. */
export function chainById(id: number): Chain {
	const chain = findChain(id);
	if (!chain)
		throw new RangeError(
			`chain ${id} is not in the chain list; known: ${CHAINS.map((each) => each.id).join(', ')}`
		);
	return chain;
}

/** The chain with this id, or undefined. */
export function findChain(id: number): Chain | undefined {
	return CHAINS.find((chain) => chain.id === id);
}
