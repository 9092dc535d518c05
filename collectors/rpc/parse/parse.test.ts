import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { JsonText, Quantity, TextCount } from '../pick-json.ts';
import { parseBlockFact } from './block.ts';
import { parseChainId, parseFeeHistory, parseLogs } from './eth.ts';
import { MalformedAnswer } from './malformed.ts';
import { asAddress, asHash, hexToBigint, hexToNumber, hexToTime } from './quantity.ts';
import { parseReceipt } from './receipt.ts';
import { parseTransaction } from './transaction.ts';
import {
	parseBlockDetails,
	parseFeeParams,
	parseL1BatchBlockRange,
	parseL1BatchDetails,
	parseTransactionDetails
} from './zks.ts';

const HASH = `0x${'ab'.repeat(32)}`;
const ADDRESS = `0x${'cd'.repeat(20)}`;

describe('quantities', () => {
	test.each([undefined, null, 7, '7', '-0x1', '0x', '0x1.5', '0xg', ' 0x1', '', true, {}, []])(
		'%j is none',
		(value) => {
			expect(() => hexToNumber(value, 'gasUsed')).toThrow(MalformedAnswer);
			expect(() => hexToBigint(value, 'gasUsed')).toThrow('gasUsed');
		}
	);

	test('a number from 2^53 up is refused, a bigint from 2^256 up', () => {
		expect(hexToNumber('0x1fffffffffffff', 'n')).toBe(2 ** 53 - 1);
		expect(() => hexToNumber('0x20000000000000', 'n')).toThrow('below 2^53');
		expect(hexToBigint(`0x${'f'.repeat(64)}`, 'n')).toBe(2n ** 256n - 1n);
		expect(() => hexToBigint(`0x1${'0'.repeat(64)}`, 'n')).toThrow('256 bits');
	});

	test('milliseconds are no timestamp', () => {
		expect(hexToTime('0x6553f100', 'timestamp')).toBe(1_700_000_000);
		expect(() => hexToTime('0x18bcfe56800', 'timestamp')).toThrow('milliseconds');
	});

	test('what was written as hex is read as it was', () => {
		fc.assert(
			fc.property(fc.bigInt({ min: 0n, max: 2n ** 256n - 1n }), (value) => {
				expect(hexToBigint(`0x${value.toString(16)}`, 'n')).toBe(value);
			})
		);
		fc.assert(
			fc.property(fc.maxSafeNat(), (value) => {
				expect(hexToNumber(`0x${value.toString(16).toUpperCase()}`, 'n')).toBe(value);
			})
		);
	});

	test('hashes and addresses have their length, and lower case', () => {
		expect(asHash(HASH.toUpperCase().replace('0X', '0x'), 'hash')).toBe(HASH);
		expect(() => asHash(`${HASH}0`, 'hash')).toThrow('32-byte');
		expect(asAddress('0xABCDEF0123456789abcdef0123456789ABCDEF01', 'to')).toMatch(
			/^0x[0-9a-f]{40}$/
		);
		expect(() => asAddress(HASH, 'to')).toThrow('20-byte');
	});
});

describe('blocks', () => {
	const block = {
		number: '0x10',
		timestamp: '0x6553f100',
		hash: HASH,
		parentHash: HASH,
		gasUsed: '0x5208',
		gasLimit: '0x1c9c380',
		baseFeePerGas: '0x7',
		transactions: [HASH, HASH],
		somethingNew: { from: 'a later fork' }
	};

	test.each([
		...['number', 'timestamp', 'hash', 'parentHash', 'gasUsed', 'gasLimit', 'transactions']
	])('without %s are refused, by name', (field) => {
		const without = { ...block, [field]: undefined };
		expect(() => parseBlockFact(without, [])).toThrow(`field "${field}" is missing`);
	});

	test('transactions that were only counted are a user’s each, where none is the chain’s own', () => {
		const counted = { ...block, transactions: new TextCount(3) };
		expect(parseBlockFact(counted, [])).toMatchObject({ txCount: 3, userTxCount: 3 });
		expect(() => parseBlockFact(counted, [0xff])).toThrow('"transactions" must be a list');
		expect(() => parseBlockFact({ ...block, transactions: 3 }, [])).toThrow('must be a list');
	});

	test('quantities that were read from the bytes are what their texts are, and numbers are none', () => {
		const read = { ...block, gasUsed: new Quantity(0x5208), baseFeePerGas: new Quantity(7) };
		expect(parseBlockFact(read, [])).toStrictEqual(parseBlockFact(block, []));
		expect(() => parseBlockFact({ ...block, gasUsed: 0x5208 }, [])).toThrow('"gasUsed"');
	});

	test.each([null, 'block', [block], 7])('%j is none', (value) => {
		expect(() => parseBlockFact(value, [])).toThrow(MalformedAnswer);
	});

	test('hashes do not tell types, so system types cannot be counted from them', () => {
		expect(() => parseBlockFact(block, [0xff])).toThrow('transactions[0]');
	});

	test('unknown fields are ignored, a missing base fee is null', () => {
		expect(parseBlockFact(block, [])).toEqual({
			number: 16,
			timestamp: 1_700_000_000,
			hash: HASH,
			parentHash: HASH,
			txCount: 2,
			userTxCount: 2,
			gasUsed: 21_000,
			gasLimit: 30_000_000,
			baseFee: 7n
		});
		expect(parseBlockFact({ ...block, baseFeePerGas: undefined }, []).baseFee).toBeNull();
		expect(() => parseBlockFact({ ...block, baseFeePerGas: `0x8${'0'.repeat(15)}` }, [])).toThrow(
			/baseFeePerGas.*below 2\^63/
		);
	});

	test('system types are left out of user transactions, legacy ones without a type are not', () => {
		const transactions = [
			{ type: '0xff' },
			{ type: '0xFE' },
			{ type: '0x71' },
			{},
			{ type: '0x2' }
		];
		const fact = parseBlockFact({ ...block, transactions }, [0xff, 0xfe]);
		expect([fact.txCount, fact.userTxCount]).toEqual([5, 3]);
	});
});

