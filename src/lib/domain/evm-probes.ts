import type { FamilyName } from './families.ts';
import { PRECOMPILES } from './evm-precompiles.ts';

/** Ethereum’s forks that brought what is probed for, in their order; the names that its clients use. */
export const PROBED_FORKS = [
	'frontier',
	'homestead',
	'byzantium',
	'constantinople',
	'istanbul',
	'london',
	'shanghai',
	'cancun',
	'prague',
	'osaka'
] as const;
export type ProbedFork = (typeof PROBED_FORKS)[number];

/** One question with a known answer: what every chain that runs the EVM of that fork must answer to an `eth_call`. */
export interface EvmProbe {
	readonly name: string;
	readonly since: ProbedFork;
	/** The call; without `to`, `data` is init code. */
	readonly call: { readonly to?: string; readonly data: string };
	/** The bytes that must come back, in lower case. An absent precompile answers success, with none. */
	readonly answer: string;
	/** Whether init code must be run for it: chains whose own code is no EVM code cannot be asked that way. */
	readonly runsCode: boolean;
	readonly source: string;
}

interface OpcodeProbe {
	readonly name: string;
	readonly since: ProbedFork;
	/** EVM code that leaves the answer on the stack, in hex. */
	readonly code: string;
	readonly answer: (chainId: number) => bigint;
	readonly source: string;
}

/** The hash of no bytes at all (Yellow Paper, 4.1). */
const KECCAK_OF_NOTHING = 0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470n;
const one = (): bigint => 1n;

/** Opcodes, each within a few others that turn what it does into one word. */
const OPCODES: readonly OpcodeProbe[] = [
	{
		name: 'CALLCODE',
		since: 'frontier',
		// CALLCODE of the identity precompile succeeds
		code: '6000600060206000600060045af2',
		answer: one,
		source: 'Yellow Paper, appendix H: 0xf2'
	},
	{
		name: 'SELFDESTRUCT',
		since: 'frontier',
		// CREATE with the init code ADDRESS SELFDESTRUCT gives an address
		code: '6130ff6000526002601e6000f01515',
		answer: one,
		source: 'Yellow Paper, appendix H: 0xff'
	},
	{
		name: 'PREVRANDAO',
		since: 'frontier',
		code: '44506001',
		answer: one,
		source: 'EIP-4399 (DIFFICULTY before): 0x44'
	},
	{
		name: 'DELEGATECALL',
		since: 'homestead',
		code: '600060006020600060045af4',
		answer: one,
		source: 'EIP-7: 0xf4'
	},
	{
		name: 'STATICCALL and RETURNDATASIZE',
		since: 'byzantium',
		// STATICCALL of the identity precompile with 32 bytes returns as many
		code: '600060006020600060045afa503d',
		answer: () => 32n,
		source: 'EIP-214, EIP-211: 0xfa, 0x3d'
	},
	{
		name: 'SHL',
		since: 'constantinople',
		code: '600160041b',
		answer: () => 16n,
		source: 'EIP-145: 0x1b'
	},
	{
		name: 'EXTCODEHASH',
		since: 'constantinople',
		// Of the contract that is being created, which has no code yet
		code: '303f',
		answer: () => KECCAK_OF_NOTHING,
		source: 'EIP-1052: 0x3f'
	},
	{
		name: 'CREATE2',
		since: 'constantinople',
		code: '6000600060006000f51515',
		answer: one,
		source: 'EIP-1014: 0xf5'
	},
	{
		name: 'CHAINID',
		since: 'istanbul',
		code: '46',
		answer: (chainId) => BigInt(chainId),
		source: 'EIP-1344: 0x46'
	},
	{
		name: 'SELFBALANCE',
		since: 'istanbul',
		code: '47600101',
		answer: one,
		source: 'EIP-1884: 0x47'
	},
	{
		name: 'BASEFEE',
		since: 'london',
		code: '48506001',
		answer: one,
		source: 'EIP-3198: 0x48'
	},
	{
		name: 'PUSH0',
		since: 'shanghai',
		code: '5f600101',
		answer: one,
		source: 'EIP-3855: 0x5f'
	},
	{
		name: 'MCOPY',
		since: 'cancun',
		// MSTORE 42 at 0, MCOPY it to 32, MLOAD that
		code: '602a600052602060006020' + '5e' + '602051',
		answer: () => 42n,
		source: 'EIP-5656: 0x5e'
	},
	{
		name: 'TSTORE and TLOAD',
		since: 'cancun',
		code: '602a60015d60015c',
		answer: () => 42n,
		source: 'EIP-1153: 0x5d, 0x5c'
	},
	{
		name: 'BLOBHASH',
		since: 'cancun',
		// No blob comes with a call, so that of index 0 is 0
		code: '600049600101',
		answer: one,
		source: 'EIP-4844: 0x49'
	},
	{
		name: 'BLOBBASEFEE',
		since: 'cancun',
		code: '4a506001',
		answer: one,
		source: 'EIP-7516: 0x4a'
	},
	{
		name: 'CLZ',
		since: 'osaka',
		code: '60011e',
		answer: () => 255n,
		source: 'EIP-7939: 0x1e'
	}
];

/** Families whose contracts are not EVM code: there init code in a call is no creation, so opcodes cannot be asked for. */
const OTHER_CODE: readonly FamilyName[] = ['zksync-era'];

/** Every probe of a chain. */
export function evmProbes(chainId: number): EvmProbe[] {
	return [
		...PRECOMPILES.map(({ name, address, since, input, answer, source }) => ({
			name: `${address} ${name}`,
			since,
			call: { to: `0x${address.slice(2).padStart(40, '0')}`, data: input },
			answer,
			runsCode: false,
			source
		})),
		...OPCODES.map(({ name, since, code, answer, source }) => ({
			name,
			since,
			call: { data: tried(code) },
			answer: `0x${wordOf(answer(chainId))}`,
			runsCode: true,
			source
		}))
	];
}

/** Whether a probe can be put to chains of a family with an `eth_call`. */
export function isApplicable({ runsCode }: EvmProbe, family: FamilyName): boolean {
	return !(runsCode && OTHER_CODE.includes(family));
}

/**
 * Init code that creates a contract whose code is the word that `code` leaves, and gives that back; nothing where the
 * creation fails. So an opcode that is not there is an answer without bytes, and no error that could be a node’s.
 */
function tried(code: string): string {
	// MSTORE the word at 0, RETURN it
	const inner = `${code}60005260206000f3`;
	const length = byte(inner.length / 2);
	// CODECOPY the inner code, CREATE with it, EXTCODECOPY what that left, RETURN so many bytes
	const outer = (start: string) =>
		`60${length}60${start}60003960${length}60006000f0` + '803b60006000833c' + '3b6000f3';
	return `0x${outer(byte(outer('00').length / 2))}${inner}`;
}

function byte(value: number): string {
	return value.toString(16).padStart(2, '0');
}

function wordOf(value: bigint): string {
	return value.toString(16).padStart(64, '0');
}
