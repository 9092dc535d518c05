import type { Metric } from './metric.ts';

/** Canonically bridged value, in USD. */
export const escrowValue: Metric = {
	id: 'escrow.value',
	title: 'Canonically bridged value',
	unit: 'USD',
	alsoIn: [],
	definition:
		'Dollar value of the ether and listed tokens that a chain’s canonical bridge holds on Ethereum: a lower bound of what the chain holds.',
	formula:
		'Σ balance of each listed token (ETH, USDC, USDT, DAI, WBTC, wstETH) that the bridge accounts to the chain × its price in force, asked once an hour as of the newest final block of Ethereum. WBTC counts as bitcoin, wstETH as so many stETH as it says. `latest` is the last answer of the window, `max` the greatest, whatever its peak window; an answer counts until the next one, at most for two hours.',
	excludes:
		'Tokens issued on the chain itself, assets backed off the chain, third-party bridges, tokens that are not listed or had no price at that time; of the listed ones those left out are named. Balances above 2^255, which stand for a token’s own chain.',
	knownBias:
		'A lower bound: it can confirm that a value was reached and can never refute it. It is neither “TVL” as DeFi sites count it nor “value secured”. Before the collector’s first look there is none. Since protocol version 31 another contract accounts for balances, whose address is not known here: where the vault says 0 for ether then, there is no value.',
	source:
		'L1NativeTokenVault `assetId(token)`, `chainBalance(chainId, assetId)` on Ethereum, 0xbeD1EB542f9a5aA6419Ff3deb921A372681111f6; prices: Chainlink’s ETH, USDC, USDT, DAI, BTC and STETH / USD on Ethereum.',
	statistics: ['latest', 'max'],
	facts: 'observation',
	needs: ['observation'],
	verifiable: 'archive',
	methods: ['eth_call'],
	hourly: true
};