describe('transactions and receipts', () => {
	const receipt = {
		transactionHash: HASH,
		transactionIndex: '0x3',
		blockHash: HASH,
		blockNumber: '0x10',
		type: '0x7E',
		status: '0x1',
		gasUsed: '0x5208',
		effectiveGasPrice: '0x2',
		logs: [{ address: ADDRESS, topics: [], data: '0x', blockTimestamp: 1_700_000_000 }]
	};

	test.each(['transactionHash', 'transactionIndex', 'blockHash', 'blockNumber', 'gasUsed', 'logs'])(
		'a receipt without %s is refused, by name',
		(field) => {
			expect(() => parseReceipt({ ...receipt, [field]: undefined }, '[0]')).toThrow(`[0].${field}`);
		}
	);

	test('logs that are kept as text are what they say, and refused where they are none', () => {
		const kept = (text: string) => parseReceipt({ ...receipt, logs: new JsonText(text) }, '[0]');
		expect(kept(JSON.stringify(receipt.logs)).logs).toStrictEqual(
			parseReceipt(receipt, '[0]').logs
		);
		expect(() => kept('{}')).toThrow('"[0].logs" must be a list');
		const spoiled = kept('[\u0001]');
		expect(() => spoiled.logs).toThrow(MalformedAnswer);
	});

	test('a log is read when logs are looked at, and refused then', () => {
		const spoiled = { ...receipt, logs: [...receipt.logs, { topics: [], data: '0x' }] };
		const parsed = parseReceipt(spoiled, '[0]');
		expect(() => parsed.logs).toThrow('[0].logs[1].address');
	});

	test('a status is 0 or 1; before Byzantium there is none', () => {
		expect(() => parseReceipt({ ...receipt, status: '0x2' }, '[0]')).toThrow('0x0 or 0x1');
		expect(parseReceipt({ ...receipt, status: undefined }, '[0]').status).toBeNull();
		expect(parseReceipt({ ...receipt, status: '0x0' }, '[0]').status).toBe('failure');
	});

	test('anvil’s upper-case type and numeric log times are taken', () => {
		expect(parseReceipt(receipt, '[0]')).toEqual({
			transactionHash: HASH,
			transactionIndex: 3,
			blockHash: HASH,
			blockNumber: 16,
			type: 0x7e,
			status: 'success',
			gasUsed: 21_000n,
			effectiveGasPrice: 2n,
			l1Fee: null,
			operatorFeeScalar: null,
			operatorFeeConstant: null,
			logs: [{ address: ADDRESS, topics: [], data: '0x' }]
		});
	});

	test('what a rollup charges beside gas is read where it is stated', () => {
		const charged = {
			l1Fee: '0x28a79c8eeb3f',
			operatorFeeScalar: '0x5',
			operatorFeeConstant: '0x0'
		};
		expect(parseReceipt({ ...receipt, ...charged }, '[0]')).toMatchObject({
			l1Fee: 44_700_351_261_503n,
			operatorFeeScalar: 5n,
			operatorFeeConstant: 0n
		});
		for (const field of Object.keys(charged))
			expect(() => parseReceipt({ ...receipt, [field]: 5 }, '[0]')).toThrow(`[0].${field}`);
	});

	test('a contract creation has no recipient, an authorisation list is counted', () => {
		const raw = {
			hash: HASH,
			from: ADDRESS,
			value: '0x0',
			input: '0x6000',
			to: null,
			authorizationList: [{}, {}]
		};
		expect(parseTransaction(raw, 't')).toMatchObject({ to: null, type: 0, authorizations: 2 });
		expect(() => parseTransaction({ ...raw, input: undefined }, 't')).toThrow('t.input');
	});
});

