import {
	bytesAt,
	bytesListAt,
	callsAt,
	packedCalls,
	wordAt,
	WORD,
	type InnerCall
} from './calldata.ts';

/** A way in which one transaction carries several operations, told by its selector and written in its calldata. */
export interface BatchFormat {
	readonly name: string;
	/** First four bytes of the calldata, in lower case. */
	readonly selector: string;
	/** Contracts that read it so, in lower case; null where every user has a contract of his own. */
	readonly at: readonly string[] | null;
	/** Only transactions of this type carry it; null for any, and for calls inside of others. */
	readonly transactionType: number | null;
	/** The calls inside, of the arguments in hex; null where they cannot be read. */
	readonly open: (args: string) => readonly InnerCall[] | null;
	/** Where the format is written down. */
	readonly source: string;
}

/** A contract that carries operations of ERC-4337 out, and logs each. No address is used again, so none has an end. */
interface EntryPoint {
	readonly version: string;
	readonly address: string;
}

/** eth-infinitism/account-abstraction, releases; viem, `account-abstraction/constants/address.ts`. */
export const ENTRY_POINTS: readonly EntryPoint[] = [
	{ version: '0.6', address: '0x5ff137d4b0fdcd49dca30c7cf57e578a026d2789' },
	{ version: '0.7', address: '0x0000000071727de22e5e9d8baf0edac6f37da032' },
	{ version: '0.8', address: '0x4337084d9e255ff0702461cf8895ce9e3b5ff108' },
	{ version: '0.9', address: '0x433709009b8330fda32311df1c2afa402ed8d009' }
];

/** keccak-256 of `UserOperationEvent(bytes32,address,address,uint256,bool,uint256,uint256)` (ERC-4337), in all versions. */
export const USER_OPERATION_EVENT =
	'0x49628fd1471006c1482da88028e9ce4dbb080b815c9b0344d39e5a8e6ec1419f';

/** Where MultiSend and MultiSendCallOnly stand: safe-global/safe-deployments, `src/assets/v*`. */
const MULTI_SEND = [
	'0x8d29be29923b68abfdd21e541b9374737b49cdad', // 1.1.1
	'0xa238cbeb142c10ef7ad8442c6d1f9e89e07e7761', // 1.3.0
	'0x998739bfdaadde7c933b942a68053933098f9eda', // 1.3.0, deployed with EIP-155
	'0x0dfcccb95225ffb03c6fbb2559b530c2b7c8a912', // 1.3.0 on EraVM
	'0x38869bf66a61cf6bdb996a6ae40d5853fd43b526', // 1.4.1
	'0x309d0b190fecca8e1d5d8309a16f7e3cb133e885', // 1.4.1 on EraVM
	'0x218543288004cd07832472d464648173c77d7eb7', // 1.5.0
	'0x40a2accbd92bca938b02010e17a5b8929b49130d', // call only, 1.3.0
	'0xa1dabef33b3b82c7814b6d82a79e50f4ac44102b', // call only, 1.3.0, deployed with EIP-155
	'0xf220d3b4dfb23c4ade8c88e526c1353abacbc38f', // call only, 1.3.0 on EraVM
	'0x9641d764fc13c8b624c04430c7356c1c7c8102e2', // call only, 1.4.1
	'0x0408ef011960d02349d50286d20531229bcef773', // call only, 1.4.1 on EraVM
	'0xa83c336b20401af773b6219ba5027174338d1836' // call only, 1.5.0
];

/** mds1/multicall, and where it stands on EraVM chains: viem, `chains/definitions`. */
const MULTICALL3 = [
	'0xca11bde05977b3631167028862be2a173976ca11',
	'0xf9cda624fbc7e059355ce98a31693d299facd963'
];

/** Type of a ZKsync transaction that its account’s own contract reads (era-contracts, `TransactionHelper.sol`). */
const ACCOUNT_TRANSACTION = 0x71;

