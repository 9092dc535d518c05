import { describe, expect, it } from 'vitest';
import { byteCache, type StoredAnswer } from './byte-cache.ts';

const answer = (length: number): StoredAnswer => ({
	etag: null,
	identity: { body: Buffer.alloc(length), headers: [], unchangedHeaders: [] },
	encoded: {}
});

describe('byteCache', () => {
	it.each([0, -1, Number.NaN])('refuses a limit of %s bytes', (limit) => {
		expect(() => byteCache(limit)).toThrow(RangeError);
	});

	it('finds what was stored, for the same key and version only', () => {
		const cache = byteCache(10_000);
		const stored = answer(10);
		cache.store('/', '1', stored);
		expect(cache.find('/claims/a', '1')).toBeNull();
		expect(cache.find('/', '1')).toBe(stored);
	});

	it('misses on a new version, and forgets the old one', () => {
		const cache = byteCache(10_000);
		cache.store('/', '1', answer(10));
		expect(cache.find('/', '2')).toBeNull();
		expect(cache.entries).toBe(0);
		expect(cache.bytes).toBe(0);
	});

	it('drops what was not asked for longest, and stays within its bytes', () => {
		const cache = byteCache(3 * 2_048);
		for (const key of ['a', 'b', 'c']) cache.store(key, '1', answer(1_024));
		expect(cache.find('a', '1')).not.toBeNull();
		cache.store('d', '1', answer(1_024));
		expect(cache.find('b', '1')).toBeNull();
		for (const key of ['a', 'c', 'd']) expect(cache.find(key, '1'), key).not.toBeNull();
		for (let each = 0; each < 100; each += 1) {
			cache.store(`more ${each}`, '1', answer(each * 40));
			expect(cache.bytes).toBeLessThanOrEqual(3 * 2_048);
		}
	});

	it('keeps no answer that is larger than all of it, nor what it would have replaced', () => {
		const cache = byteCache(2_048);
		cache.store('a', '1', answer(10));
		cache.store('a', '1', answer(4_096));
		expect(cache.find('a', '1')).toBeNull();
		expect(cache.bytes).toBe(0);
	});

	it('counts an answer once that is stored again', () => {
		const cache = byteCache(10_000);
		cache.store('a', '1', answer(100));
		const once = cache.bytes;
		cache.store('a', '2', answer(100));
		expect(cache.bytes).toBe(once);
	});
});
