import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
	decodeFunctionData,
	encodeAbiParameters,
	encodeFunctionData,
	parseAbi,
	encodePacked,
	size,
	type Hex
} from 'viem';
import {
	entryPoint06Address,
	entryPoint07Address,
	entryPoint08Address,
	entryPoint09Address
} from 'viem/account-abstraction';
import { encodeCalls } from 'viem/experimental/erc7821';
import { describe, expect, test } from 'vitest';
import { parseTransactions } from '../rpc/parse/block.ts';
import { parseReceipt, parseReceipts, type Receipt } from '../rpc/parse/receipt.ts';
import type { Transaction } from '../rpc/parse/transaction.ts';
import { JsonText } from '../rpc/pick-json.ts';
import { BATCH_FORMATS, ENTRY_POINTS, USER_OPERATION_EVENT } from './batch-formats.ts';
import { evm } from './evm.ts';
import { opStack } from './op-stack.ts';
import { extraOperations, operationsOf } from './user-operations.ts';

const RECORDED = path.resolve(import.meta.dirname, '../../../shared/chain-data');
const VECTORS = path.join(RECORDED, 'conformance/l2beat.activity-vectors.json');

const HASH = `0x${'1'.repeat(64)}`;
const addressOf = (digit: string) => `0x${digit.repeat(40)}` as const;
const [SENDER, SAFE, TOKEN] = [addressOf('a'), addressOf('b'), addressOf('c')];
const CALL_ONLY_130 = '0x40a2accbd92bca938b02010e17a5b8929b49130d';
const MULTICALL3 = '0xca11bde05977b3631167028862be2a173976ca11';
const ABI = parseAbi([
	'function execTransaction(address to, uint256 value, bytes data, uint8 operation, uint256 safeTxGas, uint256 baseGas, uint256 gasPrice, address gasToken, address refundReceiver, bytes signatures)',
	'function multiSend(bytes transactions)',
	'function execute(bytes32 mode, bytes executionData)',
	'function transfer(address to, uint256 amount)',
	'function aggregate((address target, bytes callData)[] calls)',
	'function tryAggregate(bool requireSuccess, (address target, bytes callData)[] calls)',
	'function aggregate3((address target, bool allowFailure, bytes callData)[] calls)',
	'function aggregate3Value((address target, bool allowFailure, uint256 value, bytes callData)[] calls)',
	'function batchCall((address target, bool allowFailure, uint256 value, bytes callData)[] calls)'
]);

interface Call {
	readonly to: Hex;
	readonly data: Hex;
}

const transfer = (amount: bigint): Call => ({
	to: TOKEN,
	data: encodeFunctionData({ abi: ABI, functionName: 'transfer', args: [SENDER, amount] })
});
const transfers = (count: number) => Array.from({ length: count }, (_, at) => transfer(BigInt(at)));

const multiSend = (calls: readonly Call[], tail = ''): Hex =>
	encodeFunctionData({
		abi: ABI,
		functionName: 'multiSend',
		args: [
			`0x${calls
				.map(({ to, data }) =>
					encodePacked(
						['uint8', 'address', 'uint256', 'uint256', 'bytes'],
						[0, to, 0n, BigInt(size(data)), data]
					).slice(2)
				)
				.join('')}${tail}`
		]
	});
const execTransaction = ({ to, data }: Call, operation = 1): Hex =>
	encodeFunctionData({
		abi: ABI,
		functionName: 'execTransaction',
		args: [to, 0n, data, operation, 0n, 0n, 0n, SENDER, SENDER, '0x1234']
	});
const triples = (calls: readonly Call[]) =>
	calls.map(({ to, data }) => ({ target: to, allowFailure: true, callData: data }));
const aggregate3 = (calls: readonly Call[]): Hex =>
	encodeFunctionData({ abi: ABI, functionName: 'aggregate3', args: [triples(calls)] });
const batchCall = (calls: readonly Call[]): Hex =>
	encodeFunctionData({
		abi: ABI,
		functionName: 'batchCall',
		args: [triples(calls).map((each) => ({ ...each, value: 0n }))]
	});
const MODES = ['01000000000000000000', '01000000000078210001', '01000000000078210002'].map(
	(mode) => `0x${mode.padEnd(64, '0')}` as const
) as [Hex, Hex, Hex];
const execute = (mode: Hex, execution: Hex): Hex =>
	encodeFunctionData({ abi: ABI, functionName: 'execute', args: [mode, execution] });

