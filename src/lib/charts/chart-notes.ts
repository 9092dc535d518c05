import type { ChartPanel, MissingKind } from './chart-panel.ts';
import { NO_BLOCK, reasonWords } from './measure-words.ts';
import { showsPublication, upgradeWords } from './chart-ticks.ts';
import { showsTolerance } from './plugins/tolerance-band.ts';
import { formatDay } from '#lib/domain/format/time.ts';

/** What the signs of a chart mean, in words, for where no key can be drawn: only those that it has. */
export function chartNotes(panel: ChartPanel): string[] {
	const has = (kind: MissingKind) => panel.missing.some((span) => span.kind === kind);
	const seen = panel.points.filter((point) => point.y !== null);
	const reasons = panel.missing
		.filter(({ kind, reason }) => kind === 'no_value' && reason !== 'no_block')
		.map((span) => `line interrupted: ${reasonWords(span.reason)}`);
	const upgrades = upgradeWords(panel);
	const zeros = panel.scale === 'log' && seen.some((point) => point.y === 0);
	return [
		...(panel.claim ? ['dashed: the claim'] : []),
		...(showsTolerance(panel) ? ['shaded: what still agrees with it'] : []),
		...(has('gap') ? ['hatched: blocks missing, value unknown'] : []),
		...(has('not_yet_collected') ? ['lightly hatched: not yet collected'] : []),
		...(panel.halts.length > 0 ? [`bar with raised ends: ${NO_BLOCK}`] : []),
		...new Set(reasons),
		...(zeros ? ['bars on the line at 0: measured, and it was 0'] : []),
		...(seen.some((point) => point.coverage < 1) ? ['hollow dots: not every block seen'] : []),
		...(seen.some((point) => point.provisional) ? ['broken line: provisional'] : []),
		...(seen.some((point) => point.spread !== null)
			? ['ribbon: from the 10th to the 90th percentile']
			: []),
		...(upgrades === null ? [] : [`upgrades: ${upgrades}`]),
		...(panel.published !== null && !showsPublication(panel)
			? [
					`published ${formatDay(panel.published)}, ${panel.published < panel.from ? 'before' : 'after'} the time shown`
				]
			: [])
	];
}
