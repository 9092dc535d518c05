import { describe, expect, it } from 'vitest';
import demo from '../demo.ts';
import { lintArticle } from '../lint.ts';
import { lintUnfinished, TO_WRITE } from './unfinished.ts';

const open = `${TO_WRITE}: what it says`;

describe('what a person has still to write', () => {
	it('is nothing in a published article', () => {
		expect(lintUnfinished(demo)).toEqual([]);
	});

	it('is found at any depth, under the name of its claim or statement', () => {
		const [claim] = demo.claims;
		const draft = {
			...demo,
			url: open,
			gaps: [{ after: null, text: 'x', missing: open }],
			claims: [{ ...claim, rating: { rated: false, reason: open }, editorial: [{ fact: open }] }]
		};
		expect(lintUnfinished(draft).map(({ at, field }) => [at, field])).toEqual([
			[null, 'url'],
			[null, 'gaps[0].missing'],
			[claim?.slug, 'rating.reason'],
			[claim?.slug, 'editorial[0].fact']
		]);
	});

	it('keeps an article out of the index: the lint refuses it', () => {
		const claims = demo.claims.map((claim, index) =>
			index === 0 ? { ...claim, caveat: open } : claim
		);
		expect(lintArticle(demo, null)).toEqual([]);
		const faults = lintArticle({ ...demo, claims }, null);
		expect(faults.map(({ field, message }) => `${field} ${message}`)).toEqual([
			`caveat is still to be written by an editor: "${open}"`
		]);
	});

	it('is nothing in what is no article at all', () => {
		for (const value of [null, 1, [], 'text', {}]) expect(lintUnfinished(value)).toEqual([]);
	});
});
