import { expect, test } from 'vitest';
import { rpcError, type RpcFailureKind } from './errors.ts';
import { createJobQueue } from './job-queue.ts';

const failure = (kind: RpcFailureKind) =>
	rpcError({ kind, host: 'h', method: 'm', input: '', detail: '' });
const one = (): number => 1;

test('hands out each piece once, in order, by the calls that fit', () => {
	const queue = createJobQueue<string>(5, 3);
	expect(queue.take('a', 2, one)).toEqual([0, 1]);
	expect(queue.take('a', 4, () => 2)).toEqual([2, 3]);
	expect(queue.take('a', 1, () => 2)).toEqual([4]);
	expect(queue.first()).toBeNull();
	for (let piece = 0; piece < 5; piece += 1) queue.done();
	expect(queue.unsettled()).toBe(0);
});

test('a failed piece comes back first, alone in the end, and no oftener than it may', () => {
	const queue = createJobQueue<string>(100, 4);
	const sizes: number[] = [];
	for (;;) {
		const taken = queue.take('a', 64, one);
		sizes.push(taken.length);
		expect(taken[0]).toBe(0);
		if (!queue.giveBack(0, 'a', failure('server_error'))) break;
	}
	expect(sizes[3]).toBe(1);
	expect(sizes).toHaveLength(4);
	expect(queue.lastError(0)?.kind).toBe('server_error');
});

test('a permanent failure bars the endpoint, not the others', () => {
	const queue = createJobQueue<string>(2, 5);
	queue.take('a', 1, one);
	expect(queue.giveBack(0, 'a', failure('no_such_block'))).toBe(true);
	expect(queue.isRefused(0, 'a')).toBe(true);
	expect(queue.isRefused(0, 'b')).toBe(false);
	expect(queue.take('a', 5, one)).toEqual([1]);
	expect(queue.take('b', 5, one)).toEqual([0]);
});

test('a refusal for pace counts a quarter of a failure', () => {
	const queue = createJobQueue<string>(1, 5);
	let tries = 0;
	do {
		queue.take('a', 1, one);
		tries += 1;
	} while (queue.giveBack(0, 'a', failure('rate_limited')));
	expect(tries).toBe(20);
});

test('a piece that failed here is not swept along with one that did not', () => {
	const queue = createJobQueue<string>(3, 5);
	queue.take('a', 1, one);
	queue.take('b', 1, one);
	queue.giveBack(1, 'b', failure('timeout'));
	queue.giveBack(0, 'a', failure('timeout'));
	expect(queue.failuresAt(0, 'a')).toBe(1);
	expect(queue.failuresAt(1, 'a')).toBe(0);
	expect(queue.take('a', 5, one)).toEqual([1, 2]);
	expect(queue.take('b', 5, one)).toEqual([0]);
});
