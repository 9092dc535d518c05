import { expect, test } from 'vitest';
import type { BlockFact } from '#lib/domain/facts.ts';
import { gas, unixSeconds } from '#lib/domain/units.ts';
import type { Receipt } from '../rpc/parse/receipt.ts';
import type { Transaction } from '../rpc/parse/transaction.ts';
import { evm } from './evm.ts';
import { isPlainTransfer, plainTransferFees } from './plain-transfers.ts';
import { zksyncEra } from './zksync-era.ts';

const HASH = `0x${'1'.repeat(64)}`;
const BASE_TOKEN = '0x000000000000000000000000000000000000800a';

const transfer: Transaction = {
	hash: HASH,
	index: 0,
	blockHash: HASH,
	type: 2,
	to: `0x${'2'.repeat(40)}`,
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
	logAddresses: []
};

test.each<[string, Partial<Transaction>, Partial<Receipt>]>([
	['failed', {}, { status: 'failure' }],
	['of unknown outcome, before Byzantium', {}, { status: null }],
	['with calldata', { input: '0x00' }, {}],
	['of nothing', { value: 0n }, {}],
	['a contract creation', { to: null }, {}],
	['with an EIP-7702 authorisation', { type: 4, authorizations: 1 }, {}],
	['with a log of some contract', {}, { logAddresses: [`0x${'3'.repeat(40)}`] }]
])('%s is no plain transfer on any chain', (_name, changed, outcome) => {
	for (const family of [evm, zksyncEra])
		expect(isPlainTransfer({ ...transfer, ...changed }, { ...receipt, ...outcome }, family)).toBe(
			false
		);
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
		baseFee: null
	};
	const feesAt = (effectiveGasPrice: bigint) =>
		plainTransferFees(block, [transfer], [{ ...receipt, effectiveGasPrice }], evm);
	expect(() => feesAt(2n ** 255n)).toThrow(/effectiveGasPrice.*makes a fee of/);
	expect(feesAt(7n)).toMatchObject([{ fee: 147_000n }]);
});

test('value moved and nothing else is a plain transfer', () => {
	expect(isPlainTransfer(transfer, receipt, evm)).toBe(true);
	expect(isPlainTransfer(transfer, receipt, zksyncEra)).toBe(true);
});

test('on Era the base token may log, and the chain’s own types do not count; elsewhere 0xff means nothing', () => {
	const logged = { ...receipt, logAddresses: [BASE_TOKEN, BASE_TOKEN] };
	expect(isPlainTransfer(transfer, logged, zksyncEra)).toBe(true);
	expect(isPlainTransfer(transfer, logged, evm)).toBe(false);
	for (const type of [0xff, 0xfe])
		expect(isPlainTransfer({ ...transfer, type }, receipt, zksyncEra)).toBe(false);
	expect(isPlainTransfer({ ...transfer, type: 0xff }, receipt, evm)).toBe(true);
});
