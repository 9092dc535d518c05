import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { isSettledOnEthereum, STAGES } from '#lib/domain/batches.ts';
import { chainById } from '#lib/domain/chains.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import { measure } from '#lib/server/measure/measure.ts';
import { withStore } from '#lib/server/test-chain.ts';
import type { ChainSource } from '../../../collectors/chains/chain-source.ts';
import { createChainSource } from '../../../collectors/chains/create-chain-source.ts';
import { refusal, serveNode, type RpcRequest, type TestNode } from './serve.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../../../shared/chain-data/zksync-era');
const time = (text: string) => Date.parse(text) / 1000;

/** What the node of one batch answers; each may be changed. */
interface Told {
	details: Record<string, unknown> | null;
	range: unknown;
	header: Record<string, unknown> | null;
}

/** Batch 468355 as the documentation of zks_getL1BatchDetails tells it; where it begins and ends is made up. */
function told(changes: Record<string, unknown> = {}): Told {
	return {
		details: {
			number: 468355,
			timestamp: time('2024-03-28T18:06:04Z'),
			l1TxCount: 1,
			l2TxCount: 2363,
			rootHash: '0x7b31ef880f09238f13b71a0f6bfea340b9c76d01bba0712af6aa0a4f224be167',
			status: 'verified',
			commitTxHash: '0x5b2598bf1260d498c1c6a05326f7416ef2a602b8a1ac0f75b583cd6e08ae83cb',
			committedAt: '2024-03-28T18:24:49.713730Z',
			proveTxHash: '0xc02563331d0a83d634bc4190750e920fc26b57096ec72dd100af2ab037b43912',
			provenAt: '2024-03-29T03:09:19.634524Z',
			executeTxHash: '0xbe1ba1fdd17c2421cf2dabe2908fafa26ff4fa2190a7724d16295dd9df72b144',
			executedAt: '2024-03-29T18:18:04.204270Z',
			l1GasPrice: 47875552051,
			l2FairGasPrice: 25000000,
			...changes
		},
		range: ['0x64', '0x6d'],
		header: {
			number: '0x6d',
			timestamp: `0x${time('2024-03-28T18:20:00Z').toString(16)}`,
			l1BatchNumber: '0x72583'
		}
	};
}

