import { describe, expect, it } from 'vitest';
import type { ChartPanel, PanelPoint } from './chart-panel.ts';
import { sparkline, SPARKLINE_HEIGHT, SPARKLINE_WIDTH } from './sparkline.ts';

function panel(values: readonly (number | null)[], change: Partial<ChartPanel> = {}): ChartPanel {
	return {
		chain: 324,
		chainName: 'ZKsync Era',
		demo: false,
		metric: 'throughput.user_tx',
		statistic: 'mean',
		peakWindow: null,
		unit: 'tx/s',
		bucketSeconds: 10,
		from: 0,
		to: values.length * 10,
		points: values.map((y, k): PanelPoint => ({
			x: k * 10 + 5,
			y,
			n: 1,
			coverage: 1,
			provisional: false,
			reason: null,
			blocks: null,
			peakBlock: null,
			spread: null
		})),
		missing: [],
		halts: [],
		claim: { low: 100, high: 100, label: 'Claimed: 100', tolerance: null },
		published: null,
		events: [],
		explorer: null,
		scale: 'log',
		range: { min: 1, max: 100 },
		...change
	};
}

describe('sparkline', () => {
	it('draws nothing for nothing', () => {
		const drawn = sparkline(panel([null, null]));
		expect(drawn.line).toBe('');
		expect(drawn.zeros).toEqual([]);
	});

	it('breaks at a missing value and at a zero, and shows only the zero as one', () => {
		const drawn = sparkline(panel([1, null, 10, 0, 10]));
		expect(drawn.line.match(/M/g)).toHaveLength(3);
		expect(drawn.zeros).toHaveLength(1);
	});

	it('stands on a log scale with the claim at its place', () => {
		const drawn = sparkline(panel([1, 10, 100]));
		const heights = [...drawn.line.matchAll(/ ([\d.]+)/g)].map((match) => Number(match[1]));
		const [low = 0, middle = 0, high = 0] = heights;
		expect(middle - high).toBeCloseTo(low - middle, 0);
		expect(drawn.claim).toEqual([high]);
	});

	it('hatches what was not collected but not what nobody did', () => {
		const missing: ChartPanel['missing'] = [
			{ from: 0, to: 10, kind: 'gap', reason: 'no block of this window is collected' },
			{ from: 20, to: 30, kind: 'no_value', reason: 'no_sample' }
		];
		expect(sparkline(panel([null, 1, null], { missing })).gaps).toHaveLength(1);
	});

	it('has a bar where the chain made no block, and no hatch there', () => {
		const drawn = sparkline(panel([0, 1, null], { halts: [{ from: 0, to: 10 }] }));
		expect(drawn.halts).toEqual([{ x: 3, width: expect.closeTo(71, 0) }]);
		expect(drawn.gaps).toEqual([]);
	});

	it('stays inside its box', () => {
		const drawn = sparkline(panel([1, 100, 0, 55]));
		for (const { x, width } of drawn.zeros) expect(x + width).toBeLessThanOrEqual(SPARKLINE_WIDTH);
		for (const height of drawn.claim) expect(height).toBeLessThanOrEqual(SPARKLINE_HEIGHT);
	});
});
