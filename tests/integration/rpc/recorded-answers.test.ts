import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { BlockFact } from '#lib/domain/facts.ts';
import { createAsker } from '../../../collectors/chains/checkup/asker.ts';
import { checkFeeHistory } from '../../../collectors/chains/checkup/fee-history.ts';
import { zksyncEra } from '../../../collectors/chains/zksync-era.ts';
import { classifiedFees, feeClassOf } from '../../../collectors/chains/fee-classes.ts';
import { evm } from '../../../collectors/chains/evm.ts';
import { decodeReply } from '../../../collectors/rpc/decode.ts';
import { createJsonRpc } from '../../../collectors/rpc/json-rpc.ts';
import {
	HEADER_WITH_HASHES,
	HEADER_WITH_TYPES,
	parseBlockFact,
	parseTransactions
} from '../../../collectors/rpc/parse/block.ts';
import {
	parseBlockNumber,
	parseChainId,
	parseFeeHistory,
	parseLogs
} from '../../../collectors/rpc/parse/eth.ts';
import {
	parseReceipt,
	parseReceipts,
	type Receipt
} from '../../../collectors/rpc/parse/receipt.ts';
import { pickJson, type Picker } from '../../../collectors/rpc/pick-json.ts';
import { parseTransaction, type Transaction } from '../../../collectors/rpc/parse/transaction.ts';
import {
	parseBlockDetails,
	parseL1BatchBlockRange,
	parseL1BatchDetails,
	parseL1BatchNumber,
	parseTransactionDetails
} from '../../../collectors/rpc/parse/zks.ts';
import { serveNode } from './serve.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../../../shared/chain-data');
const isAbsent = !existsSync(FOLDER);

type Raw = Record<string, unknown>;

/**
 * Which transactions of the recorded Ethereum blocks are token transfers, by block: picked by hand from calldata
 * and logs (`0xa9059cbb`, 68 bytes, success, one Transfer log). Left out by hand too: in 15547621 the calls 50, 74,
 * 91 and 92 (more or other logs) and 173 (failed), in 22162263 the calls 64, 85 and 112 (longer calldata), in
 * 15537394 one whose logs were not recorded, in 4369999 all five, which are older than receipts with a status.
 */
const TOKEN_TRANSFERS: Readonly<Record<number, readonly number[]>> = {
	1_000_000: [],
	4_369_999: [],
	14_764_013: [7, 8, 13, 14, 15, 16],
	15_537_393: [],
	15_537_394: [],
	15_547_621: [
		6, 7, 8, 13, 23, 31, 35, 36, 37, 49, 55, 60, 61, 71, 72, 86, 87, 88, 89, 90, 93, 94, 95, 96, 98,
		100, 101, 102, 103, 104, 106, 107, 108, 109, 110, 112, 113, 116, 137, 138, 139, 149, 165, 175,
		176, 189, 191, 205, 208, 209, 210, 221, 224, 225, 245, 251, 254
	],
	17_034_869: [18, 28],
	17_034_870: [6, 7, 22, 35, 47, 54, 91, 134, 156, 160, 161, 162, 165, 171],
	17_062_257: [5, 14, 30, 31, 33, 38, 39, 40, 126, 131, 133, 139, 158, 205, 206, 207],
	18_000_000: [4, 6, 37, 44, 46, 55, 61, 65, 91],
	22_162_263: [18, 19, 27, 28, 29, 40, 41, 42, 54, 55, 56, 72, 87, 106, 107, 108, 118, 135, 138]
};
interface Pair {
	readonly request: { readonly method: string; readonly params?: readonly unknown[] };
	readonly response: { readonly result?: unknown; readonly error?: { readonly code: number } };
}

function load<File>(name: string): File {
	return JSON.parse(readFileSync(path.join(FOLDER, name), 'utf8')) as File;
}

/** A block as a fact, and its transactions where they are whole. */
function blockOrNull(value: unknown): unknown {
	if (value === null) return null;
	const { transactions } = value as { transactions: unknown[] };
	const isWhole = transactions.some((each) => typeof each === 'object');
	return { ...parseBlockFact(value, []), whole: isWhole ? parseTransactions(value) : null };
}

const orNull =
	(parse: (value: unknown, field: string) => unknown) =>
	(value: unknown): unknown =>
		value === null ? null : parse(value, 'result');

