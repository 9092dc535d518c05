import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MeasurementJson } from '#lib/domain/wire/measurement.ts';
import type { StatusJson } from '#lib/domain/wire/status.ts';
import { runCollector, temporaryFolder } from './collector.ts';
import { madeDelays, madeDetails } from './era-details.ts';
import { startEraProxy, type EraProxy } from './era-proxy.ts';
import { makeTraffic } from './made-traffic.ts';
import { startSite, type Site } from './site.ts';
import { startAnvil, type Anvil } from './start-anvil.ts';

const BLOCKS = 80;
const SIZE = 8;
const EXECUTED_BELOW = 64;

/** A live anvil that says it is chain 324, behind a server that adds what Era’s nodes tell of batches. */
describe('batches of ZKsync Era, from the node to the API', () => {
	const folder = temporaryFolder();
	const databaseUrl = `file:${folder.path('batches.db')}`;
	let anvil: Anvil;
	let node: EraProxy;
	let site: Site;
	let window: string;
	const collect = async () => {
		const { code, output } = await runCollector(['collect'], {
			CLAIMGAUGE_CHAINS: '324',
			CLAIMGAUGE_RPC_324: node.url,
			DATABASE_URL: databaseUrl
		});
		expect(code, output).toBe(0);
		return output;
	};
	const measure = (metric: string, statistic = 'p50') =>
		site.json<MeasurementJson>(
			`/api/v1/chains/324/measure?metric=${metric}&statistic=${statistic}&${window}`
		);
	const statusOfEra = async () => {
		const { chains } = await site.json<StatusJson>('/api/v1/status');
		return chains.find(({ id }) => id === 324)!;
	};

	beforeAll(async () => {
		const start = Math.floor(Date.now() / 1000) - 20_000;
		anvil = await startAnvil('--chain-id', '324', '--timestamp', String(start));
		await makeTraffic(anvil, BLOCKS, start);
		node = await startEraProxy(anvil.url, {
			size: SIZE,
			executedBelow: EXECUTED_BELOW,
			details: madeDetails
		});
		window = `from=${start + 1}&to=${start + 19_000}`;
		// At first the endpoint offers neither batches nor receipts.
		node.withdrawn.add('zks_getL1BatchBlockRange').add('eth_getBlockReceipts');
		await collect();
		site = await startSite(databaseUrl);
	});
	afterAll(async () => {
		await site?.stop();
		await node?.stop();
		await anvil?.stop();
		folder.remove();
	});

	it('without their methods cost batches and fees only, and each says since when', async () => {
		const era = await statusOfEra();
		expect(era.kinds.map(({ kind, missing_blocks }) => [kind, missing_blocks])).toEqual([
			['block', 0],
			['fee', BLOCKS + 1]
		]);
		expect(era.batches).toMatchObject({ covered: 0, missing: EXECUTED_BELOW / SIZE });
		const [endpoint] = era.endpoints;
		const offered = endpoint?.methods.map(({ method, offered }) => [method, offered]);
		expect(offered).toEqual([
			['eth_getBlockReceipts', false],
			['zks_getL1BatchBlockRange', false],
			['zks_getL1BatchDetails', true]
		]);
		const finality = await measure('finality.execute');
		expect(finality.value).toBeNull();
		expect(finality.reason).toMatch(
			/^zks_getL1BatchBlockRange is not offered since \d{4}-\d\d-\d\dT[\d:]+Z \(127\.0\.0\.1:\d+\)$/
		);
		expect(await measure('throughput.user_tx', 'mean')).toMatchObject({ reason: null });
		const { gaps } = await site.json<{ gaps: { kind: string; detail: string }[] }>('/api/v1/gaps');
		expect(gaps.map(({ kind, detail }) => [kind, detail.split(' ')[0]])).toEqual([
			['batch', 'zks_getL1BatchBlockRange'],
			['fee', 'eth_getBlockReceipts']
		]);
		expect(node.asked.get('zks_getL1BatchDetails')).toBe(1);
		expect(node.asked.get('eth_getBlockReceipts')).toBe(1);
	});

	it('give the times to commit, proof and execution once they are offered', async () => {
		node.withdrawn.clear();
		await collect();
		const numbers = Array.from({ length: EXECUTED_BELOW / SIZE }, (_, index) => index + 1);
		for (const stage of ['commit', 'prove', 'execute'] as const) {
			const delays = numbers.map((number) => madeDelays(number)[stage]);
			const mean = await measure(`finality.${stage}`, 'mean');
			expect(mean).toMatchObject({
				value: delays.reduce((sum, each) => sum + each, 0) / delays.length,
				n: delays.length,
				sample_unit: 'batch',
				verifiable: 'self_reported',
				provenance: { from_block: 0, to_block: EXECUTED_BELOW - 1, finality: 'finalized' }
			});
			const median = await measure(`finality.${stage}`);
			expect(median.value).toBe(delays[Math.ceil(delays.length / 2) - 1]);
		}
		const era = await statusOfEra();
		expect(era.batches).toMatchObject({ covered: EXECUTED_BELOW / SIZE, missing: 0, gaps: [] });
		expect(era.kinds.every(({ missing_blocks }) => missing_blocks === 0)).toBe(true);
	});

	it('are asked for once: an executed batch never changes', async () => {
		const before = node.asked.get('zks_getL1BatchDetails');
		await collect();
		// One call sees whether the method is offered.
		expect(node.asked.get('zks_getL1BatchDetails')).toBe((before ?? 0) + 1);
	});
});
