import { Provider } from 'zksync-ethers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MeasurementJson } from '#lib/domain/wire/measurement.ts';
import { runCollector, temporaryFolder } from './collector.ts';
import { makeTraffic } from './made-traffic.ts';
import { startSite, type Site } from './site.ts';
import { startAnvil, type Anvil } from './start-anvil.ts';

const BLOCKS = 60;

/**
 * The family `zksync-era` on a live node that says it is chain 324. Anvil has no `zks_*` and no types 0xff and
 * 0xfe (recorded answers cover those); it has full blocks, receipts, and empty blocks like Era's fictive ones.
 * The second witness is zksync-ethers.
 */
describe('ZKsync Era, against zksync-ethers', () => {
	const folder = temporaryFolder();
	let anvil: Anvil;
	let site: Site;
	let witness: Provider;
	let window: string;

	beforeAll(async () => {
		const start = Math.floor(Date.now() / 1000) - 5_000;
		anvil = await startAnvil('--chain-id', '324', '--timestamp', String(start));
		await makeTraffic(anvil, BLOCKS, start);
		const databaseUrl = `file:${folder.path('era.db')}`;
		const { code, output } = await runCollector(['collect'], {
			CLAIMGAUGE_CHAINS: '324',
			CLAIMGAUGE_RPC_324: anvil.url,
			DATABASE_URL: databaseUrl
		});
		expect(code, output).toBe(0);
		site = await startSite(databaseUrl);
		witness = new Provider(anvil.url);
		const first = await witness.getBlock(0);
		const last = await witness.getBlock(BLOCKS);
		window = `from=${first.timestamp + 1}&to=${last.timestamp}`;
	});
	afterAll(async () => {
		witness?.destroy();
		await site?.stop();
		await anvil?.stop();
		folder.remove();
	});

	const measure = (query: string) =>
		site.json<MeasurementJson>(`/api/v1/chains/324/measure?${query}`);

	it('counts the transactions that the witness counts', async () => {
		let sum = 0;
		for (let number = 1; number < BLOCKS; number++)
			sum += (await witness.getBlock(number)).transactions.length;
		const answer = await measure(`metric=throughput.user_tx&statistic=mean&${window}`);
		const seconds = (Date.parse(answer.to) - Date.parse(answer.from)) / 1000;
		expect(answer.coverage).toBe(1);
		expect(answer.value).toBe(sum / seconds);
	});

	it('leaves empty blocks out of the intervals, as Era ends its batches with one', async () => {
		const busy: number[] = [];
		for (let number = 0; number < BLOCKS; number++) {
			const block = await witness.getBlock(number);
			if (block.transactions.length > 0) busy.push(block.timestamp);
		}
		const intervals = busy.slice(1).map((time, index) => time - (busy[index] ?? 0));
		const answer = await measure(`metric=block.interval&statistic=mean&${window}`);
		expect(answer.n).toBe(intervals.length);
		expect(answer.value).toBe(intervals.reduce((sum, each) => sum + each, 0) / intervals.length);
	});

	it('reads the fee that the witness computes from each receipt', async () => {
		const fees: number[] = [];
		for (let number = 0; number <= BLOCKS; number++) {
			const block = await witness.getBlock(number, true);
			for (const transaction of block.prefetchedTransactions) {
				if (transaction.data !== '0x' || transaction.value === 0n || !transaction.to) continue;
				const receipt = await witness.getTransactionReceipt(transaction.hash);
				if (receipt) fees.push(Number(receipt.gasUsed * receipt.gasPrice));
			}
		}
		fees.sort((a, b) => a - b);
		const answer = await measure(
			`metric=fee.native_transfer&statistic=p50&from=${hour(-1)}&to=${hour(3)}`
		);
		expect(answer.n).toBe(fees.length);
		const exact = fees[Math.ceil(fees.length / 2) - 1] ?? Number.NaN;
		expect(Math.abs(Number(answer.value) / exact - 1)).toBeLessThan(0.00501);
	});

	/** A full hour around the chain's first block. */
	const hour = (offset: number) => {
		const from = Number(/from=(\d+)/.exec(window)?.[1]);
		return (Math.floor(from / 3_600) + offset) * 3_600;
	};

	it('says that its gas is not the gas of the EVM', async () => {
		const { metrics } = await site.json<{ metrics: { id: string; known_bias: string }[] }>(
			'/api/v1/metrics'
		);
		const gas = metrics.find((metric) => metric.id === 'throughput.gas');
		expect(gas?.known_bias).toMatch(/EraVM/);
	});
});