/** How each method that is used, or whose shape is one that is used, is read. */
const READERS: Record<string, (value: unknown) => unknown> = {
	eth_chainId: parseChainId,
	eth_blockNumber: parseBlockNumber,
	eth_feeHistory: parseFeeHistory,
	eth_getLogs: parseLogs,
	eth_getBlockByNumber: blockOrNull,
	eth_getBlockByHash: blockOrNull,
	eth_getBlockReceipts: orNull(parseReceipts),
	eth_getTransactionReceipt: orNull(parseReceipt),
	eth_getTransactionByHash: orNull(parseTransaction),
	eth_getTransactionByBlockHashAndIndex: orNull(parseTransaction),
	eth_getTransactionByBlockNumberAndIndex: orNull(parseTransaction),
	zks_L1BatchNumber: parseL1BatchNumber,
	zks_getL1BatchDetails: parseL1BatchDetails,
	zks_getL1BatchBlockRange: parseL1BatchBlockRange,
	zks_getBlockDetails: parseBlockDetails,
	zks_getTransactionDetails: parseTransactionDetails
};

/** A block as it is read when only what is needed is taken of the bytes; fails where they had to be read whole. */
function pickedBlock(raw: unknown, picker: Picker, systemTypes: readonly number[]): BlockFact {
	const picked = pickJson(Buffer.from(JSON.stringify(raw)), picker);
	if (!picked) throw new Error('a recorded block could not be read in pieces');
	return parseBlockFact(picked.value, systemTypes);
}

/** Replay recorded pairs from a real server through the client; every answer that is read must decode. */
async function replay(
	pairs: readonly Pair[]
): Promise<{ method: string; raw: unknown; read: unknown }[]> {
	const known = pairs.filter(({ request }) => request.method in READERS);
	const answers = [...known];
	const node = await serveNode(undefined, () => {
		const { response } = answers.shift() as Pair;
		return response.error ? { error: response.error } : response.result;
	});
	const rpc = createJsonRpc(node.url);
	try {
		const calls = known.map(({ request }) => ({
			method: request.method,
			params: request.params ?? []
		}));
		const replies = await rpc.batch(calls);
		return known.map(({ response, request: { method } }, index) => {
			const [call, reply] = [calls[index], replies[index]];
			if (!call || !reply) throw new Error('a call without its reply');
			if (response.error) {
				expect(reply).toMatchObject({ ok: false, error: { method } });
				return { method, raw: response.error, read: 'refused' };
			}
			const read = decodeReply(reply, call, rpc, READERS[method] as (value: unknown) => unknown);
			return { method, raw: response.result, read };
		});
	} finally {
		await rpc.close();
		await node.close();
	}
}

