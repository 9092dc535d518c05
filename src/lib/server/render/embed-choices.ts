import { InvalidRequestError } from '../measure/request.ts';
import { THEMES, type Theme } from './embed-colours.ts';

/** Widths that the builder shows an embed at: a phone, a narrow column, a column. Pixels. */
export const EMBED_WIDTHS = [320, 480, 680] as const;
export type EmbedWidth = (typeof EMBED_WIDTHS)[number];

/** `live` shows what is found now, `frozen` what was shown by one verdict. */
const EMBED_MODES = ['live', 'frozen'] as const;
export type EmbedMode = (typeof EMBED_MODES)[number];

/** A frame with card and chart, or the same as one picture. */
export const EMBED_FORMS = ['card', 'svg', 'png'] as const;
export type EmbedForm = (typeof EMBED_FORMS)[number];

/** Where an embed is pasted. */
export const PLATFORMS = [
	'html',
	'wordpress',
	'ghost',
	'newsletter',
	'notion',
	'amp',
	'markdown',
	'no_frames'
] as const;
export type Platform = (typeof PLATFORMS)[number];

/** A text alternative that is longer than this is none that anybody would listen to. Characters. */
export const LONGEST_ALT = 1_000;

/** What an author chose. */
export interface EmbedChoices {
	readonly width: EmbedWidth;
	readonly theme: Theme;
	readonly mode: EmbedMode;
	readonly form: EmbedForm;
	readonly platform: Platform;
	/** The text alternative of a picture; null for the finding's own sentence. */
	readonly alt: string | null;
}

/** The choices of an address without any. */
export const USUAL_CHOICES: EmbedChoices = {
	width: 680,
	theme: 'auto',
	mode: 'live',
	form: 'card',
	platform: 'html',
	alt: null
};

/** The choices in an address. Throws InvalidRequestError for one that there is not. */
export function parseEmbedChoices(query: URLSearchParams): EmbedChoices {
	const widths = EMBED_WIDTHS.map(String);
	const alt = query.get('alt')?.replaceAll(/\s+/g, ' ').trim() ?? '';
	if (alt.length > LONGEST_ALT)
		throw new InvalidRequestError(
			'alt',
			`alt has ${alt.length} characters; it may have ${LONGEST_ALT}`
		);
	return {
		width: Number(oneOf(query, 'width', widths, String(USUAL_CHOICES.width))) as EmbedWidth,
		theme: oneOf(query, 'theme', THEMES, USUAL_CHOICES.theme),
		mode: oneOf(query, 'mode', EMBED_MODES, USUAL_CHOICES.mode),
		form: oneOf(query, 'form', EMBED_FORMS, USUAL_CHOICES.form),
		platform: oneOf(query, 'for', PLATFORMS, USUAL_CHOICES.platform),
		alt: alt === '' ? null : alt
	};
}

function oneOf<Value extends string>(
	query: URLSearchParams,
	name: string,
	values: readonly Value[],
	usual: Value
): Value {
	const text = query.get(name) ?? usual;
	const found = values.find((each) => each === text);
	if (found === undefined)
		throw new InvalidRequestError(name, `${name} was "${text}"; it may be ${values.join(', ')}`);
	return found;
}
