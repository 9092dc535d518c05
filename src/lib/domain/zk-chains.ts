import type { TimeWindow } from './time.ts';
import { unixSeconds, type UnixSeconds } from './units.ts';

/** A contract on Ethereum, and for how long it has been the one to read. */
export interface L1Contract {
	/** Lower case. */
	readonly address: string;
	/** Null: since its chain began. */
	readonly from: UnixSeconds | null;
	/** Null: until now. */
	readonly to: UnixSeconds | null;
	readonly source: string;
}

/** A chain of the ZKsync ecosystem, whose batches a contract of its own settles on Ethereum. */
export interface ZkChain {
	readonly chainId: number;
	/** Its diamond, as it is written down. None where only the Bridgehub says; where both say, they must agree. */
	readonly diamonds: readonly L1Contract[];
	/** Where it publishes its data: only data in Ethereum’s blobs is bound by their number. */
	readonly data: 'ethereum' | 'elsewhere';
	readonly source: string;
}

/** Ethereum, where they settle. */
export const L1_CHAIN_ID = 1;

/** The Bridgehub of ZKsync’s public ecosystem. */
export const BRIDGEHUB = '0x303a465b659cbb0ab36ee643ea362c509eeb5213';

/** Knows the diamond of every chain that settles on Ethereum: `getZKChain(uint256)`. */
export const BRIDGEHUBS: readonly L1Contract[] = [
	{
		address: BRIDGEHUB,
		from: null,
		to: null,
		source:
			'matter-labs/zksync-docs: L1 contracts; zks_getBridgehubContract of mainnet; matter-labs/era-contracts l1-contracts/contracts/bridgehub/IBridgehub.sol'
	}
];

/**
 * ZKsync Gateway, a chain on which others could settle instead: from the day ZKsync Era moved there (L1 block 23016895)
 * to its migration back.
 */
export const GATEWAY: TimeWindow & { readonly chainId: number; readonly source: string } = {
	chainId: 9075,
	from: unixSeconds(Date.UTC(2025, 6, 28) / 1000),
	to: unixSeconds(Date.UTC(2026, 0, 31, 23, 4, 11) / 1000),
	source: 'matter-labs/zksync-docs content/20.zksync-protocol/35.gateway'
};

/** The ones that are collected. */
export const ZK_CHAINS: readonly ZkChain[] = [
	{
		chainId: 324,
		diamonds: [
			{
				address: '0x32400084c286cf3e17e7b677ea9583e60a000324',
				from: null,
				to: null,
				source: 'matter-labs/zksync-docs: L1 contracts; zks_getMainContract of mainnet'
			}
		],
		data: 'ethereum',
		source: 'matter-labs/zksync-docs data/chains.json'
	},
	{
		chainId: 2741,
		diamonds: [],
		data: 'ethereum',
		source: 'matter-labs/zksync-docs data/chains.json'
	},
	{
		chainId: 36900,
		diamonds: [],
		data: 'ethereum',
		source: 'matter-labs/zksync-docs data/chains.json'
	}
];

/** The ZK chain with this id, or undefined: others settle in other ways. */
export function findZkChain(chainId: number): ZkChain | undefined {
	return ZK_CHAINS.find((each) => each.chainId === chainId);
}

/** The contract to read at a time; undefined where none is written down. */
export function contractAt(
	contracts: readonly L1Contract[],
	time: UnixSeconds
): L1Contract | undefined {
	return contracts.find(
		({ from, to }) => (from === null || from <= time) && (to === null || time < to)
	);
}
