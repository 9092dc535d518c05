import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chainById } from '#lib/domain/chains.ts';
import { bucketOf } from '#lib/domain/statistics/log-histogram.ts';
import { HOUR, iso } from '#lib/domain/time.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import { measure } from '#lib/server/measure/measure.ts';
import type { MeasureRequest } from '#lib/server/measure/request.ts';
import { openReader } from '#lib/server/store/open.ts';
import type { StoreReader } from '#lib/server/store/ports/store.ts';
import { runCollector, temporaryFolder } from './collector.ts';
import { startAnvil, type Anvil } from './start-anvil.ts';

const FROM = '0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266';
const TO = '0x70997970c51812dc3a010c7d01b50e0d17dc79c8';
/** 2026-02-01T00:00:00Z; blocks run from there for five hours and a little. */
const START = 1_769_904_000;
const END = START + 5 * HOUR + 900;

interface Header {
	readonly number: number;
	readonly timestamp: number;
	readonly baseFee: bigint;
	readonly gasUsed: number;
}

/** Blocks as uneven as time allows, some empty, with other base fees and tips each. */
async function makeBlocks(anvil: Anvil): Promise<void> {
	await anvil.rpc('evm_setAutomine', false);
	for (let index = 0, time = START + 30; time < END; index++, time += 45 + (index % 7) * 9) {
		for (let each = 0; each < (index * 5) % 4; each++)
			await anvil.rpc('eth_sendTransaction', {
				...{ from: FROM, to: TO, value: '0x1', gas: '0x5208', maxFeePerGas: '0x174876e800' },
				maxPriorityFeePerGas: `0x${(((index * 13 + each * 7) % 10) * 250_000_000).toString(16)}`
			});
		const baseFee = 7 + (index % 40) ** 3 * 100_000;
		await anvil.rpc('anvil_setNextBlockBaseFeePerGas', `0x${baseFee.toString(16)}`);
		await anvil.rpc('evm_setNextBlockTimestamp', time);
		await anvil.rpc('evm_mine');
	}
}

async function readHeaders(anvil: Anvil): Promise<Header[]> {
	const top = Number(await anvil.rpc('eth_blockNumber'));
	const headers: Header[] = [];
	for (let number = 0; number <= top; number++) {
		const raw = (await anvil.rpc('eth_getBlockByNumber', `0x${number.toString(16)}`, false)) as {
			readonly [field: string]: string;
		};
		headers.push({
			number,
			timestamp: Number(raw.timestamp),
			baseFee: BigInt(raw.baseFeePerGas ?? 0),
			gasUsed: Number(raw.gasUsed)
		});
	}
	return headers;
}

/** What the node says of one block alone: the tip in its middle. */
async function tipOf(anvil: Anvil, number: number): Promise<bigint> {
	const told = (await anvil.rpc('eth_feeHistory', '0x1', `0x${number.toString(16)}`, [50])) as {
		reward: [[string]];
	};
	return BigInt(told.reward[0][0]);
}

const countedBy = <Value>(values: readonly Value[], of: (value: Value) => number) => {
	const counts = new Map<number, number>();
	for (const value of values) counts.set(of(value), (counts.get(of(value)) ?? 0) + 1);
	return [...counts].sort(([a], [b]) => a - b);
};

