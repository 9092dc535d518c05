import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MeasurementJson } from '#lib/domain/wire/measurement.ts';
import type { SeriesJson } from '#lib/domain/wire/series.ts';
import { runCollector, temporaryFolder } from './collector.ts';
import { makeTraffic } from './made-traffic.ts';
import { startSite, type Site } from './site.ts';
import { startAnvil, type Anvil } from './start-anvil.ts';

// Long enough for two full hours, short enough to read block by block.
const BLOCKS = 500;
const HOUR = 3_600;

interface NodeBlock {
	number: number;
	timestamp: number;
	transactions: number;
	gasUsed: bigint;
	gasLimit: bigint;
}

/** What the node itself says, read one block at a time with nothing of ours in between. */
async function readNode(anvil: Anvil): Promise<NodeBlock[]> {
	const blocks: NodeBlock[] = [];
	for (let number = 0; number <= BLOCKS; number++) {
		const block = (await anvil.rpc('eth_getBlockByNumber', `0x${number.toString(16)}`, false)) as {
			timestamp: string;
			transactions: string[];
			gasUsed: string;
			gasLimit: string;
		};
		blocks.push({
			number,
			timestamp: Number(block.timestamp),
			transactions: block.transactions.length,
			gasUsed: BigInt(block.gasUsed),
			gasLimit: BigInt(block.gasLimit)
		});
	}
	return blocks;
}

