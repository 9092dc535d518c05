import { createHash } from 'node:crypto';

/** What kind of chain the replayed blocks look like, by size and number of transactions. */
export const PROFILES = ['zksync', 'ethereum'] as const;
export type Profile = (typeof PROFILES)[number];

/** Transactions a block, on average. */
const TRANSACTIONS: Readonly<Record<Profile, number>> = { zksync: 28, ethereum: 171 };

/** Blocks differ in length: as many different ones are made, with −4 to +3 transactions. */
export const VARIANTS = 8;

/**
 * What differs from block to block, as written in a made block; the replay server finds these texts and writes
 * a block's own digits over them. All are as long as any value that takes their place.
 */
export const MARKS = {
	number: '0xa1b2c3',
	hash: `0x${'c'.repeat(58)}a1b2c3`,
	parentHash: `0x${'c'.repeat(58)}a1b2c2`,
	timestamp: '0x5a1b2c3d',
	gasUsed: '0x1a1b2c3',
	baseFeePerGas: '0x25a1b2c3d'
} as const;

/** Digits that never change in a run, and never twice the same. */
function digits(words: string, count: number): string {
	let text = '';
	for (let part = 0; text.length < count; part++)
		text += createHash('sha256').update(`${words}/${part}`).digest('hex');
	return `0x${text.slice(0, count)}`;
}

function countOf(profile: Profile, variant: number): number {
	return TRANSACTIONS[profile] + variant - VARIANTS / 2;
}

function transactionHash(variant: number, index: number): string {
	return digits(`transaction ${variant}/${index}`, 64);
}

/** A block of `eth_getBlockByNumber` with hashes: 3.4 kB as ZKsync answers, 13 kB as Ethereum does. */
export function headerWithHashes(profile: Profile, variant: number): object {
	const hashes = Array.from({ length: countOf(profile, variant) }, (_, index) =>
		transactionHash(variant, index)
	);
	return header(profile, variant, hashes);
}

/** The same block with whole transactions: 40 kB as ZKsync answers. */
export function wholeBlock(profile: Profile, variant: number): object {
	const transactions = Array.from({ length: countOf(profile, variant) }, (_, index) => ({
		hash: transactionHash(variant, index),
		nonce: '0x1f4',
		blockHash: MARKS.hash,
		blockNumber: MARKS.number,
		transactionIndex: `0x${index.toString(16)}`,
		from: digits(`from ${variant}/${index}`, 40),
		to: digits(`to ${variant}/${index}`, 40),
		value: isPlain(index) ? '0x38d7ea4c68000' : '0x0',
		gasPrice: MARKS.baseFeePerGas,
		gas: '0x493e0',
		input: isPlain(index) ? '0x' : digits(`input ${variant}/${index}`, 890),
		v: '0x1',
		r: digits(`r ${variant}/${index}`, 64),
		s: digits(`s ${variant}/${index}`, 64),
		yParity: '0x1',
		type: '0x2',
		maxFeePerGas: MARKS.baseFeePerGas,
		maxPriorityFeePerGas: '0x0',
		chainId: '0x144',
		l1BatchNumber: '0x7a120',
		l1BatchTxIndex: '0x1'
	}));
	return header(profile, variant, transactions);
}

/** The receipts of that block, with the logs of a token transfer each: 62 kB as ZKsync answers. */
export function receipts(profile: Profile, variant: number): object[] {
	return Array.from({ length: countOf(profile, variant) }, (_, index) => {
		const place = {
			blockHash: MARKS.hash,
			blockNumber: MARKS.number,
			transactionHash: transactionHash(variant, index),
			transactionIndex: `0x${index.toString(16)}`
		};
		const log = (position: number, address: string) => ({
			address,
			topics: ['event', 'from', 'to'].map((each) => digits(`${each} ${variant}/${index}`, 64)),
			data: digits(`data ${position}`, 64),
			...place,
			logIndex: `0x${position.toString(16)}`,
			transactionLogIndex: '0x0',
			logType: null,
			removed: false
		});
		const baseToken = '0x000000000000000000000000000000000000800a';
		const emitters = [
			...(isPlain(index) ? [] : [digits(`token ${index}`, 40)]),
			// On ZKsync Era the gas token is a contract that logs too.
			...(profile === 'zksync' || !isPlain(index) ? [baseToken] : [])
		];
		return {
			...place,
			from: digits(`from ${variant}/${index}`, 40),
			to: digits(`to ${variant}/${index}`, 40),
			cumulativeGasUsed: '0x0',
			gasUsed: '0x1d4c0',
			contractAddress: null,
			logs: emitters.map((address, position) => log(index * 2 + position, address)),
			l2ToL1Logs: [],
			logsBloom: digits(`bloom ${variant}/${index}`, 512),
			status: '0x1',
			root: MARKS.hash,
			effectiveGasPrice: MARKS.baseFeePerGas,
			type: '0x2',
			l1BatchNumber: '0x7a120',
			l1BatchTxIndex: '0x1'
		};
	});
}

/** Every fourth transaction moves the gas token and does nothing else. */
function isPlain(index: number): boolean {
	return index % 4 === 0;
}

function header(profile: Profile, variant: number, transactions: readonly unknown[]): object {
	const root = (name: string): string => digits(`${name} ${variant}`, 64);
	return {
		hash: MARKS.hash,
		parentHash: MARKS.parentHash,
		sha3Uncles: root('uncles'),
		miner: digits('miner', 40),
		stateRoot: root('state'),
		transactionsRoot: root('transactions'),
		receiptsRoot: root('receipts'),
		number: MARKS.number,
		gasUsed: MARKS.gasUsed,
		gasLimit: '0x1c9c380',
		baseFeePerGas: MARKS.baseFeePerGas,
		extraData: '0x',
		logsBloom: digits(`bloom ${variant}`, 512),
		timestamp: MARKS.timestamp,
		difficulty: '0x0',
		totalDifficulty: '0x0',
		mixHash: root('mix'),
		nonce: '0x0000000000000000',
		size: '0xd48',
		uncles: [],
		transactions,
		...(profile === 'zksync'
			? { l1BatchNumber: '0x7a120', l1BatchTimestamp: MARKS.timestamp }
			: {
					withdrawalsRoot: root('withdrawals'),
					withdrawals: Array.from({ length: 4 }, (_, index) => ({
						index: '0x1',
						validatorIndex: `0x${index}`,
						address: digits(`withdrawal ${index}`, 40),
						amount: '0x1'
					}))
				})
	};
}
