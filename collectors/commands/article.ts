import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DEMO_TEXT } from '#lib/articles/demo.ts';
import { ARTICLES, DEMO_ARTICLES } from '#lib/articles/index.ts';
import { lintArticles, type ArticleText } from '#lib/articles/lint.ts';
import { sha256Text } from '#lib/server/measure/identity.ts';
import { parseArguments } from './arguments.ts';
import type { CommandContext } from './command.ts';
import { UsageError } from './usage-error.ts';

/**
 * `article lint [FILE…] [--text FILE…]`: check article files (typed or JSON), or without a file those of
 * the project. A text belongs to the article that states its SHA-256. Exit code 1 when a fault is found.
 */
export async function article(context: CommandContext): Promise<number> {
	const { values, positionals } = parseArguments(
		context.args,
		{ text: { type: 'string', multiple: true }, json: { type: 'boolean', default: false } },
		true
	);
	const [verb, ...files] = positionals;
	if (verb !== 'lint')
		throw new UsageError(`article ${verb ?? ''}: there is "article lint [FILE…]" only`);
	const articles: unknown[] =
		files.length === 0 ? [...ARTICLES, ...DEMO_ARTICLES] : await Promise.all(files.map(load));
	const texts = [DEMO_TEXT];
	for (const path of values.text ?? []) texts.push(await readText(path));
	const faults = lintArticles(articles, matchTexts(articles, texts, values.text ?? []));
	for (const fault of faults) {
		const where = [fault.article, fault.at, fault.field].filter(Boolean).join(' · ');
		context.write(values.json ? JSON.stringify(fault) : `${where}: ${fault.message}`);
	}
	if (!values.json)
		context.write(
			faults.length === 0
				? `${articles.length} articles, no fault.`
				: `${faults.length} faults in ${articles.length} articles.`
		);
	return faults.length === 0 ? 0 : 1;
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

/** Texts by the slug of the article that names their hash. A named text that no article claims is a fault of the call. */
function matchTexts(
	articles: readonly unknown[],
	texts: readonly string[],
	paths: readonly string[]
): Map<string, ArticleText> {
	const matched = new Map<string, ArticleText>();
	for (const [index, text] of texts.entries()) {
		const sha256 = sha256Text(text);
		const owner = articles.find((each) => textHash(each) === sha256);
		if (owner) matched.set(slugOf(owner), { text, sha256 });
		else if (index > 0)
			throw new UsageError(
				`--text ${paths[index - 1]} has SHA-256 ${sha256}, which no article names: give the exact text that the article was quoted from`
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
