import { afterEach, describe, expect, test } from 'vitest';
import { chainById } from '#lib/domain/chains.ts';
import type { ChainSource } from '../../../collectors/chains/chain-source.ts';
import { createChainSource } from '../../../collectors/chains/create-chain-source.ts';
import { SYSTEM_CLOCK } from '../../../collectors/rpc/clock.ts';
import {
	blockAt,
	fastClock,
	nodeAnswer,
	receiptsOf,
	refusal,
	serveNode,
	type Post,
	type TestNode
} from './serve.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
	await Promise.all(open.splice(0).map((each) => each.close()));
});

async function node(...args: Parameters<typeof serveNode>): Promise<TestNode> {
	const served = await serveNode(...args);
	open.push(served);
	return served;
}

function sourceOf(nodes: readonly { url: string }[], more = {}): ChainSource {
	const source = createChainSource({
		chain: chainById(31337),
		urls: nodes.map(({ url }) => url),
		random: () => 0,
		clock: fastClock(),
		...more
	});
	open.push(source);
	return source;
}

/** Every block of the range once, ascending, as the made-up chain has it. */
function expectAll(
	blocks: readonly { number: number; txCount: number }[],
	from: number,
	to: number
): void {
	expect(blocks.map(({ number }) => number)).toEqual(
		Array.from({ length: to - from + 1 }, (_, index) => from + index)
	);
	for (const { number, txCount } of blocks) expect(txCount).toBe(number % 4);
}

const RANGE = { from: 100, to: 149 };
const once = (bad: (post: Post) => void) => (post: Post) =>
	post.count === 1 ? bad(post) : post.ok();

describe('an endpoint that may not be used', () => {
	test('of another chain is never asked for blocks, and the reason is recorded', async () => {
		const other = await node(undefined, (call) =>
			call.method === 'eth_chainId' ? '0x1' : nodeAnswer(call)
		);
		const source = sourceOf([other]);
		const { blocks, missing } = await source.fetchBlocks(RANGE);
		expect(blocks).toEqual([]);
		expect(missing).toMatchObject([{ ...RANGE, reason: 'endpoint_failed' }]);
		expect(missing[0]?.detail).toContain('serves chain 1, not 31337');
		expect(other.posts).toEqual([]);
		expect(source.endpoints()).toMatchObject([
			{ chainId: 31337, host: other.host, ok: false, detail: expect.stringContaining('chain 1') }
		]);
	});

	test('of another chain leaves its work to the next one', async () => {
		const other = await node(undefined, () => '0x1');
		const right = await node();
		const source = sourceOf([other, right]);
		const { blocks, missing } = await source.fetchBlocks(RANGE);
		expectAll(blocks, 100, 149);
		expect(missing).toEqual([]);
		expect(other.posts).toEqual([]);
		expect(source.endpoints().map(({ ok }) => ok)).toEqual([false, true]);
	});

	test('refuses connections: bounded tries, then the range is missing with host and advice', async () => {
		const gone = await serveNode();
		await gone.close();
		const source = sourceOf([gone]);
		const { blocks, missing } = await source.fetchBlocks({ from: 1, to: 300 });
		expect(blocks).toEqual([]);
		expect(missing).toMatchObject([{ from: 1, to: 300, reason: 'endpoint_failed' }]);
		expect(missing[0]?.detail).toMatch(
			/127\.0\.0\.1:\d+.*refused the connection.*check that the node/
		);
		await expect(source.head()).rejects.toThrow(/refused the connection/);
	});

	test('no URL, and a URL that is none, are refused at once without quoting it', () => {
		expect(() => sourceOf([])).toThrow(/chain 31337 has no endpoint.*CLAIMGAUGE_RPC/);
		expect(() => sourceOf([{ url: 'ht!tp:/k3y-abc' }])).toThrow(/not an HTTP address/);
		expect(() => sourceOf([{ url: 'ht!tp:/k3y-abc' }])).not.toThrow(/k3y-abc/);
	});
});

