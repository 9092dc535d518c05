import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { chainById } from '#lib/domain/chains.ts';
import { DAY, HOUR, parseTime } from '#lib/domain/time.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import { measure } from '#lib/server/measure/measure.ts';
import { addChain, chainOf, withStore } from '#lib/server/test-chain.ts';
import type { ChainSource } from '../../../collectors/chains/chain-source.ts';
import { createChainSource } from '../../../collectors/chains/create-chain-source.ts';
import { opStack } from '../../../collectors/chains/op-stack.ts';
import { parseReceipt } from '../../../collectors/rpc/parse/receipt.ts';
import {
	blockAt,
	fastClock,
	receiptsOf,
	serveNode,
	transfersOf,
	type RpcRequest,
	type TestNode
} from './serve.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../../../shared/chain-data');
type Raw = Record<string, unknown>;

function load<File>(name: string): File {
	return JSON.parse(readFileSync(path.join(FOLDER, name), 'utf8')) as File;
}

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
	await Promise.all(open.splice(0).map((each) => each.close()));
});

/** A node of this chain over HTTP that has one block, or answers block by block. */
async function nodeOf(
	chainId: number,
	answer: (call: RpcRequest, number: number) => unknown
): Promise<TestNode> {
	const node = await serveNode(undefined, (call) =>
		call.method === 'eth_chainId'
			? `0x${chainId.toString(16)}`
			: answer(call, Number(call.params[0]))
	);
	open.push(node);
	return node;
}

function sourceOf(chainId: number, nodes: readonly TestNode[]): ChainSource {
	const source = createChainSource({
		chain: chainById(chainId),
		urls: nodes.map(({ url }) => url),
		random: () => 0,
		clock: fastClock()
	});
	open.push(source);
	return source;
}

/** Transactions with a gas price above zero: whom growthepie counts on rollups with transactions of their own. */
function payingForGas(block: Raw): number {
	const transactions = block.transactions as Raw[];
	return transactions.filter(({ gasPrice }) => BigInt(gasPrice as string) > 0n).length;
}

/** A block's transactions behind one of the chain's own, as the rollups begin theirs. */
function withOwn(number: number, type: string): { block: Raw; receipts: Raw[] } {
	const own: Raw = { ...transfersOf(1)[0], hash: `0x${'e'.repeat(64)}`, type };
	const blockHash = blockAt(number).hash;
	const transactions: Raw[] = [own, ...transfersOf(number)].map((each, index) => ({
		...each,
		blockHash,
		transactionIndex: `0x${index.toString(16)}`
	}));
	const receipts = transactions.map(({ hash, transactionIndex, ...each }) => ({
		...receiptsOf(1)[0],
		transactionHash: hash,
		transactionIndex,
		blockHash,
		blockNumber: `0x${number.toString(16)}`,
		type: each.type,
		...(each.type === type ? {} : { l1Fee: '0x3e8' })
	}));
	return { block: { ...blockAt(number), transactions }, receipts };
}

const GAS = 21_000n * 2_000_000_000n;

