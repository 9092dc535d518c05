import { describe, expect, it, vi } from 'vitest';
import type { StoreReader } from '../store/ports/store.ts';
import { addChain, at, chainOf, withStore } from '../test-chain.ts';
import { blockFeed, type BlockFeed } from './block-feed.ts';
import { eventId, eventStream, toldBefore } from './event-stream.ts';
import type { ChainNews } from './news.ts';

const BLOCKS = chainOf([{ timestamp: at(0) }, { timestamp: at(12) }]);

/** A feed over a demo store with one collected chain; `round` lets it read once more, and resolves when it has. */
async function withFeed(
	use: (parts: {
		feed: BlockFeed;
		round: () => Promise<void>;
		turn: () => void;
		reads: () => number;
		store: Parameters<typeof addChain>[0];
	}) => Promise<void>,
	most = 3
): Promise<void> {
	await withStore(async (store) => {
		await store.markDemo();
		await addChain(store, 31338, BLOCKS);
		let reads = 0;
		const counting: StoreReader = {
			...store,
			dataVersion: () => {
				reads += 1;
				return store.dataVersion();
			}
		};
		// one entry for each loop that waits: two of them would be two loops
		const waiting: (() => void)[] = [];
		const isWaiting = async () => {
			while (waiting.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
			expect(waiting).toHaveLength(1);
		};
		const feed = blockFeed(counting, {
			most,
			wait: () => new Promise((resolve) => waiting.push(resolve))
		});
		const turn = () => waiting.pop()?.();
		const round = async () => {
			await isWaiting();
			turn();
			await isWaiting();
		};
		await use({ feed, round, turn, reads: () => reads, store });
		feed.end();
		turn();
	});
}

function listener() {
	const told: ChainNews[] = [];
	let ended = 0;
	return {
		told,
		ended: () => ended,
		tell: (news: ChainNews) => void told.push(news),
		end: () => void (ended += 1)
	};
}

describe('the feed of new blocks', () => {
	it('tells all chains at once, and then what changes', async () => {
		await withFeed(async ({ feed, round, store }) => {
			const one = listener();
			feed.listen(one);
			await round();
			expect(one.told.map(({ chain }) => chain)).toEqual([31337, 31338]);
			await round();
			expect(one.told).toHaveLength(2);
			const [next] = chainOf([{ timestamp: at(24), txCount: 7 }], 3);
			await store.addBlocks(31338, { range: { from: 3, to: 3 }, blocks: [next!] });
			await round();
			const last = one.told.at(-1)!;
			expect(last.chain).toBe(31338);
			expect(JSON.parse(last.json).blocks[0]).toMatchObject({ number: 3, tx: 7, final: false });
		});
	});

	it('reads by one loop for all, and not at all where nobody listens', async () => {
		await withFeed(async ({ feed, round, turn, reads }) => {
			expect(reads()).toBe(0);
			const leave = [listener(), listener(), listener()].map((each) => feed.listen(each));
			await round();
			const before = reads();
			await round();
			expect(reads()).toBe(before + 1);
			for (const each of leave) each?.();
			const after = reads();
			turn();
			await new Promise((resolve) => setTimeout(resolve, 5));
			expect(reads()).toBe(after);
			// and begins anew with the next, once
			feed.listen(listener());
			feed.listen(listener());
			await round();
			expect(reads()).toBe(after + 2);
		});
	});

	it('has room for so many, and again when one leaves', async () => {
		await withFeed(async ({ feed }) => {
			const leave = feed.listen(listener());
			expect(feed.listen(listener())).not.toBeNull();
			expect(feed.listen(listener())).toBeNull();
			leave?.();
			expect(feed.listen(listener())).not.toBeNull();
		}, 2);
	});

	it('ends all who listen, and takes nobody afterwards', async () => {
		await withFeed(async ({ feed }) => {
			const one = listener();
			feed.listen(one);
			feed.end();
			expect(one.ended()).toBe(1);
			expect(feed.listen(listener())).toBeNull();
		});
	});

	it('ends all who listen where the database cannot be read, and reads again for the next', async () => {
		await withStore(async (store) => {
			await store.markDemo();
			let broken = true;
			const said = vi.spyOn(console, 'error').mockImplementation(() => {});
			const reader: StoreReader = {
				...store,
				dataVersion: () => (broken ? Promise.reject(new Error('gone')) : store.dataVersion())
			};
			const feed = blockFeed(reader, { most: 1, wait: () => new Promise(() => {}) });
			const one = listener();
			feed.listen(one);
			while (one.ended() === 0) await new Promise((resolve) => setTimeout(resolve, 1));
			broken = false;
			expect(said).toHaveBeenCalledOnce();
			said.mockRestore();
			await new Promise((resolve) => setTimeout(resolve, 5));
			const two = listener();
			expect(feed.listen(two)).not.toBeNull();
			while (two.told.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
		});
	});
});

describe('the stream of events', () => {
	it('takes back what its ids say, and nothing from others', () => {
		const told = new Map([
			[1, '0123456789ab'],
			[324, 'ba9876543210']
		]);
		expect(toldBefore(eventId(told))).toEqual(told);
		for (const text of [null, '', 'x', '1-0123456789ab.', '1-zz', '-1-0123456789ab'])
			expect(toldBefore(text)).toEqual(new Map());
	});

	it('tells whoever asks again only what has changed since', async () => {
		await withFeed(async ({ feed, round, store }) => {
			const read = async (id: string | null, rounds: number) => {
				const stream = eventStream(feed, null, id)!;
				for (let k = 0; k < rounds; k++) await round();
				const reader = stream.getReader();
				let text = '';
				// what is there already; a heartbeat is far
				for (;;) {
					const next = await Promise.race([
						reader.read(),
						new Promise<null>((resolve) => setTimeout(() => resolve(null), 20))
					]);
					if (!next || next.done) break;
					text += new TextDecoder().decode(next.value);
				}
				await reader.cancel();
				return text;
			};
			const first = await read(null, 1);
			const ids = [...first.matchAll(/^id: (.+)$/gm)].map(([, id]) => id!);
			expect(ids).toHaveLength(2);
			expect(await read(ids.at(-1)!, 1)).not.toContain('data:');
			expect([...(await read(ids[0]!, 1)).matchAll(/^data: \{"chain":(\d+)/gm)]).toHaveLength(1);
			const [next] = chainOf([{ timestamp: at(24) }], 3);
			await store.addBlocks(31338, { range: { from: 3, to: 3 }, blocks: [next!] });
			expect(await read(ids.at(-1)!, 1)).toContain('data: {"chain":31338');
		});
	});
});
