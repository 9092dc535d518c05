/** What a colour in a chart stands for; each is a CSS variable `--<name>` of the page. */
export const COLOUR_TOKENS = ['ink', 'ink-soft', 'rule', 'series', 'series-2', 'paper'] as const;
export type ColourToken = (typeof COLOUR_TOKENS)[number];

/** A colour for every token, as a canvas understands it. */
export type Palette = Readonly<Record<ColourToken, string>>;

/**
 * Colours that mean nothing but their token. A server drawing is made with them and then speaks in
 * CSS variables, so that one drawing serves light and dark.
 */
export const SENTINELS: Palette = {
	ink: '#010201',
	'ink-soft': '#010202',
	rule: '#010203',
	series: '#010204',
	'series-2': '#010206',
	paper: '#010205'
};

/** Replaces every sentinel in a drawing by the CSS variable of its token. */
export function withVariables(drawing: string): string {
	return COLOUR_TOKENS.reduce(
		(text, token) => text.replaceAll(SENTINELS[token], `var(--${token})`),
		drawing
	);
}
