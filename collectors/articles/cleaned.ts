import type { Span } from './extraction/names.ts';

/** An article as it is kept for quoting: its text without what stood around it, and what its page says of it. */
export interface CleanedArticle {
	/** Title, byline and paragraphs, an empty line between them. All offsets count its UTF-16 units. */
	readonly text: string;
	/** Where the paragraphs begin, after title and byline. */
	readonly bodyStart: number;
	/** Headings within the text, as far as its markup says so. */
	readonly headings: readonly Span[];
	readonly title: string | null;
	readonly byline: string | null;
	readonly publisher: string | null;
	/** YYYY-MM-DD. */
	readonly published: string | null;
	/** As the page states it: en, en-GB. Null where it does not. */
	readonly lang: string | null;
	/** The address that the page gives for itself. */
	readonly url: string | null;
}

/** One paragraph, and whether markup makes it a heading. */
export interface Paragraph {
	readonly text: string;
	readonly heading: boolean;
}

/** Lines that end an article: what follows is the site’s. */
const ENDS =
	/^(?:disclaimer\b|you (?:may|might) also (?:like|enjoy)|related (?:articles?|news|stories|posts?|reading|topics)|read (?:more|next|also)\b|more (?:from|stories|news|articles)\b|recommended\b|trending\b|share this|sign up\b|subscribe\b|newsletter\b|leave a (?:comment|reply)|comments?$|about the author|latest news|most read)/i;

/** Title, byline and paragraphs as one text, with where the body and its headings stand. */
export function joinText(
	title: string | null,
	byline: string | null,
	paragraphs: readonly Paragraph[]
): Pick<CleanedArticle, 'text' | 'bodyStart' | 'headings'> {
	let text = [title, byline].filter(Boolean).join('\n\n');
	if (text !== '') text += '\n\n';
	const bodyStart = text.length;
	const headings: Span[] = [];
	for (const [index, paragraph] of paragraphs.entries()) {
		if (index > 0) text += '\n\n';
		if (paragraph.heading)
			headings.push({ start: text.length, end: text.length + paragraph.text.length });
		text += paragraph.text;
	}
	return { text: `${text}\n`, bodyStart, headings };
}

/** The paragraphs of the article alone: up to the site’s own words, without repeats of the title and lines of no words. */
export function bodyOf(paragraphs: readonly Paragraph[], title: string | null): Paragraph[] {
	const end = paragraphs.findIndex(({ text }) => ENDS.test(text));
	return (end < 0 ? paragraphs : paragraphs.slice(0, end)).filter(
		({ text }) =>
			/\p{L}/u.test(text) && text !== title && !(title !== null && isImageCaption(text, title))
	);
}

function isImageCaption(text: string, title: string): boolean {
	return text.startsWith(title) && /^\s*image \d+$/i.test(text.slice(title.length));
}
