import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StatusJson } from '#lib/domain/wire/status.ts';
import type { HealthJson } from '#lib/domain/wire/upkeep.ts';
import { openStore } from '#lib/server/store/open.ts';
import { createPostgresDatabase, type PostgresDatabase } from '../postgres-database.ts';
import {
	dumpFacts,
	dumpPostgresFacts,
	runCollector,
	spawnCollector,
	temporaryFolder
} from './collector.ts';
import { makeTraffic } from './made-traffic.ts';
import { until } from './processes.ts';
import { startSite, type Site } from './site.ts';
import { startAnvil, type Anvil } from './start-anvil.ts';

const KILLS = 5;
const HOUR = 3_600;
const BLOCKS = 3_180;

/** What says when something was computed or asked, in how many requests, and what room it takes, which two collections never share. */
const CIRCUMSTANCES = new Set([
	'computed_at',
	'seen_at',
	'checked_at',
	'asked_at',
	'looked_at',
	'bytes',
	'since',
	'started_at',
	'ended_at',
	'requests',
	'p50_ms',
	'p95_ms',
	'now',
	'as_of'
]);

/**
 * An answer without its circumstances; each that had a value is still seen to have one. Without the free room too, which
 * one of the engines does not tell.
 */
function content(answer: unknown): unknown {
	return JSON.parse(
		JSON.stringify(answer, (key, value: unknown) => {
			if (key === 'free_bytes') return undefined;
			// When an endpoint told of its newest block; elsewhere `at` is a fact.
			if (key === 'told' && value !== null) return { ...value, at: 'some string' };
			return CIRCUMSTANCES.has(key) && value !== null ? `some ${typeof value}` : value;
		})
	);
}

