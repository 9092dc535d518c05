import {
	createWalletClient,
	encodeFunctionData,
	encodePacked,
	http,
	parseAbi,
	size,
	toHex,
	type Hex
} from 'viem';
import { entryPoint06Address, entryPoint07Address } from 'viem/account-abstraction';
import { privateKeyToAccount } from 'viem/accounts';
import { mainnet } from 'viem/chains';
import { encodeCalls } from 'viem/experimental/erc7821';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chainById } from '#lib/domain/chains.ts';
import type { MetricId } from '#lib/domain/metrics/registry.ts';
import type { PeakWindow } from '#lib/domain/metrics/metric.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import { measure } from '#lib/server/measure/measure.ts';
import { openReader } from '#lib/server/store/open.ts';
import { START, undoMigrationsFrom } from '#lib/server/test-chain.ts';
import { startCallProxy, type CallProxy, type ProxiedCall } from './call-proxy.ts';
import { runCollector, temporaryFolder } from './collector.ts';
import { startAnvil, type Anvil } from './start-anvil.ts';

const HOUR = 3_600;
const MULTI_SEND_CALL_ONLY = '0x40A2aCCbd92BCA938b02010E17A5b8929b49130D';
const MULTICALL3 = '0xcA11bde05977b3631167028862bE2a173976CA11';
const [SAFE, BROKEN_SAFE, DELEGATE, TOKEN] = ['5', '6', '7', '8'].map(
	(digit) => `0x${digit.repeat(40)}` as const
) as [Hex, Hex, Hex, Hex];
const SENDER = '0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266';
/** The second account that anvil publishes with every start. */
const OWNER = privateKeyToAccount(
	'0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d'
);
const ABI = parseAbi([
	'function execTransaction(address to, uint256 value, bytes data, uint8 operation, uint256 safeTxGas, uint256 baseGas, uint256 gasPrice, address gasToken, address refundReceiver, bytes signatures)',
	'function multiSend(bytes transactions)',
	'function execute(bytes32 mode, bytes executionData)',
	'function aggregate3((address target, bool allowFailure, bytes callData)[] calls)'
]);

/** Logs as many `UserOperationEvent`s, with empty topics, as the first word of its calldata says, and ends. */
const ENTRY_POINT_CODE: Hex = `0x600035${[
	'5b8015603c57', // until none is left
	'600060006000', // three topics
	'7f49628fd1471006c1482da88028e9ce4dbb080b815c9b0344d39e5a8e6ec1419f',
	'60006000a4', // no data
	'60019003600356' // one less, and again
].join('')}5b00`;
const [ANSWERS_ANYTHING, REFUSES_ALL] = ['0x00', '0xfe'];

const bundle = (operations: number): Hex => toHex(operations, { size: 32 });
const calls = (count: number) =>
	Array.from({ length: count }, (_, index) => ({ to: TOKEN, data: toHex(index, { size: 4 }) }));
const safeBatch = (count: number): Hex => {
	const packed = calls(count).map(({ to, data }) =>
		encodePacked(
			['uint8', 'address', 'uint256', 'uint256', 'bytes'],
			[0, to, 0n, BigInt(size(data)), data]
		).slice(2)
	);
	const data = encodeFunctionData({
		...{ abi: ABI, functionName: 'multiSend' },
		args: [`0x${packed.join('')}`]
	});
	return encodeFunctionData({
		...{ abi: ABI, functionName: 'execTransaction' },
		args: [MULTI_SEND_CALL_ONLY, 0n, data, 1, 0n, 0n, 0n, TOKEN, TOKEN, '0x']
	});
};

