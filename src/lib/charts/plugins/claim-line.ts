import type { Chart, Plugin } from 'chart.js';
import type { ChartPanel } from '../chart-panel.ts';
import { LABEL_SIZE, labelFont } from '../chart-style.ts';
import type { Palette } from '../palette.ts';

/** How much wider the label may be set than is measured: a server only estimates, for upright letters. */
const SEMI_BOLD = 1.15;

/** Draws what was claimed as a dashed line, two for a range, with its label on the line. */
export function claimLinePlugin(panel: ChartPanel, palette: Palette): Plugin<'line'> {
	return {
		id: 'claimLine',
		afterDatasetsDraw(chart) {
			const { claim } = panel;
			if (!claim) return;
			const edges = [...new Set([claim.high, claim.low])].filter((edge) => edge !== null);
			edges.forEach((edge) => dashed(chart, edge, palette));
			const top = edges[0];
			if (top !== undefined) label(chart, top, claim.label, palette);
		}
	};
}

function dashed(chart: Chart<'line'>, value: number, palette: Palette): void {
	const { ctx, chartArea: area } = chart;
	const y = chart.scales['y']?.getPixelForValue(value) ?? Number.NaN;
	if (!(y >= area.top && y <= area.bottom)) return;
	ctx.save();
	ctx.strokeStyle = palette.ink;
	ctx.lineWidth = 1.5;
	ctx.setLineDash([6, 4]);
	ctx.beginPath();
	ctx.moveTo(area.left, y);
	ctx.lineTo(area.right, y);
	ctx.stroke();
	ctx.restore();
}

function label(chart: Chart<'line'>, value: number, words: string, palette: Palette): void {
	const { ctx, chartArea: area } = chart;
	const y = chart.scales['y']?.getPixelForValue(value) ?? area.top;
	ctx.save();
	ctx.font = labelFont(600);
	ctx.textAlign = 'left';
	ctx.textBaseline = 'alphabetic';
	const room = area.right - area.left - 8;
	// on a phone the dashes alone must say that it is the claim
	const width = (text: string) => ctx.measureText(text).width * SEMI_BOLD;
	const text = width(words) > room ? words.replace(/^Claimed: /, '') : words;
	const above = y - 7 >= area.top + LABEL_SIZE;
	const baseline = above ? y - 7 : y + LABEL_SIZE + 5;
	ctx.fillStyle = palette.paper;
	ctx.fillRect(area.left + 2, baseline - 10, Math.min(room, width(text)) + 4, 13);
	ctx.fillStyle = palette.ink;
	ctx.fillText(text, area.left + 4, baseline);
	ctx.restore();
}