describe('PostgreSQL in place of SQLite', () => {
	const folder = temporaryFolder();
	const sqlitePath = folder.path('same.db');
	let anvil: Anvil;
	let start: number;
	let database: PostgresDatabase;
	let environment: (databaseUrl: string) => Record<string, string>;

	beforeAll(async () => {
		// Just before an hour, whatever the time of day: what is asked for by full hours must have transfers in it.
		start = Math.floor((Date.now() / 1000 - 20_000) / HOUR) * HOUR - 40;
		anvil = await startAnvil('--chain-id', '1', '--timestamp', String(start));
		await makeTraffic(anvil, 120, start);
		// Enough blocks that a pass makes several commits.
		await anvil.rpc('anvil_mine', '0xbb8', '0x2');
		await makeTraffic(anvil, 60, start + 12_000);
		database = await createPostgresDatabase();
		environment = (databaseUrl) => ({
			CLAIMGAUGE_CHAINS: '1',
			CLAIMGAUGE_RPC_1: anvil.url,
			DATABASE_URL: databaseUrl
		});
		for (const url of [`file:${sqlitePath}`, database.url]) {
			const collected = await runCollector(['collect'], environment(url));
			expect(collected.code, collected.output).toBe(0);
			// The node has every block; so that some are missing, they are wanted of a chain nobody collects.
			const store = await openStore(url);
			await store.extendWanted(324, 'block', { from: 10, to: 99 });
			await store.markGap(324, 'block', { from: 40, to: 49 }, 'endpoint_failed', 'HTTP 503');
			await store.close();
		}
	});
	afterAll(async () => {
		await anvil?.stop();
		await database?.remove();
		folder.remove();
	});

	it('holds the same facts, rollups, coverage and gaps, to the last digit', async () => {
		const facts = await dumpPostgresFacts(database.url);
		expect(facts.block).toHaveLength(BLOCKS + 1);
		expect(facts.transfer_fee!.length).toBeGreaterThan(100);
		expect(facts.gap).toHaveLength(3);
		expect(facts).toEqual(dumpFacts(sqlitePath));
	});

	describe('the API', () => {
		let sites: { sqlite: Site; postgres: Site };
		beforeAll(async () => {
			sites = {
				sqlite: await startSite(`file:${sqlitePath}`),
				postgres: await startSite(database.url)
			};
		});
		afterAll(async () => {
			await sites?.sqlite.stop();
			await sites?.postgres.stop();
		});

		const fullHours = () =>
			`from=${Math.ceil(start / HOUR) * HOUR}&to=${Math.floor((start + 14_000) / HOUR) * HOUR}`;
		const anyWindow = () => `from=${start + 17}&to=${start + 13_371}`;
		const chain = '/api/v1/chains/1';
		const questions: [string, () => string][] = [
			['status', () => '/api/v1/status'],
			['gaps', () => '/api/v1/gaps'],
			['claims', () => '/api/v1/claims'],
			['chains', () => '/api/v1/chains'],
			...(['throughput.tx', 'throughput.user_tx', 'throughput.gas'] as const).flatMap(
				(metric): [string, () => string][] => [
					[`mean of ${metric}`, () => measure(metric, 'statistic=mean', anyWindow())],
					[
						`greatest minute of ${metric}`,
						() => measure(metric, 'statistic=max&peak_window=60s', anyWindow())
					]
				]
			),
			['p95 of block.interval', () => measure('block.interval', 'statistic=p95', anyWindow())],
			['p50 of fee.base', () => measure('fee.base', 'statistic=p50', fullHours())],
			...['p10', 'p50', 'p90', 'mean'].map((statistic): [string, () => string] => [
				`${statistic} of fee.native_transfer`,
				() => measure('fee.native_transfer', `statistic=${statistic}`, fullHours())
			]),
			...['1m', '1h'].map((resolution): [string, () => string] => [
				`series by ${resolution}`,
				() =>
					`${chain}/series?metric=throughput.user_tx&statistic=mean&resolution=${resolution}&${fullHours()}`
			])
		];
		const measure = (metric: string, how: string, window: string) =>
			`${chain}/measure?metric=${metric}&${how}&${window}`;

		it.each(questions)('answers alike: %s', async (_, question) => {
			const fromPostgres = content(await sites.postgres.json(question()));
			expect(fromPostgres).toEqual(content(await sites.sqlite.json(question())));
			if (question().includes('/measure'))
				expect(fromPostgres).toMatchObject({ value: expect.anything() });
		});

		it('answers alike about each claim and its verdicts', async () => {
			const { claims } = await sites.postgres.json<{ claims: { slug: string }[] }>(
				'/api/v1/claims'
			);
			expect(claims.length).toBeGreaterThan(5);
			for (const { slug } of claims)
				for (const path of [`/api/v1/claims/${slug}`, `/api/v1/claims/${slug}/verdicts`])
					expect(content(await sites.postgres.json(path))).toEqual(
						content(await sites.sqlite.json(path))
					);
		});

		it('shows the gaps there are, and is ready', async () => {
			const { chains } = await sites.postgres.json<StatusJson>('/api/v1/status');
			const era = chains.find(({ id }) => id === 324);
			expect(era?.kinds[0]?.gaps).toHaveLength(3);
			expect((await sites.postgres.get('/ready')).status).toBe(200);
			expect((await sites.postgres.get('/')).status).toBe(200);
		});

		it('ends when it is told to, and closes its connections', async () => {
			const toldAt = performance.now();
			await sites.postgres.stop();
			expect(performance.now() - toldAt).toBeLessThan(20_000);
		});
	});

	it(`killed ${KILLS} times while collecting, then run again, leaves what an undisturbed pass leaves`, async () => {
		const killed = await createPostgresDatabase();
		let killedHalfway = 0;
		for (let kill = 0; kill < KILLS; kill++) {
			const child = spawnCollector(['collect'], environment(killed.url));
			// From before the first table is made to after the last commit.
			await sleep(300 + kill * 400 + Math.random() * 400);
			if (child.exitCode !== null) continue;
			child.kill('SIGKILL');
			await once(child, 'close');
			killedHalfway += 1;
		}
		expect(killedHalfway).toBeGreaterThan(0);
		const last = await runCollector(['collect'], environment(killed.url));
		expect(last.code, last.output).toBe(0);
		const facts = await dumpPostgresFacts(killed.url);
		const undisturbed = await dumpPostgresFacts(database.url);
		const ofChain = (rows: string[] = []) => rows.filter((row) => row.startsWith('1|'));
		for (const [table, rows] of Object.entries(undisturbed))
			expect(facts[table], table).toEqual(ofChain(rows));
		await killed.remove();
	});

	it('says so when the database is gone: to monitors, to a balancer and to readers', async () => {
		const gone = await createPostgresDatabase();
		await (await openStore(gone.url)).close();
		const site = await startSite(gone.url);
		try {
			const { status } = await site.json<HealthJson>('/api/health');
			expect(status).toBe('degraded');
			expect((await site.get('/api/ready')).status).toBe(200);
			await gone.remove();
			const health = await site.json<HealthJson>('/api/health');
			expect(health).toMatchObject({ status: 'unavailable', chains: [] });
			expect(health.reasons).toEqual([
				expect.stringMatching(/^The database does not answer: .*does not exist/)
			]);
			const ready = await site.get('/api/ready');
			expect(ready.status).toBe(503);
			expect(ready.text).toContain('The database does not answer');
			const page = await site.get('/status');
			expect(page.status).toBeGreaterThanOrEqual(500);
			expect(page.text).toContain('<h1');
		} finally {
			await site.stop();
		}
	});

	it('finds another pass on the same chain locked, until that is killed', async () => {
		const { url, remove } = await createPostgresDatabase();
		const first = spawnCollector(['watch'], environment(url));
		try {
			let output = '';
			first.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
			await until(() => output.includes('"head"'), 'the first pass');
			const second = await runCollector(['collect'], environment(url));
			expect(second.output).toContain('"locked"');
			expect(second.code).toBe(0);
		} finally {
			first.kill('SIGKILL');
			await once(first, 'close');
		}
		const third = await runCollector(['collect'], environment(url));
		expect(third.output).not.toContain('"locked"');
		expect(third.output).toContain('"pass"');
		expect(third.code).toBe(0);
		await remove();
	});
});
