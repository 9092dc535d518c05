import { compareChart } from '#lib/charts/compare-chart.ts';
import type { ComparePanel } from '#lib/charts/compare-panel.ts';
import { SENTINELS } from '#lib/charts/palette.ts';
import { drawingSvg } from './chart-svg.ts';

/** For a wide page one drawing of all lines, for a phone one of each, on the same axes. Pixels. */
const WIDE = { width: 900, height: 420 };
const SMALL = { width: 340, height: 190 };

/** A comparison as drawn by the server. */
export interface CompareDrawing {
	readonly wide: string;
	readonly small: readonly { readonly chain: number; readonly svg: string }[];
}

/** Draws a comparison; `title` and `sentence` are its text alternative. */
export function compareDrawing(
	compared: ComparePanel,
	title: string,
	sentence: string
): CompareDrawing {
	return {
		wide: drawingSvg(compareChart(compared, SENTINELS, WIDE.width, true), {
			...WIDE,
			id: 'compared-all',
			title,
			description: sentence
		}),
		small: compared.series.map((each) => ({
			chain: each.panel.chain,
			svg: drawingSvg(
				compareChart({ ...compared, series: [each] }, SENTINELS, SMALL.width, false),
				{
					...SMALL,
					id: `compared-${each.panel.chain}`,
					title: `${each.panel.chainName}: ${title}`,
					description: sentence
				}
			)
		}))
	};
}
