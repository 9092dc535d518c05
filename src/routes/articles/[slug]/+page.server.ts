import { error } from '@sveltejs/kit';
import { FINDINGS, type Finding } from '#lib/domain/findings.ts';
import { findArticle } from '#lib/server/view/articles.ts';
import { getArticleNotes } from '#lib/server/view/article-notes.ts';
import type { PageServerLoad } from './$types';

/** One article: its quotes in reading order, never its text; `?finding=F` only those of which F is shown. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { now } = await locals.dataState();
	const article = await findArticle(locals.reader, params.slug, { now });
	if (!article) error(404, `No article is called "${params.slug}".`);
	return {
		article,
		notes: await getArticleNotes(locals.reader, params.slug, { now }),
		finding: askedFinding(url.searchParams)
	};
};

/** The finding that an address asks for, or null. Throws a page of 400. */
function askedFinding(query: URLSearchParams): Finding | null {
	const [asked, ...more] = query.getAll('finding');
	if (asked === undefined) return null;
	const finding = FINDINGS.find((each) => each === asked);
	if (finding === undefined) error(400, `finding "${asked}" is none of ${FINDINGS.join(', ')}.`);
	if (more.length > 0) error(400, 'finding is given twice: give it once.');
	return finding;
}
