import { describe, expect, it } from 'vitest';
import { quantileRank } from '#lib/domain/statistics/nearest-rank.ts';
import { randomFrom } from '../devnet/random.ts';
import { createRequestTally } from './request-tally.ts';

const HOST = 'node.example';

describe('a tally of requests', () => {
	it('has no counts where nothing was asked, also when counted anew', () => {
		const tally = createRequestTally(HOST);
		expect(tally.counts()).toBeNull();
		tally.answered(12);
		tally.failed();
		tally.countAnew();
		expect(tally.counts()).toBeNull();
		tally.answered(12);
		expect(tally.counts()).toMatchObject({ requests: 1, failed: 0, p50Ms: 13 });
	});

	it('tells times of what was answered alone, and none where all failed', () => {
		const tally = createRequestTally(HOST);
		tally.failed();
		tally.failed();
		const counts = { host: HOST, requests: 2, failed: 2, p50Ms: null, p95Ms: null };
		expect(tally.counts()).toEqual(counts);
		tally.answered(200);
		expect(tally.counts()).toMatchObject({ requests: 3, failed: 2 });
		expect(tally.counts()?.p50Ms).toBe(tally.counts()?.p95Ms);
	});

	it('takes no answer for one of 0 ms, and holds the longest', () => {
		const tally = createRequestTally(HOST);
		tally.answered(0);
		expect(tally.counts()).toMatchObject({ p50Ms: 1, p95Ms: 1 });
		for (let each = 0; each < 9; each++) tally.answered(25_000);
		expect(tally.counts()?.p95Ms).toBeGreaterThanOrEqual(25_000);
		expect(tally.counts()?.p95Ms).toBeLessThan(25_251);
	});

	it.each([1, 2, 3, 4, 5])(
		'is at or above the exact quantile by less than 1 % and 1 ms (seed %d)',
		(seed) => {
			const random = randomFrom(seed);
			const tally = createRequestTally(HOST);
			const times = Array.from({ length: 1 + Math.floor(random() * 3_000) }, () =>
				Math.exp(Math.log(0.05) + random() * Math.log(500_000))
			);
			for (const time of times) tally.answered(time);
			const ascending = times.toSorted((a, b) => a - b);
			const { p50Ms, p95Ms } = tally.counts()!;
			for (const [told, share] of [[p50Ms, 0.5] as const, [p95Ms, 0.95] as const]) {
				const exact = ascending[quantileRank(share, times.length) - 1]!;
				// Times are counted in whole microseconds.
				expect(told).toBeGreaterThanOrEqual(exact - 0.0005);
				expect(told).toBeLessThan((exact + 0.0005) * 1.01 + 1);
			}
		}
	);
});