describe('fee histories of a live node', () => {
	const folder = temporaryFolder();
	const readers: StoreReader[] = [];
	let anvil: Anvil;
	let headers: Header[];
	/** Collected with all blocks, and with those of the last minutes alone. */
	let [whole, short]: (StoreReader | null)[] = [null, null];

	async function collect(name: string, since: number): Promise<StoreReader> {
		const databaseUrl = `file:${folder.path(`${name}.db`)}`;
		const { code, output } = await runCollector(['collect'], {
			CLAIMGAUGE_CHAINS: '1',
			CLAIMGAUGE_RPC_1: anvil.url,
			CLAIMGAUGE_SINCE_1: iso(since),
			DATABASE_URL: databaseUrl
		});
		expect(code, output).toBe(0);
		expect(output).toMatch(/"event":"fee_history","chain":1,"hours":4,"left":0/);
		expect(output).not.toContain('no_fee_history');
		const reader = await openReader(databaseUrl);
		readers.push(reader);
		return reader;
	}

	beforeAll(async () => {
		anvil = await startAnvil('--chain-id', '1', '--timestamp', String(START));
		await makeBlocks(anvil);
		headers = await readHeaders(anvil);
		[whole, short] = [await collect('whole', START), await collect('short', END - 300)];
	}, 180_000);
	afterAll(async () => {
		for (const reader of readers) await reader.close();
		await anvil?.stop();
		folder.remove();
	});

	const day = { from: unixSeconds(START - HOUR), to: unixSeconds(END) };
	const ofHour = (hour: number) =>
		headers.filter(({ timestamp }) => timestamp >= hour && timestamp < hour + HOUR);

	it('are of the final hours that begin after the chain’s first block, with its blocks and the last one’s hash', async () => {
		const hours = await short!.getFeeHistoryHours(1, day);
		// The first hour holds the genesis, before which nothing is known; the last is not over.
		expect(hours.map(({ hour }) => (hour - START) / HOUR)).toEqual([1, 2, 3, 4]);
		for (const { hour, range, toHash } of hours) {
			const blocks = ofHour(hour);
			expect(range).toEqual({ from: blocks[0]!.number, to: blocks.at(-1)!.number });
			const last = (await anvil.rpc(
				'eth_getBlockByNumber',
				`0x${range!.to.toString(16)}`,
				false
			)) as { hash: string };
			expect(toHash).toBe(last.hash);
		}
	});

	it('say of base fees what the headers say, and of tips what the node says block by block', async () => {
		for (const { hour } of await short!.getFeeHistoryHours(1, day)) {
			const window = { from: hour, to: unixSeconds(hour + HOUR) };
			const blocks = ofHour(hour);
			expect(blocks.length).toBeGreaterThan(40);
			const rows = await short!.getFeeHistoryBuckets(1, window, 'base_fee');
			expect(rows.map(({ bucket, count }) => [bucket, count])).toEqual(
				countedBy(blocks, ({ baseFee }) => bucketOf(baseFee))
			);
			const [sum] = await short!.getFeeHistorySums(1, window, 'base_fee');
			expect(sum).toMatchObject({
				count: blocks.length,
				sum: blocks.reduce((total, { baseFee }) => total + baseFee, 0n)
			});
			const busy = blocks.filter(({ gasUsed }) => gasUsed > 0);
			expect(busy.length).toBeLessThan(blocks.length);
			const tips = await Promise.all(busy.map(({ number }) => tipOf(anvil, number)));
			const prices = busy.map(({ baseFee }, index) => 21_000n * (baseFee + tips[index]!));
			const total = (values: readonly bigint[]) => values.reduce((all, each) => all + each, 0n);
			expect(await short!.getFeeHistorySums(1, window, 'tip')).toMatchObject([
				{ count: busy.length, zero: tips.filter((tip) => tip === 0n).length, sum: total(tips) }
			]);
			expect(await short!.getFeeHistorySums(1, window, 'transfer_price')).toMatchObject([
				{ count: busy.length, sum: total(prices) }
			]);
		}
	});

	it('give the base fees that the blocks give', async () => {
		const request = (statistic: MeasureRequest['statistic']): MeasureRequest => ({
			...{ chain: chainById(1), metric: 'fee.base', statistic, peakWindow: null },
			window: { from: unixSeconds(START + HOUR), to: unixSeconds(START + 5 * HOUR) },
			...{ baseWindow: null, zeroFees: 'included' }
		});
		for (const statistic of ['p05', 'p50', 'p95'] as const) {
			const byBlocks = await measure(whole!, request(statistic), unixSeconds(END));
			const byHistory = await measure(short!, request(statistic), unixSeconds(END));
			expect(byBlocks).toMatchObject({
				coverage: 1,
				provenance: { methods: ['eth_getBlockByNumber'] }
			});
			expect(byHistory.provenance.methods).toContain('eth_feeHistory');
			for (const field of ['value', 'interval', 'n', 'coverage'] as const)
				expect(byHistory[field], field).toEqual(byBlocks[field]);
			expect(byHistory.provenance.toBlockHash).toBe(byBlocks.provenance.toBlockHash);
		}
	});
});
