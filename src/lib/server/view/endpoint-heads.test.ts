import { describe, expect, it } from 'vitest';
import { iso } from '#lib/domain/time.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import type { EndpointHead } from '../store/ports/upkeep.ts';
import { endpointHeads } from './endpoint-heads.ts';

const AT = unixSeconds(1_790_000_000);

/** An endpoint that told a block of a chain with one each 12 s, so many seconds after the first look. */
const told = (host: string, number: number, seconds = 0): EndpointHead => {
	const at = unixSeconds(AT + seconds);
	return {
		...{ host, outcome: 'told', detail: null, lookedAt: at, askedAt: at },
		told: { number, timestamp: unixSeconds(AT + number * 12), at }
	};
};
const behind = (...heads: EndpointHead[]) =>
	[...endpointHeads(heads).values()].map((head) => head.behind);

describe('how far endpoints are behind', () => {
	it('is against the newer of two', () => {
		expect(behind(told('a', 100), told('b', 97))).toEqual([
			{ blocks: 0, seconds: 0 },
			{ blocks: 3, seconds: 36 }
		]);
	});

	it('is against the second newest of three, so that one alone is ahead', () => {
		expect(behind(told('a', 900), told('b', 100), told('c', 98))).toEqual([
			{ blocks: -800, seconds: -9_600 },
			{ blocks: 0, seconds: 0 },
			{ blocks: 2, seconds: 24 }
		]);
	});

	it('is not known of one alone, nor of what was told at an earlier look', () => {
		expect(behind()).toEqual([]);
		expect(behind(told('a', 100))).toEqual([null]);
		expect(behind(told('a', 105, 60), told('b', 105, 60), told('gone', 99))).toEqual([
			{ blocks: 0, seconds: 0 },
			{ blocks: 0, seconds: 0 },
			null
		]);
		const before = told('b', 90);
		const refused = { ...before, outcome: 'refused', lookedAt: unixSeconds(AT + 60) } as const;
		expect(behind(told('a', 105, 60), refused)).toEqual([null, null]);
		expect(endpointHeads([refused]).get('b')).toMatchObject({
			...{ looked_at: iso(AT + 60), told: { number: 90, at: iso(AT) } }
		});
	});
});
