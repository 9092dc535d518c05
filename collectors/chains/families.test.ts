import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CHAINS, chainById } from '#lib/domain/chains.ts';
import { FAMILIES, type ChainFamily, type FamilyName } from '#lib/domain/families.ts';
import { parseBlockFact, parseTransactions } from '../rpc/parse/block.ts';
import { MalformedAnswer } from '../rpc/parse/malformed.ts';
import { parseReceipts } from '../rpc/parse/receipt.ts';
import { UnknownFee } from './family.ts';
import { classifiedFees } from './fee-classes.ts';
import { FAMILY_READERS } from './registry.ts';

const NAMES = Object.keys(FAMILIES) as FamilyName[];
const USER_TYPES = [0x0, 0x1, 0x2, 0x3, 0x4, 0x71, 0x78, 0x79];
const hex = (value: number | bigint) => `0x${value.toString(16)}`;
const hash = (value: number) => `0x${value.toString(16).padStart(64, '0')}`;
const isSystem = (family: FamilyName, type: number) =>
	(FAMILIES[family] as ChainFamily).systemTransactionTypes.includes(type);

/** A block of plain transfers of these types, as `eth_getBlockByNumber` gives it. */
function rawBlock(types: readonly number[]) {
	return {
		number: '0x7',
		hash: hash(7),
		parentHash: hash(6),
		timestamp: '0x6553f100',
		gasUsed: hex(21_000 * types.length),
		gasLimit: hex(30_000_000),
		baseFeePerGas: '0x7',
		transactions: types.map((type, index) => ({
			hash: hash(100 + index),
			transactionIndex: hex(index),
			blockHash: hash(7),
			type: hex(type),
			from: `0x${'a'.repeat(40)}`,
			to: `0x${'b'.repeat(40)}`,
			value: '0x1',
			input: '0x'
		}))
	};
}

type Raw = Record<string, unknown>;
/** Their receipts: 21,000 gas at 10 wei, and what `more` says. */
function rawReceipts(types: readonly number[], more: Raw): Raw[] {
	return types.map((type, index) => ({
		transactionHash: hash(100 + index),
		transactionIndex: hex(index),
		blockHash: hash(7),
		blockNumber: '0x7',
		type: hex(type),
		status: '0x1',
		gasUsed: '0x5208',
		effectiveGasPrice: '0xa',
		logs: [],
		...more
	}));
}

/** The fees of a block of plain transfers, as a family reads them. */
function feesOf(family: FamilyName, types: readonly number[], more: Raw = {}): bigint[] {
	const reader = FAMILY_READERS[family];
	const block = rawBlock(types);
	return classifiedFees(
		parseBlockFact(block, reader.systemTransactionTypes),
		parseTransactions(block),
		parseReceipts(rawReceipts(types, more)),
		reader
	).map(({ fee }) => fee);
}

/** What each family demands of a receipt beside gas and price. */
const NEEDS: Partial<Record<FamilyName, Raw>> = {
	'op-stack': { l1Fee: '0x0' },
	scroll: { l1Fee: '0x0' }
};

describe('every family', () => {
	test('has a public chain, so that none is only a word', () => {
		const used = new Set(CHAINS.filter(({ demo }) => !demo).map(({ family }) => family));
		expect([...used].sort()).toEqual(NAMES.toSorted());
	});

	test('is read by what its facts say, and an unknown chain by nothing', () => {
		for (const name of NAMES)
			expect(FAMILY_READERS[name].systemTransactionTypes).toBe(
				FAMILIES[name].systemTransactionTypes
			);
		expect(() => chainById(5)).toThrow(
			/chain 5 is not in the chain list; known: 1, 324, 2741, 36900, 10, 59144, 534352, 42161, 8453/
		);
	});

	test('counts all transactions, and of none of its own types a user’s', () => {
		const types = fc.array(
			fc.oneof(fc.integer({ min: 0, max: 0xff }), fc.constantFrom(...USER_TYPES))
		);
		fc.assert(
			fc.property(fc.constantFrom(...NAMES), types, (family, all) => {
				const { systemTransactionTypes } = FAMILY_READERS[family];
				const fact = parseBlockFact(rawBlock(all), systemTransactionTypes);
				expect(fact.txCount).toBe(all.length);
				expect(fact.userTxCount).toBe(all.filter((type) => !isSystem(family, type)).length);
			})
		);
	});

	test('gives a fee of each user’s transfer and none of its own types, whatever their receipts hold', () => {
		for (const family of NAMES) {
			const own = (FAMILIES[family] as ChainFamily).systemTransactionTypes;
			// Neither a price nor an L1 fee: a deposit's receipt has no such thing.
			expect(feesOf(family, own, { effectiveGasPrice: undefined })).toEqual([]);
			const fees = feesOf(family, USER_TYPES, NEEDS[family]);
			expect(fees, family).toEqual(USER_TYPES.map(() => 210_000n));
		}
	});
});

