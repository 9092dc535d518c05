import { describe, expect, it } from 'vitest';
import { createArrivingBytes } from './arriving-bytes.ts';

describe('createArrivingBytes', () => {
	it('refuses what passes the limit, and keeps what came before', () => {
		const arriving = createArrivingBytes([], 5);
		expect(arriving.add(Buffer.from('abc'))).toBe(true);
		expect(arriving.add(Buffer.from('def'))).toBe(false);
		expect(arriving.bytes().toString()).toBe('abc');
		expect(arriving.add(Buffer.from('de'))).toBe(true);
		expect(arriving.bytes().toString()).toBe('abcde');
	});

	it('grows with the answer, and hands its memory on to the next one only', () => {
		const spares: Buffer[] = [];
		const first = createArrivingBytes(spares, 1_000_000);
		for (let chunk = 0; chunk < 10; chunk++) first.add(Buffer.alloc(50_000, String(chunk)));
		expect(first.bytes().length).toBe(500_000);
		expect(first.bytes().subarray(449_999, 450_001).toString()).toBe('89');
		first.release();
		expect(spares).toHaveLength(1);
		const second = createArrivingBytes(spares, 1_000_000);
		const third = createArrivingBytes(spares, 1_000_000);
		second.add(Buffer.from('second'));
		third.add(Buffer.from('third'));
		expect(second.bytes().toString()).toBe('second');
	});

	it('keeps no memory of an answer that was very large', () => {
		const spares: Buffer[] = [];
		const arriving = createArrivingBytes(spares, 10_000_000);
		arriving.add(Buffer.alloc(9_000_000));
		arriving.release();
		expect(spares).toEqual([]);
	});
});
