import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeLabels } from './place-labels.ts';

const AREA = { left: 0, right: 700 };

describe('placeLabels', () => {
	it('stands on the side with more room, in the lowest row', () => {
		expect(placeLabels([{ at: 100, width: 50 }], AREA, 2)).toEqual([
			{ row: 0, left: 105, right: 155 }
		]);
		expect(placeLabels([{ at: 600, width: 50 }], AREA, 2)).toEqual([
			{ row: 0, left: 545, right: 595 }
		]);
	});

	it('takes another row or gives up, and never the first', () => {
		const label = { at: 300, width: 280 };
		const placed = placeLabels([label, { ...label, at: 304 }, { ...label, at: 308 }], AREA, 2);
		expect(placed.map((each) => each?.row ?? null)).toEqual([0, 0, null]);
		expect(placeLabels([{ at: 5, width: 800 }], AREA, 2)).toEqual([null]);
	});

	it('never overlaps, leaves the area, or runs a stem through a label', () => {
		const label = fc.record({
			at: fc.integer({ min: 0, max: 700 }),
			width: fc.integer({ min: 20, max: 200 })
		});
		fc.assert(
			fc.property(fc.array(label, { maxLength: 8 }), (labels) => {
				const placed = placeLabels(labels, AREA, 2).map((each, index) => ({
					at: labels[index]!.at,
					box: each
				}));
				for (const { at, box } of placed) {
					if (!box) continue;
					expect(box.left).toBeGreaterThanOrEqual(AREA.left);
					expect(box.right).toBeLessThanOrEqual(AREA.right);
					for (const other of placed) {
						if (!other.box || other.box === box) continue;
						if (other.box.row === box.row)
							expect(other.box.right <= box.left || box.right <= other.box.left).toBe(true);
						if (box.row > other.box.row)
							expect(at < other.box.left || at > other.box.right).toBe(true);
					}
				}
			})
		);
	});
});
