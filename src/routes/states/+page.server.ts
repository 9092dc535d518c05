import { sparkline } from '#lib/charts/sparkline.ts';
import { FINDING_LOOKS } from '#lib/domain/format/finding-words.ts';
import { chartSvg } from '#lib/server/render/chart-svg.ts';
import { sparklineWords } from '#lib/server/view/board-words.ts';
import type { PageServerLoad } from './$types';
import { CHARTS, FINDING_ROWS, ROWS, type MadeUpRow } from './made-up.ts';

/** The pictures of what is made up, drawn as those of real data are. */
export const load: PageServerLoad = () => ({
	rows: ROWS.map(drawn),
	findings: FINDING_ROWS.map((row) => ({
		...drawn(row),
		title: FINDING_LOOKS[row.claim.finding].meaning
	})),
	charts: CHARTS.flatMap(({ id, title, panel }) => {
		if (!panel) return [];
		const words = { title, description: `${title}. Made up.` };
		const svg = (name: string, width: number, height: number) =>
			chartSvg(panel, { id: `${id}-${name}`, width, height, ...words });
		return [{ id, title, panel, wide: svg('wide', 760, 300), narrow: svg('narrow', 340, 280) }];
	})
});

function drawn({ panel, ...row }: MadeUpRow) {
	return {
		...row,
		trend: panel && { drawing: sparkline(panel), words: sparklineWords(panel) }
	};
}
