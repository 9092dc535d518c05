import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { decodeEventLog, erc20Abi, getAddress, type Hex } from 'viem';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PRICE_FEEDS } from '#lib/domain/price-feeds.ts';
import { bucketStart, DAY, HOUR } from '#lib/domain/time.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import type { RpcCall } from '../../collectors/devnet/anvil-connection.ts';
import type { RunningDemoChain } from '../../collectors/devnet/demo-devnet.ts';
import { startDemoDevnet, type DemoDevnet } from '../../collectors/devnet/demo-devnet.ts';
import { DEMO_CHAINS } from '../../collectors/devnet/demo-chains.ts';
import { demoPriceAt } from '../../collectors/devnet/oracle.ts';
import { plannedHourStart, planHistory } from '../../collectors/devnet/plan.ts';
import { decodeRound, decodeText } from '../../collectors/jobs/aggregator.ts';
import { isAlive, until } from './processes.ts';

interface Receipt {
	readonly status: Hex;
	readonly gasUsed: Hex;
	readonly effectiveGasPrice: Hex;
	readonly contractAddress: Hex | null;
	readonly logs: readonly {
		readonly address: Hex;
		readonly topics: [Hex, ...Hex[]];
		readonly data: Hex;
	}[];
}
interface Block {
	readonly number: Hex;
	readonly timestamp: Hex;
	readonly baseFeePerGas: Hex;
	readonly transactions: readonly Hex[];
}

const DAYS = 2;
const NOW = unixSeconds(Math.floor(Date.now() / 1000));
const clock = () => unixSeconds(Math.floor(Date.now() / 1000));
const nothing = () => undefined;

async function ask<Result>(
	running: RunningDemoChain,
	calls: readonly RpcCall[]
): Promise<Result[]> {
	return (await running.anvil.connection.send(calls)) as Result[];
}

async function allBlocks(running: RunningDemoChain, count: number): Promise<Block[]> {
	const blocks: Block[] = [];
	for (let from = 1; from <= count; from += 1_000) {
		const length = Math.min(1_000, count - from + 1);
		const calls = Array.from({ length }, (_, index): RpcCall => [
			'eth_getBlockByNumber',
			[`0x${(from + index).toString(16)}`, false]
		]);
		blocks.push(...(await ask<Block>(running, calls)));
	}
	return blocks;
}

