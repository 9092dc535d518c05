import type { ClaimKind } from '#lib/domain/claims.ts';
import type { ChartPanel } from '#lib/charts/chart-panel.ts';
import { formatDay } from '#lib/domain/format/time.ts';
import type { BoardFilter, BoardSort } from './board-view.ts';

/** What each filter of the scoreboard is called. */
export const FILTER_WORDS: Readonly<Record<BoardFilter, string>> = {
	kind: 'Kind of claim',
	chain: 'Chain',
	finding: 'Finding',
	article: 'Article'
};

/** What each order of the scoreboard is called. */
export const SORT_WORDS: Readonly<Record<BoardSort, string>> = {
	distance: 'Greatest distance',
	changed: 'Newest change',
	article: 'Newest article',
	quote: 'Quote, A to Z'
};

/** A kind of claim in words: "Observed rate". */
export function kindWords(kind: ClaimKind): string {
	const words = kind.replaceAll('_', ' ');
	return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What a sparkline shows, for the line under it: "27 Oct 2026 to 26 Nov 2026, log scale". */
export function sparklineWords({ from, to, scale }: ChartPanel): string {
	return `${formatDay(from)} to ${formatDay(to - 1)}, ${scale === 'log' ? 'log scale' : 'from 0'}`;
}