describe('a rollup over HTTP', () => {
	test.each([
		[10, '0x7e', 1_000n],
		[8453, '0x7e', 1_000n],
		[534352, '0x7e', 1_000n],
		[36900, '0x7f', 0n],
		[42161, '0x6a', 0n]
	])(
		'%i: its own transaction of type %s is no user’s, and fees are whole',
		async (id, type, l1) => {
			const node = await nodeOf(id, ({ method }, number) => {
				const { block, receipts } = withOwn(number, type);
				return method === 'eth_getBlockReceipts' ? receipts : block;
			});
			const source = sourceOf(id, [node]);
			const { blocks, missing } = await source.fetchBlocks({ from: 4, to: 7 });
			expect(missing).toEqual([]);
			expect(blocks.map(({ txCount, userTxCount }) => [txCount, userTxCount])).toEqual(
				[4, 5, 6, 7].map((number) => [1 + (number % 4), number % 4])
			);
			const asked = node.calls.filter(({ method }) => method === 'eth_getBlockByNumber');
			expect(asked.every(({ params }) => params[1] === true)).toBe(true);

			const { fees } = await source.fetchFees([4, 7]);
			expect(fees.map((each) => [each.blockNumber, each.transactionIndex, each.fee])).toEqual(
				[1, 2, 3].map((index) => [7, index, GAS + l1])
			);
		}
	);

	describe('a busy block that was just read whole', () => {
		const asked = (node: TestNode) =>
			node.calls
				.filter(({ method }) => method !== 'eth_chainId')
				.map(({ method, params }) => `${method.slice(7)} ${Number(params[0])}`);
		const honest = ({ method }: RpcRequest, number: number) => {
			const { block, receipts } = withOwn(number, '0x7e');
			return method === 'eth_getBlockReceipts' ? receipts : block;
		};

		test('is not asked for again: its fees take its receipts and nothing else', async () => {
			const node = await nodeOf(10, honest);
			const source = sourceOf(10, [node]);
			await source.fetchBlocks({ from: 5, to: 7 });
			node.calls.length = 0;
			const { fees, read, hashes, missing } = await source.fetchFees([5, 6, 7]);
			expect(asked(node)).toEqual([5, 6, 7].map((number) => `BlockReceipts ${number}`));
			expect([read, missing]).toEqual([[5, 6, 7], []]);
			expect(fees.map(({ blockNumber }) => blockNumber)).toEqual([5, 6, 6, 7, 7, 7]);
			expect(hashes.get(6)).toBe(blockAt(6).hash);
			// It is given away: whoever asks for it once more gets it from the node.
			node.calls.length = 0;
			expect(await source.fetchFees([5])).toMatchObject({ fees: fees.slice(0, 1) });
			expect(asked(node).sort()).toEqual(['BlockByNumber 5', 'BlockReceipts 5']);
		});

		test('is asked for again where the receipts are of another fork, and the fees are of that', async () => {
			let fork = blockAt(6).hash;
			const node = await nodeOf(10, (call, number) => {
				const hash = number === 6 ? fork : blockAt(number).hash;
				const { block, receipts } = withOwn(number, '0x7e');
				const ofFork = (each: Raw) => ({ ...each, blockHash: hash });
				return call.method === 'eth_getBlockReceipts' ? receipts.map(ofFork) : { ...block, hash };
			});
			const source = sourceOf(10, [node]);
			await source.fetchBlocks({ from: 5, to: 7 });
			fork = `0x${'f'.repeat(64)}`;
			node.calls.length = 0;
			const { read, hashes, missing } = await source.fetchFees([5, 6, 7]);
			expect([read, missing]).toEqual([[5, 6, 7], []]);
			expect(hashes.get(6)).toBe(fork);
			expect(asked(node).filter((each) => each.endsWith('ByNumber 6'))).toHaveLength(1);
			expect(source.endpoints()).toMatchObject([{ host: node.host, ok: true }]);
		});

		test('is asked for again where its transactions were told wrong, and costs no fee', async () => {
			// One that nobody can read, one too few, and each time the truth when it is asked for again.
			const tellings = ['unreadable', 'whole', 'short', 'whole'];
			const node = await nodeOf(10, (call, number) => {
				const { block, receipts } = withOwn(number, '0x7e');
				if (call.method === 'eth_getBlockReceipts') return receipts;
				const [first, ...others] = block.transactions as Raw[];
				const telling = tellings.shift();
				if (telling === 'short') return { ...block, transactions: others };
				const asTold = telling === 'unreadable' ? { ...first, input: null } : first;
				return { ...block, transactions: [asTold, ...others] };
			});
			const source = sourceOf(10, [node]);
			for (let look = 0; look < 2; look++) {
				expect((await source.fetchBlocks({ from: 7, to: 7 })).missing).toEqual([]);
				const { fees, missing } = await source.fetchFees([7]);
				expect(missing).toEqual([]);
				expect(fees).toHaveLength(3);
			}
			expect(tellings).toEqual([]);
		});

		test('of a long run is not kept', async () => {
			const node = await nodeOf(10, honest);
			const source = sourceOf(10, [node]);
			await source.fetchBlocks({ from: 1, to: 201 });
			node.calls.length = 0;
			await source.fetchFees([7]);
			expect(asked(node).sort()).toEqual(['BlockByNumber 7', 'BlockReceipts 7']);
		});
	});

	test('59144: Linea has no types of its own, so hashes do', async () => {
		const node = await nodeOf(59144, (_call, number) => blockAt(number));
		const { blocks } = await sourceOf(59144, [node]).fetchBlocks({ from: 4, to: 7 });
		expect(blocks.map(({ userTxCount }) => userTxCount)).toEqual([0, 1, 2, 3]);
		const asked = node.calls.filter(({ method }) => method === 'eth_getBlockByNumber');
		expect(asked.map(({ params }) => params[1])).toEqual([false, false, false, false]);
	});

	/** A node of OP Mainnet whose receipts of one block say something else. */
	const altered = (at: number, more: Raw) =>
		nodeOf(10, ({ method }, number) => {
			const { block, receipts } = withOwn(number, '0x7e');
			if (method !== 'eth_getBlockReceipts') return block;
			return number === at ? receipts.map((each) => ({ ...each, ...more })) : receipts;
		});

	test('a receipt without an L1 fee is a bad answer by method, block and endpoint, and another is asked', async () => {
		const stripped = await altered(6, { l1Fee: undefined });
		const alone = await sourceOf(10, [stripped]).fetchFees([5, 6, 7]);
		expect(alone.read).toEqual([5, 7]);
		expect(alone.missing).toMatchObject([{ from: 6, to: 6, reason: 'bad_answer' }]);
		expect(alone.missing[0]?.detail).toContain(
			`eth_getBlockReceipts(block 6) at ${stripped.host}: field "[1].l1Fee" is missing`
		);
		const whole = await altered(-1, {});
		const both = await sourceOf(10, [stripped, whole]).fetchFees([5, 6, 7]);
		expect(both.missing).toEqual([]);
		expect(both.fees.map(({ blockNumber }) => blockNumber)).toEqual([5, 6, 6, 7, 7, 7]);
		for (const { fee } of both.fees) expect(fee).toBe(GAS + 1_000n);
	});

	test('an operator fee leaves its block’s fees unknown, with the reason, and no blame to the endpoint', async () => {
		const node = await altered(6, { operatorFeeScalar: '0x5', operatorFeeConstant: '0x7' });
		const source = sourceOf(10, [node]);
		const { read, fees, missing } = await source.fetchFees([5, 6, 7]);
		expect(read).toEqual([5, 7]);
		expect(fees.map(({ blockNumber }) => blockNumber)).toEqual([5, 7, 7, 7]);
		expect(missing).toMatchObject([{ from: 6, to: 6, reason: 'fee_unknown' }]);
		expect(missing[0]?.detail).toMatch(
			/^eth_getBlockReceipts\(block 6\) at .*: transaction 1 paid an operator fee \(scalar 5, constant 7\)/
		);
		expect(source.endpoints()).toMatchObject([{ host: node.host, ok: true }]);
		expect((await source.fetchBlocks({ from: 5, to: 7 })).missing).toEqual([]);
	});
});

