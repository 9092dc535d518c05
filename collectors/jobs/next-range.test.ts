import { expect, it } from 'vitest';
import { nextRange } from './next-range.ts';

it('has nothing to say where nothing is missing, or all was tried', () => {
	expect(nextRange([], [], 10)).toBeNull();
	expect(nextRange([{ from: 5, to: 9 }], [{ from: 0, to: 20 }], 10)).toBeNull();
});

it('takes the newest blocks first, at most as many as asked', () => {
	const gaps = [
		{ from: 0, to: 99 },
		{ from: 200, to: 204 }
	];
	expect(nextRange(gaps, [], 10)).toEqual({ from: 200, to: 204 });
	expect(nextRange(gaps, [{ from: 200, to: 204 }], 10)).toEqual({ from: 90, to: 99 });
});

it('goes around what was tried', () => {
	expect(nextRange([{ from: 0, to: 99 }], [{ from: 50, to: 99 }], 10)).toEqual({
		from: 40,
		to: 49
	});
	expect(nextRange([{ from: 0, to: 99 }], [{ from: 98, to: 98 }], 10)).toEqual({
		from: 99,
		to: 99
	});
});
