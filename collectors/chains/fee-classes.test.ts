import { describe, expect, test } from 'vitest';
import type { BlockFact } from '#lib/domain/facts.ts';
import { gas, unixSeconds } from '#lib/domain/units.ts';
import type { Receipt, ReceiptLog } from '../rpc/parse/receipt.ts';
import type { Transaction } from '../rpc/parse/transaction.ts';
import { evm } from './evm.ts';
import { classifiedFees, feeClassOf } from './fee-classes.ts';
import { FAMILY_READERS } from './registry.ts';
import { zksyncEra } from './zksync-era.ts';

const HASH = `0x${'1'.repeat(64)}`;
const BASE_TOKEN = '0x000000000000000000000000000000000000800a';
const [SENDER, RECIPIENT, TOKEN, OTHER] = ['a', '2', 'c', '3'].map(
	(digit) => `0x${digit.repeat(40)}`
) as [string, string, string, string];
const word = (hex: string) => hex.replace('0x', '').padStart(64, '0');

const transfer: Transaction = {
	hash: HASH,
	type: 2,
	from: SENDER,
	to: RECIPIENT,
	value: 1n,
	input: '0x',
	authorizations: 0
};
const receipt: Receipt = {
	transactionHash: HASH,
	transactionIndex: 0,
	blockHash: HASH,
	blockNumber: 1,
	type: 2,
	status: 'success',
	gasUsed: 21_000n,
	effectiveGasPrice: 1n,
	l1Fee: null,
	operatorFeeScalar: null,
	operatorFeeConstant: null,
	logs: []
};
const logOf = (address: string): ReceiptLog => ({ address, topics: [], data: '0x' });

const call: Transaction = {
	...transfer,
	to: TOKEN,
	value: 0n,
	input: `0xa9059cbb${word(RECIPIENT)}${word('0f4240')}`
};
const told: ReceiptLog = {
	address: TOKEN,
	topics: [
		'0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef',
		`0x${word(SENDER)}`,
		`0x${word(RECIPIENT)}`
	],
	data: `0x${word('0f4240')}`
};

describe.each(Object.entries(FAMILY_READERS))('%s', (_name, family) => {
	test.each<[string, Partial<Transaction>, Partial<Receipt>]>([
		['failed', {}, { status: 'failure' }],
		['of unknown outcome, before Byzantium', {}, { status: null }],
		['with calldata', { input: '0x00' }, {}],
		['of nothing', { value: 0n }, {}],
		['a contract creation', { to: null }, {}],
		['with an EIP-7702 authorisation', { type: 4, authorizations: 1 }, {}],
		['with a log of some contract', {}, { logs: [logOf(OTHER)] }]
	])('%s is no plain transfer', (_case, changed, outcome) => {
		const known = { ...receipt, ...outcome };
		expect(feeClassOf({ ...transfer, ...changed }, known, family)).toBeNull();
	});

	test.each<[string, Partial<Transaction>, Partial<Receipt>]>([
		['failed', {}, { status: 'failure', logs: [] }],
		['of unknown outcome', {}, { status: null }],
		['that sends ether along', { value: 1n }, {}],
		['with an EIP-7702 authorisation', { type: 4, authorizations: 1 }, {}],
		['of another method', { input: call.input.replace('a9059cbb', '23b872dd') }, {}],
		['with a byte after its arguments', { input: `${call.input}00` }, {}],
		['with a byte too few', { input: call.input.slice(0, -2) }, {}],
		['with dirt before the address', { input: call.input.replace('bb0', 'bb1') }, {}],
		['of another amount than was moved', { input: call.input.replace('0f4240', '0f4241') }, {}],
		['to another than was told', { input: call.input.replace(word(RECIPIENT), word(OTHER)) }, {}],
		['from another than was told', { from: OTHER }, {}],
		['of another contract than told it', { to: OTHER }, {}],
		['a contract creation', { to: null }, {}],
		['without a log', {}, { logs: [] }],
		['that took a fee, in a log of its own', {}, { logs: [told, told] }],
		['with a log of another contract', {}, { logs: [told, logOf(OTHER)] }],
		[
			'of a token with a number (ERC-721)',
			{},
			{ logs: [{ ...told, topics: [...told.topics, HASH] }] }
		],
		[
			'that told something else',
			{},
			{ logs: [{ ...told, topics: [HASH, ...told.topics.slice(1)] }] }
		]
	])('a call %s is no token transfer', (_case, changed, outcome) => {
		const known = { ...receipt, logs: [told], ...outcome };
		expect(feeClassOf({ ...call, ...changed }, known, family)).toBeNull();
	});

	test('value moved and nothing else is a plain transfer, an amount of a token a token transfer', () => {
		expect(feeClassOf(transfer, receipt, family)).toBe('native_transfer');
		expect(feeClassOf(call, { ...receipt, logs: [told] }, family)).toBe('erc20_transfer');
	});

	test('gas and price decide nothing', () => {
		const dear = { gasUsed: 900_000n, effectiveGasPrice: 10n ** 12n };
		expect(feeClassOf(transfer, { ...receipt, ...dear }, family)).toBe('native_transfer');
		const moved = { ...receipt, ...dear, logs: [told] };
		expect(feeClassOf(call, moved, family)).toBe('erc20_transfer');
	});
});

test('on Era the base token may log, and the chain’s own types do not count; elsewhere 0xff means nothing', () => {
	const logs = [logOf(BASE_TOKEN), logOf(BASE_TOKEN)];
	expect(feeClassOf(transfer, { ...receipt, logs }, zksyncEra)).toBe('native_transfer');
	expect(feeClassOf(transfer, { ...receipt, logs }, evm)).toBeNull();
	const around = { ...receipt, logs: [logOf(BASE_TOKEN), told, logOf(BASE_TOKEN)] };
	expect(feeClassOf(call, around, zksyncEra)).toBe('erc20_transfer');
	expect(feeClassOf(call, around, evm)).toBeNull();
	for (const type of [0xff, 0xfe]) {
		expect(feeClassOf({ ...transfer, type }, receipt, zksyncEra)).toBeNull();
		expect(feeClassOf({ ...call, type }, { ...receipt, logs: [told] }, zksyncEra)).toBeNull();
	}
	expect(feeClassOf({ ...transfer, type: 0xff }, receipt, evm)).toBe('native_transfer');
});

test('a fee that nobody could pay is a wrong answer, and no fact', () => {
	const block: BlockFact = {
		number: 1,
		timestamp: unixSeconds(1_764_201_600),
		hash: HASH,
		parentHash: HASH,
		txCount: 1,
		userTxCount: 1,
		gasUsed: gas(21_000),
		gasLimit: gas(30_000_000),
		baseFee: null
	};
	const feesAt = (effectiveGasPrice: bigint) =>
		classifiedFees(block, [transfer], [{ ...receipt, effectiveGasPrice }], evm);
	expect(() => feesAt(2n ** 255n)).toThrow(/effectiveGasPrice.*makes a fee of/);
	expect(feesAt(7n)).toMatchObject([{ feeClass: 'native_transfer', fee: 147_000n }]);
});
