import { readFile, stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { cleanHtml } from './clean-html.ts';
import { cleanText } from './clean-text.ts';
import type { CleanedArticle } from './cleaned.ts';
import { fetchPage, FETCH_LIMITS } from './fetch-page.ts';
import { ImportError } from './import-error.ts';

const HTML = ['.html', '.htm'];
const TEXT = ['.txt', '.md', '.markdown'];

/** Several times a long article. What is longer is a book, or is there to keep us busy. */
const LONGEST = 60_000;

/** An article from a saved file or a public page, cleaned. Throws ImportError. */
export async function readArticle(source: string): Promise<CleanedArticle> {
	const cleaned = await readCleaned(source);
	const { length } = cleaned.text;
	if (cleaned.text.trim() === '')
		throw new ImportError(`${source} has no words in it: save the page again, or copy its text`);
	if (length > LONGEST)
		throw new ImportError(
			`${source} has ${length} characters of text, and an article at most ${LONGEST}: cut it down to the article`
		);
	return cleaned;
}

async function readCleaned(source: string): Promise<CleanedArticle> {
	if (/^[a-z][a-z0-9+.-]*:\/\//i.test(source)) {
		const page = await fetchPage(source);
		const cleaned = page.type === 'text/html' ? cleanHtml(page.body) : cleanText(page.body);
		return { ...cleaned, url: cleaned.url ?? page.url };
	}
	const kind = extname(source).toLowerCase();
	if (![...HTML, ...TEXT].includes(kind))
		throw new ImportError(
			`${source} is neither a file that is read here (${[...HTML, ...TEXT].join(', ')}) nor an address (https://…)`
		);
	const text = await readBounded(source);
	return HTML.includes(kind) ? cleanHtml(text) : cleanText(text);
}

/** No longer than what may be fetched: a greater file is no article. */
async function readBounded(path: string): Promise<string> {
	try {
		const { size } = await stat(path);
		if (size > FETCH_LIMITS.bytes)
			throw new ImportError(
				`${path} has ${size} bytes, more than the ${FETCH_LIMITS.bytes} of an article: cut it down to its text`
			);
		return await readFile(path, 'utf8');
	} catch (error) {
		if (error instanceof ImportError) throw error;
		throw new ImportError(
			`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`
		);
	}
}
