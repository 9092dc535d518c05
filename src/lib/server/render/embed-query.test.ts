import { describe, expect, it } from 'vitest';
import { InvalidRequestError } from '../measure/request.ts';
import { parsePngWidth, parseTheme } from './embed-query.ts';

const query = (text: string) => new URLSearchParams(text);

describe('the parameters of an embed', () => {
	it.each(['theme=', 'theme=Dark', 'theme=blue'])('refuses %s', (text) => {
		expect(() => parseTheme(query(text))).toThrow(InvalidRequestError);
	});
	it.each(['w=', 'w=319', 'w=2401', 'w=-800', 'w=1e3', 'w=640.5', 'w=wide'])(
		'refuses %s, and says what it may be',
		(text) => expect(() => parsePngWidth(query(text))).toThrow(/320 to 2400/)
	);
	it('has defaults', () => {
		expect(parseTheme(query(''))).toBe('auto');
		expect(parsePngWidth(query(''))).toBe(1200);
	});
	it('takes the ends of what it may be', () => {
		expect([320, 2400].map((w) => parsePngWidth(query(`w=${w}`)))).toEqual([320, 2400]);
		expect(['auto', 'light', 'dark'].map((t) => parseTheme(query(`theme=${t}`)))).toEqual([
			'auto',
			'light',
			'dark'
		]);
	});
});
