import { articlesFor } from '#lib/articles/index.ts';
import { besideOf, chartPanels, type ChartPanel } from '#lib/charts/chart-panel.ts';
import { onSharedScales } from '#lib/charts/shared-scale.ts';
import { sparkline, type Sparkline } from '#lib/charts/sparkline.ts';
import { CHAINS } from '#lib/domain/chains.ts';
import type { Finding } from '#lib/domain/findings.ts';
import { DAY, iso } from '#lib/domain/time.ts';
import type { UnixSeconds } from '#lib/domain/units.ts';
import type { ArticleRefJson } from '#lib/domain/wire/article.ts';
import type { ClaimJson } from '#lib/domain/wire/claim.ts';
import { boardOrder, listed } from './board-claims.ts';
import type { BoardKnown, BoardView } from './board-view.ts';
import { sparklineWords } from './board-words.ts';
import type { StoreReader } from '../store/ports/store.ts';
import type { ShownChange } from '../store/ports/verdicts.ts';
import { changedCount, filterGroups, type FilterGroup } from './board-filters.ts';
import { getClaims, type ViewTime } from './claims.ts';
import { coveredBy } from './covered-by.ts';
import { claimSeries } from './series.ts';

/** How far back `changed=30d` looks, in seconds. */
const CHANGED_SECONDS = 30 * DAY;
/** How many changes the scoreboard tells of. */
const CHANGES = 6;

/** A rated claim with its trend, on the scale of its metric. */
export interface BoardRow {
	readonly claim: ClaimJson;
	readonly trend: { readonly drawing: Sparkline; readonly words: string } | null;
	/** Whether its series could not be read: the other rows stand all the same. */
	readonly failed: boolean;
	/** When its window will be covered as its reading asks, ISO 8601; null where that is not known. */
	readonly coveredBy: string | null;
}

/** A change of what a claim shows. */
export interface ChangeRow extends Omit<ShownChange, 'claimSlug' | 'at'> {
	readonly slug: string;
	readonly quote: string;
	readonly at: string;
}

/** An article with how many of its statements have each finding. */
export interface ArticleRow extends ArticleRefJson {
	readonly counts: Readonly<Partial<Record<Finding, number>>>;
}

/** All that the scoreboard shows. */
export interface Board {
	readonly rated: readonly BoardRow[];
	readonly unrated: readonly Pick<ClaimJson, 'slug' | 'quote' | 'reason'>[];
	/** Claims that are listed, and that there are. */
	readonly listed: number;
	readonly claims: number;
	readonly statements: number;
	readonly ratedStatements: number;
	readonly articles: readonly ArticleRow[];
	readonly filters: readonly FilterGroup[];
	readonly changed: { readonly since: string; readonly count: number };
	readonly changes: readonly ChangeRow[];
	/** Whether any claim, listed or not, has a figure; and when the first window will be covered enough. */
	readonly anyFigure: boolean;
	readonly firstCoveredBy: string | null;
}

/** What the scoreboard of this database can be asked for. */
export async function boardKnown(reader: StoreReader): Promise<BoardKnown> {
	const articles = articlesFor(await reader.isDemo()).map(({ slug }) => slug);
	return { chains: CHAINS.map(({ id }) => id), articles };
}

/** The scoreboard in a view, as of now or of an earlier time. */
export async function getBoard(
	reader: StoreReader,
	view: BoardView,
	time: ViewTime & { readonly now: UnixSeconds }
): Promise<Board> {
	const claims = await getClaims(reader, time);
	const changes = await reader.getLastChanges(time.asOf);
	const since = (time.asOf ?? time.now) - CHANGED_SECONDS;
	const shown = listed(claims, view, changes, since).sort(boardOrder(view.sort, changes));
	const { trends, failed } = await trendsOf(reader, claims, time.asOf);
	const demo = await reader.isDemo();
	const statements = (all: readonly ClaimJson[]) =>
		all.reduce((sum, claim) => sum + claim.statements.length, 0);
	return {
		rated: shown
			.filter(({ rated }) => rated)
			.map((claim) => ({
				claim,
				trend: trends.get(claim.slug) ?? null,
				failed: failed.has(claim.slug),
				coveredBy: coveredBy(claim, demo)
			})),
		unrated: shown
			.filter(({ rated }) => !rated)
			.map(({ slug, quote, reason }) => ({ slug, quote, reason })),
		listed: shown.length,
		claims: claims.length,
		statements: statements(claims),
		ratedStatements: statements(claims.filter(({ rated }) => rated)),
		articles: articleRows(claims),
		filters: filterGroups(claims, view, changes, since),
		changed: { since: iso(since), count: changedCount(claims, view, changes, since) },
		changes: await changeRows(reader, claims, time.asOf),
		anyFigure: claims.some(({ measured }) => (measured?.value ?? null) !== null),
		firstCoveredBy: claims.map((claim) => coveredBy(claim, demo)).reduce(earlier, null)
	};
}

function earlier(a: string | null, b: string | null): string | null {
	return a === null || (b !== null && b < a) ? b : a;
}

/** The trend of every rated claim, listed or not: a filter must not move the scale of a row that stays. */
async function trendsOf(
	reader: StoreReader,
	claims: readonly ClaimJson[],
	asOf: UnixSeconds | undefined
): Promise<{ trends: Map<string, NonNullable<BoardRow['trend']>>; failed: Set<string> }> {
	const failed = new Set<string>();
	const rated = claims.filter(({ rated }) => rated);
	const panels = await Promise.all(
		rated.map(async (claim): Promise<ChartPanel | null> => {
			try {
				const series = await claimSeries(reader, claim, asOf);
				return chartPanels(series, besideOf(claim))[0] ?? null;
			} catch (fault) {
				console.error(`the trend of ${claim.slug} could not be read:`, fault);
				failed.add(claim.slug);
				return null;
			}
		})
	);
	const trends = new Map(
		onSharedScales(panels).flatMap((panel, index) => {
			const claim = rated[index];
			if (!panel || !claim) return [];
			return [[claim.slug, { drawing: sparkline(panel), words: sparklineWords(panel) }] as const];
		})
	);
	return { trends, failed };
}

/** The newest changes of claims that are still listed anywhere. */
async function changeRows(
	reader: StoreReader,
	claims: readonly ClaimJson[],
	asOf: UnixSeconds | undefined
): Promise<ChangeRow[]> {
	const quotes = new Map(
		claims.filter(({ rated }) => rated).map(({ slug, quote }) => [slug, quote])
	);
	// those of claims that were withdrawn from the articles since are read with them
	const recent = await reader.getRecentChanges(CHANGES * 4, asOf);
	return recent
		.flatMap(({ claimSlug: slug, at, from, to, reason }) => {
			const quote = quotes.get(slug);
			return quote === undefined ? [] : [{ slug, quote, at: iso(at), from, to, reason }];
		})
		.slice(0, CHANGES);
}

function articleRows(claims: readonly ClaimJson[]): ArticleRow[] {
	const byArticle = Map.groupBy(claims, ({ article }) => article.slug);
	return [...byArticle.values()]
		.flatMap((all) => {
			const counts: Partial<Record<Finding, number>> = {};
			for (const { finding, statements } of all)
				counts[finding] = (counts[finding] ?? 0) + statements.length;
			return all[0] ? [{ ...all[0].article, counts }] : [];
		})
		.sort((a, b) => b.published.localeCompare(a.published));
}