describe.skipIf(isAbsent)(
	'recorded answers (skipped where the folder of recorded chain data is absent)',
	() => {
		test('every answer of the execution-apis conformance suite to our methods decodes', async () => {
			const { tests } = load<{ tests: Pair[] }>('conformance/execution-apis.rpc-compat.json');
			const answers = await replay(tests);
			expect(answers.length).toBeGreaterThanOrEqual(45);
			expect(answers.filter(({ read }) => read === 'refused').length).toBeGreaterThan(2);
			for (const { method, raw, read } of answers) {
				if (method !== 'eth_getBlockByNumber' || raw === null) continue;
				const { number, baseFeePerGas, transactions } = raw as Raw & { transactions: unknown[] };
				expect(read).toMatchObject({
					number: Number(number),
					txCount: transactions.length,
					baseFee: baseFeePerGas === undefined ? null : BigInt(baseFeePerGas as string)
				});
			}
		});

		test('the gas share of a recorded fee history is that of its recorded block, and another is not', async () => {
			const { tests } = load<{ tests: Pair[] }>('conformance/execution-apis.rpc-compat.json');
			const recorded = (method: string, number: string) =>
				tests.find(({ request }) => request.method === method && request.params?.includes(number))
					?.response.result as Raw;
			const history = recorded('eth_feeHistory', '0x1b');
			const block = recorded('eth_getBlockByNumber', '0x1b');
			for (const [share, ratio] of [
				[null, 'real'],
				[0, 'placeholder'],
				[0.5, 'placeholder']
			] as const) {
				const node = await serveNode(undefined, ({ method }) =>
					method === 'eth_feeHistory'
						? { ...history, ...(share === null ? {} : { gasUsedRatio: [share] }) }
						: block
				);
				const asker = createAsker(node.url, { signal: new AbortController().signal });
				try {
					const told = await checkFeeHistory(asker, 0x1b, 10);
					expect(told).toMatchObject({ ratio });
					expect(told.detail ?? '').toContain(ratio === 'real' ? '' : 'block 27 it tells');
				} finally {
					await asker.close();
					await node.close();
				}
			}
		});

		for (const file of ['rpc-pairs.blockpi.json', 'rpc-pairs.web-era-docs.json'])
			test(`every ZKsync pair of ${file} to our methods decodes`, async () => {
				const { pairs } = load<{ pairs: Pair[] }>(`zksync-era/${file}`);
				const answers = await replay(pairs);
				expect(answers.length).toBeGreaterThanOrEqual(5);
				const of = (method: string): unknown =>
					answers.find((each) => each.method === method)?.read;
				expect(of('zks_getL1BatchBlockRange')).toEqual({ from: 1142764, to: 1142805 });
				expect(of('zks_getL1BatchDetails')).toMatchObject({ number: 12345, commitChainId: null });
				expect(of('zks_getBlockDetails')).toMatchObject({ number: 140599 });
				expect(of('zks_L1BatchNumber')).toBe(0x544c);
			});

		test('a whole Era block is counted with its types', () => {
			const { responses } = load<{ responses: { response: { result: Raw } }[] }>(
				'zksync-era/rpc-responses.zksync2-java.json'
			);
			const block = responses
				.map(({ response }) => response.result)
				.find((each) => each?.transactions);
			const fact = parseBlockFact(block, zksyncEra.systemTransactionTypes);
			const types = zksyncEra.systemTransactionTypes;
			expect(pickedBlock(block, HEADER_WITH_TYPES, types)).toEqual(fact);
			expect(fact.number).toBe(210_000);
			expect(fact.txCount).toBe((block?.transactions as unknown[]).length);
			expect(fact.userTxCount).toBeLessThanOrEqual(fact.txCount);
		});

		test('fees of Era receipts are gasUsed × effectiveGasPrice; system types have none', () => {
			const { receipts } = load<{ receipts: { receipt: Raw }[] }>(
				'zksync-era/receipts.block-explorer.json'
			);
			expect(receipts).toHaveLength(37);
			const seen = { user: 0, system: 0, checkedByLogs: 0 };
			for (const { receipt: raw } of receipts) {
				const receipt = parseReceipt(raw, 'receipt');
				const isSystem = [0xff, 0xfe].includes(receipt.type);
				const fees = feesOfLone(receipt);
				const price = BigInt(raw.effectiveGasPrice as string);
				expect(fees).toEqual(isSystem ? [] : [BigInt(raw.gasUsed as string) * price]);
				seen[isSystem ? 'system' : 'user'] += 1;
				const paid = isSystem ? null : paidToBootloader(raw.logs as Raw[]);
				if (paid === null) continue;
				expect(fees).toEqual([paid]);
				seen.checkedByLogs += 1;
			}
			expect(seen.system).toBeGreaterThan(5);
			expect(seen.user).toBeGreaterThan(10);
			expect(seen.checkedByLogs).toBeGreaterThan(3);
		});

		test('Era receipts of token transfers are told by their logs, without those of the base token', () => {
			const { receipts } = load<{ receipts: { path: string; receipt: Raw }[] }>(
				'zksync-era/receipts.block-explorer.json'
			);
			const found = receipts.flatMap(({ receipt: raw }) => {
				const receipt = parseReceipt(raw, 'receipt');
				const told = receipt.logs.find((log) => log.address === String(raw.to).toLowerCase());
				if (!told || told.topics[0] !== TRANSFER || told.topics.length !== 3) return [];
				// Receipts hold no calldata: this is what a call of `transfer` would have had to say.
				const transaction = {
					...transactionOf(receipt),
					from: `0x${told.topics[1]?.slice(26)}`,
					to: told.address,
					value: 0n,
					input: `0xa9059cbb${told.topics[2]?.slice(2)}${told.data.slice(2)}`
				};
				return [feeClassOf(transaction, receipt, zksyncEra)];
			});
			expect(found.filter((each) => each === 'erc20_transfer')).toHaveLength(2);
			// A deposit that mints in the same contract writes one more log, and is none.
			expect(found).toContain(null);
		});

		test('the upgrade transaction is the system’s', () => {
			const raw = load<Raw>('zksync-era/tx.system-contracts-upgrade.json');
			const transaction = parseTransaction(raw, 'result');
			expect(transaction.type).toBe(0xfe);
			expect(zksyncEra.systemTransactionTypes).toContain(transaction.type);
		});

		const files = isAbsent
			? []
			: ['ethereum/portal', 'ethereum/squid', 'ethereum/fusaka'].flatMap((folder) =>
					readdirSync(path.join(FOLDER, folder)).map((name) => `${folder}/${name}`)
				);
		for (const file of [
			...files,
			'ethereum/dencun-block-19426664.json',
			'other-l2/arbitrum-150000000.json'
		])
			test(`${file}: block, transactions and receipts agree`, () => {
				const recorded = load<{ eth_getBlockByNumber: Raw; eth_getBlockReceipts?: unknown[] }>(
					file
				);
				const block = parseBlockFact(recorded.eth_getBlockByNumber, []);
				const transactions = parseTransactions(recorded.eth_getBlockByNumber);
				expect(transactions).toHaveLength(block.txCount);
				const hashes = transactions.map(({ hash }) => hash);
				const withHashes = { ...recorded.eth_getBlockByNumber, transactions: hashes };
				expect(pickedBlock(withHashes, HEADER_WITH_HASHES, [])).toEqual(block);
				for (const systemTypes of [[], [2], [0, 2]])
					expect(
						pickedBlock(recorded.eth_getBlockByNumber, HEADER_WITH_TYPES, systemTypes)
					).toEqual(parseBlockFact(recorded.eth_getBlockByNumber, systemTypes));
				if (!recorded.eth_getBlockReceipts) return;

				const receipts = parseReceipts(recorded.eth_getBlockReceipts);
				expect(sum(receipts.map(({ gasUsed }) => gasUsed))).toBe(BigInt(block.gasUsed));
				const total = sum(receipts.map((each) => each.gasUsed * (each.effectiveGasPrice ?? 0n)));
				const rawTransactions = recorded.eth_getBlockByNumber.transactions as Raw[];
				// Nitro ignores tips: everyone pays the base fee, so the rule of EIP-1559 is not its own.
				if (file.startsWith('ethereum/'))
					expect(total).toBe(
						sum(
							receipts.map(
								({ gasUsed }, at) => gasUsed * priceOf(rawTransactions[at], block.baseFee)
							)
						)
					);

				const fees = classifiedFees(block, transactions, receipts, evm);
				for (const fee of fees) {
					const receipt = receipts[fee.transactionIndex] as Receipt;
					expect(fee.fee).toBe(receipt.gasUsed * (receipt.effectiveGasPrice ?? 0n));
				}
				const transfers = fees.filter(({ feeClass }) => feeClass === 'erc20_transfer');
				if (file.startsWith('ethereum/'))
					expect(transfers.map((fee) => fee.transactionIndex)).toEqual(
						TOKEN_TRANSFERS[block.number]
					);
				if (block.number === 18_000_000) expect(fees.length - transfers.length).toBe(21);
				if (block.number < 4_370_000) expect(fees).toEqual([]);
			});

		test('blocks and receipts of ten years decode', () => {
			const etl = load<{ blocks: { obj: Raw }[]; receipts: { obj: Raw }[] }>(
				'ethereum/ethereum-etl.json'
			);
			for (const { obj } of etl.blocks)
				expect(parseBlockFact(obj, [])).toMatchObject({
					number: Number(obj.number),
					baseFee: null
				});
			const singles = load<{ records: { receipt: Raw }[] }>('ethereum/receipts.singles.json');
			const broadcasts = ['v0.26', 'v0.27.1'].flatMap(
				(version) =>
					load<{ receipts: Raw[] }>(`ethereum/era-contracts.sepolia-${version}.receipts.json`)
						.receipts
			);
			const raws = [
				...etl.receipts.map(({ obj }) => obj),
				...singles.records.map(({ receipt }) => receipt),
				...broadcasts
			];
			expect(raws.length).toBe(6 + 10 + 26 + 50);
			for (const raw of raws)
				expect(parseReceipt(raw, 'result')).toMatchObject({
					gasUsed: BigInt(raw.gasUsed as string)
				});
			const early = etl.receipts.map(({ obj }) => parseReceipt(obj, 'result').status);
			expect(early).toContain(null);

			const headers = load<{ blocks: { block: Raw }[] }>('ethereum/headers.zk_evm.json').blocks;
			const l1 = load<{ items: { obj: Raw }[] }>('ethereum/l1-blocks.zksync-era.json').items;
			for (const raw of [...headers.map(({ block }) => block), ...l1.map(({ obj }) => obj)])
				expect(parseBlockFact(raw, []).number).toBe(Number(raw.number));
		});

		test('fee histories of five chains decode', () => {
			const { items } = load<{ items: { partial?: boolean; result: Raw }[] }>(
				'ethereum/fee-histories.json'
			);
			expect(items).toHaveLength(10);
			for (const { partial, result } of items)
				if (partial) expect(() => parseFeeHistory(result)).toThrow('"oldestBlock" is missing');
				else expect(parseFeeHistory(result).oldestBlock).toBe(Number(result.oldestBlock));
		});

		test('blocks of other rollups decode', () => {
			const { records } = load<{ records: { obj: Raw }[] }>('other-l2/blocks.json');
			const blocks = records.map(({ obj }) => obj).filter((obj) => Array.isArray(obj.transactions));
			expect(blocks.length).toBeGreaterThanOrEqual(4);
			for (const raw of blocks) expect(parseBlockFact(raw, []).number).toBe(Number(raw.number));
		});
	}
);