describe('a type means something only within its family', () => {
	test.each<[number, readonly FamilyName[]]>([
		[0x7d, ['zksync-os', 'op-stack']],
		[0x7e, ['zksync-os', 'op-stack', 'scroll']],
		[0x7f, ['zksync-os']],
		[0xfe, ['zksync-era']],
		[0xff, ['zksync-era']],
		[0x64, ['arbitrum']],
		[0x65, ['arbitrum']],
		[0x66, ['arbitrum']],
		[0x68, ['arbitrum']],
		[0x69, ['arbitrum']],
		[0x6a, ['arbitrum']],
		// A user's own everywhere: EIP-712 of ZKsync, Arbitrum before Nitro, EIP-8130 of Base.
		[0x71, []],
		[0x78, []],
		[0x79, []]
	])('%i', (type, families) => {
		expect(NAMES.filter((family) => isSystem(family, type))).toEqual(families);
	});
});

describe('what a user pays', () => {
	test('is gas and the L1 fee on the OP Stack and on Scroll', () => {
		for (const family of ['op-stack', 'scroll'] as const) {
			expect(feesOf(family, [0x2, 0x7e], { l1Fee: '0x3e8' })).toEqual([211_000n]);
			expect(feesOf(family, [0x2], { l1Fee: '0x0' })).toEqual([210_000n]);
		}
	});

	test('is gas alone elsewhere, which holds what Arbitrum charges for L1', () => {
		for (const family of NAMES.filter((name) => !(name in NEEDS)))
			expect(feesOf(family, [0x2], { gasUsedForL1: '0x1000', l1Fee: '0x3e8' }), family).toEqual([
				210_000n
			]);
	});

	test.each(['op-stack', 'scroll'] as const)(
		'on %s is never less for a missing L1 fee',
		(family) => {
			for (const l1Fee of [undefined, null])
				expect(() => feesOf(family, [0x7e, 0x2], { l1Fee })).toThrow(
					new MalformedAnswer('[1].l1Fee', 'is missing')
				);
			for (const l1Fee of [7, '7', '-0x1', '0x'])
				expect(() => feesOf(family, [0x2], { l1Fee })).toThrow(MalformedAnswer);
			expect(() => feesOf(family, [0x2], { l1Fee: `0x${'f'.repeat(64)}` })).toThrow(
				/\[0\]\.l1Fee" makes a fee of/
			);
		}
	);

	test('on the OP Stack is unknown where an operator fee is charged, and known where it is zero', () => {
		const fees = (scalar: unknown, constant: unknown) =>
			feesOf('op-stack', [0x2], {
				l1Fee: '0x3e8',
				operatorFeeScalar: scalar,
				operatorFeeConstant: constant
			});
		expect(fees(undefined, undefined)).toEqual([211_000n]);
		expect(fees('0x0', '0x0')).toEqual([211_000n]);
		for (const [scalar, constant] of [
			['0x5', '0x0'],
			['0x0', '0x7'],
			['0x5', '0x7']
		])
			expect(() => fees(scalar, constant)).toThrow(UnknownFee);
		expect(() => fees('0x5', '0x7')).toThrow(/scalar 5, constant 7/);
		expect(() => fees('0x5', undefined)).toThrow(/operatorFeeConstant" is missing/);
		expect(() => fees(undefined, '0x7')).toThrow(/operatorFeeScalar" is missing/);
	});

	test('counts what was refunded as never paid: a receipt’s gas is what is left (Lagoon)', () => {
		const more = { l1Fee: '0x3e8', gasUsed: '0x5000', opGasRefund: '0x208' };
		expect(feesOf('op-stack', [0x2], more)).toEqual([BigInt(0x5000) * 10n + 1_000n]);
	});
});