describe.skipIf(!existsSync(FOLDER))(
	'recorded rollups (skipped where the folder of recorded chain data is absent)',
	() => {
		test('a block of Base holds one deposit, and as many users’ transactions as pay for gas', async () => {
			const { records } = load<{ records: { obj: Raw }[] }>('other-l2/blocks.json');
			const raw = records
				.map(({ obj }) => obj)
				.find(({ transactions }) => (transactions as Raw[] | undefined)?.[0]?.type === '0x7e');
			if (!raw) throw new Error('the recorded block of Base is gone');
			const node = await nodeOf(8453, () => raw);
			const { blocks } = await sourceOf(8453, [node]).fetchBlocks({
				from: 6_233_518,
				to: 6_233_518
			});
			expect(blocks).toMatchObject([{ number: 6_233_518, txCount: 24, userTxCount: 23 }]);
			expect(payingForGas(raw)).toBe(23);
			// Read as of another family, the same block would hold another number of users' transactions.
			const era = await nodeOf(324, () => raw);
			const asEra = await sourceOf(324, [era]).fetchBlocks({ from: 6_233_518, to: 6_233_518 });
			expect(asEra.blocks).toMatchObject([{ txCount: 24, userTxCount: 24 }]);
		});

		test('a block of Arbitrum: its internal transaction is no user’s, and gas holds what is paid for L1', async () => {
			const recorded = load<{ eth_getBlockByNumber: Raw; eth_getBlockReceipts: Raw[] }>(
				'other-l2/arbitrum-150000000.json'
			);
			const node = await nodeOf(42161, ({ method }) => recorded[method as keyof typeof recorded]);
			const source = sourceOf(42161, [node]);
			const { blocks } = await source.fetchBlocks({ from: 150_000_000, to: 150_000_000 });
			expect(blocks).toMatchObject([{ txCount: 5, userTxCount: 4, gasUsed: 6_779_208 }]);
			expect(payingForGas(recorded.eth_getBlockByNumber)).toBe(4);

			// One plain transfer at 0.1 gwei: 442,282 gas, of which 421,282 paid for L1 and 21,000 for itself.
			const { fees } = await source.fetchFees([150_000_000]);
			expect(fees).toMatchObject([
				{ transactionIndex: 2, feeClass: 'native_transfer', fee: 442_282n * 100_000_000n }
			]);
			const transfer = recorded.eth_getBlockReceipts[2];
			expect(Number(transfer?.gasUsed) - Number(transfer?.gasUsedForL1)).toBe(21_000);
		});

		test('the L1 fee in a receipt of OP Mainnet is what its parts make', () => {
			const { records } = load<{ records: { kind?: string; obj: Raw }[] }>('other-l2/blocks.json');
			const recorded = records.find(({ kind }) => kind === 'receipt')?.obj;
			if (!recorded) throw new Error('the recorded receipt is gone');
			// It was recorded by a library, which writes numbers and names where nodes write hex.
			const raw = { ...recorded, type: '0x2', status: '0x1', transactionIndex: '0xa' };
			const receipt = parseReceipt(raw, '[10]');
			const [price, gas] = [recorded.l1GasPrice, recorded.l1GasUsed].map((part) =>
				BigInt(part as string)
			) as [bigint, bigint];
			// As Bedrock charged it: gas for the data × the price on L1 × a scalar of 0.684.
			expect(opStack.feeBeside(receipt, '[10]')).toBe((price * gas * 684n) / 1_000n);
		});

		test('days hold what L2BEAT counts in them', async () => {
			const { aggregatePerDay } = load<{ aggregatePerDay: DayVector }>(
				'conformance/l2beat.activity-vectors.json'
			);
			const { start, blocks, expected } = aggregatePerDay;
			const made = chainOf(
				blocks.map(({ offsetHours, txs }) => ({
					timestamp: parseTime(start) + offsetHours * HOUR,
					txCount: txs
				}))
			);
			await withStore(async (store) => {
				await addChain(store, 1, made);
				for (const { day, count, start: from, end: to } of expected) {
					const window = { from: parseTime(day), to: unixSeconds(parseTime(day) + DAY) };
					const rate = await measure(
						store,
						{
							chain: chainById(1),
							metric: 'throughput.user_tx',
							statistic: 'mean',
							peakWindow: null,
							window,
							baseWindow: null,
							zeroFees: 'included'
						},
						window.to
					);
					expect((rate.value ?? 0) * rate.coverage * DAY).toBeCloseTo(count, 6);
					expect(rate.n).toBe(to - from + 1);
				}
			});
		});
	}
);

/** L2BEAT's own case of counting blocks by day. */
interface DayVector {
	readonly start: string;
	readonly blocks: readonly { readonly offsetHours: number; readonly txs: number }[];
	readonly expected: readonly {
		readonly day: string;
		readonly count: number;
		readonly start: number;
		readonly end: number;
	}[];
}