/** A plain transfer in all but its type, with what a receipt says of it. */
function transactionOf(receipt: Receipt): Transaction {
	return {
		hash: receipt.transactionHash,
		type: receipt.type,
		from: `0x${'2'.repeat(40)}`,
		to: `0x${'1'.repeat(40)}`,
		value: 1n,
		input: '0x',
		authorizations: 0
	};
}

/** The fees of a block that holds one transaction, all of it a plain transfer but its type. */
function feesOfLone(receipt: Receipt): bigint[] {
	const lone: Receipt = { ...receipt, transactionIndex: 0, status: 'success', logs: [] };
	const transaction = transactionOf(receipt);
	const header = parseBlockFact(
		{
			number: `0x${receipt.blockNumber.toString(16)}`,
			hash: receipt.blockHash,
			parentHash: receipt.blockHash,
			timestamp: '0x1',
			gasUsed: '0x0',
			gasLimit: '0x0',
			transactions: []
		},
		[]
	);
	const fees = classifiedFees(header, [transaction], [lone], zksyncEra);
	expect(fees.length === 1).toBe(feeClassOf(transaction, lone, zksyncEra) === 'native_transfer');
	return fees.map(({ fee }) => fee);
}

const TRANSFER = '0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef';
const BOOTLOADER = '8001';

