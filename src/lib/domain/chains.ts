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
	/** Why it is collected only where `CLAIMGAUGE_CHAINS` names it; null where it is collected by default. */
	readonly optIn: string | null;
	/** A chain of `npm run demo`: local, made up, never to be taken for a public one. */
	readonly demo: boolean;
	readonly explorer: { readonly block: string } | null;
	readonly source: string;
}

const DEMO_ONLY = 'it runs beside `npm run demo` only';

/** The chains we can collect, the ones that claims are about first. */
export const CHAINS: readonly Chain[] = [
	{
		id: 1,
		name: 'Ethereum',
		family: 'evm',
		gasToken: 'ETH',
		priceFeed: 'eth-usd',
		optIn: null,
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
		optIn: null,
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
		optIn: null,
		demo: false,
		explorer: { block: 'https://abscan.org/block/' },
		source: 'wevm/viem src/chains/definitions/abstract.ts; matter-labs/zksync-docs data/chains.json'
	},
	{
		id: 36900,
		name: 'ADI',
		family: 'zksync-os',
		gasToken: 'ADI',
		// No oracle states its price on a chain that is collected.
		priceFeed: null,
		optIn: null,
		demo: false,
		explorer: { block: 'https://explorer.adifoundation.ai/block/' },
		source: 'wevm/viem src/chains/definitions/adi.ts; matter-labs/zksync-docs data/chains.json'
	},
	{
		id: 10,
		name: 'OP Mainnet',
		family: 'op-stack',
		gasToken: 'ETH',
		priceFeed: 'eth-usd',
		optIn: null,
		demo: false,
		explorer: { block: 'https://optimistic.etherscan.io/block/' },
		source: 'wevm/viem src/chains/definitions/optimism.ts'
	},
	{
		id: 59144,
		name: 'Linea',
		family: 'linea',
		gasToken: 'ETH',
		priceFeed: 'eth-usd',
		optIn: null,
		demo: false,
		explorer: { block: 'https://lineascan.build/block/' },
		source: 'wevm/viem src/chains/definitions/linea.ts'
	},
	{
		id: 534352,
		name: 'Scroll',
		family: 'scroll',
		gasToken: 'ETH',
		priceFeed: 'eth-usd',
		optIn: null,
		demo: false,
		explorer: { block: 'https://scrollscan.com/block/' },
		source: 'wevm/viem src/chains/definitions/scroll.ts'
	},
	{
		id: 42161,
		name: 'Arbitrum One',
		family: 'arbitrum',
		gasToken: 'ETH',
		priceFeed: 'eth-usd',
		optIn:
			'with up to four blocks a second, blocks and receipts take up to a million calls a day, more than its public endpoints are for',
		demo: false,
		explorer: { block: 'https://arbiscan.io/block/' },
		source: 'wevm/viem src/chains/definitions/arbitrum.ts'
	},
	{
		id: 8453,
		name: 'Base',
		family: 'op-stack',
		gasToken: 'ETH',
		priceFeed: 'eth-usd',
		optIn:
			'with a hundred transactions a second and more, whole blocks and receipts are tens of gigabytes a day, more than its public endpoints are for',
		demo: false,
		explorer: { block: 'https://basescan.org/block/' },
		source: 'wevm/viem src/chains/definitions/base.ts'
	},
	{
		id: 1868,
		name: 'Soneium',
		family: 'op-stack',
		gasToken: 'ETH',
		priceFeed: 'eth-usd',
		optIn:
			'it is looked at for the stack that it runs on, which is one look a day; its blocks serve no claim',
		demo: false,
		explorer: { block: 'https://soneium.blockscout.com/block/' },
		source: 'wevm/viem src/chains/definitions/soneium.ts'
	},
	{
		id: 31337,
		name: 'Demo L1',
		family: 'evm',
		gasToken: 'demo ether',
		priceFeed: null,
		optIn: DEMO_ONLY,
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
		optIn: DEMO_ONLY,
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
