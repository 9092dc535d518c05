/** A piece of text within a line. */
export interface Inline {
	readonly kind: 'text' | 'code' | 'strong';
	readonly text: string;
	/** Where it leads to, for a link to another site. */
	readonly href: string | null;
}
export type Block =
	| { readonly kind: 'paragraph'; readonly text: readonly Inline[] }
	| { readonly kind: 'list'; readonly items: readonly (readonly Inline[])[] }
	| {
			readonly kind: 'table';
			readonly head: readonly (readonly Inline[])[];
			readonly rows: readonly (readonly (readonly Inline[])[])[];
	  };

/** What stands under one heading of the second level. */
export interface MarkdownSection {
	readonly title: string;
	readonly blocks: readonly Block[];
}

const INLINE = /`([^`]+)`|\*\*([^*]+)\*\*|\[([^\]]+)\]\(([^)]+)\)/g;

/**
 * The sections of a page of our documentation that are named, as data that a page can show. It knows what our prose
 * uses: paragraphs, lists of one level, tables, code, bold and links; of links into the repository it keeps the words.
 * Throws Error that quotes the line for a section that is not there, and for anything else.
 */
export function markdownSections(page: string, titles: readonly string[]): MarkdownSection[] {
	const sections = page.split(/^## /m).slice(1);
	return titles.map((title) => {
		const found = sections.find((text) => text.startsWith(`${title}\n`));
		if (found === undefined) throw new Error(`the page has no section "${title}"`);
		const chunks = found.slice(title.length).split(/\n{2,}/);
		return { title, blocks: chunks.map((chunk) => chunk.trim()).flatMap(block) };
	});
}

function block(chunk: string): Block[] {
	if (chunk === '') return [];
	const lines = chunk.split('\n');
	if (lines.every((line) => line.startsWith('- ')))
		return [{ kind: 'list', items: lines.map((line) => inlineText(line.slice(2))) }];
	if (lines.every((line) => line.startsWith('|'))) {
		const [head = [], , ...rows] = lines.map(cells);
		return [{ kind: 'table', head, rows }];
	}
	const [first = ''] = lines;
	if (lines.length > 1 || /^(#|>|```|\d+\. |[*+] |!\[|<)/.test(first))
		throw new Error(`"${first}" is more than our pages know of Markdown`);
	return [{ kind: 'paragraph', text: inlineText(first) }];
}

function cells(line: string): Inline[][] {
	return line
		.split('|')
		.slice(1, -1)
		.map((cell) => inlineText(cell.trim()));
}

/** The pieces of one line: text, code, bold, and links to other sites. */
export function inlineText(line: string): Inline[] {
	const pieces: Inline[] = [];
	let end = 0;
	for (const match of line.matchAll(INLINE)) {
		const [whole, code, strong, words, href] = match;
		if (match.index > end)
			pieces.push({ kind: 'text', text: line.slice(end, match.index), href: null });
		end = match.index + whole.length;
		if (code !== undefined) pieces.push({ kind: 'code', text: code, href: null });
		else if (strong !== undefined) pieces.push({ kind: 'strong', text: strong, href: null });
		else
			pieces.push({
				kind: 'text',
				text: words ?? '',
				href: href?.startsWith('https://') ? href : null
			});
	}
	if (end < line.length) pieces.push({ kind: 'text', text: line.slice(end), href: null });
	return pieces;
}