const sent: Transaction = {
	...{ hash: HASH, type: 2, from: SENDER, to: SAFE, value: 0n, input: '0x', authorizations: 0 }
};
const receipt: Receipt = {
	...{ transactionHash: HASH, transactionIndex: 0, blockHash: HASH, blockNumber: 1, type: 2 },
	...{ status: 'success', gasUsed: 21_000n, effectiveGasPrice: 1n, l1Fee: null },
	...{ operatorFeeScalar: null, operatorFeeConstant: null, logs: [] }
};
const count = (changed: Partial<Transaction>, outcome: Partial<Receipt> = {}) =>
	operationsOf({ ...sent, ...changed }, { ...receipt, ...outcome });
const carriedOut = (address: string) => ({
	...{ address: address.toLowerCase(), topics: [USER_OPERATION_EVENT, HASH, HASH, HASH] },
	data: '0x'
});

describe('one transaction carries', () => {
	test.each<[string, number, Partial<Transaction>]>([
		['a plain transfer', 1, {}],
		['a contract creation', 1, { to: null, input: multiSend(transfers(2)) }],
		['a call of a Safe', 1, { input: execTransaction(transfer(1n), 0) }],
		[
			'a batch of a Safe',
			5,
			{ input: execTransaction({ to: CALL_ONLY_130, data: multiSend(transfers(5)) }) }
		],
		['a batch sent by MultiSend itself', 4, { to: CALL_ONLY_130, input: multiSend(transfers(4)) }],
		['multiSend of a contract that is none of Safe’s', 1, { input: multiSend(transfers(4)) }],
		['an empty batch', 1, { to: CALL_ONLY_130, input: multiSend([]) }],
		['one batch of EIP-7821', 3, { type: 4, input: execute(MODES[0], encodeCalls(transfers(3))) }],
		[
			'one with data for the account',
			3,
			{ input: execute(MODES[1], encodeCalls(transfers(3), '0xabcd')) }
		],
		[
			'a batch of batches',
			5,
			{
				input: execute(
					MODES[2],
					encodeAbiParameters(
						[{ type: 'bytes[]' }],
						[[encodeCalls(transfers(3)), encodeCalls(transfers(2))]]
					)
				)
			}
		],
		[
			'a mode that EIP-7821 has not',
			1,
			{ input: execute(`0x${'02'.padEnd(64, '0')}`, encodeCalls(transfers(3))) }
		],
		['aggregate3', 3, { to: MULTICALL3, input: aggregate3(transfers(3)) }],
		[
			'aggregate',
			2,
			{
				to: MULTICALL3,
				input: encodeFunctionData({
					abi: ABI,
					functionName: 'aggregate',
					args: [triples(transfers(2))]
				})
			}
		],
		[
			'tryAggregate',
			2,
			{
				to: MULTICALL3,
				input: encodeFunctionData({
					abi: ABI,
					functionName: 'tryAggregate',
					args: [false, triples(transfers(2))]
				})
			}
		],
		[
			'aggregate3Value',
			2,
			{
				to: MULTICALL3,
				input: encodeFunctionData({
					abi: ABI,
					functionName: 'aggregate3Value',
					args: [triples(transfers(2)).map((each) => ({ ...each, value: 1n }))]
				})
			}
		],
		['aggregate3 of another contract', 1, { input: aggregate3(transfers(3)) }],
		['batchCall of an account on EraVM', 3, { type: 0x71, input: batchCall(transfers(3)) }],
		['batchCall in another type', 1, { input: batchCall(transfers(3)) }],
		[
			'batches in a batch',
			1 + 3 + 2,
			{
				input: execTransaction({
					to: CALL_ONLY_130,
					data: multiSend([
						transfer(1n),
						{ to: MULTICALL3, data: aggregate3(transfers(3)) },
						{
							to: SAFE,
							data: execTransaction({ to: CALL_ONLY_130, data: multiSend(transfers(2)) })
						}
					])
				})
			}
		]
	])('%s: %i', (_what, operations, changed) => {
		expect(count(changed)).toBe(operations);
		// One that failed has carried out nothing of its batch.
		expect(count(changed, { status: 'failure' })).toBe(1);
		// Before Byzantium no receipt said.
		expect(count(changed, { status: null })).toBe(operations);
	});

	test('what its EntryPoints have logged, whoever it was sent to', () => {
		for (const address of [
			entryPoint06Address,
			entryPoint07Address,
			entryPoint08Address,
			entryPoint09Address
		]) {
			expect(count({}, { logs: [1, 2, 3].map(() => carriedOut(address)) })).toBe(3);
			expect(count({}, { logs: [carriedOut(address)] })).toBe(1);
		}
		expect(ENTRY_POINTS).toHaveLength(4);
		expect(count({}, { logs: [1, 2, 3].map(() => carriedOut(TOKEN)) })).toBe(1);
		const other = { ...carriedOut(entryPoint07Address), topics: [HASH] };
		expect(count({}, { logs: [other, other] })).toBe(1);
	});

	test('the greater of what is logged and what its calldata holds', () => {
		const input = execTransaction({ to: CALL_ONLY_130, data: multiSend(transfers(3)) });
		const logged = (times: number) =>
			Array.from({ length: times }, () => carriedOut(entryPoint07Address));
		expect(count({ input }, { logs: logged(2) })).toBe(3);
		expect(count({ input }, { logs: logged(4) })).toBe(4);
	});

	test('as many, whether logs came parsed or are still JSON, in either case of letters', () => {
		const raw = (logs: unknown) => ({
			...{ transactionHash: HASH, transactionIndex: '0x0', blockHash: HASH, blockNumber: '0x1' },
			...{ status: '0x1', gasUsed: '0x5208', logs }
		});
		const logs = [1, 2].map(() => ({
			...carriedOut(entryPoint07Address),
			topics: [`0x${USER_OPERATION_EVENT.slice(2).toUpperCase()}`]
		}));
		for (const each of [logs, new JsonText(JSON.stringify(logs))])
			expect(operationsOf(sent, parseReceipt(raw(each), 'result'))).toBe(2);
		// Without the event they are not even parsed.
		const broken = new JsonText('[not looked at]');
		expect(operationsOf(sent, parseReceipt(raw(broken), 'result'))).toBe(1);
	});
});

