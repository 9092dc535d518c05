import { describe, expect, it } from 'vitest';
import type { EndpointHeadJson } from '#lib/domain/wire/upkeep.ts';
import { behindWords, headOutcomeWords } from './head-words.ts';

const AT = '2026-01-01T00:00:00Z';
const told = { number: 7, time: AT, at: AT };
const head = (more: Partial<EndpointHeadJson> = {}): EndpointHeadJson => ({
	...{ looked_at: AT, outcome: 'told', detail: null, asked_at: AT, told, behind: null },
	...more
});
const behind = (blocks: number, seconds: number) =>
	behindWords({ blocks, seconds }).replaceAll('\u00a0', ' ');

describe('how far an endpoint is behind', () => {
	it('is told in blocks and seconds, and so is that it is ahead', () => {
		expect(behind(3, 36)).toBe('3 blocks (36 s) behind');
		expect(behind(1, 0)).toBe('1 block (0 s) behind');
		expect(behind(1_200, 14_400)).toBe('1,200 blocks (14,400 s) behind');
		expect(behind(-2, -24)).toBe('2 blocks (24 s) ahead');
		expect(behind(0, 0)).toBe('level with the others');
	});

	it('keeps number and time apart where they say different things', () => {
		expect(behind(3, -36)).toBe('3 blocks behind by number, 36 s ahead by time');
		expect(behind(0, 12)).toBe('level by number, 12 s behind by time');
	});
});

describe('a newest block that is not known', () => {
	it('was not looked at, never asked for, or not told: each in words of its own', () => {
		const words = [
			headOutcomeWords(null),
			headOutcomeWords(head({ outcome: 'resting', asked_at: null, told: null })),
			headOutcomeWords(head({ outcome: 'refused', told: null })),
			headOutcomeWords(head({ outcome: 'resting', told: null }))
		];
		expect(words).toEqual([
			'not looked at yet',
			'never asked: left alone at every look',
			'asked, but never told',
			'never told, left alone at the last look'
		]);
	});

	it('or was told at an earlier look', () => {
		expect(headOutcomeWords(head({ outcome: 'refused' }))).toBe('refused at the last look');
		expect(headOutcomeWords(head({ outcome: 'resting' }))).toBe('left alone at the last look');
	});

	it('has no distance where nobody else told', () => {
		expect(headOutcomeWords(head())).toBe('no other told one then');
		expect(headOutcomeWords(head({ behind: { blocks: 0, seconds: 0 } }))).toBe(
			'level with the others'
		);
	});
});
