import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMO_ARTICLES } from '#lib/articles/index.ts';
import type { Measurement } from '#lib/domain/measurement.ts';
import { METRICS } from '#lib/domain/metrics/registry.ts';
import { iso } from '#lib/domain/time.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import { openReader, openStore } from '#lib/server/store/open.ts';
import { startDemoDevnet, type DemoDevnet } from '../../collectors/devnet/demo-devnet.ts';
import { runCollector, temporaryFolder } from './collector.ts';

interface CheckedLine {
	readonly event: string;
	readonly measurement: string;
	readonly metric: string;
	readonly outcome: 'equal' | 'differs' | 'not_checked';
	readonly value: number | null;
	readonly value_again: number | null;
	readonly endpoints: readonly string[];
	readonly differences: readonly { field: string; stored: unknown; again: unknown }[];
	readonly note: string | null;
}

/** A day after the demo article: its window at publication holds a part of the chains’ past. */
const NOW = unixSeconds(Date.parse('2026-11-22T05:30:00Z') / 1000);
const CLAIMS = DEMO_ARTICLES.flatMap(({ claims }) => claims)
	.filter(({ rating }) => rating.rated)
	.map(({ slug }) => slug)
	// Its blocks are too far apart for a peak of a minute, so nothing was measured.
	.filter((slug) => slug !== 'demo-l2-1000-tps-by-2030');

