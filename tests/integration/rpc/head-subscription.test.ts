import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
	subscribeToHeads,
	type HeadSubscription,
	type SubscribeOptions,
	type ToldHead
} from '../../../collectors/rpc/head-subscription.ts';
import { frameHead, startHeadServer, type HeadClient, type HeadServer } from '../head-server.ts';
import { until } from '../processes.ts';
import { startAnvil, type Anvil } from '../start-anvil.ts';

const KEY = 'k3y-0f-s0mebody';
const TEXT = 1;
const BINARY = 2;

describe('a subscription to new heads', () => {
	let told: ToldHead[];
	let ending: AbortController;
	const subscribe = (url: string, options: Partial<SubscribeOptions> = {}) =>
		subscribeToHeads(url, {
			chainId: 1,
			onHead: (head) => told.push(head),
			signal: ending.signal,
			...options
		});

	beforeEach(() => {
		told = [];
		ending = new AbortController();
	});
	afterEach(() => ending.abort());

	describe('at a live node', () => {
		let anvil: Anvil;
		beforeAll(async () => {
			anvil = await startAnvil('--chain-id', '1');
		});
		afterAll(() => anvil?.stop());

		it('tells of each block by its number and hash', async () => {
			const subscription = await subscribe(anvil.url.replace('http', 'ws'));
			await anvil.rpc('anvil_mine', '0x2');
			await until(() => told.length >= 2, 'two heads');
			for (const { number, hash } of told.slice(0, 2)) {
				const block = await anvil.rpc('eth_getBlockByNumber', `0x${number.toString(16)}`, false);
				expect(block).toMatchObject({ hash });
			}
			subscription.close();
			expect((await subscription.over).kind).toBe('no_heads');
		});

		it('is refused where the node serves another chain', async () => {
			await expect(
				subscribe(anvil.url.replace('http', 'ws'), { chainId: 324 })
			).rejects.toMatchObject({ detail: 'serves chain 1, not 324' });
		});
	});

	describe('at a server that is told what to say', () => {
		let server: HeadServer;
		beforeEach(async () => {
			server = await startHeadServer();
		});
		afterEach(() => server.stop());
		const client = () => server.clients.at(-1) as HeadClient;
		/** Subscribe, have the server do something, and say how that ended. */
		const endOf = async (act: (client: HeadClient) => void): Promise<string> => {
			const subscription = await subscribe(server.url);
			act(client());
			return (await subscription.over).message;
		};

		it('sends user and password as a header, and path and query as they are', async () => {
			await subscribe(`ws://us%40er:${KEY}@${server.host}/v3/${KEY}?a=${KEY}`);
			expect(client().target).toBe(`/v3/${KEY}?a=${KEY}`);
			const pair = Buffer.from(`us@er:${KEY}`).toString('base64');
			expect(client().authorization).toBe(`Basic ${pair}`);
		});

		it('takes no word of other subscriptions, nor what it does not know', async () => {
			const subscription = await subscribe(server.url);
			client().tell(7, '0xother');
			client().send({ jsonrpc: '2.0', method: 'provider_ping', params: [] });
			client().send({ jsonrpc: '2.0', id: 99, result: '0x1' });
			client().tell(8);
			await until(() => told.length > 0, 'a head');
			expect(told.map(({ number }) => number)).toEqual([8]);
			subscription.close();
		});

		it('unsubscribes at its end, and waits for no server that does not close too', async () => {
			const subscription: HeadSubscription = await subscribe(server.url);
			const { gone, heard } = client();
			ending.abort();
			await subscription.over;
			await gone;
			expect(heard.map(({ method }) => method)).toEqual([
				'eth_chainId',
				'eth_subscribe',
				'eth_unsubscribe'
			]);
		});

		it('is over when no head is told for long', async () => {
			const subscription = await subscribe(server.url, { quietMs: 50 });
			expect((await subscription.over).message).toContain('told of no head for 0.05 s');
			await client().gone;
		});

		it.each<[string, (client: HeadClient) => void, RegExp]>([
			['the server goes away', (each) => each.drop(), /was closed \(1006\)/],
			[
				'bytes come',
				(each) => each.write(Buffer.concat([frameHead(BINARY, 1), Buffer.of(1)])),
				/bytes/
			],
			[
				'no JSON comes',
				(each) => each.send(`<p>${KEY}</p>`),
				/what is no JSON-RPC \(22 characters\)/
			],
			['a number comes', (each) => each.send('42'), /no JSON-RPC/],
			['a head has no number', (each) => each.tell(-1), /nonsense: field "number"/],
			[
				'an error comes that is no reply',
				(each) => each.send({ id: null, error: { code: -32005, message: `see http://x/${KEY}` } }),
				/error -32005 "see \[URL\]/
			],
			[
				'a frame breaks the protocol',
				(each) => each.write(Buffer.of(0xff, 0xff, 0xff)),
				/was closed/
			],
			[
				'more is announced than anybody can use',
				(each) => each.write(frameHead(TEXT, 2 ** 40)),
				/was closed/
			],
			[
				'a message is longer than any header',
				(each) => each.send('x'.repeat(2_000_000)),
				/was closed/
			]
		])('is over when %s', async (_, act, words) => {
			const text = await endOf(act);
			expect(text).toMatch(words);
			expect(text).toContain(`eth_subscribe("newHeads") at ${server.host}: `);
			expect(text).toContain('heads are polled meanwhile');
			expect(text).not.toContain(KEY);
			expect(told).toEqual([]);
			await client().gone;
		});

		it.each<[string, (client: HeadClient, id: number) => void, RegExp]>([
			[
				'knows no subscriptions',
				(each, id) => each.send({ id, error: { code: -32601, message: 'no such method' } }),
				/error -32601 "no such method"/
			],
			['gives no id', (each, id) => each.send({ id, result: true }), /without the id/],
			['goes away', (each) => each.drop(), /was closed/]
		])('is refused where the server %s', async (_, reply, words) => {
			const { answer } = server;
			server.answer = (each, call) =>
				call.method === 'eth_subscribe' ? reply(each, call.id) : answer(each, call);
			await expect(subscribe(server.url)).rejects.toThrow(words);
			await client().gone;
		});

		it('is refused where the server never answers, takes no connection, or is not there', async () => {
			server.answer = () => undefined;
			await expect(subscribe(server.url, { openMs: 50 })).rejects.toThrow('in time');
			server.isOpen = false;
			await expect(subscribe(`${server.url}/${KEY}`)).rejects.toThrow('takes no WebSocket');
			const ended = await startHeadServer();
			await ended.stop();
			const gone = subscribe(`${ended.url}/${KEY}`);
			await expect(gone).rejects.toThrow(/cannot be reached \(.*ECONNREFUSED/);
			await expect(gone).rejects.not.toThrow(KEY);
		});

		it('rejects with the reason of the signal', async () => {
			server.answer = () => ending.abort(new Error('enough'));
			await expect(subscribe(server.url)).rejects.toThrow('enough');
			await client().gone;
		});
	});
});
