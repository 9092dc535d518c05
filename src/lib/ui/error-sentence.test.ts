import { describe, expect, it } from 'vitest';
import { errorWords } from './error-sentence.ts';

describe('the words of an error page', () => {
	it('repeat what was said of the request, and of an error of our own never', () => {
		for (const said of ['kind "x" is none of cost, event', 'kind "x" is none of cost, event.'])
			expect(errorWords(400, said, '/').what).toBe('Kind “x” is none of cost, event.');
		expect(errorWords(404, 'No claim is called "x".', '/claims/x').what).toBe(
			'No claim is called “x”.'
		);
		expect(errorWords(404, 'Not Found', '/x').what).toContain('/x');
		expect(errorWords(404, 'No chain here has the id "9".', '/chains/9').links[0]?.href).toBe(
			'/chains'
		);
		expect(JSON.stringify(errorWords(500, 'SQLITE_CORRUPT at /secret/path', '/'))).not.toContain(
			'SQLITE'
		);
	});

	it('lead from a bad parameter to the page without it', () => {
		expect(errorWords(400, '', '/claims/a').links[0]?.href).toBe('/claims/a');
	});

	it('are others for each kind of failure, each with what to do', () => {
		const all = [400, 404, 500, 503].map((status) => errorWords(status, `said of ${status}`, '/'));
		for (const part of ['title', 'tab', 'what', 'todo'] as const)
			expect(new Set(all.map((each) => each[part])).size, part).toBe(4);
		for (const { links } of all) expect(links.length).toBeGreaterThan(0);
	});
});
