import { afterEach, describe, expect, test } from 'vitest';
import { chainById } from '#lib/domain/chains.ts';
import type { ChainSource } from '../../../collectors/chains/chain-source.ts';
import { createChainSource } from '../../../collectors/chains/create-chain-source.ts';
import { fastClock, nodeAnswer, refusal, serveNode, type Post, type TestNode } from './serve.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
	await Promise.all(open.splice(0).map((each) => each.close()));
});

async function node(...args: Parameters<typeof serveNode>): Promise<TestNode> {
	const served = await serveNode(...args);
	open.push(served);
	return served;
}

function sourceOf(urls: readonly string[], more = {}): ChainSource {
	const source = createChainSource({
		...{ chain: chainById(31337), urls, random: () => 0, clock: fastClock() },
		...more
	});
	open.push(source);
	return source;
}

const RANGE = { from: 100, to: 149 };
/** The question for the chain’s id is a request too, though the node does not list it. */
const postsOf = ({ posts }: TestNode) => posts.length + 1;

describe('requests are counted', () => {
	test('until they are counted anew', async () => {
		const served = await node();
		const source = sourceOf([served.url]);
		expect(source.requests()).toEqual([]);
		await source.fetchBlocks(RANGE);
		const { host } = served;
		expect(source.requests()).toMatchObject([{ host, requests: postsOf(served), failed: 0 }]);
		source.countAnew();
		expect(source.requests()).toEqual([]);
		await source.header(7);
		expect(source.requests()).toMatchObject([{ host, requests: 1, failed: 0 }]);
	});

	test.each<[string, (post: Post) => void, boolean]>([
		['is busy', (post) => post.text('busy', 503), true],
		['refuses it for the pace', (post) => post.text('', 429), true],
		['says so in one reply of several', oneReply(refusal(-32005, 'slow down')), true],
		['leaves a call out', (post) => post.ok((replies) => replies.slice(1)), true],
		['fails at one call', oneReply(refusal(-32000, 'header not found')), true],
		['replies with neither result nor error', oneReply({ nothing: 1 }), true],
		['lacks the method', oneReply(refusal(-32601, 'no such method')), false],
		['has no such block', oneReply({ result: null }), false]
	])('once as failed where the endpoint %s', async (_, bad, isFailure) => {
		const served = await node((post) => (post.count === 1 ? bad(post) : post.ok()));
		const source = sourceOf([served.url]);
		await source.fetchBlocks(RANGE);
		const failed = isFailure ? 1 : 0;
		expect(source.requests()).toMatchObject([{ requests: postsOf(served), failed }]);
	});

	test('together where two addresses are of one host', async () => {
		const served = await node((post) => post.text('busy', 503));
		const source = sourceOf([`${served.url}/one`, `${served.url}/two`]);
		await source.fetchBlocks(RANGE);
		const [counts, ...others] = source.requests();
		expect(others).toEqual([]);
		// Each asks for the chain’s id by itself.
		expect(counts).toMatchObject({
			...{ host: served.host, requests: served.posts.length + 2, failed: served.posts.length }
		});
	});

	test('as failed where one does not answer while others do, and not at all where we gave up', async () => {
		const [quick, hung] = [await node(), await node(() => undefined)];
		const ended = new AbortController();
		const source = sourceOf([quick.url, hung.url], { signal: ended.signal });
		await source.blockAtEach(7);
		const failedAt = () =>
			source.requests().map(({ host, requests, failed }) => [host, requests, failed]);
		expect(failedAt()).toEqual([
			[quick.host, 2, 0],
			[hung.host, 2, 1]
		]);

		const alone = sourceOf([hung.url], { signal: ended.signal });
		const asking = alone.head();
		while (hung.posts.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
		ended.abort(new Error('it is over'));
		await expect(asking).rejects.toThrow('it is over');
		expect(alone.requests()).toMatchObject([{ requests: 1, failed: 0 }]);
	});
});

/** Answer the second call with this, the others as a node does. */
function oneReply(reply: object) {
	return (post: Post): void =>
		post.ok(() =>
			post.calls.map((call, index) => ({
				...{ jsonrpc: '2.0', id: call.id },
				...(index === 1 ? reply : { result: nodeAnswer(call) })
			}))
		);
}
