import type { Plugin } from 'chart.js';
import type { ChartPanel, PanelPoint } from '../chart-panel.ts';
import type { Palette } from '../palette.ts';

type SpreadPoint = PanelPoint & { readonly spread: NonNullable<PanelPoint['spread']> };

/** Points in a row that have a spread; one without ends a stretch, as it breaks the line. */
function stretches(points: readonly PanelPoint[]): SpreadPoint[][] {
	const all: SpreadPoint[][] = [[]];
	for (const point of points) {
		if (point.spread) all.at(-1)?.push(point as SpreadPoint);
		else if (all.at(-1)?.length) all.push([]);
	}
	return all.filter((stretch) => stretch.length > 1);
}

/** Shades from the 10th to the 90th percentile around a line of medians. */
export function spreadRibbon(panel: ChartPanel, palette: Palette): Plugin<'line'> {
	return {
		id: 'spreadRibbon',
		beforeDatasetsDraw({ ctx, scales }) {
			const { x, y } = scales;
			if (!x || !y) return;
			// a logarithmic axis has no place for 0: there the ribbon ends with the plot
			const up = (value: number) => y.getPixelForValue(Math.max(value, panel.range.min));
			ctx.save();
			ctx.globalAlpha = 0.2;
			ctx.fillStyle = palette.series;
			for (const stretch of stretches(panel.points)) {
				ctx.beginPath();
				for (const point of stretch) ctx.lineTo(x.getPixelForValue(point.x), up(point.spread[1]));
				for (const point of [...stretch].reverse())
					ctx.lineTo(x.getPixelForValue(point.x), up(point.spread[0]));
				ctx.closePath();
				ctx.fill();
			}
			ctx.restore();
		}
	};
}
