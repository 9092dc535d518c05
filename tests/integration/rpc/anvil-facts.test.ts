import { createPublicClient, http } from 'viem';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chainById } from '#lib/domain/chains.ts';
import type { ChainSource } from '../../../collectors/chains/chain-source.ts';
import { createChainSource } from '../../../collectors/chains/create-chain-source.ts';
import { startAnvil, type Anvil } from '../start-anvil.ts';

const BLOCKS = 300;
const SENDER = '0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266';
const FRIEND = '0x70997970c51812dc3a010c7d01b50e0d17dc79c8';
/** Init code that returns one byte, STOP: a contract that takes anything. */
const CREATES = '0x600160005360016000f3';
/** Init code whose execution hits REVERT. */
const REVERTS = '0x60006000fd';

let anvil: Anvil;
let source: ChainSource;

beforeAll(async () => {
	anvil = await startAnvil('--no-mining', '--timestamp', '1700000000');
	for (let number = 1; number <= BLOCKS; number += 1) {
		for (let index = 0; index < number % 5; index += 1) await send(number + index);
		await anvil.rpc('evm_mine', { timestamp: `0x${(1_700_000_000 + number * 2).toString(16)}` });
	}
	source = createChainSource({ chain: chainById(31337), urls: [anvil.url] });
});

afterAll(async () => {
	await source?.close();
	await anvil?.stop();
});

/** A plain transfer, a transfer of nothing, one with calldata, a contract creation or a failing one, in turns. */
async function send(turn: number): Promise<void> {
	const kinds = [
		{ to: FRIEND, value: '0x1', type: turn % 2 ? '0x0' : '0x2' },
		{ to: FRIEND, value: '0x0' },
		{ to: FRIEND, value: '0x1', data: '0x01' },
		{ data: CREATES },
		{ data: REVERTS }
	];
	await anvil.rpc('eth_sendTransaction', { from: SENDER, gas: '0x186a0', ...kinds[turn % 5] });
}

test('every block is the fact that viem reads', async () => {
	const client = createPublicClient({ transport: http(anvil.url) });
	const { blocks, missing } = await source.fetchBlocks({ from: 0, to: BLOCKS });
	expect(missing).toEqual([]);
	expect(blocks).toHaveLength(BLOCKS + 1);
	for (const fact of blocks) {
		const block = await client.getBlock({ blockNumber: BigInt(fact.number) });
		expect(fact).toEqual({
			number: Number(block.number),
			timestamp: Number(block.timestamp),
			hash: block.hash,
			parentHash: block.parentHash,
			txCount: block.transactions.length,
			userTxCount: block.transactions.length,
			gasUsed: Number(block.gasUsed),
			gasLimit: Number(block.gasLimit),
			baseFee: block.baseFeePerGas
		});
	}
	expect(blocks.at(-1)).toEqual(await source.header(BLOCKS));
});

test('every fee is that of a plain transfer by viem’s receipts, and no other transaction has one', async () => {
	const client = createPublicClient({ transport: http(anvil.url) });
	const numbers = Array.from({ length: BLOCKS }, (_, index) => index + 1);
	const { fees, read, missing } = await source.fetchFees(numbers);
	expect({ read, missing }).toEqual({ read: numbers, missing: [] });

	const expected = [];
	const statuses = new Set<string>();
	for (const number of numbers) {
		const block = await client.getBlock({ blockNumber: BigInt(number), includeTransactions: true });
		for (const transaction of block.transactions) {
			const receipt = await client.getTransactionReceipt({ hash: transaction.hash });
			statuses.add(receipt.status);
			const isPlain =
				transaction.to !== null && transaction.input === '0x' && transaction.value > 0n;
			if (isPlain && receipt.status === 'success')
				expected.push({
					blockNumber: number,
					transactionIndex: receipt.transactionIndex,
					feeClass: 'native_transfer',
					fee: receipt.gasUsed * receipt.effectiveGasPrice
				});
		}
	}
	expect(fees).toEqual(expected);
	expect(fees.length).toBeGreaterThan(100);
	expect(statuses).toEqual(new Set(['success', 'reverted']));
});

test('the head is the newest block, finalized lies behind, and blocks beyond it are missing', async () => {
	expect(await source.head()).toMatchObject({
		chainId: 31337,
		number: BLOCKS,
		timestamp: 1_700_000_000 + BLOCKS * 2,
		finalized: { number: BLOCKS - 2 },
		endpoint: anvil.url.replace('http://', '')
	});
	expect(await source.header(BLOCKS + 1)).toBeNull();
	const { blocks, missing } = await source.fetchBlocks({ from: BLOCKS - 1, to: BLOCKS + 3 });
	expect(blocks.map(({ number }) => number)).toEqual([BLOCKS - 1, BLOCKS]);
	expect(missing).toMatchObject(
		[{ from: BLOCKS + 1, to: BLOCKS + 3, reason: 'endpoint_failed', detail: /no such block/ }].map(
			(each) => ({ ...each, detail: expect.stringMatching(each.detail) })
		)
	);
});