/** What the bootloader kept of the gas token by the logs; null where it logged no refund, and they tell too much. */
function paidToBootloader(logs: readonly Raw[]): bigint | null {
	let paid = 0n;
	let refunds = 0;
	for (const { address, topics, data } of logs) {
		const [event, from, to] = topics as string[];
		if (event !== TRANSFER || !String(address).toLowerCase().endsWith('800a')) continue;
		if (to?.endsWith(BOOTLOADER)) paid += BigInt(data as string);
		if (!from?.endsWith(BOOTLOADER)) continue;
		paid -= BigInt(data as string);
		refunds += 1;
	}
	return refunds > 0 ? paid : null;
}

/** Wei per gas that a transaction pays by EIP-1559, from the transaction and the header alone. */
function priceOf(transaction: Raw | undefined, baseFee: bigint | null): bigint {
	if (!transaction) throw new Error('a receipt without its transaction');
	if (baseFee === null || transaction.maxFeePerGas === undefined)
		return BigInt(transaction.gasPrice as string);
	const most = BigInt(transaction.maxFeePerGas as string);
	const tipped = baseFee + BigInt(transaction.maxPriorityFeePerGas as string);
	return most < tipped ? most : tipped;
}

function sum(values: readonly bigint[]): bigint {
	return values.reduce((total, value) => total + value, 0n);
}
