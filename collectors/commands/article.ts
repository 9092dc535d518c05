import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DEMO_TEXT } from '#lib/articles/demo.ts';
import { ARTICLES, DEMO_ARTICLES } from '#lib/articles/index.ts';
import { lintArticles, type ArticleText } from '#lib/articles/lint.ts';
import type { Fault } from '#lib/articles/lint/fields.ts';
import { lintUnfinished } from '#lib/articles/lint/unfinished.ts';
import { sha256Text } from '#lib/server/measure/identity.ts';
import { parseArguments } from './arguments.ts';
import type { CommandContext } from './command.ts';
import { UsageError } from './usage-error.ts';

/**
 * `article lint [FILE…] [--text FILE…]`: check article files (typed or JSON), or without a file those of
 * the project. A text belongs to the article that states its SHA-256. Exit code 1 when a fault is found.
 * `article check FILE…` does the same for drafts: what is still to be written is listed, and is no fault.
 * `article import FILE|URL [--out FILE]` writes a draft.
 */
export async function article(context: CommandContext): Promise<number> {
	const { values, positionals } = parseArguments(
		context.args,
		{
			text: { type: 'string', multiple: true },
			json: { type: 'boolean', default: false },
			out: { type: 'string' }
		},
		true
	);
	const [verb, ...files] = positionals;
	if (verb === 'import')
		return (await import('./article-import.ts')).importArticle(context, files, values.out);
	if (values.out !== undefined) throw new UsageError('--out is for "article import" only');
	if (verb === 'lint') return lint(context, files, values.text ?? [], values.json);
	if (verb === 'check') return check(context, files, values.text ?? [], values.json);
	throw new UsageError(
		`article ${verb ?? ''}: there are "article lint [FILE…]", "article check FILE…" and "article import FILE|URL"`
	);
}

async function lint(
	context: CommandContext,
	files: readonly string[],
	texts: readonly string[],
	json: boolean
): Promise<number> {
	const articles: unknown[] =
		files.length === 0 ? [...ARTICLES, ...DEMO_ARTICLES] : await Promise.all(files.map(load));
	const faults = lintArticles(articles, await matchTexts(articles, texts));
	for (const fault of faults) context.write(json ? JSON.stringify(fault) : lineOf(fault));
	if (!json)
		context.write(
			faults.length === 0
				? `${articles.length} articles, no fault.`
				: `${faults.length} faults in ${articles.length} articles.`
		);
	return faults.length === 0 ? 0 : 1;
}

/** Drafts are whole in form, with fields that a person has to write. */
async function check(
	context: CommandContext,
	files: readonly string[],
	texts: readonly string[],
	json: boolean
): Promise<number> {
	if (files.length === 0)
		throw new UsageError('article check: name the draft, as in "article check draft.ts"');
	const articles = await Promise.all(files.map(load));
	const beside = files.map((file) => file.replace(/\.\w+$/, '.txt')).filter(existsSync);
	const matched = await matchTexts(articles, [...texts, ...beside]);
	const unfinished = articles.flatMap(lintUnfinished);
	const open = new Set(unfinished.map(placeOf));
	const faults = lintArticles(articles, matched).filter((fault) => !open.has(placeOf(fault)));
	for (const [state, list] of [
		['fault', faults],
		['to_write', unfinished]
	] as const)
		for (const each of list)
			context.write(json ? JSON.stringify({ state, ...each }) : lineOf(each));
	if (!json)
		context.write(
			`${faults.length} faults, ${unfinished.length} fields still to be written. ` +
				(faults.length + unfinished.length === 0
					? 'List it in src/lib/articles/index.ts.'
					: 'An article with either is not published.')
		);
	return faults.length === 0 ? 0 : 1;
}

function placeOf({ article, at, field }: Fault): string {
	return [article, at, field].filter(Boolean).join(' · ');
}

function lineOf(fault: Fault): string {
	return `${placeOf(fault)}: ${fault.message}`;
}

async function load(path: string): Promise<unknown> {
	try {
		if (path.endsWith('.json')) return JSON.parse(await readFile(path, 'utf8'));
		const module: { default?: unknown } = await import(pathToFileURL(resolve(path)).href);
		return module.default;
	} catch (error) {
		throw new UsageError(
			`${path} cannot be read as an article (${error instanceof Error ? error.message : String(error)}): give a .ts file with a default export, or a .json file`
		);
	}
}

async function readText(path: string): Promise<string> {
	try {
		return await readFile(path, 'utf8');
	} catch (error) {
		throw new UsageError(
			`--text ${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`
		);
	}
}

/** Texts by the slug of the article that names their hash; the demo’s is always at hand. A text that no article claims is a fault of the call. */
async function matchTexts(
	articles: readonly unknown[],
	paths: readonly string[]
): Promise<Map<string, ArticleText>> {
	const matched = new Map<string, ArticleText>();
	const match = (text: string): string | null => {
		const sha256 = sha256Text(text);
		const owner = articles.find((each) => textHash(each) === sha256);
		if (owner) matched.set(slugOf(owner), { text, sha256 });
		return owner ? null : sha256;
	};
	match(DEMO_TEXT);
	for (const path of paths) {
		const unclaimed = match(await readText(path));
		if (unclaimed !== null)
			throw new UsageError(
				`--text ${path} has SHA-256 ${unclaimed}, which no article names: give the exact text that the article was quoted from`
			);
	}
	return matched;
}

function textHash(article: unknown): unknown {
	return (article as { text?: { sha256?: unknown } | null } | null)?.text?.sha256;
}

function slugOf(article: unknown): string {
	return String((article as { slug?: unknown } | null)?.slug);
}
