import { describe, expect, it } from 'vitest';
import { pointAfterKey } from './chart-keys.ts';

describe('pointAfterKey', () => {
	it.each([
		['ArrowLeft', 5, 4],
		['ArrowRight', 5, 6],
		['PageUp', 15, 5],
		['PageUp', 3, 0],
		['PageDown', 15, 20],
		['Home', 5, 0],
		['End', 5, 20],
		['ArrowLeft', 0, 0],
		['ArrowRight', 20, 20]
	])('%s leads from %i to %i of 20', (key, from, to) => {
		expect(pointAfterKey(key, from, 20)).toBe(to);
	});

	it('starts at the newest, or where the key says', () => {
		expect(pointAfterKey('ArrowLeft', null, 20)).toBe(20);
		expect(pointAfterKey('ArrowRight', null, 20)).toBe(20);
		expect(pointAfterKey('Home', null, 20)).toBe(0);
	});

	it('leads nowhere by other keys, or among no points', () => {
		expect(pointAfterKey('a', 5, 20)).toBeNull();
		expect(pointAfterKey('ArrowLeft', null, -1)).toBeNull();
	});
});
