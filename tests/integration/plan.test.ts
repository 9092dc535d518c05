import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openReader, openStore } from '#lib/server/store/open.ts';
import { startCallProxy, type CallProxy } from './call-proxy.ts';
import { runCollector, temporaryFolder } from './collector.ts';
import { makeTraffic } from './made-traffic.ts';
import { startAnvil, type Anvil } from './start-anvil.ts';

const run = promisify(execFile);
const KEY = 'k3y-0f-s0mebody';

interface Cost {
	readonly calls: number;
	readonly requests: number | null;
	readonly bytes: number | null;
	readonly seconds: number | null;
}
interface ChainLine {
	readonly event: string;
	readonly chain: number;
	readonly depth: string;
	readonly known: Record<string, unknown>;
	readonly unknown: readonly { what: string; command: string }[];
	readonly asked: readonly { name: string; calls: number; as_collected: boolean }[];
	readonly per_hour: Cost;
	readonly collected_per_hour: Cost | null;
}
interface DemandLine {
	readonly event: string;
	readonly id: string;
	readonly metric: string;
	readonly statistic: string;
	readonly served: boolean;
	readonly reason: string | null;
	readonly read_from: readonly string[];
	readonly per_hour: Cost | null;
}

describe('claimgauge plan', () => {
	const folder = temporaryFolder();
	let anvil: Anvil;
	/** The node as it is, under a URL with a key. */
	let honest: CallProxy;
	/** The same node, whose fee history tells placeholders. */
	let liar: CallProxy;
	const environment = (name: string, { url }: CallProxy = honest): Record<string, string> => ({
		CLAIMGAUGE_CHAINS: '1',
		CLAIMGAUGE_RPC_1: `${url}/${KEY}`,
		DATABASE_URL: `file:${folder.path(`${name}.db`)}`
	});
	async function planned(args: string, env: Record<string, string>) {
		const { code, output } = await runCollector(['plan', ...args.split(' ').filter(Boolean)], env);
		expect(code, output).toBe(0);
		expect(output).not.toContain(KEY);
		const lines = output.trim().split('\n');
		const [chain, ...demands] = lines.map((line) => JSON.parse(line) as ChainLine & DemandLine);
		return { chain: chain as ChainLine, demands: demands as DemandLine[] };
	}
	const callsOf = ({ asked }: ChainLine) =>
		Object.fromEntries(asked.map(({ name, calls }) => [name, calls]));

	beforeAll(async () => {
		// 40 blocks of an uneven pace, then four hours of one block in 12 s.
		const start = Math.floor(Date.now() / 1000) - 16_000;
		anvil = await startAnvil('--chain-id', '1', '--timestamp', String(start));
		await makeTraffic(anvil, 40, start);
		await anvil.rpc('anvil_mine', '0x4b0', '0xc');
		await makeTraffic(anvil, 3, start + 15_500);
		honest = await startCallProxy(anvil.url, {});
		liar = await startCallProxy(anvil.url, {
			change: ({ method }, result) =>
				method === 'eth_feeHistory'
					? {
							...(result as object),
							gasUsedRatio: (result as { gasUsedRatio: [] }).gasUsedRatio.map(() => 0.5)
						}
					: result
		});
	});
	afterAll(async () => {
		await liar?.stop();
		await honest?.stop();
		await anvil?.stop();
		folder.remove();
	});

	it('takes nothing for granted of a chain that was never collected, and says who finds out', async () => {
		await (await openStore(`file:${folder.path('empty.db')}`)).close();
		const { chain, demands } = await planned('', environment('empty'));
		// Prices stand on this chain, and fixed questions are put to it, as are forks; they ask for no block of it.
		expect(callsOf(chain)).toEqual({ head: 12, forks: 1, rounds: 36, observations: 256 });
		expect(chain.known).toMatchObject({
			blocks_per_hour: null,
			fee_history: null,
			calls_per_request: null,
			requests_per_second: null,
			measured_blocks: 0
		});
		expect(chain.per_hour).toEqual({ calls: 305, requests: null, bytes: null, seconds: null });
		expect(chain.collected_per_hour).toBeNull();
		expect(new Set(chain.unknown.map(({ command }) => command))).toEqual(
			new Set(['collect', 'doctor'])
		);
		const fees = demands.filter(({ metric }) => metric === 'fee.base');
		expect(fees.length).toBeGreaterThan(0);
		for (const each of fees)
			expect(each).toMatchObject({
				served: false,
				reason: 'how often blocks are made is not known: run collect once',
				per_hour: null
			});
		expect(demands.find(({ metric }) => metric === 'price.eth_usd')).toMatchObject({
			event: 'metric',
			served: true,
			read_from: ['rounds']
		});
	});

	it('plans by what was collected and examined, and leaves all as it was', async () => {
		const env = environment('known');
		expect((await runCollector(['collect'], env)).code).toBe(0);
		const before = (await planned('--depth sampled', env)).chain;
		expect(before.known).toMatchObject({ fee_history: null });
		expect(before.unknown.map(({ command }) => command)).toContain('doctor');
		expect((await runCollector(['doctor'], env)).code).toBe(0);

		const reader = await openReader(env.DATABASE_URL!);
		const version = await reader.dataVersion();
		const stored = (await reader.getCovered(1, 'block')).at(-1)!;
		const newest = await reader.getBlocks(1, { from: stored.fromTime, to: stored.toTime });
		await reader.close();

		const { chain, demands } = await planned('', env);
		// Of the newest hour, by hand.
		const hour = newest.filter(({ timestamp }) => timestamp >= stored.toTime - 3_600);
		const span = stored.toTime - hour[0]!.timestamp;
		expect(chain.known.blocks_per_hour).toBeCloseTo((hour.length / span) * 3_600, 6);
		expect(chain.known).toMatchObject({
			fee_history: 'real',
			methods: { eth_feeHistory: true, eth_getBlockReceipts: true },
			measured_blocks: hour.length + 1
		});
		expect(chain.unknown).toEqual([]);
		const blocks = Math.ceil(chain.known.blocks_per_hour as number);
		// Everything but fees follows from blocks that are read for the fees anyway.
		expect(callsOf(chain)).toMatchObject({ head: 12, blocks, receipts: blocks });
		expect(chain.per_hour.seconds).toBeGreaterThan(0);
		expect(chain.collected_per_hour?.calls).toBeGreaterThan(chain.per_hour.calls);
		for (const { served, read_from, per_hour } of demands)
			if (served) {
				expect(read_from.length).toBeGreaterThan(0);
				expect(per_hour!.calls).toBeLessThanOrEqual(chain.per_hour.calls);
			}
		expect(demands.filter(({ event }) => event === 'reading').map(({ id }) => id)).toContain(
			'ethereum-fees-down-70-percent/base-fee-at-least'
		);
		expect(demands.find(({ metric }) => metric === 'fork.activation')).toMatchObject({
			served: true,
			read_from: ['forks']
		});

		const sampled = (await planned('--depth sampled', env)).chain;
		expect(sampled.per_hour.calls).toBeLessThan(chain.per_hour.calls);
		expect(callsOf(sampled)).not.toHaveProperty('blocks');
		const again = await openReader(env.DATABASE_URL!);
		expect(await again.dataVersion()).toBe(version);
		await again.close();
	});

	it('builds on no gas share of an endpoint that tells placeholders', async () => {
		const env = environment('liar', liar);
		expect((await runCollector(['collect'], env)).code).toBe(0);
		expect((await runCollector(['doctor'], env)).code).toBe(0);
		const { chain } = await planned('--depth sampled', env);
		expect(chain.known).toMatchObject({ fee_history: 'placeholder' });
		expect(callsOf(chain)).not.toHaveProperty('gasLimits');
	});

	it('takes the rate that a person set for the one it reckons with', async () => {
		const env = { ...environment('known'), CLAIMGAUGE_RATE_1: '0.5' };
		const { chain } = await planned('', env);
		expect(chain.known).toMatchObject({ requests_per_second: 0.5, rate_is_limit: true });
		expect(chain.per_hour.seconds).toBe(chain.per_hour.requests! * 2);
	});

	it('prints tables on a terminal', async () => {
		const { stdout } = await run(
			'script',
			['-qec', `exec "${process.execPath}" collectors/main.ts plan --depth sampled`, '/dev/null'],
			{ env: { PATH: process.env.PATH, NO_COLOR: '1', ...environment('known') } }
		);
		const lines = stdout.split('\r\n');
		expect(lines).toContainEqual(
			expect.stringMatching(
				/^Ethereum \(1\), sampled: \d+ blocks an hour, by the newest \d+ blocks$/
			)
		);
		const all = lines.find((line) => /^ {2}all /.test(line));
		const { chain } = await planned('--depth sampled', environment('known'));
		expect(all?.trim().split(/ {2,}/)[1]).toBe(chain.per_hour.calls.toLocaleString('en-GB'));
		expect(stdout).toMatch(/^ {2}the collector today, at most /m);
		expect(stdout).toMatch(/fee\.native_transfer.* not stated/);
		expect(stdout).toMatch(/^ {2}fusaka-.*: fork\.activation, p50 .* forks$/m);
		expect(stdout).toMatch(/^ {2}fee\.tip, p50 .* feeHistory$/m);
	});

	it('says where there is no database, and makes none', async () => {
		const { code, output } = await runCollector(['plan'], environment('none'));
		expect(code).toBe(1);
		expect(output).toContain('there is no database at');
	});
});