describe('from an RPC endpoint to the API, by hand', () => {
	const folder = temporaryFolder();
	let anvil: Anvil;
	let site: Site;
	let node: NodeBlock[];
	let collected: { code: number | null; output: string };
	const inWindow = (from: number, to: number) =>
		node.filter((block) => block.timestamp >= from && block.timestamp < to);
	const measure = (query: string) =>
		site.json<MeasurementJson>(`/api/v1/chains/1/measure?${query}`);

	beforeAll(async () => {
		const start = Math.floor(Date.now() / 1000) - 10_000;
		anvil = await startAnvil('--chain-id', '1', '--timestamp', String(start));
		await makeTraffic(anvil, BLOCKS / 2, start);
		await anvil.rpc('evm_setBlockGasLimit', '0x2255100');
		const { timestamp } = (await anvil.rpc('eth_getBlockByNumber', 'latest', false)) as {
			timestamp: string;
		};
		await makeTraffic(anvil, BLOCKS / 2, Number(timestamp));
		node = await readNode(anvil);
		const databaseUrl = `file:${folder.path('main-job.db')}`;
		collected = await runCollector(['collect'], {
			CLAIMGAUGE_CHAINS: '1',
			CLAIMGAUGE_RPC_1: anvil.url,
			DATABASE_URL: databaseUrl
		});
		site = await startSite(databaseUrl);
	});
	afterAll(async () => {
		await site?.stop();
		await anvil?.stop();
		folder.remove();
	});

	it('collects every block', async () => {
		expect(collected.code, collected.output).toBe(0);
		const status = await site.json<{ chains: { id: number; kinds: object[] }[] }>('/api/v1/status');
		expect(status.chains.find((chain) => chain.id === 1)?.kinds).toEqual([
			{
				kind: 'block',
				wanted: { from: 0, to: BLOCKS },
				wanted_ranges: [{ from: 0, to: BLOCKS }],
				covered_blocks: BLOCKS + 1,
				missing_blocks: 0,
				gaps: []
			},
			{
				kind: 'fee',
				wanted: { from: 0, to: BLOCKS },
				wanted_ranges: [{ from: 0, to: BLOCKS }],
				covered_blocks: BLOCKS + 1,
				missing_blocks: 0,
				gaps: []
			}
		]);
	});

	// The whole chain; a window inside it on no full hour, minute or block; full hours; one block.
	const windows: [string, () => [number, number]][] = [
		['the whole chain', () => [at(0), at(BLOCKS) + 1]],
		['a window inside, aligned to nothing', () => [at(17) + 1, at(371) - 1]],
		['full hours', () => [Math.ceil(at(0) / HOUR) * HOUR, Math.floor(at(BLOCKS) / HOUR) * HOUR]],
		['one block', () => [at(200), at(201)]]
	];
	const at = (number: number) => node[number]?.timestamp ?? Number.NaN;

	it.each(windows)('throughput.user_tx mean over %s', async (_, window) => {
		const [from, to] = window();
		const sum = inWindow(from, to).reduce((total, block) => total + block.transactions, 0);
		const answer = await measure(`metric=throughput.user_tx&statistic=mean&from=${from}&to=${to}`);
		expect(answer.coverage).toBe(1);
		expect(answer.value).toBe(sum / (to - from));
		expect(answer.n).toBe(inWindow(from, to).length);
	});

	it.each(windows.slice(0, 3))(
		'throughput.user_tx max of a minute and of a block over %s',
		async (_, window) => {
			const [from, to] = window();
			const minutes = new Map<number, number>();
			for (const block of inWindow(from, to)) {
				const minute = Math.floor(block.timestamp / 60) * 60;
				if (minute < from || minute + 60 > to) continue;
				minutes.set(minute, (minutes.get(minute) ?? 0) + block.transactions);
			}
			const ofMinute = await measure(
				`metric=throughput.user_tx&statistic=max&peak_window=60s&from=${from}&to=${to}`
			);
			expect(ofMinute.value).toBe(minutes.size === 0 ? null : Math.max(...minutes.values()) / 60);
			const ofBlock = await measure(
				`metric=throughput.user_tx&statistic=max&peak_window=block&from=${from}&to=${to}`
			);
			expect(ofBlock.value).toBe(
				Math.max(...inWindow(from, to).map((block) => block.transactions))
			);
			expect(ofBlock.unit).toBe('tx/block');
		}
	);

	it.each(windows)('block.interval mean and p95 over %s', async (_, window) => {
		const [from, to] = window();
		const intervals = inWindow(from, to)
			.filter((block) => block.number > 0)
			.map((block) => block.timestamp - at(block.number - 1))
			.sort((a, b) => a - b);
		const mean = await measure(`metric=block.interval&statistic=mean&from=${from}&to=${to}`);
		expect(mean.value).toBe(intervals.reduce((sum, each) => sum + each, 0) / intervals.length);
		const p95 = await measure(`metric=block.interval&statistic=p95&from=${from}&to=${to}`);
		expect(p95.value).toBe(intervals[Math.ceil(0.95 * intervals.length) - 1]);
		expect(p95.n).toBe(intervals.length);
	});

	it.each(windows)('block.fullness mean over %s', async (_, window) => {
		const [from, to] = window();
		const total = (quantity: 'gasUsed' | 'gasLimit') =>
			inWindow(from, to).reduce((sum, block) => sum + block[quantity], 0n);
		expect(new Set(node.map(({ gasLimit }) => gasLimit))).toEqual(
			new Set([30_000_000n, 36_000_000n])
		);
		const answer = await measure(`metric=block.fullness&statistic=mean&from=${from}&to=${to}`);
		const share = Number(total('gasUsed')) / Number(total('gasLimit'));
		expect(answer).toMatchObject({ value: share, unit: '1', coverage: 1, reason: null });
		expect(answer.n).toBe(inWindow(from, to).length);
		expect(answer.provenance.methods).toEqual(['eth_getBlockByNumber']);
	});

	it.each(windows)('capacity.gas_ceiling over %s', async (_, window) => {
		const [from, to] = window();
		const limit = inWindow(from, to).reduce((sum, block) => sum + block.gasLimit, 0n);
		const answer = await measure(
			`metric=capacity.gas_ceiling&statistic=mean&from=${from}&to=${to}`
		);
		const value = Number(limit) / 21_000 / (to - from);
		expect(answer).toMatchObject({ value, unit: 'tx/s', coverage: 1, reason: null });
	});

	it('fee.native_transfer percentiles lie within half a bucket of the receipts', async () => {
		const fees: number[] = [];
		for (const block of node) {
			const id = `0x${block.number.toString(16)}`;
			const full = (await anvil.rpc('eth_getBlockByNumber', id, true)) as {
				transactions: { hash: string; input: string; value: string; to: string | null }[];
			};
			for (const transaction of full.transactions) {
				if (transaction.input !== '0x' || transaction.value === '0x0' || !transaction.to) continue;
				const receipt = (await anvil.rpc('eth_getTransactionReceipt', transaction.hash)) as {
					gasUsed: string;
					effectiveGasPrice: string;
				};
				fees.push(Number(receipt.gasUsed) * Number(receipt.effectiveGasPrice));
			}
		}
		fees.sort((a, b) => a - b);
		const from = Math.floor(at(0) / HOUR) * HOUR;
		const to = Math.ceil((at(BLOCKS) + 1) / HOUR) * HOUR;
		for (const [statistic, q] of [
			['p10', 0.1],
			['p50', 0.5],
			['p90', 0.9]
		] as const) {
			const answer = await measure(
				`metric=fee.native_transfer&statistic=${statistic}&from=${from}&to=${to}`
			);
			const exact = fees[Math.ceil(q * fees.length) - 1] ?? Number.NaN;
			expect(answer.n).toBe(fees.length);
			expect(Math.abs(Number(answer.value) / exact - 1)).toBeLessThan(0.00501);
		}
		const mean = await measure(`metric=fee.native_transfer&statistic=mean&from=${from}&to=${to}`);
		const sum = fees.reduce((total, fee) => total + BigInt(fee), 0n);
		expect(mean.value).toBe(BigInt(Math.round(Number(sum) / fees.length)).toString());
	});

	it('a series by the minute adds up to the blocks of the node', async () => {
		const from = Math.floor(at(0) / 60) * 60;
		const to = Math.ceil((at(BLOCKS) + 1) / 60) * 60;
		const series = await site.json<SeriesJson>(
			`/api/v1/chains/1/series?metric=throughput.tx&statistic=mean&resolution=1m&from=${from}&to=${to}`
		);
		const inner = series.points.filter((point) => point.coverage === 1);
		for (const point of inner) {
			const t = Date.parse(point.t) / 1000;
			const sum = inWindow(t, t + 60).reduce((total, block) => total + block.transactions, 0);
			expect(point.value).toBe(sum / 60);
		}
		expect(inner.length).toBeGreaterThan(20);
		expect(series.points.reduce((total, point) => total + point.n, 0)).toBe(BLOCKS + 1);
	});

	it('names block range, hash, methods, endpoint and finality of every measurement', async () => {
		const [from, to] = [at(17), at(371)];
		const { provenance } = await measure(
			`metric=throughput.user_tx&statistic=mean&from=${from}&to=${to}`
		);
		const last = (await anvil.rpc('eth_getBlockByNumber', `0x${(370).toString(16)}`, false)) as {
			hash: string;
		};
		expect(provenance).toMatchObject({
			from_block: 17,
			to_block: 370,
			to_block_hash: last.hash,
			finality: 'finalized',
			methods: ['eth_getBlockByNumber'],
			endpoints: [new URL(anvil.url).host]
		});
	});

	it('answers what cannot be asked with a problem that says what to ask', async () => {
		const problem = async (path: string) => {
			const { status, headers, text } = await site.get(path);
			expect(headers.get('content-type')).toBe('application/problem+json');
			return { status, ...(JSON.parse(text) as { detail: string; parameter?: string }) };
		};
		const chain = '/api/v1/chains/1/measure';
		expect(await problem('/api/v1/chains/999/measure')).toMatchObject({ status: 404 });
		expect(
			await problem(`${chain}?metric=throughput.user_tx&statistic=max&from=0&to=60`)
		).toMatchObject({
			status: 400,
			parameter: 'peak_window'
		});
		expect(await problem(`${chain}?metric=nothing&from=0&to=60`)).toMatchObject({
			status: 400,
			parameter: 'metric'
		});
		const unaligned = await problem(
			`${chain}?metric=fee.native_transfer&statistic=p50&from=${HOUR}&to=${HOUR * 2 + 1}`
		);
		expect(unaligned).toMatchObject({ status: 400, parameter: 'to' });
		expect(unaligned.detail).toContain('from=1970-01-01T01:00:00Z&to=1970-01-01T03:00:00Z');
	});

	it('has no value, and a reason, where nothing was collected', async () => {
		const answer = await measure('metric=throughput.user_tx&statistic=mean&from=0&to=3600');
		expect(answer).toMatchObject({ value: null, coverage: 0, n: 0 });
		expect(answer.reason).toMatch(/collected/);
	});
});
