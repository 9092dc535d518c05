import { embedUrl, type EmbedAddress } from './embed-address.ts';
import type { EmbedChoices, Platform } from './embed-choices.ts';
import type { EmbedContent } from './embed-content.ts';
import { embedHeight } from './embed-height.ts';
import { SVG_WIDTHS, WIDEST_PNG_LAYOUT } from './picture-layout.ts';
import { ampFrame, ampPicture, frameHtml, pictureHtml, pictureSize } from './snippet-html.ts';
import type { SnippetPicture } from './snippet-html.ts';
import { pictureLines, pictureMarkdown } from './snippet-text.ts';

/** What is pasted, and what a reader of it gets. */
export interface Snippet {
	readonly code: string;
	/** What works there and what does not, in one sentence. */
	readonly sentence: string;
	readonly shown: ShownEmbed;
}

/** What the code puts on a page: a frame or a picture, with the size in pixels that it has there. */
export interface ShownEmbed {
	readonly kind: 'frame' | 'picture';
	readonly src: string;
	readonly width: number;
	readonly height: number;
}

/** What goes into a snippet, whatever the platform. */
interface Parts {
	readonly content: EmbedContent;
	readonly choices: EmbedChoices;
	/** The embed's page. */
	readonly page: string;
	/** What oEmbed answers for: the claim's page where that says it all, else the embed's. */
	readonly address: string;
	readonly picture: SnippetPicture;
}

interface PlatformRules {
	readonly label: string;
	/** Whether it shows frames at all; where not, a picture stands for them. */
	readonly frames: boolean;
	/** Whether it takes SVG; where not, PNG. */
	readonly svg: boolean;
	frame(parts: Parts): string;
	picture(parts: Parts): string;
	sentence(parts: { readonly framed: boolean; readonly live: boolean }): string;
}

const never = (live: boolean) =>
	live ? 'the picture is of the moment at which they fetch it' : 'the picture stays as it is';

const asFigure = ({ content, picture }: Parts) => pictureHtml(content, picture);
const asLines = ({ content, picture }: Parts) => pictureLines(content, picture);

/** One row for each place: what is given, and what it is worth there. */
const RULES: Readonly<Record<Platform, PlatformRules>> = {
	html: {
		label: 'Website (HTML)',
		frames: true,
		svg: true,
		frame: ({ content, page, choices }) => frameHtml(content, page, choices.width),
		picture: asFigure,
		sentence: ({ framed }) =>
			framed
				? 'Works in any page that may hold frames, with or without scripts; the line under it stays as a link where frames are taken out.'
				: 'Works wherever pictures do; links and text inside the picture cannot be selected or followed, the line under it can.'
	},
	wordpress: {
		label: 'WordPress',
		frames: true,
		svg: true,
		frame: ({ address }) => address,
		picture: asFigure,
		sentence: ({ framed }) =>
			framed
				? 'Paste the address on a line of its own: WordPress finds the frame by oEmbed and makes it as wide as your theme’s column, at most 680 pixels; where the site has oEmbed turned off, choose the picture.'
				: 'Paste it into a Custom HTML block, which needs the right to post unfiltered HTML; without that, insert the picture by its address.'
	},
	ghost: {
		label: 'Ghost',
		frames: true,
		svg: true,
		frame: ({ address }) => address,
		picture: asFigure,
		sentence: ({ framed }) =>
			framed
				? 'Paste the address on an empty line: Ghost finds the frame by oEmbed; mail programs show no frames, so choose the picture for a post that is also sent as a newsletter.'
				: 'Paste it into an HTML card; it works on the site and in the newsletter, where SVG may be missing and PNG is not.'
	},
	newsletter: {
		label: 'Substack, Medium, mail',
		frames: false,
		svg: false,
		frame: asLines,
		picture: asLines,
		sentence: ({ live }) =>
			`They take no frames and no markup: load the picture up, and give it this alt text, link and caption; ${never(live)}.`
	},
	notion: {
		label: 'Notion',
		frames: true,
		svg: true,
		frame: ({ page }) => page,
		picture: ({ picture }) => picture.src,
		sentence: ({ framed }) =>
			framed
				? 'Type /embed and paste the address; Notion shows the frame at the height that you drag it to, and its API takes only providers that it lists.'
				: 'Type /image and paste the address under “Embed link”; write the alt text into the picture’s menu.'
	},
	amp: {
		label: 'AMP',
		frames: true,
		svg: true,
		frame: ({ content, page, picture }) => ampFrame(content, page, picture),
		picture: ({ content, picture }) => ampPicture(content, picture),
		sentence: ({ framed }) =>
			framed
				? 'AMP takes frames over HTTPS from another host than the page’s own, and gives them one height on all screens: that of a phone.'
				: 'Works on every AMP page; the picture grows and shrinks with the column.'
	},
	markdown: {
		label: 'Markdown',
		frames: false,
		svg: true,
		frame: ({ content, picture }) => pictureMarkdown(content, picture),
		picture: ({ content, picture }) => pictureMarkdown(content, picture),
		sentence: ({ live }) =>
			live
				? 'Markdown has no frames, so it is a picture that leads to the claim; GitHub and others keep a copy for a while before they fetch it anew.'
				: 'Markdown has no frames, so it is a picture that leads to the claim as it was.'
	},
	no_frames: {
		label: 'A CMS that strips frames',
		frames: false,
		svg: true,
		frame: asFigure,
		picture: asFigure,
		sentence: () =>
			'A picture in place of the frame, and a line that stays as a link; where styles are taken out too, the picture keeps its size from its attributes.'
	}
};

/** The places, in the order of the builder. */
export const PLATFORM_LABELS = Object.fromEntries(
	Object.entries(RULES).map(([id, { label }]) => [id, label])
) as Readonly<Record<Platform, string>>;

/** What to paste for these choices, of a content that is live or frozen. */
export function platformSnippet(content: EmbedContent, choices: EmbedChoices): Snippet {
	const rules = RULES[choices.platform];
	const { verdict } = content;
	const embed = { siteUrl: content.siteUrl, slug: content.slug, verdict, theme: choices.theme };
	const framed = rules.frames && choices.form === 'card';
	const picture = pictureOf(content, choices, embed, rules.svg);
	const page = embedUrl(embed);
	const plain = verdict === null && choices.theme === 'auto';
	const parts = { content, choices, page, picture, address: plain ? content.pageUrl : page };
	return {
		code: framed ? rules.frame(parts) : rules.picture(parts),
		sentence: rules.sentence({ framed, live: verdict === null }),
		shown: framed
			? {
					kind: 'frame',
					src: page,
					width: choices.width,
					height: embedHeight(content, choices.width)
				}
			: { kind: 'picture', src: picture.src, width: picture.width, height: picture.height }
	};
}

/** A wide PNG is drawn twice as large as it is shown, for screens with more pixels; a narrow one would be set too small. */
function pictureOf(
	content: EmbedContent,
	{ form, width, alt }: EmbedChoices,
	embed: EmbedAddress,
	svg: boolean
): SnippetPicture {
	const ending = form === 'svg' && svg ? 'svg' : 'png';
	const drawn = ending === 'png' && width > WIDEST_PNG_LAYOUT ? 2 * width : width;
	const size =
		ending === 'svg'
			? pictureSize(content, Math.max(width, SVG_WIDTHS.least), 'any', width)
			: pictureSize(content, Math.min(drawn, WIDEST_PNG_LAYOUT), 'shipped', width);
	return {
		src: embedUrl(embed, { ending, width: drawn }),
		alt: alt ?? content.sentence,
		...size
	};
}