describe('claimgauge verify, of what the demo chains gave', () => {
	const folder = temporaryFolder();
	const path = folder.path('demo.db');
	let devnet: DemoDevnet;
	let env: Record<string, string>;

	async function verify(args: readonly string[], change: Record<string, string> = {}) {
		const { code, output } = await runCollector(['verify', ...args], { ...env, ...change });
		const lines = output.split('\n').filter((line) => line.startsWith('{'));
		const events = lines.map((line) => JSON.parse(line) as CheckedLine);
		return { code, output, checked: events.filter(({ event }) => event === 'checked') };
	}

	async function stored(): Promise<Measurement[]> {
		const reader = await openReader(env['DATABASE_URL']!);
		try {
			return await reader.getMeasurements('', 1_000);
		} finally {
			await reader.close();
		}
	}

	beforeAll(async () => {
		devnet = await startDemoDevnet(NOW, () => undefined, new AbortController().signal, 3);
		const own = devnet.chains.flatMap(({ chain, anvil, since }) => [
			[`CLAIMGAUGE_RPC_${chain.id}`, anvil.url],
			[`CLAIMGAUGE_SINCE_${chain.id}`, iso(since)]
		]);
		env = {
			...(Object.fromEntries(own) as Record<string, string>),
			CLAIMGAUGE_CHAINS: devnet.chains.map(({ chain }) => chain.id).join(','),
			DATABASE_URL: `file:${path}`
		};
		const fresh = await openStore(env['DATABASE_URL']!);
		await fresh.markDemo();
		await fresh.close();
		const collected = await runCollector(['collect'], env);
		expect(collected.code, collected.output).toBe(0);
		// The chains are of a day long ago, by whichever clock this runs.
		const database = new Database(path);
		database.exec('delete from verdict');
		database.exec('delete from measurement');
		database.close();
		const judged = await runCollector(['judge', '--as-of', iso(NOW)], env);
		expect(judged.code, judged.output).toBe(0);
	});
	afterAll(async () => {
		await devnet?.stop();
		folder.remove();
	});

	it.each(CLAIMS)('finds all that %s rests on equal, to the last digit', async (claim) => {
		const { code, output, checked } = await verify(['--claim', claim, '--yes']);
		expect(code, output).toBe(0);
		expect(checked.length).toBeGreaterThan(0);
		for (const each of checked) {
			expect(each, output).toMatchObject({ outcome: 'equal', differences: [], note: null });
			expect(each.value_again).toBe(each.value);
			// What is in dollars rests on the chain of the feed too.
			expect(each.endpoints.length).toBeGreaterThan(0);
			for (const host of each.endpoints) expect(host).toMatch(/^127\.0\.0\.1:\d+$/);
		}
	});

	it('finds every stored measurement equal, and some of them have a value', async () => {
		const all = await stored();
		expect(all.filter(({ value }) => value !== null).length).toBeGreaterThan(4);
		expect(new Set(all.map(({ metric }) => METRICS[metric].facts))).toEqual(
			new Set(['block', 'fee', 'price'])
		);
		const { code, output, checked } = await verify([...all.map(({ id }) => id!), '--yes']);
		expect(code, output).toBe(0);
		expect(checked.map(({ measurement, outcome }) => [measurement, outcome])).toEqual(
			all.map(({ id }) => [id, 'equal'])
		);
	});

	it('says why a claim has nothing to check', async () => {
		const { code, output } = await verify(['--claim', 'demo-l2-1000-tps-by-2030']);
		expect(code).toBe(2);
		expect(output).toContain('a peak over 60\u00a0s says little of Demo L2');
		expect((await verify(['--claim', 'no-such-claim'])).output).toContain(
			'nothing was measured for a claim "no-such-claim" yet'
		);
	});

	it('says what it costs, and goes on above 10,000 calls only with --yes', async () => {
		const length = ({ provenance }: Measurement) => provenance.toBlock! - provenance.fromBlock!;
		const [fee] = (await stored())
			.filter((each) => each.metric === 'fee.native_transfer' && each.priceCoverage === null)
			.toSorted((a, b) => length(b) - length(a));
		if (!fee) throw new Error('the demo has fees in its own token');
		const { code, output } = await verify([fee.id!]);
		expect(code).toBe(2);
		expect(output).toContain('that is more than 10,000 calls: add --yes to go on');
		const lines = output.split('\n').filter((line) => line.startsWith('{'));
		const [cost] = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
		const { fromBlock, toBlock } = fee.provenance;
		// One before them, unless they begin with the genesis, and one after.
		const blocks = toBlock! + 2 - Math.max(0, fromBlock! - 1);
		expect(lines).toHaveLength(1);
		expect(cost).toMatchObject({
			event: 'cost',
			chain: fee.chainId,
			calls: 3 * blocks + 16,
			by_method: { eth_getBlockByNumber: 2 * blocks + 16, eth_getBlockReceipts: blocks },
			unknown: null
		});
		expect(cost?.['bytes']).toBeGreaterThan(0);
		expect(cost?.['seconds']).toBeGreaterThan(0);
	});

	it('finds a value that was changed, on the page of the claim too, and ends with 1', async () => {
		const { checked: ofBusiest } = await verify(['--claim', 'demo-l2-busiest-hour', '--yes']);
		const ids = ofBusiest.map(({ measurement }) => measurement);
		const peak = (await stored()).find(({ id, n }) => ids.includes(id!) && n > 0)!;
		const change = (value: number | null) => {
			const database = new Database(path);
			database
				.prepare("update measurement set body = json_set(body, '$.value', ?) where id = ?")
				.run(value, peak.id);
			database.close();
		};
		change(peak.value! + 1 / 3_600);
		try {
			const { code, output, checked } = await verify([peak.id!.slice(0, 12), '--yes']);
			expect(code, output).toBe(1);
			expect(checked).toMatchObject([
				{
					measurement: peak.id,
					outcome: 'differs',
					differences: [{ field: 'value', stored: peak.value! + 1 / 3_600, again: peak.value }]
				}
			]);
			// The verdict still holds what was measured.
			const ofClaim = await verify(['--claim', 'demo-l2-busiest-hour', '--yes']);
			expect(ofClaim.code).toBe(1);
			expect(ofClaim.checked.map(({ outcome }) => outcome).toSorted()).toContain('differs');
			expect(ofClaim.checked.map(({ outcome }) => outcome).toSorted()).toContain('equal');
		} finally {
			change(peak.value);
		}
		expect((await verify([peak.id!, '--yes'])).code).toBe(0);
	});

	it('fails clearly where no endpoint answers, and where nothing has that name', async () => {
		const [any] = await stored();
		const down = await verify([any!.id!, '--yes'], {
			[`CLAIMGAUGE_RPC_${any!.chainId}`]: 'http://127.0.0.1:9/k3y'
		});
		expect(down.code).toBe(1);
		expect(down.output).toContain('eth_chainId() at 127.0.0.1:9: refused the connection');
		expect(down.output).not.toContain('k3y');
		expect(down.checked).toEqual([]);
		for (const wrong of ['f00', 'not-hex', 'ffffffffffff']) {
			const { code, output } = await verify([wrong]);
			expect([code, output.trim()]).toEqual([
				2,
				`no measurement is called "${wrong}": give the id that its page shows, or its first digits, four at least`
			]);
		}
		expect((await verify([])).output).toContain('verify needs the ids of measurements');
	});
});
