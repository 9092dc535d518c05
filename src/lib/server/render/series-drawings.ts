import { chartPanels, type ChartPanel } from '#lib/charts/chart-panel.ts';
import { panelSubtitle, panelTitle } from '#lib/charts/measure-words.ts';
import { quantityText } from '#lib/charts/quantity-text.ts';
import { formatDay, isoDays } from '#lib/domain/format/time.ts';
import { METRICS, type MetricId } from '#lib/domain/metrics/registry.ts';
import type { SeriesJson } from '#lib/domain/wire/series.ts';
import { chartSvg } from './chart-svg.ts';
import { NARROW, seriesHref, WIDE, type PanelDrawing } from './claim-drawings.ts';

/** A series drawn by itself, without a claim; `id` must be unique on its page. Null where nothing can be drawn. */
export function seriesDrawing(
	series: SeriesJson,
	id: string,
	scale: ChartPanel['scale'] | null
): PanelDrawing | null {
	const [panel] = chartPanels([series], null, scale);
	if (!panel) return null;
	const title = panelTitle(panel, METRICS[panel.metric as MetricId].title);
	const days = `${formatDay(panel.from)} to ${formatDay(panel.to - 1)}`;
	const sentence = `${title}, ${days}.${reachWords(panel)}`;
	const words = { title, description: sentence };
	const source = `Data: chain ${panel.chain} via RPC, ${isoDays(panel)}`;
	return {
		...{ panel, title, sentence },
		subtitle: panelSubtitle(panel),
		wide: chartSvg(panel, { id: `${id}-wide`, ...WIDE, ...words }),
		narrow: chartSvg(panel, { id: `${id}-narrow`, ...NARROW, ...words }),
		attribution: `${source} · Chart: Claimgauge · CC BY 4.0`,
		dataHref: seriesHref(series)
	};
}

/** From where to where a series goes, and where it ends: " From 1 tx/s to 9 tx/s; the last is 4 tx/s." */
function reachWords({ points, unit }: ChartPanel): string {
	const values = points.flatMap(({ y }) => (y === null ? [] : [y]));
	const last = values.at(-1);
	if (last === undefined) return '';
	const [least, greatest] = [Math.min, Math.max].map((pick) => values.reduce((a, b) => pick(a, b)));
	const text = (value = last) => quantityText(value, unit);
	return ` From ${text(least)} to ${text(greatest)}; the last is ${text(last)}.`;
}
