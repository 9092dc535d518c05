import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { COLOUR_TOKENS } from './palette.ts';
import { SCHEMES, type SchemeToken } from './scheme.ts';

const css = readFileSync(new URL('../ui/site.css', import.meta.url), 'utf8');
const [light = '', dark = ''] =
	css.split('@media print')[0]?.split('@media (prefers-color-scheme: dark)') ?? [];
const variable = (text: string, token: string) =>
	new RegExp(`--${token}: (#[0-9a-f]{6});`).exec(text)?.[1];

describe('the colours of the two schemes', () => {
	const tokens = Object.keys(SCHEMES.light) as SchemeToken[];

	it.each(tokens)('has --%s as the site has it', (token) => {
		expect(SCHEMES.light[token]).toBe(variable(light, token));
		expect(SCHEMES.dark[token]).toBe(variable(dark, token) ?? variable(light, token));
	});

	it('has every colour that a chart is drawn in', () => {
		for (const token of COLOUR_TOKENS) expect(tokens).toContain(token);
	});
});
