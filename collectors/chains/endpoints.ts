/**
 * Public endpoints without a key, by chain id, in the order in which they are asked: the operator's own or
 * the client library's default first, then mirrors. Sources, read in August 2026: wevm/viem
 * src/chains/definitions and DefiLlama/chainlist constants/extraRpcs.js. What an endpoint takes at once, and how often,
 * is learned from its refusals (OP Mainnet's own takes ten calls a batch).
 */
const PUBLIC_ENDPOINTS: Readonly<Record<number, readonly string[]>> = {
	1: [
		'https://ethereum.reth.rs/rpc',
		'https://ethereum-rpc.publicnode.com',
		'https://eth.drpc.org',
		'https://public.1rpc.io/eth',
		'https://rpc.mevblocker.io',
		'https://mainnet.gateway.tenderly.co',
		'https://eth.meowrpc.com',
		'https://rpc.flashbots.net',
		'https://ethereum-public.nodies.app'
	],
	324: [
		'https://mainnet.era.zksync.io',
		'https://zksync.drpc.org',
		'https://public.1rpc.io/zksync2-era',
		'https://zksync.meowrpc.com',
		'https://zksync.api.onfinality.io/public',
		'https://zksync-era.api.pocket.network',
		'https://zksync-era.rpc.sentio.xyz',
		'https://zksync-mainnet.gateway.tatum.io'
	],
	2741: ['https://api.mainnet.abs.xyz', 'https://abstract.drpc.org'],
	36900: ['https://rpc.adifoundation.ai', 'https://adi.drpc.org'],
	10: ['https://mainnet.optimism.io', 'https://optimism-rpc.publicnode.com'],
	59144: ['https://rpc.linea.build', 'https://linea-rpc.publicnode.com'],
	534352: ['https://rpc.scroll.io', 'https://scroll.drpc.org'],
	42161: [
		'https://arb1.arbitrum.io/rpc',
		'https://arbitrum-one-rpc.publicnode.com',
		'https://arbitrum.drpc.org'
	],
	8453: ['https://mainnet.base.org', 'https://base-rpc.publicnode.com'],
	1868: ['https://rpc.soneium.org']
};

/** The built-in endpoints of a chain; none for a demo chain, whose address is only known when it runs. */
export function publicEndpoints(chainId: number): readonly string[] {
	return PUBLIC_ENDPOINTS[chainId] ?? [];
}
