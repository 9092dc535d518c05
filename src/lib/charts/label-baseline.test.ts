import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { labelBaseline } from './label-baseline.ts';

const AREA = { top: 0, bottom: 300 };
const label = (y: number) => ({ left: 140, right: 200, y });

describe('the baseline of a figure beside its point', () => {
	it('is just above the point where the line comes from below or from the side', () => {
		const rising = [
			{ x: 100, y: 250 },
			{ x: 197, y: 100 }
		];
		expect(labelBaseline(label(100), rising, [], AREA)).toBe(91);
	});

	it('is below where the line comes down to the point', () => {
		const falling = [
			{ x: 100, y: 20 },
			{ x: 197, y: 200 }
		];
		expect(labelBaseline(label(200), falling, [], AREA)).toBeGreaterThan(210);
	});

	it('gives way to the line of a claim and the words on it', () => {
		const flat = [
			{ x: 100, y: 100 },
			{ x: 197, y: 100 }
		];
		expect(labelBaseline(label(100), flat, [], AREA)).toBe(91);
		expect(labelBaseline(label(100), flat, [90], AREA)).toBeGreaterThan(110);
	});

	it('never lies on the line where there is room', () => {
		const heights = fc.array(fc.integer({ min: 60, max: 240 }), { minLength: 2, maxLength: 40 });
		fc.assert(
			fc.property(heights, (ys) => {
				const line = ys.map((y, index) => ({ x: 197 - (ys.length - 1 - index) * 9, y }));
				const baseline = labelBaseline(label(ys.at(-1)!), line, [], AREA);
				expect(baseline).toBeGreaterThan(AREA.top);
				expect(baseline).toBeLessThan(AREA.bottom);
				for (const { x, y } of line)
					if (x >= 140) expect(y < baseline - 11 || y > baseline + 3, `${x} ${y}`).toBe(true);
			})
		);
	});

	it('is above the point where the whole plot is taken', () => {
		const jagged = Array.from({ length: 60 }, (_, index) => ({
			x: 138 + index,
			y: index % 2 ? 0 : 300
		}));
		expect(labelBaseline(label(150), jagged, [], AREA)).toBe(141);
	});
});
