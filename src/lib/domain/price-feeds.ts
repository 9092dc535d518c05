/** A contract that states the price of a token in rounds (Chainlink’s AggregatorV3Interface). */
export interface PriceFeed {
	/** The chain it is read on. */
	readonly chainId: number;
	/** Of the proxy, which stays when the aggregator behind it changes. Lower case. */
	readonly address: string;
	/** What `description()` must say: addresses are mislabelled in the wild. */
	readonly pair: string;
	/** What `decimals()` must say: an answer is the price × 10^decimals. */
	readonly decimals: number;
	/** A round is written at least this often, in seconds. */
	readonly heartbeat: number;
	readonly source: string;
}

/**
 * Every feed that is collected, by name. Addresses and heartbeats: the reference lists of smartcontractkit and, for
 * ZKsync Era, the configurations of lending protocols there. What they say of themselves is checked in every pass.
 */
export const PRICE_FEEDS = {
	'eth-usd': {
		chainId: 1,
		address: '0x5f4ec3df9cbd43714fe2740f5e3616155c5b8419',
		pair: 'ETH / USD',
		decimals: 8,
		heartbeat: 3_600,
		source: 'data.chain.link: ETH / USD on Ethereum Mainnet'
	},
	'eth-usd-era': {
		chainId: 324,
		address: '0x6d41d1dc818112880b40e26bd6fd347e41008eda',
		pair: 'ETH / USD',
		decimals: 8,
		heartbeat: 86_400,
		source: 'data.chain.link: ETH / USD on ZKsync Era Mainnet'
	},
	'zk-usd-era': {
		chainId: 324,
		address: '0xd1ce60dc8ae060ddd17ca8716c96f193bc88dd13',
		pair: 'ZK / USD',
		decimals: 8,
		heartbeat: 86_400,
		source: 'data.chain.link: ZK / USD on ZKsync Era Mainnet; Venus allows it to be 26 h old'
	},
	'demo-eth-usd': {
		chainId: 31337,
		address: '0x00000000000000000000000000000000000de305',
		pair: 'ETH / USD',
		decimals: 8,
		heartbeat: 3_600,
		source: 'collectors/devnet/oracle.ts, made up: what demo ether costs in `npm run demo`'
	}
} as const satisfies Record<string, PriceFeed>;

export type PriceFeedName = keyof typeof PRICE_FEEDS;

/** The names of the feeds that are read on a chain. */
export function feedsOn(chainId: number): PriceFeedName[] {
	const names = Object.keys(PRICE_FEEDS) as PriceFeedName[];
	return names.filter((name) => PRICE_FEEDS[name].chainId === chainId);
}

/** How long a round may be in force, in seconds: its heartbeat and a tenth, and five minutes to be written. */
export function longestInForce({ heartbeat }: PriceFeed): number {
	return heartbeat * 1.1 + 300;
}
