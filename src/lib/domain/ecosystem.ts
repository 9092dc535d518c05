import { BRIDGEHUB, L1_CHAIN_ID } from './zk-chains.ts';
import type { PriceFeedName } from './price-feeds.ts';

/** A token that the canonical bridge of ZKsync chains holds, and what states its price. */
export interface EscrowToken {
	readonly symbol: string;
	/** As the native token vault knows it: its contract on Ethereum, 0x…01 for ether. Lower case. */
	readonly address: string;
	readonly decimals: number;
	/** On Ethereum. */
	readonly priceFeed: PriceFeedName;
	/** A call of the token that says how much of what the feed prices one token is, × 10¹⁸; null where it is one. */
	readonly rate: string | null;
}

/** The contracts on Ethereum through which ZKsync chains settle and are bridged. Lower case. */
export interface Ecosystem {
	/** The chain that they stand on. */
	readonly chainId: number;
	readonly bridgehub: string;
	readonly nativeTokenVault: string;
	readonly tokens: readonly EscrowToken[];
}

/**
 * Of the public ecosystem. Sources: matter-labs/era-contracts (l1-contracts/contracts/bridgehub, bridge/ntv) and the
 * addresses that ZKsync’s documentation and L2BEAT’s discovery give; tokens: their issuers.
 */
export const ZKSYNC_ECOSYSTEM: Ecosystem = {
	chainId: L1_CHAIN_ID,
	bridgehub: BRIDGEHUB,
	nativeTokenVault: '0xbed1eb542f9a5aa6419ff3deb921a372681111f6',
	tokens: [
		{
			symbol: 'ETH',
			address: '0x0000000000000000000000000000000000000001',
			decimals: 18,
			priceFeed: 'eth-usd',
			rate: null
		},
		{
			symbol: 'USDC',
			address: '0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48',
			decimals: 6,
			priceFeed: 'usdc-usd',
			rate: null
		},
		{
			symbol: 'USDT',
			address: '0xdac17f958d2ee523a2206206994597c13d831ec7',
			decimals: 6,
			priceFeed: 'usdt-usd',
			rate: null
		},
		{
			symbol: 'DAI',
			address: '0x6b175474e89094c44da98b954eedeac495271d0f',
			decimals: 18,
			priceFeed: 'dai-usd',
			rate: null
		},
		{
			symbol: 'WBTC',
			address: '0x2260fac5e5542a773aa44fbcfedf7c193bc2c599',
			decimals: 8,
			// The token is redeemable for bitcoin; no feed of its own price is read.
			priceFeed: 'btc-usd',
			rate: null
		},
		{
			symbol: 'wstETH',
			address: '0x7f39c581f595b53c5cb19bd0b3f8da6c935e2ca0',
			decimals: 18,
			priceFeed: 'steth-usd',
			// stEthPerToken()
			rate: '0x035faf82'
		}
	]
};

/** From this protocol version on the L1AssetTracker accounts for balances, and the vault’s own are zeroed. */
export const TRACKER_SINCE_MINOR = 31;
