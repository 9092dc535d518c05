import { error } from '@sveltejs/kit';
import { findArticle } from '#lib/server/view/articles.ts';
import type { PageServerLoad } from './$types';

/** One article: its quotes in reading order, never its text. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const { now } = await locals.dataState();
	const article = await findArticle(locals.reader, params.slug, { now });
	if (!article) error(404, `No article is called "${params.slug}".`);
	return { article };
};
