import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { chainById } from '#lib/domain/chains.ts';
import { costOfTransaction } from '#lib/domain/settlement.ts';
import type { ChainSource } from '../../../collectors/chains/chain-source.ts';
import { createChainSource } from '../../../collectors/chains/create-chain-source.ts';
import { SETTLEMENT_TOPICS } from '../../../collectors/chains/settlement-events.ts';
import { parseL1Receipt } from '../../../collectors/rpc/parse/settlement.ts';
import { refusal, serveNode, type RpcRequest, type TestNode } from './serve.ts';

const DIAMOND = `0x${'d1'.repeat(20)}`;
const hex = (number: number | bigint) => `0x${number.toString(16)}`;
const word = (number: number) => `0x${number.toString(16).padStart(64, '0')}`;
const hashOf = (of: string, number: number) => `0x${of}${String(number).padStart(63, '0')}`;

type Raw = Record<string, unknown>;

/** What a node says of block n, which holds one transaction: the commit of batch n, with two blobs. */
const TOLD = {
	header: (number: number): Raw => ({
		...{ number: hex(number), hash: hashOf('b', number), parentHash: hashOf('b', number - 1) },
		...{ timestamp: hex(1_764_201_600 + number * 12), transactions: [hashOf('c', number)] },
		...{ gasUsed: hex(500_000), gasLimit: hex(60_000_000), baseFeePerGas: hex(7) }
	}),
	log: (number: number): Raw => ({
		...{ address: DIAMOND, topics: [SETTLEMENT_TOPICS.commit, word(number), word(1), word(2)] },
		...{ data: '0x', blockNumber: hex(number), blockHash: hashOf('b', number) },
		...{ transactionHash: hashOf('c', number), transactionIndex: '0x0', logIndex: '0x3' },
		removed: false
	}),
	receipt: (number: number): Raw => ({
		...{ transactionHash: hashOf('c', number), blockHash: hashOf('b', number) },
		...{ blockNumber: hex(number), status: '0x1', type: '0x3', gasUsed: hex(400_000 + number) },
		...{ effectiveGasPrice: hex(30_000_000_001n), cumulativeGasUsed: hex(9), logs: [] },
		...{ blobGasUsed: hex(262_144), blobGasPrice: hex(3_000_000_007n) }
	}),
	transaction: (number: number): Raw => ({
		...{ hash: hashOf('c', number), blockHash: hashOf('b', number), input: '0x0db9eb8700' }
	})
};

