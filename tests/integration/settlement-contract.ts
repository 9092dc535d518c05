import { createHash } from 'node:crypto';
import type { Hex } from 'viem';
import { privateKeyToAccount } from 'viem/accounts';
import { BRIDGEHUBS, ZK_CHAINS } from '#lib/domain/zk-chains.ts';
import { SETTLEMENT_TOPICS } from '../../collectors/chains/settlement-events.ts';
import type { Anvil } from './start-anvil.ts';

/** The first account of every anvil, whose key it prints when it starts. */
const ACCOUNT = privateKeyToAccount(
	'0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80'
);
const BRIDGEHUB = BRIDGEHUBS[0]!.address;
export const DIAMOND = ZK_CHAINS[0]!.diamonds[0]!.address;

/**
 * A contract that emits what its calldata says, in records of five words: where the code for the record lies, then the
 * topics; of a log of data its one topic and three words.
 */
const EMITTER = [
	'6000', // i
	'5b 36 81 10 600a 57 00', // 0x02: stop unless i < calldatasize
	'5b 80 35 56', // 0x0a: on at calldata[i]
	'5b 80 6080 01 35 81 6060 01 35 82 6040 01 35 83 6020 01 35', // 0x0e: four topics
	'6000 6000 a4 6057 56',
	'5b 80 6060 01 35 81 6040 01 35 82 6020 01 35', // 0x2b: three topics
	'6000 6000 a3 6057 56',
	'5b 6060 81 6040 01 6000 37 80 6020 01 35 6060 6000 a1', // 0x43: one topic, and data
	'5b 60a0 01 6002 56' // 0x57: i += 160, and again
]
	.join('')
	.replaceAll(' ', '');
const [FOUR_TOPICS, THREE_TOPICS, ONE_TOPIC] = [0x0en, 0x2bn, 0x43n];

/** Answers `getZKChain(id)` with what its storage holds for the id: `return sload(calldata[4])`. */
const REGISTRY = '600435 54 6000 52 6020 6000 f3'.replaceAll(' ', '');

/** What one transaction to the diamond does. */
export interface Settling {
	readonly at: number;
	readonly commit?: readonly number[];
	/** The last batch that was proven before, and the last that is now. */
	readonly prove?: readonly [number, number];
	readonly execute?: readonly number[];
	/** What is left committed, proven and executed. */
	readonly revert?: readonly [number, number, number];
	readonly blobs?: number;
}

/** Put a Bridgehub and the diamond of ZKsync Era on a node. */
export async function putContracts(anvil: Anvil, named = DIAMOND): Promise<void> {
	await anvil.rpc('anvil_setCode', BRIDGEHUB, `0x${REGISTRY}`);
	await anvil.rpc('anvil_setCode', DIAMOND, `0x${EMITTER}`);
	await nameDiamond(anvil, named);
}

/** What the Bridgehub answers for ZKsync Era from now on. */
export async function nameDiamond(anvil: Anvil, address: string): Promise<void> {
	await anvil.rpc('anvil_setStorageAt', BRIDGEHUB, `0x${word(324n)}`, `0x${word(BigInt(address))}`);
}

/** Send a transaction to the diamond in a block of its own; gives its hash. */
export async function settle(anvil: Anvil, settling: Settling): Promise<string> {
	const nonce = Number(await anvil.rpc('eth_getTransactionCount', ACCOUNT.address, 'latest'));
	const common = {
		...{ chainId: 1, nonce, to: DIAMOND as Hex, gas: 1_000_000n, data: recordsOf(settling) },
		...{ maxFeePerGas: 30_000_000_000n, maxPriorityFeePerGas: 1_000_000_000n + BigInt(nonce) }
	};
	const blobs = settling.blobs ?? 0;
	const signed = await ACCOUNT.signTransaction(
		blobs === 0
			? { ...common, type: 'eip1559' }
			: {
					...{ ...common, type: 'eip4844', maxFeePerBlobGas: 1_000_000_000n },
					blobVersionedHashes: Array.from({ length: blobs }, () => EMPTY_BLOB.versionedHash),
					sidecars: Array.from({ length: blobs }, () => EMPTY_BLOB.sidecar)
				}
	);
	const hash = await anvil.rpc('eth_sendRawTransaction', signed);
	await anvil.rpc('evm_setNextBlockTimestamp', settling.at);
	await anvil.rpc('evm_mine');
	return hash as string;
}

/** A blob of zeros is the polynomial 0: its commitment and its proof are both the point at infinity. */
const INFINITY: Hex = `0xc0${'00'.repeat(47)}`;
const EMPTY_BLOB = {
	sidecar: { blob: `0x${'00'.repeat(131_072)}` as Hex, commitment: INFINITY, proof: INFINITY },
	versionedHash: `0x01${createHash('sha256')
		.update(Buffer.from(INFINITY.slice(2), 'hex'))
		.digest('hex')
		.slice(2)}` as Hex
};

function recordsOf({ commit = [], prove, execute = [], revert }: Settling): Hex {
	const {
		commit: committed,
		prove: proven,
		execute: executed,
		revert: reverted
	} = SETTLEMENT_TOPICS;
	const records = [
		...commit.map((batch) => [FOUR_TOPICS, BigInt(committed), BigInt(batch), 7n, 8n]),
		...(prove ? [[THREE_TOPICS, BigInt(proven), BigInt(prove[0]), BigInt(prove[1]), 0n]] : []),
		...execute.map((batch) => [FOUR_TOPICS, BigInt(executed), BigInt(batch), 7n, 8n]),
		...(revert ? [[ONE_TOPIC, BigInt(reverted), ...revert.map(BigInt)]] : [])
	];
	return `0x${records.flat().map(word).join('')}`;
}

function word(value: bigint): string {
	return value.toString(16).padStart(64, '0');
}