describe('a past made in fast forward', () => {
	let devnet: DemoDevnet;
	let progress: readonly number[] = [];
	beforeAll(async () => {
		devnet = await startDemoDevnet(
			NOW,
			(made, planned) => (progress = [made, planned]),
			new AbortController().signal,
			DAYS
		);
	});
	afterAll(() => devnet.stop());

	it('tells how much is made, up to all of it', () => {
		expect(progress[0]).toBe(progress[1]);
		expect(progress[0]).toBeGreaterThan(5_000);
	});

	it.each(DEMO_CHAINS.map(({ name }, index) => ({ name, index })))(
		'gives every block of $name its planned time, base fee and transactions',
		async ({ index }) => {
			const running = devnet.chains[index]!;
			const window = { from: unixSeconds(NOW - DAYS * DAY), to: NOW };
			const plan = planHistory(running.chain, window);
			const [head] = await ask<Hex>(running, [['eth_blockNumber', []]]);
			expect(Number(head)).toBe(plan.length);
			const blocks = await allBlocks(running, plan.length);
			expect(
				blocks.map((block) => [
					Number(block.timestamp),
					BigInt(block.baseFeePerGas),
					block.transactions.length
				])
			).toEqual(plan.map((block) => [block.timestamp, block.baseFee, block.transactions.length]));

			const busy = blocks.filter((block) => block.transactions.length > 0);
			const receipts = (
				await ask<Receipt[]>(
					running,
					busy.map((block): RpcCall => ['eth_getBlockReceipts', [block.number]])
				)
			).flat();
			const kinds = plan.flatMap((block) => block.transactions);
			expect(receipts).toHaveLength(kinds.length);
			expect(receipts.filter(({ status }) => status === '0x0')).toHaveLength(
				kinds.filter((kind) => kind === 'failing').length
			);
			const transfers = receipts.flatMap(({ logs }) => logs);
			expect(transfers).toHaveLength(kinds.filter((kind) => kind === 'token').length);
			const token = receipts.find(({ contractAddress }) => contractAddress)?.contractAddress;
			for (const { address, topics, data } of transfers) {
				expect(address).toBe(token);
				const { eventName, args } = decodeEventLog({ abi: erc20Abi, topics: [...topics], data });
				expect(eventName).toBe('Transfer');
				expect(args).toMatchObject({ to: getAddress(`0x${topics[2]!.slice(26)}`) });
			}
			const plainFees = receipts
				.filter(({ gasUsed }) => Number(gasUsed) === 21_000)
				.map(({ effectiveGasPrice }) => 21_000n * BigInt(effectiveGasPrice));
			expect(plainFees).toHaveLength(kinds.filter((kind) => kind === 'plain').length);
			const level = 21_000n * running.chain.baseFee;
			for (const fee of plainFees) {
				expect(fee * 100n).toBeGreaterThan(level * 60n);
				expect(fee * 100n).toBeLessThan(level * 141n);
			}
		}
	);

	it('holds the busy hour, and the token balance follows its transfers', async () => {
		const running = devnet.chains.find(({ chain }) => chain.history.busy)!;
		const { busy } = running.chain.history;
		const start = plannedHourStart(busy!.hours[0]!, NOW);
		const [head] = await ask<Hex>(running, [['eth_blockNumber', []]]);
		const inHour = (await allBlocks(running, Number(head))).filter(
			({ timestamp }) => Number(timestamp) >= start && Number(timestamp) < start + HOUR
		);
		const count = inHour.reduce((sum, { transactions }) => sum + transactions.length, 0);
		expect(count).toBe(busy!.transactions);
		expect(count / HOUR).toBeGreaterThanOrEqual(0.05);

		const logs = (
			await ask<Receipt['logs']>(running, [
				['eth_getLogs', [{ fromBlock: '0x1', toBlock: 'latest' }]]
			])
		)[0]!;
		const recipient = logs[0]!.topics[2]!;
		const received = logs
			.filter(({ topics }) => topics[2] === recipient)
			.reduce((sum, { data }) => sum + BigInt(data), 0n);
		const [balance] = await ask<Hex>(running, [
			['eth_getStorageAt', [logs[0]!.address, recipient, 'latest']]
		]);
		expect(BigInt(balance!)).toBe(received);
	});

	it('calls all but the last two blocks final', async () => {
		for (const running of devnet.chains) {
			const [latest, finalized] = await ask<Block>(running, [
				['eth_getBlockByNumber', ['latest', false]],
				['eth_getBlockByNumber', ['finalized', false]]
			]);
			expect(Number(latest!.number) - Number(finalized!.number)).toBe(2);
		}
	});

	it('has a price feed with a round at each hour, up to now', async () => {
		const feed = PRICE_FEEDS['demo-eth-usd'];
		const ask = async (data: string) => {
			const [answer] = await devnet.chains[0]!.anvil.connection.send([
				['eth_call', [{ to: feed.address, data }, 'latest']]
			]);
			return answer as Hex;
		};
		expect(decodeText(await ask('0x7284e416'))).toBe(feed.pair);
		const hour = bucketStart(NOW, HOUR);
		const newest = decodeRound(await ask('0xfeaf968c'));
		expect(newest?.updatedAt).toBe(BigInt(hour));
		expect(newest?.answer).toBe(BigInt(Math.round(demoPriceAt(hour) * 1e8)));
		const first = Math.ceil((NOW - DAYS * DAY) / HOUR) * HOUR;
		expect(newest?.roundId).toBe((1n << 64n) + BigInt((hour - first) / HOUR + 1));
	});

	it('goes on live with the clock’s time, and a refused block does not stop it', async () => {
		const running = devnet.chains[1]!;
		const [before] = await ask<Hex>(running, [['eth_blockNumber', []]]);
		const said: string[] = [];
		const ending = new AbortController();
		let looks = 0;
		// The second look at the clock gives a time before the chain's own, which anvil refuses.
		const now = () => (++looks === 3 ? unixSeconds(NOW - DAY) : clock());
		const traffic = devnet.runTraffic({
			write: (line) => said.push(line),
			now,
			signal: ending.signal
		});
		const height = async () => Number((await ask<Hex>(running, [['eth_blockNumber', []]]))[0]);
		for (let tries = 0; (await height()) < Number(before) + 2 && tries < 240; tries++)
			await sleep(500);
		ending.abort();
		await traffic;
		const [latest] = await ask<Block>(running, [['eth_getBlockByNumber', ['latest', false]]]);
		expect(Number(latest!.number) - Number(before)).toBeGreaterThanOrEqual(2);
		expect(Math.abs(clock() - Number(latest!.timestamp))).toBeLessThan(5);
		expect(said).toHaveLength(1);
		expect(said[0]).toMatch(/^Demo L2: no block at \d+: anvil refused evm_mine/);
	});
});

describe('a chain that nobody wants any more', () => {
	it('is not started when the signal has aborted', async () => {
		const ended = AbortSignal.abort();
		await expect(startDemoDevnet(NOW, nothing, ended, 1)).rejects.toThrow('abort');
	});

	it('ends when the process that started it is killed with SIGKILL', async () => {
		const module = new URL('../../collectors/devnet/anvil-process.ts', import.meta.url).href;
		const script = `
			const { startAnvil } = await import(${JSON.stringify(module)});
			const anvil = await startAnvil({ chainId: 31337, timestamp: 1700000000, baseFee: 7n });
			console.log(JSON.stringify({ pid: anvil.pid, url: anvil.url }));
			setInterval(() => undefined, 1000);`;
		const parent = spawn(process.execPath, ['--input-type=module', '-e', script], {
			stdio: ['ignore', 'pipe', 'inherit']
		});
		const [line] = (await once(parent.stdout, 'data')) as [Buffer];
		const { pid, url } = JSON.parse(line.toString()) as { pid: number; url: string };
		const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'eth_chainId', params: [] });
		const request = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
		expect((await fetch(url, request)).ok).toBe(true);
		parent.kill('SIGKILL');
		await once(parent, 'exit');
		await until(() => !isAlive(pid), 'the guard has ended');
		await expect(fetch(url, request)).rejects.toThrow();
	});
});