describe('an answer as a whole goes wrong once, and then is right', () => {
	const wrong: Record<string, (post: Post) => void> = {
		'an HTML page': (post) => post.text('<html><body>Bad gateway</body></html>', 200),
		'HTTP 503': (post) => post.text('busy', 503),
		'an empty body': (post) => post.text(''),
		'truncated JSON': (post) => post.text('[{"jsonrpc":"2.0","id":1,"result":{"numb'),
		'a connection cut in the middle': (post) => {
			post.response.writeHead(200, { 'content-length': '1000' });
			post.response.write('[{"jsonrpc"');
			setTimeout(() => post.response.destroy(), 20);
		},
		'JSON that is no reply': (post) => post.json(['busy']),
		'one error for the batch': (post) =>
			post.json({ jsonrpc: '2.0', id: null, ...refusal(-32000, 'busy') }),
		'duplicate ids': (post) => post.ok((replies) => [...replies, replies[0]]),
		'an unknown id': (post) =>
			post.ok((replies) => [...replies.slice(1), { jsonrpc: '2.0', id: 987654, result: '0x1' }])
	};
	for (const [name, bad] of Object.entries(wrong))
		test(`${name}: nothing lost, nothing doubled`, async () => {
			const source = sourceOf([await node(once(bad))]);
			const { blocks, missing } = await source.fetchBlocks(RANGE);
			expectAll(blocks, 100, 149);
			expect(missing).toEqual([]);
		});

	for (const [name, bad] of Object.entries(wrong))
		test(`${name}, always: five tries and a clear reason`, async () => {
			const source = sourceOf([await node(bad)]);
			const { blocks, missing } = await source.fetchBlocks({ from: 7, to: 8 });
			expect(blocks).toEqual([]);
			expect(missing).toMatchObject([{ from: 7, to: 8, reason: 'endpoint_failed' }]);
			expect(missing[0]?.detail).toMatch(
				/^eth_getBlockByNumber\(block 7.*\) at 127\.0\.0\.1:\d+: .+; .+/
			);
		});
});

