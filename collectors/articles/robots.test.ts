import { describe, expect, it } from 'vitest';
import { allowedByRobots } from './robots.ts';

const allowed = (robots: string, path: string) => allowedByRobots(robots, 'Claimgauge', path);

describe('robots.txt', () => {
	it('allows all where it says nothing', () => {
		expect(allowed('', '/news/1')).toBe(true);
		expect(allowed('User-agent: *\nDisallow:', '/news/1')).toBe(true);
		expect(allowed('<!doctype html><title>Not found</title>', '/news/1')).toBe(true);
	});

	it('has the group that names the agent before the one for all', () => {
		const robots =
			'User-agent: *\nDisallow: /\n\nUser-Agent: other\nuser-agent: claimgauge\nDisallow: /private';
		expect(allowed(robots, '/news/1')).toBe(true);
		expect(allowed(robots, '/private/1')).toBe(false);
		expect(allowedByRobots(robots, 'Another', '/news/1')).toBe(false);
	});

	it('lets the longest rule that matches decide, and allowing of equals', () => {
		const robots =
			'User-agent: *\nDisallow: /news\nAllow: /news/open # here\nDisallow: /a\nAllow: /a';
		expect(allowed(robots, '/news/1')).toBe(false);
		expect(allowed(robots, '/news/open/1')).toBe(true);
		expect(allowed(robots, '/a')).toBe(true);
	});

	it('knows * and $, and takes its time linearly', () => {
		const robots = 'User-agent: *\nDisallow: /*.pdf$\nDisallow: /*/draft\nDisallow: /x*x*y$';
		expect(allowed(robots, '/a/b.pdf')).toBe(false);
		expect(allowed(robots, '/a/b.pdf?x=1')).toBe(true);
		expect(allowed(robots, '/a/draft/2')).toBe(false);
		expect(allowed(robots, '/draft')).toBe(true);
		expect(allowed(robots, '/xaxbyy')).toBe(false);
		expect(
			allowed(`User-agent: *\nDisallow: /${'*a'.repeat(2000)}$`, `/${'a'.repeat(2000)}b`)
		).toBe(true);
	});
});
