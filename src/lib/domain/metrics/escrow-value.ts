import type { Metric } from './metric.ts';

/** Canonically bridged value, in USD. */
export const escrowValue: Metric = {
	id: 'escrow.value',
	title: 'Canonically bridged value',
	unit: 'USD',
	alsoIn: [],
	definition:
		'Dollar value of the ether and listed tokens that a chain’s canonical bridge holds on Ethereum: a lower bound of what the chain holds.',
	formula: 'Σ balance of each listed token that the bridge accounts to the chain × its price.',
	excludes:
		'Tokens issued on the chain itself, assets backed off the chain, third-party bridges, tokens without a price feed.',
	knownBias:
		'Not collected yet: no measurement of it has a value. A lower bound: it can confirm that a value was reached and can never refute it. It is neither “TVL” as DeFi sites count it nor “value secured”.',
	source:
		'L1NativeTokenVault `chainBalance(chainId, assetId)` on Ethereum, 0xbeD1EB542f9a5aA6419Ff3deb921A372681111f6.',
	statistics: ['mean', 'max', 'p50'],
	facts: 'none',
	needs: [],
	methods: [],
	hourly: true
};
