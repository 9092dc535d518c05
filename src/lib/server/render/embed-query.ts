import { InvalidRequestError } from '../measure/request.ts';
import { THEMES, type Theme } from './embed-colours.ts';

/** The theme that an embed is asked for in. Throws InvalidRequestError for one that there is not. */
export function parseTheme(query: URLSearchParams): Theme {
	const text = query.get('theme') ?? 'auto';
	const theme = THEMES.find((each) => each === text);
	if (theme === undefined)
		throw new InvalidRequestError('theme', `theme was "${text}"; it may be ${THEMES.join(', ')}`);
	return theme;
}

/** The width that a picture is asked for in, in pixels. Throws InvalidRequestError outside of what is drawn. */
export function parsePictureWidth(
	query: URLSearchParams,
	{ least, usual, most }: { readonly least: number; readonly usual: number; readonly most: number }
): number {
	const text = query.get('w') ?? String(usual);
	const width = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
	if (!(width >= least && width <= most))
		throw new InvalidRequestError(
			'w',
			`w was "${text}"; it may be a whole number of pixels from ${least} to ${most}`
		);
	return width;
}
