import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LiveChainJson } from '#lib/domain/wire/live.ts';
import { openStore } from '#lib/server/store/open.ts';
import { addChain, at, chainOf } from '#lib/server/test-chain.ts';
import { temporaryFolder } from './collector.ts';
import { startSite, type Site } from './site.ts';

const L2 = 31338;
/** As many as the site has room for: `MOST_LISTENERS` of the hooks. */
const MOST = 200;

/** A listener of `/api/v1/live`. */
interface Listener {
	readonly status: number;
	readonly headers: Headers;
	/** Read on until the text that came so far holds this. */
	until(part: string): Promise<string>;
	/** Read to the end: rejects where the connection is cut. */
	toEnd(): Promise<string>;
	leave(): Promise<void>;
}

describe('new blocks as server-sent events', () => {
	const folder = temporaryFolder();
	const databaseUrl = `file:${folder.path('live.db')}`;
	let site: Site;
	let top = 2;

	beforeAll(async () => {
		const store = await openStore(databaseUrl);
		await store.markDemo();
		await addChain(store, L2, chainOf([{ timestamp: at(0) }, { timestamp: at(12) }]));
		await store.close();
		site = await startSite(databaseUrl);
	});
	afterAll(async () => {
		await site?.stop();
		folder.remove();
	});

	/** One more block, stored by this process and not by the site's. */
	async function storeNext(): Promise<number> {
		top += 1;
		const store = await openStore(databaseUrl);
		const blocks = chainOf([{ timestamp: at(12 * (top - 1)), txCount: top }], top);
		await store.addBlocks(L2, { range: { from: top, to: top }, blocks });
		await store.close();
		return top;
	}

	async function listen(query = '', headers: Record<string, string> = {}): Promise<Listener> {
		const aborting = new AbortController();
		const response = await fetch(`${site.url}/api/v1/live${query}`, {
			headers,
			signal: aborting.signal
		});
		const reader = response.body!.getReader();
		const decoder = new TextDecoder();
		let text = '';
		const more = async () => {
			const { done, value } = await reader.read();
			if (value) text += decoder.decode(value, { stream: true });
			return !done;
		};
		return {
			status: response.status,
			headers: response.headers,
			async until(part) {
				while (!text.includes(part))
					if (!(await more())) throw new Error(`it ended before "${part}": ${text}`);
				return text;
			},
			async toEnd() {
				while (await more());
				return text;
			},
			async leave() {
				await reader.cancel();
				aborting.abort();
			}
		};
	}

	const events = (text: string) =>
		[...text.matchAll(/^event: chain\nid: (.+)\ndata: (.+)$/gm)].map(([, id, data]) => ({
			id: id!,
			chain: JSON.parse(data!) as LiveChainJson
		}));

	it('has all chains at once, and each block that another process stores', async () => {
		const listener = await listen();
		expect(listener.status).toBe(200);
		expect(listener.headers.get('content-type')).toBe('text/event-stream');
		expect(listener.headers.get('cache-control')).toContain('no-store');
		expect(listener.headers.get('content-encoding')).toBeNull();
		expect(listener.headers.get('claimgauge-demo')).toBe('true');
		const first = await listener.until(`{"chain":${L2}`);
		expect(first).toContain('retry: 2000\n');
		expect(events(first).map(({ chain }) => chain.chain)).toEqual([31337, L2]);
		const number = await storeNext();
		const text = await listener.until(`"number":${number},`);
		expect(
			events(text)
				.at(-1)
				?.chain.blocks.map((block) => block.number)
		).toEqual([3, 2, 1]);
		await listener.leave();
	});

	it('tells of one chain where one is named, and refuses what is none', async () => {
		const listener = await listen(`?chain=${L2}`);
		await listener.until('data:');
		const number = await storeNext();
		const text = await listener.until(`"number":${number},`);
		expect(new Set(events(text).map(({ chain }) => chain.chain))).toEqual(new Set([L2]));
		await listener.leave();
		// One of the list, but not of this database.
		for (const chain of ['324', '99', 'x']) {
			const { status, text } = await site.get(`/api/v1/live?chain=${chain}`);
			expect(status).toBe(404);
			expect(text).toContain(chain);
		}
		expect((await site.get('/api/v1/live?range=7d')).status).toBe(400);
		expect((await fetch(`${site.url}/api/v1/live`, { method: 'HEAD' })).status).toBe(200);
	});

	it('tells whoever comes back only what has changed since', async () => {
		const before = await listen();
		const { id } = events(await before.until(`{"chain":${L2}`)).at(-1)!;
		await before.leave();
		const number = await storeNext();
		const after = await listen('', { 'last-event-id': id });
		const missed = events(await after.until(`"number":${number},`));
		expect(missed.map(({ chain }) => chain.chain)).toEqual([L2]);
		await after.leave();
	});

	it('has room for so many listeners, tells the next when to ask again, and forgets who has left', async () => {
		const all = await Promise.all(Array.from({ length: MOST }, () => listen()));
		expect(all.every(({ status }) => status === 200)).toBe(true);
		const refused = await listen();
		expect(refused.status).toBe(503);
		expect(refused.headers.get('retry-after')).toBe('10');
		expect(JSON.parse(await refused.toEnd())).toMatchObject({ status: 503 });
		// pages are answered all the while, and every listener is told
		expect((await site.get('/live')).status).toBe(200);
		const number = await storeNext();
		for (const each of all) await each.until(`"number":${number},`);
		await Promise.all(all.map((each) => each.leave()));
		for (let tries = 0; ; tries++) {
			const again = await Promise.all(Array.from({ length: MOST }, () => listen()));
			const isFree = again.every(({ status }) => status === 200);
			await Promise.all(again.map((each) => each.leave()));
			if (isFree) break;
			if (tries > 200) throw new Error('listeners that have left still take room');
			await sleep(20);
		}
	});

	it('ends every stream whole, and the site with 0, when the site is told to end', async () => {
		const listeners = await Promise.all([listen(), listen(`?chain=${L2}`)]);
		for (const each of listeners) await each.until('data:');
		const ends = Promise.all(listeners.map((each) => each.toEnd()));
		await site.stop();
		// a stream that was cut, as after the patience of a slow end, rejects
		for (const text of await ends) expect(text.endsWith('\n\n')).toBe(true);
		expect(site.exitCode()).toBe(0);
	});
});
