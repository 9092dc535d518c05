import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	collectingWords,
	dataStateWords,
	NO_ARTICLES,
	type BehindChain
} from './data-state-sentence.ts';

function behind(
	state: BehindChain['state'],
	name = 'Chain A',
	words: Partial<BehindChain> = {}
): BehindChain {
	const seenAt = state === 'never' ? null : '2026-11-26T09:00:00Z';
	return { name, state, seenAt, endpoints: 2, ...words };
}
const kindOf = (chains: number, ...each: BehindChain[]) =>
	dataStateWords({ chains, behind: each }).kind;

describe('the state of the data in words', () => {
	it('tells our own standing still from one chain that is behind', () => {
		expect(kindOf(2)).toBe('fresh');
		expect(kindOf(2, behind('late'))).toBe('late');
		expect(kindOf(2, behind('stale'))).toBe('stale');
		expect(kindOf(2, behind('stale'), behind('late'))).toBe('stale');
		expect(kindOf(2, behind('stale'), behind('stale'))).toBe('outage');
		expect(kindOf(2, behind('stale'), behind('never'))).toBe('outage');
		expect(kindOf(2, behind('never'))).toBe('unknown_head');
		expect(kindOf(2, behind('never'), behind('never'))).toBe('never');
		expect(kindOf(0)).toBe('never');
	});

	it('names the chains and the time since when', () => {
		const chains = ['A', 'B', 'C', 'D'].map((name, index) =>
			behind('late', name, { seenAt: `2026-11-26T09:0${index}:00Z` })
		);
		const words = (count: number) => dataStateWords({ chains: 9, behind: chains.slice(0, count) });
		expect(words(1).sentence).toMatch(/^A was not looked at for more than ten minutes/);
		expect(words(3).sentence).toMatch(/^A, B and C were not/);
		expect(words(4).sentence).toMatch(/^A, B and 2 more were not/);
		expect(words(4).since).toBe('2026-11-26T09:03:00Z');
	});

	it('says of an unknown head whom we asked', () => {
		const sentence = (endpoints: number) =>
			dataStateWords({ chains: 2, behind: [behind('never', 'ADI', { endpoints })] }).sentence;
		expect(sentence(0)).toContain('no endpoint has been asked');
		expect(sentence(1)).toContain('the only endpoint');
		expect(sentence(4)).toContain('none of 4 endpoints');
	});

	it('gives a time for the first figure only where one is known, to the minute only where it is near', () => {
		const at = '2026-11-26T14:02:00Z';
		expect(collectingWords(at, null).sentence).toMatch(/not known\.$/);
		expect(collectingWords(at, '2026-11-26T15:02:00Z').sentence).toContain(
			'26 Nov 2026, 15:02 UTC'
		);
		expect(collectingWords(at, '2026-12-23T15:02:00Z').sentence).toContain('23 Dec 2026,');
		expect(collectingWords(at, '2026-12-23T15:02:00Z').sentence).not.toContain('15:02');
	});

	it('has another sign, word and sentence for every state', () => {
		const all = [
			dataStateWords({ chains: 2, behind: [] }),
			dataStateWords({ chains: 2, behind: [behind('late')] }),
			dataStateWords({ chains: 2, behind: [behind('stale')] }),
			dataStateWords({ chains: 1, behind: [behind('stale')] }),
			dataStateWords({ chains: 1, behind: [behind('ahead')] }),
			dataStateWords({ chains: 2, behind: [behind('never')] }),
			dataStateWords({ chains: 1, behind: [behind('never')] }),
			collectingWords('2026-11-26T14:02:00Z', null),
			NO_ARTICLES
		];
		for (const part of ['kind', 'sign', 'word', 'sentence'] as const)
			expect(new Set(all.map((each) => each[part])).size, part).toBe(all.length);
	});

	it('never calls fresh what is not, whatever is behind', () => {
		const states = fc.array(fc.constantFrom('late', 'stale', 'ahead', 'never'), { maxLength: 6 });
		fc.assert(
			fc.property(states, fc.nat(3), (each, more) => {
				const words = dataStateWords({
					chains: each.length + more,
					behind: each.map((state) => behind(state as BehindChain['state']))
				});
				expect(words.kind === 'fresh').toBe(each.length === 0 && more > 0);
			})
		);
	});
});
