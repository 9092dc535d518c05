import { describe, expect, it } from 'vitest';
import { freestBox, isCrossed, type Box } from './free-box.ts';

const box = (left: number, top: number): Box => ({ left, top, width: 40, height: 10 });
const [first, second, third] = [box(0, 0), box(50, 0), box(0, 50)] as const;

describe('freestBox', () => {
	it('takes the first that nothing runs through', () => {
		expect(freestBox([first, second], [])).toBe(first);
		expect(
			freestBox(
				[first, second],
				[
					[
						{ x: -5, y: 5 },
						{ x: 45, y: 5 }
					]
				]
			)
		).toBe(second);
	});

	it('sees a stroke whose ends both lie outside, and one that is a point', () => {
		const across = [
			{ x: 20, y: -100 },
			{ x: 21, y: 100 }
		];
		expect(freestBox([first, second], [across])).toBe(second);
		expect([isCrossed(first, [across]), isCrossed(second, [across])]).toEqual([true, false]);
		expect(freestBox([first, second], [[{ x: 20, y: 5 }]])).toBe(second);
	});

	it('lets a stroke pass by, and sees none where the line is broken', () => {
		const slanting = [
			{ x: 30, y: -20 },
			{ x: 70, y: 20 }
		];
		expect(freestBox([first, third], [slanting])).toBe(first);
		const broken = [{ x: -5, y: 5 }, null, { x: 45, y: 5 }];
		expect(freestBox([first, second], [broken])).toBe(first);
	});

	it('takes the one that is crossed least where none is free', () => {
		const once = [
			{ x: 60, y: -5 },
			{ x: 60, y: 15 }
		];
		const twice = [
			{ x: 10, y: -5 },
			{ x: 10, y: 15 },
			{ x: 30, y: -5 }
		];
		expect(freestBox([first, second], [once, twice])).toBe(second);
	});

	it('refuses to choose from none', () => {
		expect(() => freestBox([], [])).toThrow(RangeError);
	});
});