describe('calldata that does not hold what it says counts as one:', () => {
	const input = execTransaction({ to: CALL_ONLY_130, data: multiSend(transfers(5)) });
	test('cut anywhere', () => {
		for (let length = 2; length < input.length - 64; length += 2) {
			const operations = count({ input: input.slice(0, length) });
			expect([1, 5]).toContain(operations);
			if (length < 1_200) expect(operations, `${length} of ${input.length}`).toBe(1);
		}
	});
	test('a packed batch with a byte behind it', () => {
		expect(count({ to: CALL_ONLY_130, input: multiSend(transfers(2), '00') })).toBe(1);
	});
	test('lengths and offsets far beyond', () => {
		const list = aggregate3(transfers(2));
		for (let at = 10; at + 64 <= list.length; at += 64)
			for (const word of ['f'.repeat(64), '1'.padStart(64, '0'), '2'.padEnd(64, '0')])
				expect([1, 2, 3]).toContain(
					count({ to: MULTICALL3, input: list.slice(0, at) + word + list.slice(at + 64) })
				);
	});
	test('one element that is listed a thousand times', () => {
		const one = aggregate3(transfers(1)).slice(10 + 3 * 64);
		const offsets = Array.from({ length: 1_000 }, () =>
			(32 * 1_000).toString(16).padStart(64, '0')
		);
		const head = ['20', '3e8'].map((word) => word.padStart(64, '0'));
		const bomb = `0x82ad56cb${[...head, ...offsets].join('')}${one}`;
		expect(count({ to: MULTICALL3, input: bomb })).toBe(1);
	});
	test('batches nested without end', () => {
		let data = transfer(1n).data;
		for (let depth = 0; depth < 200; depth++)
			data = aggregate3([transfer(1n), { to: MULTICALL3, data }]);
		expect(count({ to: MULTICALL3, input: data })).toBe(17);
	});
});

test('a block has as many as its users’ transactions carry, and none for the chain’s own', () => {
	const input = multiSend(transfers(4));
	const own = { ...sent, type: 0x7e, to: CALL_ONLY_130, input };
	const transactions = [own, { ...own, type: 2 }, sent];
	const receipts = [2, 0, 1].map((transactionIndex) => ({ ...receipt, transactionIndex }));
	expect(extraOperations(transactions, receipts, opStack)).toBe(3);
	expect(extraOperations(transactions, receipts, evm)).toBe(6);
});

test('no two formats share a selector, and each names its source', () => {
	expect(new Set(BATCH_FORMATS.map(({ selector }) => selector)).size).toBe(BATCH_FORMATS.length);
	for (const { source, at } of BATCH_FORMATS) {
		expect(source).not.toBe('');
		for (const address of at ?? []) expect(address).toMatch(/^0x[0-9a-f]{40}$/);
	}
});