describe('single replies', () => {
	test('in another order find their calls', async () => {
		const source = sourceOf([await node((post) => post.ok((replies) => replies.toReversed()))]);
		expectAll((await source.fetchBlocks(RANGE)).blocks, 100, 149);
	});

	test('left out of a batch are asked for again, those only', async () => {
		const partial = await node((post) =>
			post.ok((replies) => (post.count === 1 ? replies.slice(3) : replies))
		);
		const { blocks, missing } = await sourceOf([partial]).fetchBlocks({ from: 100, to: 109 });
		expectAll(blocks, 100, 109);
		expect(missing).toEqual([]);
		expect(partial.posts).toEqual([10, 3]);
	});

	test('with an error of their own are asked for again', async () => {
		let failed = false;
		const flaky = await node(undefined, (call) => {
			if (call.params[0] !== '0x66' || failed) return nodeAnswer(call);
			failed = true;
			return refusal(-32000, 'try again');
		});
		expectAll((await sourceOf([flaky]).fetchBlocks(RANGE)).blocks, 100, 149);
	});

	const spoiled: Record<string, [object | null, string, string]> = {
		'null block': [null, 'endpoint_failed', 'no such block'],
		'missing field': [{ gasUsed: undefined }, 'bad_answer', 'field "gasUsed" is missing'],
		'negative number': [{ gasUsed: '-0x1' }, 'bad_answer', 'field "gasUsed"'],
		'decimal number': [{ gasUsed: 21000 }, 'bad_answer', 'field "gasUsed"'],
		'absurd number': [{ gasUsed: '0xffffffffffffffffff' }, 'bad_answer', 'below 2^53'],
		milliseconds: [{ timestamp: '0x18bcfe56800' }, 'bad_answer', 'milliseconds'],
		'another block': [{ number: '0x67' }, 'bad_answer', 'block 103, which was not asked for'],
		'short hash': [{ hash: '0x12' }, 'bad_answer', 'field "hash"']
	};
	for (const [name, [change, reason, detail]] of Object.entries(spoiled)) {
		const lying = (call: { method: string; params: readonly unknown[]; id: number }): unknown =>
			call.params[0] === '0x66' ? change && { ...blockAt(102), ...change } : nodeAnswer(call);

		test(`${name}: that block is missing with a reason, the rest is kept`, async () => {
			const { blocks, missing } = await sourceOf([await node(undefined, lying)]).fetchBlocks(RANGE);
			expect(blocks).toHaveLength(49);
			expect(missing).toMatchObject([{ from: 102, to: 102, reason }]);
			expect(missing[0]?.detail).toContain(detail);
			expect(missing[0]?.detail).toContain('eth_getBlockByNumber(block 102)');
		});

		test(`${name}: another endpoint has it`, async () => {
			const source = sourceOf([await node(undefined, lying), await node()]);
			const { blocks, missing } = await source.fetchBlocks(RANGE);
			expectAll(blocks, 100, 149);
			expect(missing).toEqual([]);
		});
	}

	test('a method that is missing is not asked for twice, and is named', async () => {
		const old = await node();
		const { fees, read, missing } = await sourceOf([old]).fetchFees([4, 5, 6, 9]);
		expect({ fees, read }).toEqual({ fees: [], read: [] });
		expect(missing).toMatchObject([
			{ from: 4, to: 6, reason: 'method_missing' },
			{ from: 9, to: 9, reason: 'method_missing' }
		]);
		expect(missing[0]?.detail).toContain('eth_getBlockReceipts(block 4)');
		expect(old.calls.filter(({ method }) => method === 'eth_getBlockReceipts')).toHaveLength(4);
	});
});

describe('fees', () => {
	const withReceipts = (change: (receipts: Record<string, unknown>[], number: number) => unknown) =>
		node(undefined, (call) => {
			const number = Number(call.params[0]);
			return call.method === 'eth_getBlockReceipts'
				? change(receiptsOf(number), number)
				: nodeAnswer(call);
		});

	test('are read block by block, in any order asked, each block once', async () => {
		const honest = await withReceipts((receipts) => receipts.toReversed());
		const { fees, read, missing } = await sourceOf([honest]).fetchFees([9, 3, 8, 3]);
		expect(read).toEqual([3, 8, 9]);
		expect(missing).toEqual([]);
		expect(
			fees.map(({ blockNumber, transactionIndex }) => [blockNumber, transactionIndex])
		).toEqual([
			[3, 0],
			[3, 1],
			[3, 2],
			[9, 0]
		]);
		expect(fees[0]?.fee).toBe(21_000n * 2_000_000_000n);
	});

	test('are asked for in smaller batches than blocks, however much an endpoint takes', async () => {
		const honest = await withReceipts((receipts) => receipts);
		const source = sourceOf([honest]);
		await source.fetchBlocks({ from: 1, to: 500 });
		expect(Math.max(...honest.posts)).toBe(100);
		honest.posts.length = 0;
		const numbers = Array.from({ length: 200 }, (_, index) => index + 1);
		expect((await source.fetchFees(numbers)).read).toEqual(numbers);
		expect(Math.max(...honest.posts)).toBe(32);
	});

	const wrong: Record<string, (receipts: Record<string, unknown>[]) => unknown> = {
		'one too few': (receipts) => receipts.slice(1),
		'one twice': (receipts) => [...receipts.slice(1), receipts.at(-1)],
		'of another transaction': ([first, ...rest]) => [
			{ ...first, transactionHash: `0x${'9'.repeat(64)}` },
			...rest
		],
		'of another fork': (receipts) =>
			receipts.map((each) => ({ ...each, blockHash: `0x${'9'.repeat(64)}` })),
		'without a price': (receipts) =>
			receipts.map((each) => ({ ...each, effectiveGasPrice: undefined })),
		'of no list': () => ({})
	};
	for (const [name, change] of Object.entries(wrong))
		test(`receipts ${name} are a bad answer: no fee of that block is kept`, async () => {
			const lying = await withReceipts((receipts, number) =>
				number === 7 ? change(receipts) : receipts
			);
			const { fees, read, missing } = await sourceOf([lying]).fetchFees([5, 6, 7]);
			expect(read).toEqual([5, 6]);
			expect(fees).toHaveLength(3);
			expect(missing).toMatchObject([{ from: 7, to: 7, reason: 'bad_answer' }]);
			expect(missing[0]?.detail).toContain('eth_getBlockReceipts(block 7)');
		});
});

