import { articlesFor } from '#lib/articles/index.ts';
import type { Article } from '#lib/domain/claims.ts';
import type { Finding } from '#lib/domain/findings.ts';
import type { ArticleJson, ArticleRefJson } from '#lib/domain/wire/article.ts';
import type { StoreReader } from '#lib/server/store/ports/store.ts';
import { getClaims, type ViewTime } from './claims.ts';

/** How an article is named wherever it is referred to. */
export function articleRef(article: Article): ArticleRefJson {
	const { slug, title, publisher, published, url, demo } = article;
	return { slug, title, publisher, published, url, demo };
}

/** Every article with its statements, newest first. */
export async function getArticles(
	reader: StoreReader,
	time: ViewTime = {}
): Promise<ArticleJson[]> {
	const claims = new Map((await getClaims(reader, time)).map((claim) => [claim.slug, claim]));
	return articlesFor(await reader.isDemo())
		.map((article): ArticleJson => {
			const counts: Partial<Record<Finding, number>> = {};
			const statements = article.statements.map(({ id, quote, claim: slug }) => {
				const claim = claims.get(slug);
				if (!claim) throw new Error(`article ${article.slug}: ${id} names no claim "${slug}"`);
				counts[claim.finding] = (counts[claim.finding] ?? 0) + 1;
				const { kind, rated, finding, flags, reason } = claim;
				return { id, quote, claim: slug, kind, rated, finding, flags, reason };
			});
			return {
				...articleRef(article),
				byline: article.byline,
				accessed: article.accessed,
				text_sha256: article.text?.sha256 ?? null,
				counts,
				statements,
				gaps: [...article.gaps],
				contradictions: [...article.contradictions]
			};
		})
		.sort((a, b) => b.published.localeCompare(a.published));
}

/** One article, or null. */
export async function findArticle(
	reader: StoreReader,
	slug: string,
	time: ViewTime = {}
): Promise<ArticleJson | null> {
	return (await getArticles(reader, time)).find((article) => article.slug === slug) ?? null;
}