const ANY_TYPE = { transactionType: null } as const;
const SAFE =
	'safe-global/safe-smart-account, contracts/Safe.sol and contracts/libraries/MultiSend.sol';

/** `(address target, …, bytes data)[]` as the argument after `before` words, of tuples of `words`. */
function listOfCalls(before: number, words: number): BatchFormat['open'] {
	return (args) => {
		const at = wordAt(args, before * WORD);
		return at === null ? null : callsAt(args, at, words);
	};
}

function multicall(name: string, selector: string, before: number, words: number): BatchFormat {
	const source = 'mds1/multicall, src/Multicall3.sol';
	const open = listOfCalls(before, words);
	return { name: `Multicall3 ${name}`, selector, at: MULTICALL3, ...ANY_TYPE, open, source };
}

/** What is told by calldata; operations of ERC-4337 are told by the logs of `ENTRY_POINTS`. */
export const BATCH_FORMATS: readonly BatchFormat[] = [
	{
		name: 'Safe execTransaction',
		selector: '0x6a761202',
		...{ at: null, ...ANY_TYPE },
		open: openSafeTransaction,
		source: SAFE
	},
	{
		name: 'Safe multiSend',
		selector: '0x8d80ff0a',
		...{ at: MULTI_SEND, ...ANY_TYPE },
		open: (args) => {
			const at = wordAt(args, 0);
			const packed = at === null ? null : bytesAt(args, at);
			return packed && packedCalls(packed.hex);
		},
		source: SAFE
	},
	{
		name: 'EIP-7821 execute',
		selector: '0xe9ae5c53',
		...{ at: null, ...ANY_TYPE },
		open: openExecution,
		source: 'EIP-7821; ERC-7579 names the first of its modes the same'
	},
	{
		name: 'batchCall of accounts on EraVM',
		selector: '0x8f0273a9',
		...{ at: null, transactionType: ACCOUNT_TRANSACTION },
		open: listOfCalls(0, 4),
		source: 'getclave/clave-contracts, contracts/batch/BatchCaller.sol'
	},
	multicall('aggregate', '0x252dba42', 0, 2),
	multicall('tryAggregate', '0xbce38bd7', 1, 2),
	multicall('blockAndAggregate', '0xc3077fa9', 0, 2),
	multicall('tryBlockAndAggregate', '0x399542e9', 1, 2),
	multicall('aggregate3', '0x82ad56cb', 0, 3),
	multicall('aggregate3Value', '0x174dea71', 0, 4)
];

/** One call, which may be a batch in its turn: `(address to, uint256 value, bytes data, …)`. */
function openSafeTransaction(args: string): readonly InnerCall[] | null {
	const at = wordAt(args, 2 * WORD);
	const data = at === null ? null : bytesAt(args, at);
	return data && [{ to: `0x${args.slice(24, 64).toLowerCase()}`, data: data.hex }];
}

/** First ten bytes of the mode of EIP-7821: one batch, one with data for the account, and a batch of batches. */
const [BATCH, BATCH_WITH_DATA, BATCH_OF_BATCHES] = [
	'01000000000000000000',
	'01000000000078210001',
	'01000000000078210002'
];

function openExecution(args: string): readonly InnerCall[] | null {
	const mode = args.slice(0, 20);
	const at = wordAt(args, WORD);
	const execution = at === null ? null : bytesAt(args, at);
	if (!execution) return null;
	if (mode === BATCH || mode === BATCH_WITH_DATA) return openCalls(execution.hex);
	if (mode !== BATCH_OF_BATCHES) return null;
	const listAt = wordAt(execution.hex, 0);
	const batches = listAt === null ? null : bytesListAt(execution.hex, listAt);
	const opened = batches?.map(openCalls);
	return opened?.every((calls) => calls !== null) ? opened.flat() : null;
}

const openCalls = listOfCalls(0, 3);