describe('pace', () => {
	test('429 with Retry-After is obeyed and no block is dropped', async () => {
		const times: number[] = [];
		const limited = await node((post) => {
			times.push(performance.now());
			if (post.count === 2) post.text('slow down', 429, { 'retry-after': '1' });
			else post.ok();
		});
		const source = sourceOf([limited], { clock: SYSTEM_CLOCK });
		const { blocks, missing } = await source.fetchBlocks({ from: 1, to: 60 });
		expectAll(blocks, 1, 60);
		expect(missing).toEqual([]);
		expect((times[2] as number) - (times[1] as number)).toBeGreaterThan(980);
	});

	test('a Retry-After longer than we wait fails the calls at once', async () => {
		const shut = await node((post) => post.text('no', 429, { 'retry-after': '3600' }));
		const begun = performance.now();
		const { missing } = await sourceOf([shut]).fetchBlocks({ from: 1, to: 60 });
		expect(performance.now() - begun).toBeLessThan(30_000);
		expect(missing.map(({ from, to }) => [from, to])).toEqual([[1, 60]]);
		expect(missing[0]?.detail).toMatch(/HTTP 429, asks to wait 3600 s/);
	});

	test('a limit on the batch is found and kept to', async () => {
		const small = await node((post) =>
			post.calls.length > 7
				? post.json({
						jsonrpc: '2.0',
						id: null,
						...refusal(-32600, 'batch size too large, limit 7')
					})
				: post.ok()
		);
		const { blocks } = await sourceOf([small]).fetchBlocks({ from: 1, to: 200 });
		expectAll(blocks, 1, 200);
		expect(small.posts.filter((calls) => calls > 7).length).toBeLessThan(5);
	});

	test('single calls refused with -32005 are asked for again, slower', async () => {
		const limited = await node((post) =>
			post.ok((replies) =>
				post.count === 1
					? replies.map((reply, index) =>
							index < 5
								? reply
								: { jsonrpc: '2.0', id: (reply as { id: number }).id, ...refusal(-32005, 'limit') }
						)
					: replies
			)
		);
		expectAll((await sourceOf([limited]).fetchBlocks(RANGE)).blocks, 100, 149);
	});

	test('never more than four requests at a time, and batches grow to the cap', async () => {
		let open = 0;
		let most = 0;
		const slow = await node((post) => {
			most = Math.max(most, ++open);
			setTimeout(() => {
				open -= 1;
				post.ok();
			}, 30);
		});
		expectAll((await sourceOf([slow]).fetchBlocks({ from: 1, to: 3000 })).blocks, 1, 3000);
		expect(most).toBe(4);
		expect(Math.max(...slow.posts)).toBe(100);
	});
});

