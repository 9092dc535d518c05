import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { ImportError } from './import-error.ts';
import { bodyOf, joinText, type CleanedArticle, type Paragraph } from './cleaned.ts';

const BLOCKS = new Set(
	'ADDRESS ARTICLE ASIDE BLOCKQUOTE DD DIV DL DT FIGCAPTION FIGURE FOOTER H1 H2 H3 H4 H5 H6 HEADER LI MAIN OL P PRE SECTION TABLE TR UL'.split(
		' '
	)
);
const SILENT = new Set('SCRIPT STYLE NOSCRIPT TEMPLATE SVG BUTTON FORM IFRAME'.split(' '));

const MOST_ELEMENTS = 50_000;
const DEEPEST = 500;

/** What of a DOM node is used here. */
interface DomNode {
	readonly nodeType: number;
	readonly nodeName: string;
	readonly textContent: string | null;
	readonly childNodes: Iterable<DomNode>;
}

/**
 * An article from a page’s HTML: Readability finds it, and its words are kept whole, with those of links.
 * Throws ImportError where the page has no article in its HTML, as pages that a script writes.
 */
export function cleanHtml(html: string): CleanedArticle {
	const document = parsed(html);
	const lang = document.documentElement?.getAttribute('lang') || null;
	const canonical = document.querySelector('link[rel="canonical"]')?.getAttribute('href') ?? null;
	const time = document.querySelector('time[datetime]')?.getAttribute('datetime') ?? null;
	const found = new Readability(document, { serializer: (node) => node }).parse();
	if (!found?.content)
		throw new ImportError(
			'the page has no article in its HTML (a script may write it): copy its text into a .txt file and import that'
		);
	const title = tidy(found.title ?? '') || null;
	const paragraphs = paragraphsOf(found.content as unknown as DomNode);
	return {
		...joinText(title, null, bodyOf(paragraphs, title)),
		title,
		byline: tidy(found.byline ?? '') || null,
		publisher: tidy(found.siteName ?? '') || null,
		published: dayOf(found.publishedTime ?? time),
		lang: lang ?? found.lang ?? null,
		url: canonical !== null && /^https?:\/\//.test(canonical) ? canonical : null
	};
}

/** The page as a document, where it is of the size of one. */
function parsed(html: string): Document {
	const { document } = parseHTML(html);
	let elements = 0;
	let deepest = 0;
	// Walked without recursion: a page nested ten thousand deep would end it.
	const open: [element: Element, depth: number][] = [[document.documentElement, 0]];
	for (let next = open.pop(); next; next = open.pop()) {
		const [element, depth] = next;
		elements++;
		deepest = Math.max(deepest, depth);
		for (const child of element?.children ?? []) open.push([child, depth + 1]);
	}
	if (elements > MOST_ELEMENTS || deepest > DEEPEST)
		throw new ImportError(
			`the page has ${elements} elements, nested up to ${deepest} deep, more than any article needs: copy its text into a .txt file and import that`
		);
	return document;
}

/** The day that a page states, as it states it: no time zone is reckoned in. */
function dayOf(stated: string | null | undefined): string | null {
	return /^\s*(\d{4}-\d{2}-\d{2})/.exec(stated ?? '')?.[1] ?? null;
}

function paragraphsOf(root: DomNode): Paragraph[] {
	const paragraphs: Paragraph[] = [];
	let words = '';
	const flush = (heading: boolean, prefix = ''): void => {
		const text = tidy(words);
		words = '';
		if (text !== '') paragraphs.push({ text: prefix + text, heading });
	};
	const visit = (node: DomNode): void => {
		if (node.nodeType === 3) words += node.textContent ?? '';
		if (node.nodeType !== 1) return;
		const name = node.nodeName.toUpperCase();
		if (SILENT.has(name)) return;
		if (name === 'BR') words += '\n';
		if (name === 'TD' || name === 'TH') words += ' ';
		const isBlock = BLOCKS.has(name);
		if (isBlock) flush(false);
		for (const child of node.childNodes) visit(child);
		if (isBlock) flush(/^H[1-6]$/.test(name), name === 'LI' ? '- ' : '');
	};
	visit(root);
	flush(false);
	return paragraphs;
}

function tidy(text: string): string {
	return text.replaceAll(/[\s\u00a0]+/gu, ' ').trim();
}
