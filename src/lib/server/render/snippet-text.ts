import { embedTitle } from './embed-address.ts';
import type { EmbedContent } from './embed-content.ts';
import { captionWords, type SnippetPicture } from './snippet-html.ts';

/** A text in which nothing means more to a Markdown reader than itself. */
function escapeMarkdown(text: string): string {
	return text
		.replaceAll(/\s+/g, ' ')
		.replaceAll(/[\\`*_{}[\]<>()!|~&$@]/g, (letter) => `\\${letter}`);
}

/** A picture that leads to the claim's page, with its caption, in Markdown. */
export function pictureMarkdown(content: EmbedContent, { src, alt }: SnippetPicture): string {
	const title = escapeMarkdown(embedTitle(content));
	return (
		`[![${escapeMarkdown(alt)}](${src})](${content.pageUrl})\n\n` +
		`[${title}](${content.pageUrl}). ${escapeMarkdown(captionWords(content))}`
	);
}

/** What an author fills in where neither markup nor frames are taken: one thing a line. */
export function pictureLines(content: EmbedContent, { src, alt }: SnippetPicture): string {
	return [
		`Picture: ${src}`,
		`Alt text: ${alt.replaceAll(/\s+/g, ' ')}`,
		`Link: ${content.pageUrl}`,
		`Caption: ${embedTitle(content)}. ${captionWords(content)}`
	].join('\n');
}
