import { unixSeconds, type UnixSeconds } from './units.ts';

/** What a hard fork of Ethereum set. Blob figures count blobs a block; null before there were blobs. */
export interface Fork {
	readonly name: string;
	/** Its rules hold for every block with this time or a later one. */
	readonly activatesAt: UnixSeconds;
	readonly blobs: BlobSchedule | null;
	readonly source: string;
}

/** EIP-7840: how many blobs a block aims at and holds at most, and how fast their base fee moves. */
export interface BlobSchedule {
	readonly target: number;
	readonly max: number;
	readonly baseFeeUpdateFraction: bigint;
}

/** Bytes of one blob (EIP-4844: 4,096 field elements of 32 bytes). */
export const BLOB_BYTES = 131_072;
/** Blob gas of one blob (EIP-4844). */
export const BLOB_GAS = 131_072n;
/** Length of a slot since the Merge, in seconds; at most one block is made in each. */
export const SLOT_SECONDS = 12;

/**
 * Ethereum’s forks since the Merge, ascending: mainnet’s times and blob schedules as its clients ship them. A node that
 * answers `eth_config` (EIP-7910) says the same of itself; where the two differ, this list is out of date.
 */
export const ETHEREUM_FORKS: readonly Fork[] = [
	{
		name: 'Shanghai',
		activatesAt: unixSeconds(1_681_338_455),
		blobs: null,
		source: 'ethereum/go-ethereum params/config.go; EIP-4895'
	},
	{
		name: 'Cancun',
		activatesAt: unixSeconds(1_710_338_135),
		blobs: { target: 3, max: 6, baseFeeUpdateFraction: 3_338_477n },
		source: 'ethereum/go-ethereum params/config.go; EIP-4844'
	},
	{
		name: 'Prague',
		activatesAt: unixSeconds(1_746_612_311),
		blobs: { target: 6, max: 9, baseFeeUpdateFraction: 5_007_716n },
		source: 'ethereum/go-ethereum params/config.go; EIP-7691'
	},
	{
		name: 'Osaka',
		activatesAt: unixSeconds(1_764_798_551),
		blobs: { target: 6, max: 9, baseFeeUpdateFraction: 5_007_716n },
		source: 'ethereum/go-ethereum params/config.go; EIP-7607 (Fusaka)'
	},
	{
		name: 'BPO1',
		activatesAt: unixSeconds(1_765_290_071),
		blobs: { target: 10, max: 15, baseFeeUpdateFraction: 8_346_193n },
		source: 'ethereum/go-ethereum params/config.go; EIP-7892'
	},
	{
		name: 'BPO2',
		activatesAt: unixSeconds(1_767_747_671),
		blobs: { target: 14, max: 21, baseFeeUpdateFraction: 11_684_671n },
		source: 'ethereum/go-ethereum params/config.go; EIP-7892'
	}
];

/** The fork whose rules hold at a time; null before the first of the list. */
export function forkAt(time: UnixSeconds): Fork | null {
	return ETHEREUM_FORKS.findLast(({ activatesAt }) => activatesAt <= time) ?? null;
}
