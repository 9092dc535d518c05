import { expect, it } from 'vitest';
import { createBatchSize } from './batch-size.ts';

it('grows fourfold at most while batches are quick, up to its limit', () => {
	const size = createBatchSize(200, 1_000);
	size.took(200, 1);
	expect(size.now()).toBe(800);
	size.took(800, 1);
	expect(size.now()).toBe(1_000);
});

it('shrinks to what takes about two seconds, and never to nothing', () => {
	const size = createBatchSize(200, 1_000);
	size.took(200, 20_000);
	expect(size.now()).toBe(20);
	size.took(20, 1_000_000);
	expect(size.now()).toBe(10);
});

it('learns nothing from a short batch that was quick: there was no more to fetch', () => {
	const size = createBatchSize(200, 1_000);
	size.took(3, 1);
	expect(size.now()).toBe(200);
});
