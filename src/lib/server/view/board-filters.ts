import { CHAINS } from '#lib/domain/chains.ts';
import { CLAIM_KINDS, type ClaimKind } from '#lib/domain/claims.ts';
import { FINDINGS, type Finding } from '#lib/domain/findings.ts';
import { FINDING_LOOKS } from '#lib/domain/format/finding-words.ts';
import {
	listed,
	valueCounts,
	valuesOf,
	type BoardClaim,
	type LastChanges
} from './board-claims.ts';
import { BOARD_FILTERS, type BoardFilter, type BoardView } from './board-view.ts';
import { FILTER_WORDS, kindWords } from './board-words.ts';

/** One value that a filter of the scoreboard can take. */
export interface FilterOption {
	readonly value: string;
	readonly label: string;
	/** How many claims it alone would list, with the other filters as they are. */
	readonly count: number;
	readonly chosen: boolean;
}

/** A filter of the scoreboard with every value that any claim has, or that is chosen. */
export interface FilterGroup {
	readonly name: BoardFilter;
	readonly legend: string;
	readonly options: readonly FilterOption[];
}

/** The filters of the scoreboard in the order of its address. */
export function filterGroups(
	claims: readonly BoardClaim[],
	view: BoardView,
	changes: LastChanges,
	since: number
): FilterGroup[] {
	const titles = new Map(claims.map(({ article }) => [article.slug, article.title]));
	const labelled: Readonly<Record<BoardFilter, readonly (readonly [string, string])[]>> = {
		kind: CLAIM_KINDS.map((kind: ClaimKind) => [kind, kindWords(kind)]),
		chain: CHAINS.map(({ id, name }) => [String(id), name]),
		finding: FINDINGS.map((finding: Finding) => [finding, FINDING_LOOKS[finding].label]),
		article: [...titles]
	};
	return BOARD_FILTERS.map((name) => {
		const counts = valueCounts(claims, view, name, changes, since);
		const present = valuesOf(claims, name);
		const chosen = view[name].map(String);
		const options = labelled[name]
			.filter(([value]) => present.has(value) || chosen.includes(value))
			.map(([value, label]) => ({
				...{ value, label, count: counts.get(value) ?? 0 },
				chosen: chosen.includes(value)
			}));
		return { name, legend: FILTER_WORDS[name], options };
	});
}

/** How many claims the filter of changes alone would list, with the other filters as they are. */
export function changedCount(
	claims: readonly BoardClaim[],
	view: BoardView,
	changes: LastChanges,
	since: number
): number {
	return listed(claims, { ...view, changed: true }, changes, since).length;
}
