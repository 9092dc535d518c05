import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { draftFile, draftOf } from '../articles/draft.ts';
import { findGaps } from '../articles/gaps.ts';
import { readArticle } from '../articles/read-article.ts';
import { suggestClaims } from '../articles/suggest.ts';
import type { CommandContext } from './command.ts';
import { UsageError } from './usage-error.ts';

const DRAFTS = join('src', 'lib', 'articles', 'drafts');

/**
 * `article import FILE|URL [--out FILE]`: writes a draft article file, and beside it the text its offsets
 * count in. Overwrites nothing.
 */
export async function importArticle(
	context: CommandContext,
	sources: readonly string[],
	out: string | undefined
): Promise<number> {
	const [source] = sources;
	if (source === undefined || sources.length > 1)
		throw new UsageError(
			'article import: give one file or address, as in "article import page.html"'
		);
	if (out !== undefined && !out.endsWith('.ts'))
		throw new UsageError(`--out was "${out}"; it may be a file that ends in .ts`);
	const cleaned = await readArticle(source);
	const gaps = findGaps(cleaned.text, cleaned.bodyStart, cleaned.headings);
	const suggestions = suggestClaims(cleaned, gaps);
	const day = new Date(context.now() * 1000).toISOString().slice(0, 10);
	const draft = draftOf(cleaned, gaps, suggestions, day);
	const path = out ?? join(DRAFTS, `${draft.article.slug}.ts`);
	const textPath = textPathOf(path);
	await mkdir(dirname(path), { recursive: true });
	await writeNew(path, draftFile(draft));
	try {
		await writeNew(textPath, cleaned.text);
	} catch (error) {
		await rm(path);
		throw error;
	}
	const { statements, claims } = draft.article;
	context.write(
		`${path}: ${claims.length} suggested claims in ${statements.length} statements, ${gaps.length} places where words seem lost. Language: ${cleaned.lang ?? 'not stated'}.`
	);
	context.write(
		`${textPath}: the text that offsets count in, ${cleaned.text.length} characters. Not for publication.`
	);
	context.write(`Next: complete it, and see what is left with "article check ${path}".`);
	return 0;
}

/** Where the text of a draft is kept: beside it. */
function textPathOf(path: string): string {
	return path.replace(/\.ts$/, '.txt');
}

async function writeNew(path: string, text: string): Promise<void> {
	try {
		await writeFile(path, text, { flag: 'wx' });
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'EEXIST')
			throw new UsageError(`${path} is there already: move it, or name another file with --out`);
		throw error;
	}
}
