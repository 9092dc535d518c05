import { SCHEMES, type Scheme } from '#lib/charts/scheme.ts';

/** `auto` follows the reader's own setting. */
export const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

function declared(scheme: Scheme): string {
	return Object.entries(SCHEMES[scheme])
		.map(([token, colour]) => `--${token}:${colour}`)
		.join(';');
}

/** The colours of a theme as CSS variables of the root. */
export function themeVariables(theme: Theme): string {
	if (theme !== 'auto') return `:root{color-scheme:${theme};${declared(theme)}}`;
	return (
		`:root{color-scheme:light dark;${declared('light')}}` +
		`@media (prefers-color-scheme:dark){:root{${declared('dark')}}}`
	);
}
