import { error } from '@sveltejs/kit';
import { findArticle } from '#lib/server/view/articles.ts';
import { secondsNow } from '#lib/server/view/seconds-now.ts';
import type { PageServerLoad } from './$types';

/** One article: its quotes in reading order, never its text. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const article = await findArticle(locals.reader, params.slug, { now: secondsNow() });
	if (!article) error(404, `No article is called "${params.slug}".`);
	return { article };
};