/** What is mined: seconds after the start, and the transactions with how many operations each is. */
const PLAN: readonly { readonly at: number; readonly sends: readonly [object, number][] }[] = [
	{
		at: 10,
		sends: [
			[{ to: TOKEN, value: '0x1' }, 1],
			[{ to: TOKEN, data: '0x1234abcd' }, 1]
		]
	},
	{
		at: 12,
		sends: [
			[{ to: entryPoint07Address, data: bundle(5) }, 5],
			[{ to: TOKEN, value: '0x1' }, 1]
		]
	},
	{ at: 14, sends: [[{ to: SAFE, data: safeBatch(4) }, 4]] },
	{
		at: HOUR + 50,
		sends: [
			[{ to: entryPoint06Address, data: bundle(3) }, 3],
			[{ to: entryPoint06Address, data: bundle(0) }, 1],
			[{ to: BROKEN_SAFE, data: safeBatch(4) }, 1]
		]
	},
	{
		at: HOUR + 52,
		sends: [
			[
				{
					to: MULTICALL3,
					data: encodeFunctionData({
						...{ abi: ABI, functionName: 'aggregate3' },
						args: [
							calls(2).map(({ to, data }) => ({ target: to, allowFailure: true, callData: data }))
						]
					})
				},
				2
			]
		]
	}
];
/** In a block of its own, the last with a transaction: an account that delegates, and has its own batch carried out. */
const DELEGATED = { at: HOUR + 54, operations: 7 };
const EMPTY_AFTER = 40;

