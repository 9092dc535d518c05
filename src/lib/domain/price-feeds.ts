import type { MetricId } from './metrics/registry.ts';

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
	'btc-usd': {
		chainId: 1,
		address: '0xf4030086522a5beea4988f8ca5b36dbc97bee88c',
		pair: 'BTC / USD',
		decimals: 8,
		heartbeat: 3_600,
		source: 'data.chain.link: BTC / USD on Ethereum Mainnet'
	},
	'usdc-usd': {
		chainId: 1,
		address: '0x8fffffd4afb6115b954bd326cbe7b4ba576818f6',
		pair: 'USDC / USD',
		decimals: 8,
		heartbeat: 86_400,
		source: 'data.chain.link: USDC / USD on Ethereum Mainnet'
	},
	'usdt-usd': {
		chainId: 1,
		address: '0x3e7d1eab13ad0104d2750b8863b489d65364e32d',
		pair: 'USDT / USD',
		decimals: 8,
		heartbeat: 86_400,
		source: 'data.chain.link: USDT / USD on Ethereum Mainnet'
	},
	'dai-usd': {
		chainId: 1,
		address: '0xaed0c38402a5d19df6e4c03f4e2dced6e29c1ee9',
		pair: 'DAI / USD',
		decimals: 8,
		heartbeat: 3_600,
		source: 'data.chain.link: DAI / USD on Ethereum Mainnet'
	},
	'steth-usd': {
		chainId: 1,
		address: '0xcfe54b5cd566ab89272946f602d76ea879cab4a8',
		pair: 'STETH / USD',
		decimals: 8,
		heartbeat: 3_600,
		source: 'data.chain.link: STETH / USD on Ethereum Mainnet'
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

/** The pair that a metric is the price of. */
const PAIRS: Partial<Record<MetricId, string>> = {
	'price.eth_usd': 'ETH / USD',
	'price.zk_usd': 'ZK / USD'
};

/** The pair that a metric is the price of; undefined for other metrics. */
export function pairOf(metric: MetricId): string | undefined {
	return PAIRS[metric];
}

/** The feed of a pair that is read on a chain; undefined where none is. */
export function feedOf(chainId: number, pair: string | undefined): PriceFeedName | undefined {
	return feedsOn(chainId).find((name) => PRICE_FEEDS[name].pair === pair);
}

/** The names of the feeds that are read on a chain. */
export function feedsOn(chainId: number): PriceFeedName[] {
	const names = Object.keys(PRICE_FEEDS) as PriceFeedName[];
	return names.filter((name) => PRICE_FEEDS[name].chainId === chainId);
}

/** How long a round may be in force, in seconds: its heartbeat and a tenth, and five minutes to be written. */
export function longestInForce({ heartbeat }: PriceFeed): number {
	return heartbeat * 1.1 + 300;
}