describe('what settles batches, over HTTP', () => {
	let node: TestNode | undefined;
	let source: ChainSource | undefined;
	let asked: [number, number][];
	afterEach(async () => {
		await source?.close();
		await node?.close();
	});

	async function fetch(
		range: { from: number; to: number },
		{ longest = Infinity, ...changes }: Partial<typeof TOLD> & { longest?: number } = {}
	) {
		const told = { ...TOLD, ...changes };
		asked = [];
		node = await serveNode(undefined, ({ method, params }: RpcRequest) => {
			const [first] = params as [string & Record<string, string>];
			const ofHash = () => Number(first.slice(3));
			if (method === 'eth_chainId') return '0x1';
			if (method === 'eth_getBlockByNumber') return told.header(Number(first));
			if (method === 'eth_getTransactionReceipt') return told.receipt(ofHash());
			if (method === 'eth_getTransactionByHash') return told.transaction(ofHash());
			if (method !== 'eth_getLogs') return refusal(-32601, 'no such method');
			const [from, to] = [Number(first.fromBlock), Number(first.toBlock)];
			if (first.address !== DIAMOND) return [];
			if (to - from + 1 > longest)
				return refusal(-32005, `query exceeds max block range ${longest}`);
			asked.push([from, to]);
			return Array.from({ length: to - from + 1 }, (_, index) => told.log(from + index));
		});
		source = createChainSource({ chain: chainById(1), urls: [node.url] });
		return source.fetchSettlement(DIAMOND, range);
	}

	it('is each event with its block’s time, and what its transaction cost and carried', async () => {
		expect(await fetch({ from: 7, to: 8 })).toEqual({
			range: {
				...{ from: 7, to: 8, fromTime: 1_764_201_684, toTime: 1_764_201_696 },
				...{ fromHash: hashOf('b', 7), toHash: hashOf('b', 8) }
			},
			steps: [7, 8].map((number) => ({
				...{ batch: number, stage: 'commit', l1Block: number, logIndex: 3 },
				...{ at: 1_764_201_600 + number * 12, txHash: hashOf('c', number) }
			})),
			reverts: [],
			transactions: [7, 8].map((number) => ({
				...{ hash: hashOf('c', number), l1Block: number, gasUsed: 400_000 + number },
				...{ gasPrice: 30_000_000_001n, blobGasUsed: 262_144, blobGasPrice: 3_000_000_007n },
				...{ inputBytes: null, steps: 1, commits: 1 }
			}))
		});
	});

	it('has the length of its calldata where there are no blobs', async () => {
		const receipt = (number: number) => ({
			...TOLD.receipt(number),
			...{ blobGasUsed: undefined, blobGasPrice: undefined }
		});
		const facts = await fetch({ from: 7, to: 7 }, { receipt });
		expect(facts).toMatchObject({
			transactions: [{ blobGasUsed: 0, blobGasPrice: null, inputBytes: 5 }]
		});
	});

	it('is asked for in shorter ranges where longer ones are refused, and each block once', async () => {
		const facts = await fetch({ from: 1, to: 100 }, { longest: 30 });
		expect('steps' in facts && facts.steps.map(({ batch }) => batch)).toEqual(
			Array.from({ length: 100 }, (_, index) => index + 1)
		);
		expect(asked).toEqual([
			[1, 25],
			[26, 50],
			[51, 75],
			[76, 100]
		]);
		// The length that was taken is kept.
		asked = [];
		await source!.fetchSettlement(DIAMOND, { from: 101, to: 150 });
		expect(asked).toEqual([
			[101, 125],
			[126, 150]
		]);
	});

	const other = hashOf('f', 1);
	const faults: [string, Partial<typeof TOLD> & { longest?: number }, RegExp, string?][] = [
		[
			'a log names another block than the header',
			{ log: (number) => ({ ...TOLD.log(number), blockHash: other }) },
			/eth_getLogs\(block 7\).*a log names block 0xf0.*and the header is 0xb0/
		],
		[
			'a receipt is of another block',
			{ receipt: (number) => ({ ...TOLD.receipt(number), blockHash: other }) },
			/eth_getTransactionReceipt.*field "blockHash" is 0xf.*where its logs name 0xb/
		],
		[
			'a receipt is of a failure',
			{ receipt: (number) => ({ ...TOLD.receipt(number), status: '0x0' }) },
			/field "status" is of a failure/
		],
		[
			'blobs have no price',
			{ receipt: (number) => ({ ...TOLD.receipt(number), blobGasPrice: null }) },
			/field "result" has blobGasUsed and no blobGasPrice: what its blobs cost is not known/
		],
		[
			'a log was not asked for',
			{ log: (number) => TOLD.log(number + 50) },
			/field "blockNumber" 57 was not asked for/
		],
		[
			'a log is none of these events',
			{ log: (number) => ({ ...TOLD.log(number), topics: [word(1)] }) },
			/field "topics\[0\]" is none that was asked for/
		],
		[
			'a log is pending',
			{ log: (number) => ({ ...TOLD.log(number), blockNumber: null }) },
			/field "0.blockNumber"/
		],
		[
			'the node that gives the logs does not know the last block yet',
			{ header: (number) => (number < 9 ? TOLD.header(number) : (null as unknown as Raw)) },
			/eth_getBlockByNumber\(block 9\).*its logs are not all of the range/,
			'endpoint_failed'
		],
		['logs of one block are refused', { longest: 0 }, /max block range 0/, 'endpoint_failed'],
		[
			'the node lacks the transaction',
			{ receipt: () => null as unknown as Raw },
			/no such transaction, though it has logs of it/,
			'endpoint_failed'
		]
	];
	it.each(faults)('is missing, with its reason, where %s', async (_, changes, detail, reason) => {
		const missing = await fetch({ from: 7, to: 9 }, changes);
		expect(missing).toMatchObject({ from: 7, to: 9, reason: reason ?? 'bad_answer' });
		expect('detail' in missing && missing.detail).toMatch(detail);
	});

	const recorded = path.resolve(import.meta.dirname, '../../../../shared/chain-data/ethereum');
	it.skipIf(!existsSync(recorded))('costs what recorded receipts of ZKsync’s operators say', () => {
		for (const name of ['v0.26', 'v0.27.1']) {
			const file = path.join(recorded, `era-contracts.sepolia-${name}.receipts.json`);
			const { receipts } = JSON.parse(readFileSync(file, 'utf8')) as { receipts: Raw[] };
			expect(receipts.length).toBeGreaterThan(20);
			for (const raw of receipts) {
				const receipt = parseL1Receipt(raw)!;
				const cost = costOfTransaction({
					...{ hash: receipt.transactionHash, l1Block: receipt.blockNumber },
					...{ gasUsed: receipt.gasUsed, gasPrice: receipt.effectiveGasPrice },
					...{ blobGasUsed: receipt.blobGasUsed ?? 0, blobGasPrice: receipt.blobGasPrice },
					...{ inputBytes: null, steps: 1, commits: 0 }
				});
				expect(cost).toBe(BigInt(raw.gasUsed as string) * BigInt(raw.effectiveGasPrice as string));
			}
		}
	});
});
