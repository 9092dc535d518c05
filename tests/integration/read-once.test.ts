import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { START } from '#lib/server/test-chain.ts';
import { startCallProxy, type CallProxy, type ProxiedCall } from './call-proxy.ts';
import { dumpFacts, runCollector, temporaryFolder } from './collector.ts';
import { makeTraffic } from './made-traffic.ts';
import { startAnvil, type Anvil } from './start-anvil.ts';

const BLOCKS = 100;

// Era tells system transactions by their type, so that every block is read whole: once, for counts and fees alike.
describe('a chain whose blocks are read whole', () => {
	const folder = temporaryFolder();
	let anvil: Anvil;
	let proxy: CallProxy;
	let asked: ProxiedCall[] = [];

	beforeAll(async () => {
		anvil = await startAnvil('--chain-id', '324', '--timestamp', String(START));
		proxy = await startCallProxy(anvil.url, {
			ask(call) {
				asked.push(call);
				return call;
			}
		});
		await makeTraffic(anvil, BLOCKS, START);
	});
	afterAll(async () => {
		await proxy?.stop();
		await anvil?.stop();
		folder.remove();
	});

	const collect = async (name: string) => {
		asked = [];
		const { code, output } = await runCollector(['collect'], {
			CLAIMGAUGE_CHAINS: '324',
			CLAIMGAUGE_RPC_324: proxy.url,
			CLAIMGAUGE_SINCE_324: new Date(START * 1_000).toISOString(),
			DATABASE_URL: `file:${folder.path(name)}`
		});
		expect(code, output).toBe(0);
	};
	/** How often each block was asked for by its number. */
	const timesAsked = (method: string) => {
		const times = new Map<number, number>();
		for (const call of asked) {
			const number = Number(call.params[0]);
			if (call.method === method && !Number.isNaN(number))
				times.set(number, (times.get(number) ?? 0) + 1);
		}
		return times;
	};

	it('has each block asked for once while its head is followed, and receipts of busy ones only', async () => {
		await collect('followed.db');
		const { timestamp } = (await anvil.rpc('eth_getBlockByNumber', 'latest', false)) as {
			timestamp: string;
		};
		await makeTraffic(anvil, BLOCKS, Number(timestamp));
		await collect('followed.db');
		const [blocks, receipts] = ['eth_getBlockByNumber', 'eth_getBlockReceipts'].map(timesAsked);
		let busy = 0;
		// The newest twenty are read once an hour beside it, for when a node received their transactions.
		for (let number = BLOCKS + 1; number < 2 * BLOCKS - 20; number++) {
			const { transactions } = (await anvil.rpc(
				'eth_getBlockByNumber',
				`0x${number.toString(16)}`,
				false
			)) as { transactions: string[] };
			expect([number, blocks?.get(number)]).toEqual([number, 1]);
			expect([number, receipts?.get(number) ?? 0]).toEqual([
				number,
				transactions.length > 0 ? 1 : 0
			]);
			busy += transactions.length > 0 ? 1 : 0;
		}
		expect(busy).toBeGreaterThan(BLOCKS / 2);
	});

	it('has the same facts where all was collected at once', async () => {
		await collect('at-once.db');
		expect(dumpFacts(folder.path('at-once.db'))).toEqual(dumpFacts(folder.path('followed.db')));
	});
});