describe.skipIf(!existsSync(VECTORS))('the rules of L2BEAT, from ../shared/chain-data', () => {
	interface Vectors {
		block: { mapTransactionResults: number[]; expectedUops: number };
		classification: { to?: string; selector?: string; data?: Hex; expected?: number }[];
		counter: { calldata?: Hex; expected: number }[];
	}
	const vectors = existsSync(VECTORS)
		? (JSON.parse(readFileSync(VECTORS, 'utf8')) as Vectors)
		: { block: { mapTransactionResults: [], expectedUops: 0 }, classification: [], counter: [] };

	test('a block is the sum of its transactions', () => {
		const { mapTransactionResults: each, expectedUops } = vectors.block;
		const transactions = each.map((operations) => ({
			...{ ...sent, to: CALL_ONLY_130 },
			input: multiSend(transfers(operations))
		}));
		const receipts = each.map((_, transactionIndex) => ({ ...receipt, transactionIndex }));
		expect(each.length + extraOperations(transactions, receipts, evm)).toBe(expectedUops);
	});

	test('what opens a transaction', () => {
		const opens: Record<string, () => number> = {
			'ERC-4337 EntryPoint 0.6.0': () =>
				count(
					{ to: entryPoint06Address },
					{ logs: [1, 2].map(() => carriedOut(entryPoint06Address)) }
				),
			'ERC-4337 EntryPoint 0.7.0': () =>
				count(
					{ to: entryPoint07Address },
					{ logs: [1, 2].map(() => carriedOut(entryPoint07Address)) }
				),
			'Safe MultiSendCallOnly 1.3.0': () =>
				count({ to: CALL_ONLY_130, input: multiSend(transfers(2)) }),
			'Safe execTransaction': () =>
				count({ input: execTransaction({ to: CALL_ONLY_130, data: multiSend(transfers(2)) }) })
		};
		const named = vectors.classification.filter(({ expected }) => expected === undefined);
		expect(named.map(({ to, selector }) => opens[to ?? selector ?? '']?.())).toEqual(
			named.map(() => 2)
		);
		for (const { data, expected } of vectors.classification)
			if (data) expect(count({ input: data })).toBe(expected);
	});

	test('an unknown selector counts 1, and so does what cannot be read', () => {
		const unknown = vectors.counter.filter(({ expected }) => expected === 1);
		expect(unknown.length).toBeGreaterThan(1);
		for (const { calldata, expected } of unknown)
			expect(count({ input: calldata ?? '0x6a761202ff' })).toBe(expected);
	});
});

describe.skipIf(!existsSync(RECORDED))(
	'blocks of Ethereum with receipts, from ../shared/chain-data',
	() => {
		interface Recorded {
			eth_getBlockByNumber?: { number: Hex; transactions: { to: Hex | null; input: Hex }[] };
			eth_getBlockReceipts?: { logs: { topics: string[] }[] }[];
		}
		const files = existsSync(RECORDED) ? globSync('ethereum/portal/*.json', { cwd: RECORDED }) : [];
		const blocks = files.flatMap((name) => {
			const file = JSON.parse(readFileSync(path.join(RECORDED, name), 'utf8')) as Recorded;
			const { eth_getBlockByNumber: block, eth_getBlockReceipts: receipts } = file;
			return block && receipts ? [{ name, block, receipts }] : [];
		});

		test('hold one operation a transaction, calls of Safes that are no batch among them', () => {
			expect(blocks.length).toBeGreaterThan(4);
			let safes = 0;
			for (const { name, block, receipts } of blocks) {
				for (const { input } of block.transactions) {
					if (!input.startsWith('0x6a761202')) continue;
					// As viem decodes them, each calls something else than a batch.
					const { args } = decodeFunctionData({ abi: ABI, data: input });
					expect(args?.[2]).not.toMatch(/^0x(8d80ff0a|82ad56cb|e9ae5c53|6a761202)/);
					safes += 1;
				}
				const events = receipts.flatMap(({ logs }) => logs.map(({ topics }) => topics[0]));
				expect(events).not.toContain(USER_OPERATION_EVENT);
				const extra = extraOperations(parseTransactions(block), parseReceipts(receipts), evm);
				expect([name, extra]).toEqual([name, 0]);
			}
			expect(safes).toBeGreaterThan(1);
		});
	}
);
