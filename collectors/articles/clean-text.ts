import { bodyOf, joinText, type CleanedArticle } from './cleaned.ts';

const BYLINE = /^(?:by\b[:\s]\s*|author:\s*|written by\s+)(?<name>.{2,60})$/i;
const DAY = /(?<![\d/-])(?<y>20\d\d)[-/.](?<m>0[1-9]|1[0-2])[-/.](?<d>0[1-9]|[12]\d|3[01])(?!\d)/;
/** How far from the top a byline may stand. */
const HEAD_LINES = 40;

/**
 * An article from plain text or Markdown, as copied from a page. What stands before the byline, lines
 * that come again elsewhere, and everything after a disclaimer or “You may also like” are the site’s.
 * Without a byline the text begins with its first line.
 */
export function cleanText(raw: string): CleanedArticle {
	const lines = raw
		.replaceAll('\r\n', '\n')
		.replace(/^\ufeff/, '')
		.split('\n')
		.map((line) => line.trim());
	const bylineAt = lines.slice(0, HEAD_LINES).findIndex((line) => BYLINE.test(line));
	const head = lines.slice(0, Math.max(bylineAt, 0)).filter(Boolean);
	const title = titleOf(lines, head);
	const day = DAY.exec(lines.slice(0, bylineAt + 4).join('\n'))?.groups;
	const byline = BYLINE.exec(lines[bylineAt] ?? '')?.groups?.name?.trim() ?? null;
	const dated = head.findLast((line) => DAY.test(line));
	const counts = new Map<string, number>();
	for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1);

	const paragraphs = lines
		.slice(bylineAt + 1)
		.filter((line) => line !== '' && (counts.get(line) ?? 0) === 1)
		.map((line) => {
			const text = line.replace(/^#{1,6}\s+/, '');
			return { text, heading: text !== line };
		});
	return {
		...joinText(
			title,
			[dated, lines[bylineAt]].filter(Boolean).join('\n') || null,
			bodyOf(paragraphs, title)
		),
		title,
		byline,
		publisher: null,
		published: day ? `${day.y}-${day.m}-${day.d}` : null,
		lang: null,
		url: null
	};
}

/** A line of the head that comes again, else a Markdown heading, else the longest of the head, else the first line. */
function titleOf(lines: readonly string[], head: readonly string[]): string | null {
	const repeated = head.find((line) => lines.filter((other) => other === line).length > 1);
	const marked = lines.find((line) => /^#\s+\S/.test(line))?.replace(/^#\s+/, '');
	const longest = head.toSorted((a, b) => b.length - a.length)[0];
	return repeated ?? marked ?? longest ?? lines.find(Boolean) ?? null;
}
