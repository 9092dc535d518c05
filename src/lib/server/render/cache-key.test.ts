import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chartViewQuery, RANGES, SCALES, type ChartRange } from '#lib/charts/chart-view.ts';
import { cacheKey, showsHeads, type Asked } from './cache-key.ts';

/** The key of a request for a target as it was sent. */
function keyOf(target: string, { method = 'GET', hasCookie = false }: Partial<Asked> = {}) {
	const [pathname = '', ...rest] = target.split(/(?=\?)/);
	return cacheKey({ method, hasCookie, pathname, search: rest.join('') });
}

/** The key of a request for a target as a URL parser understands it: under such keys answers are stored. */
function parsedKeyOf(target: string) {
	const { pathname, search } = new URL(`http://site.example${target}`);
	return cacheKey({ method: 'GET', hasCookie: false, pathname, search });
}

describe('cacheKey', () => {
	it.each([
		'/api/v1/status',
		'/health',
		'/claims/a/b',
		'/embed/claims/a/at/v',
		'/claims/a?x=1',
		'/compare?chains=1'
	])('is none for %s', (target) => expect(keyOf(target)).toBeNull());

	it('is none for a request that writes, or that carries a cookie', () => {
		for (const method of ['POST', 'OPTIONS', 'get', undefined])
			expect(cacheKey({ method, hasCookie: false, pathname: '/', search: '' })).toBeNull();
		expect(keyOf('/', { hasCookie: true })).toBeNull();
	});

	it('is the path of a page, and the same for HEAD', () => {
		for (const path of [
			'/',
			'/claims/a',
			'/claims/a/embed',
			'/articles/a',
			'/compare',
			'/methodology'
		]) {
			expect(keyOf(path)).toBe(path);
			expect(keyOf(path, { method: 'HEAD' })).toBe(path);
		}
	});

	it('is the path of an answer of the API that moves with the data alone', () => {
		for (const path of ['claims', 'claims/a', 'claims/a/verdicts', 'articles', 'measurements/b'])
			expect(keyOf(`/api/v1/${path}`)).toBe(`/api/v1/${path}`);
		for (const path of ['status', 'gaps', 'live', 'claims?asOf=2026-01-01', 'chains/1/state'])
			expect(keyOf(`/api/v1/${path}`)).toBeNull();
	});

	it('is the path of a page about chains, which shows heads', () => {
		for (const target of ['/chains', '/live', '/chains/324', '/chains/324?range=7d']) {
			expect(keyOf(target)).toBe(target);
			expect(showsHeads(target)).toBe(true);
		}
		for (const target of ['/chains?range=7d', '/chains/324?range=7d&x=1', '/chains/a/b'])
			expect(keyOf(target)).toBeNull();
		for (const target of ['/', '/claims/a', '/embed/claims/live'])
			expect(showsHeads(target)).toBe(false);
	});

	it('is one for each view that a claim’s chips lead to, and none for other spellings or stretches', () => {
		for (const range of [null, ...(Object.keys(RANGES) as ChartRange[])])
			for (const scale of [null, ...SCALES]) {
				const target = `/claims/a${chartViewQuery({ range, scale, window: null })}`;
				expect(keyOf(target)).toBe(target);
			}
		const others = [
			...[
				'range=2w',
				'scale=log&range=7d',
				'range=7d&',
				'range=7d&x=1',
				'range=7d#',
				'scale=%6Cog'
			],
			...['from=2026-01-01&to=2026-01-02', 'asOf=2026-01-01&range=7d', 'range=7d&range=7d']
		];
		for (const query of others) expect(keyOf(`/claims/a?${query}`), query).toBeNull();
		expect(keyOf('/articles/a?range=7d')).toBeNull();
	});

	it('tells themes, widths and forms of an embed apart, and nothing else', () => {
		const targets = [
			...[
				'a',
				'a?theme=dark',
				'a?theme=light',
				'a.svg',
				'a.png',
				'a.png?w=400',
				'a?verdict=b',
				'a?verdict=c'
			],
			// both are refused, while one without is not
			...['a?theme=', 'a?theme=dark%26w%3D400']
		];
		const keys = targets.map((target) => keyOf(`/embed/claims/${target}`));
		expect(new Set(keys).size).toBe(targets.length);
		for (const [one, other] of [
			['a?utm_source=x&theme=dark', 'a?theme=dark'],
			['a?utm_source=x', 'a']
		])
			expect(keyOf(`/embed/claims/${one}`)).toBe(keyOf(`/embed/claims/${other}`));
	});

	it('finds under a spelling nothing but what the parsed one would find', () => {
		const piece = fc.constantFrom(
			...['/', '//', 'claims', 'embed', 'articles', 'a', '.', '..', '%2e', '%2E%2e', '%41', '\\'],
			...[
				'?',
				'#',
				'&',
				'=',
				'range=7d',
				'scale=log',
				'theme',
				'w',
				'dark',
				'400',
				'+',
				'%26',
				'%',
				';',
				'é',
				'"',
				'@',
				':'
			]
		);
		const prefix = fc.constantFrom(
			'/',
			'/claims/',
			'/articles/',
			'/embed/claims/',
			'/chains/',
			'/live'
		);
		const target = fc
			.tuple(prefix, fc.array(piece, { maxLength: 6 }))
			.map(([start, pieces]) => start + pieces.join(''));
		let found = 0;
		fc.assert(
			fc.property(target, (sent) => {
				const key = keyOf(sent);
				// what no parser gives as a key, nothing is stored under
				fc.pre(key !== null && parsedKeyOf(key) === key);
				found += 1;
				expect(parsedKeyOf(sent)).toBe(key);
			}),
			{ numRuns: 3_000 }
		);
		expect(found).toBeGreaterThan(1_000);
	});
});
