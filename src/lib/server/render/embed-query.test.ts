import { describe, expect, it } from 'vitest';
import { InvalidRequestError } from '../measure/request.ts';
import { parsePictureWidth, parseTheme } from './embed-query.ts';
import { PNG_WIDTHS } from './picture-layout.ts';

const query = (text: string) => new URLSearchParams(text);

describe('the parameters of an embed', () => {
	it.each(['theme=', 'theme=Dark', 'theme=blue'])('refuses %s', (text) => {
		expect(() => parseTheme(query(text))).toThrow(InvalidRequestError);
	});
	it.each(['w=', 'w=319', 'w=2401', 'w=-800', 'w=1e3', 'w=640.5', 'w=wide'])(
		'refuses %s, and says what it may be',
		(text) => expect(() => parsePictureWidth(query(text), PNG_WIDTHS)).toThrow(/320 to 2400/)
	);
	it('has defaults', () => {
		expect(parseTheme(query(''))).toBe('auto');
		expect(parsePictureWidth(query(''), PNG_WIDTHS)).toBe(1200);
	});
	it('takes the ends of what it may be', () => {
		expect([320, 2400].map((w) => parsePictureWidth(query(`w=${w}`), PNG_WIDTHS))).toEqual([
			320, 2400
		]);
		expect(['auto', 'light', 'dark'].map((t) => parseTheme(query(`theme=${t}`)))).toEqual([
			'auto',
			'light',
			'dark'
		]);
	});
});