describe('user operations, from a node to a measurement', () => {
	const folder = temporaryFolder();
	const path = folder.path('user-ops.db');
	let anvil: Anvil;
	let proxy: CallProxy;
	let asked: ProxiedCall[] = [];
	let last = 0;
	const operations = [
		...PLAN.map(({ at, sends }) => ({
			at: START + at,
			value: sends.reduce((sum, [, each]) => sum + each, 0)
		})),
		{ at: START + DELEGATED.at, value: DELEGATED.operations }
	];

	async function mineAt(time: number): Promise<void> {
		await anvil.rpc('evm_setNextBlockTimestamp', time);
		await anvil.rpc('evm_mine');
		last = time;
	}

	const collect = () =>
		runCollector(['collect'], {
			CLAIMGAUGE_CHAINS: '1',
			CLAIMGAUGE_RPC_1: proxy.url,
			CLAIMGAUGE_SINCE_1: new Date(START * 1_000).toISOString(),
			DATABASE_URL: `file:${path}`
		});

	async function measured(metric: MetricId, from: number, to: number, peakWindow?: PeakWindow) {
		const reader = await openReader(`file:${path}`);
		try {
			const window = { from: unixSeconds(from), to: unixSeconds(to) };
			return await measure(
				reader,
				{
					...{ chain: chainById(1), metric, window, baseWindow: null, zeroFees: 'included' },
					...{ statistic: peakWindow ? 'max' : 'mean', peakWindow: peakWindow ?? null }
				},
				unixSeconds(last)
			);
		} finally {
			await reader.close();
		}
	}

	beforeAll(async () => {
		anvil = await startAnvil('--chain-id', '1', '--timestamp', String(START));
		proxy = await startCallProxy(anvil.url, {
			ask(call) {
				asked.push(call);
				return call;
			}
		});
		await anvil.rpc('evm_setAutomine', false);
		for (const address of [entryPoint06Address, entryPoint07Address])
			await anvil.rpc('anvil_setCode', address, ENTRY_POINT_CODE);
		for (const address of [SAFE, MULTICALL3, DELEGATE])
			await anvil.rpc('anvil_setCode', address, ANSWERS_ANYTHING);
		await anvil.rpc('anvil_setCode', BROKEN_SAFE, REFUSES_ALL);
		for (const { at, sends } of PLAN) {
			for (const [transaction] of sends)
				await anvil.rpc('eth_sendTransaction', { from: SENDER, gas: '0x7a120', ...transaction });
			await mineAt(START + at);
		}
		const wallet = createWalletClient({
			account: OWNER,
			chain: mainnet,
			transport: http(anvil.url)
		});
		await wallet.sendTransaction({
			to: OWNER.address,
			gas: 500_000n,
			authorizationList: [
				await wallet.signAuthorization({ contractAddress: DELEGATE, executor: 'self' })
			],
			data: encodeFunctionData({
				...{ abi: ABI, functionName: 'execute' },
				args: [`0x01${'0'.repeat(62)}`, encodeCalls(calls(DELEGATED.operations))]
			})
		});
		await mineAt(START + DELEGATED.at);
		for (let each = 1; each <= EMPTY_AFTER; each++) await mineAt(START + DELEGATED.at + 2 * each);
	});
	afterAll(async () => {
		await proxy?.stop();
		await anvil?.stop();
		folder.remove();
	});

	it('are mined as planned', async () => {
		for (const [index, { sends }] of PLAN.entries()) {
			const block = (await anvil.rpc('eth_getBlockReceipts', toHex(index + 1))) as {
				status: string;
				to: string;
				logs: unknown[];
			}[];
			expect(block).toHaveLength(sends.length);
			for (const { status, to } of block) expect(status).toBe(to === BROKEN_SAFE ? '0x0' : '0x1');
		}
		const [own] = (await anvil.rpc('eth_getBlockReceipts', toHex(PLAN.length + 1))) as object[];
		expect(own).toMatchObject({ type: '0x4', status: '0x1' });
	});

	/** Blocks with a transaction, and those whose receipts were asked for; whether they are offered at all is looked at by block 0. */
	const busy = operations.map((_, index) => index + 1);
	const receiptsAsked = () =>
		asked
			.filter(({ method, params }) => method === 'eth_getBlockReceipts' && params[0] !== '0x0')
			.map(({ params }) => Number(params[0]))
			.sort((a, b) => a - b);

	it('take no request beyond those of blocks and fees', async () => {
		asked = [];
		const { code, output } = await collect();
		expect(code, output).toBe(0);
		expect(receiptsAsked()).toEqual(busy);
		for (const method of ['eth_getCode', 'eth_getLogs', 'eth_getTransactionReceipt'])
			expect(asked.map((call) => call.method)).not.toContain(method);
	});

	const windows: [string, () => [number, number]][] = [
		['the whole chain', () => [START, last + 1]],
		['the first hour', () => [START, START + HOUR]],
		['a window aligned to nothing', () => [START + 11, START + HOUR + 53]]
	];
	const sumsOf = (from: number, to: number, length: number) => {
		const sums = new Map<number, number>();
		for (const { at, value } of operations) {
			const window = length === 0 ? at : Math.floor(at / length) * length;
			if (window >= from && window + Math.max(1, length) <= to)
				sums.set(window, (sums.get(window) ?? 0) + value);
		}
		return [...sums].sort(([a, x], [b, y]) => y - x || a - b)[0];
	};

	async function equalsHandCount(): Promise<void> {
		for (const [, window] of windows) {
			const [from, to] = window();
			const inside = operations.filter(({ at }) => at >= from && at < to);
			const sum = inside.reduce((total, { value }) => total + value, 0);
			expect(await measured('throughput.user_ops', from, to)).toMatchObject({
				...{ value: sum / (to - from), coverage: 1, unit: 'op/s', reason: null }
			});
			for (const [peakWindow, length] of [
				['block', 0],
				['10s', 10],
				['60s', 60],
				['1h', HOUR]
			] as const) {
				const best = sumsOf(from, to, length);
				if (!best) continue;
				const max = await measured('throughput.user_ops', from, to, peakWindow);
				expect(max.value).toBe(length === 0 ? best[1] : best[1] / length);
				expect(max.peakAt?.time).toBe(best[0]);
			}
		}
	}

	it('equal a count by hand, and so do their peaks', async () => {
		await equalsHandCount();
		const [from, to] = [START, last + 1];
		// 5, 2 and 7 operations within one window of ten seconds.
		const peak = await measured('throughput.user_ops', from, to, '10s');
		expect(peak).toMatchObject({ value: 1.4, peakAt: { time: START + HOUR + 50, block: 4 } });
		expect(await measured('throughput.user_ops', from, to, 'block')).toMatchObject({
			...{ value: 7, unit: 'op/block', peakAt: { block: PLAN.length + 1 } }
		});
		const userTx = await measured('throughput.user_tx', from, to);
		expect(userTx.value).toBe(10 / (to - from));
	});

	it('are missing in a database from before they were counted, until its receipts are read again', async () => {
		undoMigrationsFrom(path, '0010');
		asked = [];
		const { code, output } = await collect();
		expect(code, output).toBe(0);
		expect(receiptsAsked()).toEqual(busy);
		await equalsHandCount();
		asked = [];
		expect((await collect()).code).toBe(0);
		expect(receiptsAsked()).toEqual([]);
	});
});
