import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dumpFacts, runCollector, temporaryFolder } from './collector.ts';
import { makeTraffic } from './made-traffic.ts';
import { startAnvil, type Anvil } from './start-anvil.ts';

/** A block every five minutes. */
const WEEK_BLOCKS = 2_016;
const BLOCK_SECONDS = 300;

interface Call {
	readonly method: string;
	readonly params: readonly unknown[];
}

/** A node that stops answering in the middle of a pass: what no budget could bound but its own clock. */
describe('a week without runs', () => {
	const folder = temporaryFolder();
	const start = Math.floor(Date.now() / 1000) - WEEK_BLOCKS * BLOCK_SECONDS - 2_000;
	let anvil: Anvil;
	/** Requests for blocks that are still answered; none after them ever is. */
	let answered = Infinity;
	const server = createServer(async (request, response) => {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		const body = Buffer.concat(chunks).toString();
		const calls = [JSON.parse(body) as Call | Call[]].flat();
		// A whole batch of blocks: neither the head nor the search for a time.
		if (calls.length > 2 && --answered < 0) return;
		const headers = { 'content-type': 'application/json' };
		const upstream = await fetch(anvil.url, { method: 'POST', headers, body });
		response.writeHead(200, headers).end(await upstream.text());
	});
	const collect = (database: string, url: string, budget: string) =>
		runCollector(['collect', '--budget', budget], {
			CLAIMGAUGE_CHAINS: '1',
			CLAIMGAUGE_RPC_1: url,
			CLAIMGAUGE_RATE_1: '1000',
			CLAIMGAUGE_SINCE_1: String(start - 1),
			DATABASE_URL: `file:${folder.path(database)}`
		});
	/** Numbers of all blocks that are stored. */
	const covered = (database: string) =>
		dumpFacts(folder.path(database))
			.block!.map((row) => Number(row.split('|')[1]))
			.sort((a, b) => a - b);
	const proxyUrl = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

	beforeAll(async () => {
		server.listen(0, '127.0.0.1');
		await once(server, 'listening');
		anvil = await startAnvil('--chain-id', '1', '--timestamp', String(start));
		await makeTraffic(anvil, 20, start);
	});
	afterAll(async () => {
		server.closeAllConnections();
		server.close();
		await anvil?.stop();
		folder.remove();
	});

	it(
		'heals within budgets: each pass ends, keeps what it had, newest first, and the next go on',
		{ timeout: 300_000 },
		async () => {
			const before = await collect('week.db', proxyUrl(), '60s');
			expect(before.output).toContain('"outcome":"done"');
			await anvil.rpc(
				'anvil_mine',
				`0x${WEEK_BLOCKS.toString(16)}`,
				`0x${BLOCK_SECONDS.toString(16)}`
			);
			const head = Number(await anvil.rpc('eth_blockNumber'));

			let kept = covered('week.db');
			for (let run = 0; run < 2; run++) {
				answered = 6;
				const told = await collect('week.db', proxyUrl(), '8s');
				expect(told.code, told.output).toBe(0);
				expect(told.output).toContain('"outcome":"partial"');
				const now = covered('week.db');
				expect(now.length, told.output).toBeGreaterThan(kept.length);
				expect(now.length).toBeLessThan(head + 1);
				expect(kept.filter((number) => !now.includes(number))).toEqual([]);
				// From the head down without a hole, and from the old blocks up: the rest is between them.
				expect(now.at(-1)).toBe(head);
				const fresh = now.slice(21);
				expect(fresh).toEqual(fresh.map((_, index) => head - fresh.length + 1 + index));
				kept = now;
			}

			answered = Infinity;
			for (let runs = 0; covered('week.db').length < head + 1 && runs < 10; runs++)
				await collect('week.db', proxyUrl(), '60s');
			const last = await collect('week.db', proxyUrl(), '60s');
			expect(last.output).toContain('"outcome":"done"');

			const undisturbed = await collect('undisturbed.db', anvil.url, '60s');
			expect(undisturbed.output).toContain('"outcome":"done"');
			expect(dumpFacts(folder.path('week.db'))).toEqual(dumpFacts(folder.path('undisturbed.db')));
		}
	);
});