describe('slow and failing over', () => {
	test('an endpoint that never answers times out, and the next one takes over', async () => {
		const mute = await node(() => undefined);
		const source = sourceOf([mute, await node()], { connectMs: 100, answerMs: 200 });
		const { blocks, missing } = await source.fetchBlocks(RANGE);
		expectAll(blocks, 100, 149);
		expect(missing).toEqual([]);
		expect(source.endpoints()[0]).toMatchObject({
			ok: false,
			detail: expect.stringContaining('in time')
		});
	});

	test('an endpoint that trickles for ever is cut off too', async () => {
		const trickle = await node((post) => {
			const timer = setInterval(() => post.response.write(' '), 20);
			post.response.on('close', () => clearInterval(timer));
		});
		const source = sourceOf([trickle], { connectMs: 100, answerMs: 200 });
		const { missing } = await source.fetchBlocks({ from: 5, to: 5 });
		expect(missing[0]?.detail).toContain('did not answer in time');
	});

	test('an answer beyond the size limit is cut off', async () => {
		const huge = await node((post) => post.text(`"${'x'.repeat(50_000)}"`));
		const { missing } = await sourceOf([huge], { maxBytes: 10_000 }).fetchBlocks({
			from: 5,
			to: 5
		});
		expect(missing[0]?.detail).toContain('more than 10000 bytes');
	});

	test('one call that breaks every batch it is in is found and named alone', async () => {
		const poisoned = await node((post) =>
			post.calls.some(({ params }) => params[0] === '0x78') ? post.text('oops', 500) : post.ok()
		);
		const { blocks, missing } = await sourceOf([poisoned]).fetchBlocks({ from: 100, to: 179 });
		expect(missing.map(({ from, to }) => [from, to])).toEqual([[120, 120]]);
		expect(blocks).toHaveLength(79);
	});

	test('a key of the endpoint is nowhere in what is recorded', async () => {
		const echo = await node((post) =>
			post.json({ id: null, ...refusal(-32000, `no plan for ${post.request.url}`) }, 200)
		);
		const source = sourceOf([{ url: `${echo.url}/v3/s3cretKey?token=t0kenValue` }]);
		const { missing } = await source.fetchBlocks({ from: 1, to: 2 });
		const records = JSON.stringify([missing, source.endpoints()]);
		expect(records).toContain('no plan for');
		expect(records).not.toMatch(/s3cretKey|t0kenValue|http:/);
	});

	test('an abort ends the work with its reason', async () => {
		const control = new AbortController();
		const mute = await node(() => control.abort(new Error('budget spent')));
		const source = sourceOf([mute], { signal: control.signal });
		await expect(source.fetchBlocks(RANGE)).rejects.toThrow('budget spent');
	});
});

describe('head', () => {
	test('names both tags and who answered', async () => {
		const served = await node();
		expect(await sourceOf([served]).head()).toMatchObject({
			chainId: 31337,
			number: 1000,
			timestamp: 1_700_001_000,
			finalized: { number: 990, timestamp: 1_700_000_990 },
			endpoint: served.host
		});
	});

	for (const [name, answer] of Object.entries({
		null: null,
		'an error': refusal(-39001, 'Unknown block'),
		'bad parameters': refusal(-32602, 'invalid block tag')
	}))
		test(`a node that answers ${name} for the finalized tag has none`, async () => {
			const old = await node(undefined, (call) =>
				call.params[0] === 'finalized' ? answer : nodeAnswer(call)
			);
			expect((await sourceOf([old]).head()).finalized).toBeNull();
		});

	test('that goes back is reported as it is', async () => {
		let number = 1000;
		const fickle = await node(undefined, (call) =>
			call.params[0] === 'latest' ? blockAt((number -= 5)) : nodeAnswer(call)
		);
		const source = sourceOf([fickle]);
		expect((await source.head()).number).toBe(995);
		expect((await source.head()).number).toBe(990);
	});

	test('header of a block that is not there is null', async () => {
		const short = await node(undefined, (call) =>
			call.params[0] === '0x7d0' ? null : nodeAnswer(call)
		);
		const source = sourceOf([short]);
		expect(await source.header(2000)).toBeNull();
		expect(await source.header(7)).toMatchObject({ number: 7, txCount: 3 });
	});
});