describe('executed batches, over HTTP', () => {
	let node: TestNode | undefined;
	let source: ChainSource | undefined;
	afterEach(async () => {
		await source?.close();
		await node?.close();
	});

	async function fetchBatch(number: number, answer: Told) {
		node = await serveNode(undefined, ({ method }: RpcRequest) => {
			if (method === 'eth_chainId') return '0x144';
			if (method === 'zks_getL1BatchDetails') return answer.details;
			if (method === 'zks_getL1BatchBlockRange') return answer.range;
			if (method === 'eth_getBlockByNumber') return answer.header;
			return refusal(-32601, `the method ${method} does not exist/is not available`);
		});
		source = createChainSource({ chain: chainById(324), urls: [node.url] });
		return source.fetchBatches({ from: number, to: number });
	}

	it('have their times, blocks and transactions', async () => {
		const { batches, missing } = await fetchBatch(468355, told());
		expect(missing).toEqual([]);
		const [batch] = batches;
		expect(batch).toMatchObject({
			number: 468355,
			blocks: { from: 100, to: 109 },
			openedAt: 1711649164,
			sealedAt: 1711650000,
			l1TxCount: 1,
			l2TxCount: 2363
		});
		const delays = STAGES.map((stage) => batch!.stages[stage].at - batch!.sealedAt);
		expect(delays).toEqual([289, 31_759, 86_284]);
		for (const stage of STAGES)
			expect(batch!.stages[stage]).toMatchObject({ clock: 'operator', settledOn: null });
	});

	it('say on which chain they settled, where the node does', async () => {
		const { batches } = await fetchBatch(
			468355,
			told({ commitChainId: 9075, proveChainId: 1, executeChainId: null })
		);
		const { commit, prove, execute } = batches[0]!.stages;
		expect([commit, prove, execute].map(({ settledOn }) => settledOn)).toEqual([9075, 1, null]);
		expect([commit, prove, execute].map(isSettledOnEthereum)).toEqual([false, true, true]);
	});

	const faults: [string, () => Told, RegExp][] = [
		['that the node does not know', () => ({ ...told(), details: null }), /no such batch/],
		['whose blocks it does not know', () => ({ ...told(), range: null }), /no such batch/],
		['that is not executed yet', () => told({ executedAt: null }), /not executed yet/],
		['that is not committed yet', () => told({ committedAt: null }), /not committed yet/],
		['without a root', () => told({ rootHash: null }), /not executed yet/],
		['that is another one', () => told({ number: 468356 }), /is of batch 468356/],
		[
			'whose time has no zone',
			() => told({ provenAt: '2024-03-29T03:09:19.634524' }),
			/provenAt" is no ISO 8601 time with its zone: "2024-03-29T03:09:19.634524"/
		],
		['whose time is no time', () => told({ provenAt: 'soon' }), /provenAt" is no ISO 8601/],
		['opened at milliseconds', () => told({ timestamp: 1711649164000 }), /timestamp" is no time/],
		['without a count', () => told({ l2TxCount: undefined }), /l2TxCount" is missing/],
		['whose range is no range', () => ({ ...told(), range: ['0x64'] }), /getL1BatchBlockRange/],
		[
			'whose last block is gone',
			() => ({ ...told(), header: null }),
			/block 0x6d\).*no such block/
		],
		[
			'whose last block is said to lie in another',
			() => ({ ...told(), header: { ...told().header, l1BatchNumber: '0x72584' } }),
			/l1BatchNumber" must be 468355, got 468356/
		],
		[
			'whose last block is in none',
			() => ({ ...told(), header: { ...told().header, l1BatchNumber: null } }),
			/l1BatchNumber" must be 468355, got null/
		]
	];
	it.each(faults)('%s are missing, with what is wrong', async (_, answer, detail) => {
		const { batches, missing } = await fetchBatch(468355, answer());
		expect(batches).toEqual([]);
		expect(missing).toMatchObject([{ from: 468355, to: 468355 }]);
		expect(missing[0]?.detail).toMatch(detail);
		expect(missing[0]?.detail).toContain(node!.host);
	});

	it('name the method that is not offered', async () => {
		node = await serveNode(undefined, ({ method }) =>
			method === 'eth_chainId' ? '0x144' : refusal(-32601, `${method} is not available`)
		);
		source = createChainSource({ chain: chainById(324), urls: [node.url] });
		expect(await source.probeMethods()).toEqual([
			{
				host: node.host,
				offered: {
					eth_getBlockReceipts: false,
					zks_getL1BatchDetails: false,
					zks_getL1BatchBlockRange: false
				}
			}
		]);
	});

	it('are said to be offered by an endpoint that refuses only this batch, and nothing by one that fails', async () => {
		node = await serveNode(undefined, ({ method }) => {
			if (method === 'eth_chainId') return '0x144';
			if (method === 'eth_getBlockReceipts') return refusal(-32000, 'busy');
			return method.endsWith('Details') ? null : refusal(-32602, 'invalid params');
		});
		source = createChainSource({ chain: chainById(324), urls: [node.url, 'http://127.0.0.1:9/'] });
		expect(await source.probeMethods()).toEqual([
			{
				host: node.host,
				offered: { zks_getL1BatchDetails: true, zks_getL1BatchBlockRange: true }
			}
		]);
		expect(source.hosts).toEqual([node.host, '127.0.0.1:9']);
	});

	describe.skipIf(!existsSync(FOLDER))('as recorded of ZKsync Era mainnet', () => {
		it('batch 12345 gives its commit, proof and execution', async () => {
			interface Pair {
				request: { method: string; params: unknown[] };
				response: { result: unknown };
			}
			const { pairs } = JSON.parse(
				readFileSync(path.join(FOLDER, 'rpc-pairs.blockpi.json'), 'utf8')
			) as { pairs: Pair[] };
			const recorded = (method: string) =>
				pairs.find(({ request }) => request.method === method && request.params[0] === 12345)
					?.response.result;
			const { batches, missing } = await fetchBatch(12345, {
				details: recorded('zks_getL1BatchDetails') as Told['details'],
				range: recorded('zks_getL1BatchBlockRange'),
				// The header of its last block was not recorded: a time between opening and commit stands for it.
				header: {
					number: '0x117015',
					timestamp: `0x${time('2023-04-09T18:05:00Z').toString(16)}`,
					l1BatchNumber: '0x3039'
				}
			});
			expect(missing).toEqual([]);
			const [batch] = batches;
			expect(batch).toMatchObject({
				blocks: { from: 1_142_764, to: 1_142_805 },
				openedAt: time('2023-04-09T18:03:04Z'),
				l1TxCount: 9,
				l2TxCount: 294,
				stages: {
					commit: { at: time('2023-04-09T18:05:40Z') },
					prove: { at: time('2023-04-09T22:51:16Z') },
					execute: { at: time('2023-04-10T18:48:25Z') }
				}
			});
			// Recorded alone: from its opening. With the made-up last block: as finality.* counts.
			const since = (from: number) => STAGES.map((stage) => batch!.stages[stage].at - from);
			expect(since(batch!.openedAt)).toEqual([156, 17_292, 89_121]);
			expect(since(batch!.sealedAt)).toEqual([40, 17_176, 89_005]);
			expect(STAGES.map((stage) => isSettledOnEthereum(batch!.stages[stage]))).toEqual([
				true,
				true,
				true
			]);
			// Beside a made-up batch that ends where it opens: nine from L1 in the time that it took.
			const { openedAt, sealedAt, rootHash, stages } = batch!;
			const before = {
				...{ number: 12_344, openedAt, sealedAt: openedAt, rootHash, stages },
				...{ blocks: { from: 1_142_700, to: 1_142_763 }, l1TxCount: 1_000, l2TxCount: 1 }
			};
			await withStore(async (store) => {
				const range = { from: 12_344, to: 12_345 };
				await store.addBatches(324, { range, batches: [before, batch!] });
				const found = await measure(
					store,
					{
						...{ chain: chainById(324), metric: 'throughput.l1_tx', statistic: 'mean' },
						window: { from: unixSeconds(openedAt + 1), to: unixSeconds(sealedAt + 1) },
						...{ peakWindow: null, baseWindow: null, zeroFees: 'included' }
					},
					unixSeconds(sealedAt + 100_000)
				);
				expect(found).toMatchObject({ value: 9 / (sealedAt - openedAt - 1), n: 1 });
				expect(found.provenance).toMatchObject({ fromBlock: 1_142_764, toBlock: 1_142_805 });
			});
		});
	});
});
