import { describe, expect, it } from 'vitest';
import type { ChartPanel } from './chart-panel.ts';
import { onSharedScales } from './shared-scale.ts';
import { sparkline } from './sparkline.ts';

function panel(words: Partial<ChartPanel> & { values?: readonly (number | null)[] }): ChartPanel {
	const { values = [], ...rest } = words;
	return {
		metric: 'throughput.tx',
		unit: 'tx/s',
		bucketSeconds: 10,
		from: 0,
		to: values.length * 10,
		points: values.map((y, index) => ({ x: index * 10 + 5, y, coverage: 1, n: 1 })),
		missing: [],
		halts: [],
		claim: null,
		scale: 'linear',
		range: { min: 0, max: 1 },
		...rest
	} as ChartPanel;
}
const claim = (low: number) => ({ low, high: low, label: '', tolerance: null });
const heights = (drawn: ChartPanel) =>
	[...sparkline(drawn).line.matchAll(/[ML][\d.]+ ([\d.]+)/g)].map((match) => Number(match[1]));

describe('onSharedScales', () => {
	it('draws the same value at the same height in every row of a metric', () => {
		const [low, high] = onSharedScales([
			panel({ values: [1, 2], range: { min: 0, max: 2.2 } }),
			panel({ values: [10, 2], range: { min: 0, max: 11 } })
		]) as [ChartPanel, ChartPanel];
		expect(low.scale).toBe('linear');
		expect(heights(low)[1]).toBe(heights(high)[1]);
		expect(heights(high)[0]).toBeLessThan(heights(low)[0]!);
	});

	it('is logarithmic for all where one needs it, and holds every value and claim', () => {
		const shared = onSharedScales([
			panel({ values: [0, 3], range: { min: 0, max: 4 } }),
			panel({
				values: [null, 2],
				claim: claim(5_000),
				scale: 'log',
				range: { min: 1, max: 15_000 }
			})
		]) as ChartPanel[];
		for (const { scale, range } of shared) {
			expect(scale).toBe('log');
			expect(range.min).toBeGreaterThan(0);
			expect(range.min).toBeLessThan(2);
			expect(range.max).toBeGreaterThan(5_000);
		}
		expect(shared[0]?.range).toEqual(shared[1]?.range);
	});

	it('keeps metrics and units apart, and what is not drawn undrawn', () => {
		const shared = onSharedScales([
			panel({ values: [1], range: { min: 0, max: 1 } }),
			null,
			panel({ values: [9], metric: 'fee.base', range: { min: 0, max: 9 } }),
			panel({ values: [7], unit: 'tx/d' as never, range: { min: 0, max: 7 } })
		]);
		expect(shared.map((each) => each?.range.max ?? null)).toEqual([1, null, 9, 7]);
	});

	it('has a scale where nothing is known but zeros', () => {
		const [only] = onSharedScales([panel({ values: [0], scale: 'log' })]) as [ChartPanel];
		expect(only.range.max).toBeGreaterThan(only.range.min);
	});
});
