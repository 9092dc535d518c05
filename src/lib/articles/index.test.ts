import { describe, expect, it } from 'vitest';
import { ARTICLES, articlesFor, DEMO_ARTICLES, findClaim } from './index.ts';

describe('articlesFor', () => {
	it('keeps the demo’s articles away from a database of public chains', () => {
		expect(articlesFor(false)).toEqual(ARTICLES);
		expect(articlesFor(false).filter((article) => article.demo)).toEqual([]);
	});

	it('shows both over a demo database, each marked', () => {
		expect(articlesFor(true)).toEqual([...DEMO_ARTICLES, ...ARTICLES]);
		expect(DEMO_ARTICLES.filter((article) => !article.demo)).toEqual([]);
	});
});

describe('findClaim', () => {
	it('finds nothing for an unknown slug or a name that every object has', () => {
		expect(findClaim('no-such-claim')).toBeUndefined();
		expect(findClaim('constructor')).toBeUndefined();
	});

	it('finds a claim with its article', () => {
		const found = findClaim('zksync-atlas-15000-tps');
		expect(found?.claim.kind).toBe('observed_rate');
		expect(found?.article.publisher).toBe('Bitget');
	});

	it('finds the claims of the demo', () => {
		expect(findClaim('demo-l2-5000-tps')?.article.demo).toBe(true);
	});
});
