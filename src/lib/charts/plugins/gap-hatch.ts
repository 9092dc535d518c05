import type { Chart, Plugin } from 'chart.js';
import type { ChartPanel, MissingSpan } from '../chart-panel.ts';
import type { Palette } from '../palette.ts';

/** Distance between the lines of a hatch, pixels. */
const HATCH_STEP = 7;

/**
 * Hatches the stretches of time for which blocks are missing. A bucket without a sample (nobody made
 * such a transaction) is no gap: there the line just breaks.
 */
export function gapHatch(panel: ChartPanel, palette: Palette): Plugin<'line'> {
	return {
		id: 'gapHatch',
		beforeDatasetsDraw(chart) {
			for (const span of panel.missing) if (span.kind !== 'no_value') hatch(chart, span, palette);
		}
	};
}

function hatch(chart: Chart<'line'>, span: MissingSpan, palette: Palette): void {
	const { ctx, chartArea: area, scales } = chart;
	const x = scales['x'];
	if (!x) return;
	const left = Math.max(area.left, x.getPixelForValue(span.from));
	const right = Math.min(area.right, Math.max(x.getPixelForValue(span.to), left + 1));
	if (right <= left) return;
	const height = area.bottom - area.top;
	// a gap leans to the right, what is still to come to the left
	const lean = span.kind === 'gap' ? height : -height;
	ctx.save();
	ctx.beginPath();
	ctx.rect(left, area.top, right - left, height);
	ctx.clip();
	ctx.beginPath();
	ctx.strokeStyle = palette['ink-soft'];
	ctx.lineWidth = span.kind === 'gap' ? 0.8 : 0.4;
	// lines lie on one grid for the whole chart, so that neighbouring gaps hatch alike
	const first = Math.floor((left - height) / HATCH_STEP) * HATCH_STEP;
	for (let at = first; at <= right + height; at += HATCH_STEP) {
		if (Math.max(at, at + lean) < left || Math.min(at, at + lean) > right) continue;
		ctx.moveTo(at, area.bottom);
		ctx.lineTo(at + lean, area.top);
	}
	ctx.stroke();
	ctx.restore();
}