describe('answers read with a schema', () => {
	const batch = {
		number: 468355,
		timestamp: 1711649164,
		l1TxCount: 1,
		l2TxCount: 2363,
		rootHash: HASH,
		status: 'verified',
		commitTxHash: HASH,
		committedAt: '2024-03-28T18:24:49.713730Z',
		l1GasPrice: 47875552051,
		l2FairGasPrice: 25000000
	};

	test.each(['number', 'timestamp', 'l1TxCount', 'l2TxCount', 'status', 'l1GasPrice'])(
		'a batch without %s is refused, by name',
		(field) => {
			const without = { ...batch, [field]: undefined };
			expect(() => parseL1BatchDetails(without)).toThrow(`field "${field}" is missing`);
		}
	);

	test('an older server’s batch lacks newer fields, which are null', () => {
		expect(parseL1BatchDetails(batch)).toMatchObject({
			number: 468355,
			commitChainId: null,
			commitTxFinality: null,
			provenAt: null,
			fairPubdataPrice: null
		});
		expect(parseL1BatchDetails({ ...batch, commitChainId: 9075 })?.commitChainId).toBe(9075);
	});

	test('what does not exist is null, what is no object is refused', () => {
		expect(parseL1BatchDetails(null)).toBeNull();
		expect(parseBlockDetails(null)).toBeNull();
		expect(parseTransactionDetails(null)).toBeNull();
		expect(parseL1BatchBlockRange(null)).toBeNull();
		expect(() => parseL1BatchDetails('0x1')).toThrow(MalformedAnswer);
		expect(() => parseBlockDetails({ ...batch })).toThrow('l1BatchNumber');
	});

	test('a block range is two hex numbers', () => {
		expect(parseL1BatchBlockRange(['0x116fec', '0x117015'])).toEqual({
			from: 1142764,
			to: 1142805
		});
		expect(() => parseL1BatchBlockRange(['0x1'])).toThrow(MalformedAnswer);
		expect(() => parseL1BatchBlockRange([1, 2])).toThrow(MalformedAnswer);
	});

	test('fee parameters take big ratios as text', () => {
		const V2 = {
			config: {
				minimal_l2_gas_price: 25000000,
				compute_overhead_part: 0.0,
				pubdata_overhead_part: 1.0,
				batch_overhead_l1_gas: 800000,
				max_gas_per_batch: 200000000,
				max_pubdata_per_batch: 240000
			},
			l1_gas_price: 46226388803,
			l1_pubdata_price: 100780475095
		};
		expect(parseFeeParams({ V2 }).V2.conversion_ratio).toBeNull();
		const conversion_ratio = { numerator: '18446744073709551615', denominator: 1 };
		expect(parseFeeParams({ V2: { ...V2, conversion_ratio } }).V2.conversion_ratio).toEqual({
			numerator: 18446744073709551615n,
			denominator: 1
		});
		expect(() => parseFeeParams({ V2: { ...V2, l1_gas_price: undefined } })).toThrow(
			'V2.l1_gas_price'
		);
	});

	test('a fee history has a base fee a block, and one more where the node foretells it', () => {
		const history = { oldestBlock: '0x1', baseFeePerGas: ['0x1', '0x2'], gasUsedRatio: [0.5] };
		expect(parseFeeHistory(history)).toMatchObject({
			oldestBlock: 1,
			baseFeePerGas: [1n, 2n],
			reward: null
		});
		expect(() => parseFeeHistory({ ...history, gasUsedRatio: [0.5, 0.5, 0.5] })).toThrow(
			'a base fee a block'
		);
		expect(() => parseFeeHistory({ ...history, oldestBlock: undefined })).toThrow('oldestBlock');
	});

	test('a chain id and logs', () => {
		expect(parseChainId('0x144')).toBe(324);
		expect(() => parseChainId(324)).toThrow(MalformedAnswer);
		expect(() => parseLogs([{ address: ADDRESS, topics: ['0x1'], data: '0x' }])).toThrow(
			'0.topics.0'
		);
		expect(parseLogs([{ address: ADDRESS, topics: [HASH], data: '0x' }])).toMatchObject([
			{ blockNumber: null, removed: false }
		]);
	});
});
