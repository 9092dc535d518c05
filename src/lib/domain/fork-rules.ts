import { BLOB_GAS, ETHEREUM_FORKS, type BlobSchedule, type Fork } from './forks.ts';
import type { UnixSeconds, Wei } from './units.ts';

/** What a header says that forks added, or gave another rule. */
export interface ForkHeader {
	readonly number: number;
	readonly timestamp: UnixSeconds;
	readonly hash: string;
	readonly parentHash: string;
	readonly baseFee: Wei;
	/** Null before EIP-4844. */
	readonly blobGasUsed: bigint | null;
	readonly excessBlobGas: bigint | null;
	/** Whether it has a `withdrawalsRoot` (EIP-4895). */
	readonly hasWithdrawals: boolean;
	/** Whether it has a `requestsHash` (EIP-7685). */
	readonly hasRequests: boolean;
}

/** Execution gas that stands for one blob in EIP-7918’s reserve price. */
const BLOB_BASE_COST = 2n ** 13n;
/** From this fork on EIP-7918 holds. */
const RESERVE_PRICE_FORK = 'Osaka';

/** `fake_exponential` of EIP-4844: factor × e^(numerator ÷ denominator), in whole numbers. */
function fakeExponential(factor: bigint, numerator: bigint, denominator: bigint): bigint {
	let output = 0n;
	let term = factor * denominator;
	for (let index = 1n; term > 0n; index++) {
		output += term;
		term = (term * numerator) / (denominator * index);
	}
	return output / denominator;
}

/** The base fee per blob gas of a block, in wei, from its header’s excess blob gas (EIP-4844). */
export function blobBaseFeeOf(excessBlobGas: bigint, { baseFeeUpdateFraction }: BlobSchedule): Wei {
	return fakeExponential(1n, excessBlobGas, baseFeeUpdateFraction) as Wei;
}

/**
 * The excess blob gas that the child of a block must state under a fork’s rules (EIP-4844; from Osaka on EIP-7918). Null
 * where the parent has no blob gas, or the fork no blobs.
 */
export function childExcessBlobGas(parent: ForkHeader, fork: Fork): bigint | null {
	const { excessBlobGas: excess, blobGasUsed: used, baseFee } = parent;
	if (excess === null || used === null || !fork.blobs) return null;
	const { target, max } = fork.blobs;
	const targetGas = BigInt(target) * BLOB_GAS;
	if (excess + used < targetGas) return 0n;
	const hasReserve = indexOf(fork) >= indexOf({ name: RESERVE_PRICE_FORK });
	if (hasReserve && BLOB_BASE_COST * baseFee > BLOB_GAS * blobBaseFeeOf(excess, fork.blobs))
		return excess + (used * BigInt(max - target)) / BigInt(max);
	return excess + used - targetGas;
}

/**
 * The rule of a fork that this header keeps and that no fork before had, given its parent; null where the two do not
 * tell them apart. A fork whose rules show in no header has none either.
 */
export function ruleShown(fork: Fork, header: ForkHeader, parent: ForkHeader): string | null {
	if (fork.name === 'Shanghai')
		return header.hasWithdrawals && !parent.hasWithdrawals ? 'it has a withdrawalsRoot' : null;
	if (fork.name === 'Cancun')
		return header.excessBlobGas !== null && parent.excessBlobGas === null
			? 'it has excessBlobGas'
			: null;
	if (fork.name === 'Prague')
		return header.hasRequests && !parent.hasRequests ? 'it has a requestsHash' : null;
	const before = ETHEREUM_FORKS[indexOf(fork) - 1];
	const { excessBlobGas } = header;
	if (!before || excessBlobGas === null) return null;
	const [own, old] = [childExcessBlobGas(parent, fork), childExcessBlobGas(parent, before)];
	if (own === null || own === old || own !== excessBlobGas) return null;
	return `its excessBlobGas ${excessBlobGas} follows from block ${parent.number} under ${fork.name}; under ${before.name} it would be ${old}`;
}

function indexOf({ name }: Pick<Fork, 'name'>): number {
	return ETHEREUM_FORKS.findIndex((each) => each.name === name);
}
