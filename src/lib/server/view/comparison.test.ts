import { describe, expect, it } from 'vitest';
import { FAMILIES } from '#lib/domain/families.ts';
import { METRICS } from '#lib/domain/metrics/registry.ts';
import { DAY, HOUR } from '#lib/domain/time.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import type { CompareChoice } from '../api/compare-query.ts';
import { addChain, at, chainOf, withStore } from '../test-chain.ts';
import { getComparison, usualChains } from './comparison.ts';

const CHOICE: CompareChoice = {
	...{ chains: [1, 324, 2741, 10], metric: 'throughput.user_tx', statistic: 'mean' },
	...{ peakWindow: null, scale: null, range: '7d', claim: null }
};
const NOW = unixSeconds(at(40 * DAY));
/** A block every ten minutes, up to so long after the start. */
const until = (seconds: number) =>
	chainOf(
		Array.from({ length: seconds / 600 }, (_, k) => ({ timestamp: at(k * 600), txCount: 6 }))
	);

/** To what a block at the end of what is covered changes of a rate. */
const rounded = (value: number | string | null) =>
	value === null ? null : Number(Number(value).toFixed(3));

describe('a comparison', () => {
	it('measures all over one window, which who is far behind does not shorten', async () => {
		await withStore(async (store) => {
			await addChain(store, 1, until(20 * DAY));
			await addChain(store, 324, until(20 * DAY - 2 * HOUR));
			await addChain(store, 2741, until(15 * DAY));
			const { chains, window } = await getComparison(store, CHOICE, 'tx/s', NOW);
			// the last block of the second begins ten minutes before its end
			const end = at(20 * DAY - 3 * HOUR);
			expect(window).toEqual({ from: at(13 * DAY - HOUR), to: end });
			const found = chains.map(({ id, measurement, reason, isCollected }) => [
				...[id, rounded(measurement?.value ?? null), reason, isCollected]
			]);
			expect(found).toEqual([
				[1, 0.01, null, true],
				[324, 0.01, null, true],
				[2741, 0.01, null, true],
				[10, null, 'nothing that this metric needs is stored yet', false]
			]);
			const coverages = chains.map(({ measurement }) => measurement?.coverage ?? 0);
			expect(coverages.slice(0, 2)).toEqual([1, 1]);
			expect(coverages[2]).toBeGreaterThan(0);
			expect(coverages[2]).toBeLessThan(0.35);
			// and all lines have the same buckets
			const times = chains.map(({ series }) => series?.points.map(({ t }) => t));
			expect(new Set(times.map(String)).size).toBe(1);
			expect(await usualChains(store, false)).toEqual([1, 324, 2741]);
		});
	});

	it('ends with a full day where a statistic sums up days', async () => {
		await withStore(async (store) => {
			await addChain(store, 1, until(20.5 * DAY));
			const choice = { ...CHOICE, chains: [1], metric: 'fee.base' } as const;
			const daily = { ...choice, statistic: 'median_of_daily_medians' } as const;
			const { window, chains } = await getComparison(store, daily, 'wei/gas', NOW);
			expect(window).toEqual({ from: at(13 * DAY), to: at(20 * DAY) });
			expect(chains[0]?.measurement?.n).toBe(7);
		});
	});

	it('says in the row of a chain what it cannot be asked, and of none more than is known', async () => {
		await withStore(async (store) => {
			await addChain(store, 1, until(3 * DAY));
			const short = { ...CHOICE, chains: [1, 8453], statistic: 'max', peakWindow: '60s' } as const;
			const { chains } = await getComparison(store, short, 'tx/s', NOW);
			expect(chains[0]).toMatchObject({ series: null, measurement: null, isCollected: true });
			expect(chains[0]?.reason).toContain('a window must last five of them');
			expect(chains[1]?.reason).toContain('only where it is asked for, since with a hundred');
		});
	});

	it('says of a chain whose nodes tell of no batches why there is nothing to wait for', async () => {
		await withStore(async (store) => {
			const reasons = async (metric: CompareChoice['metric'], statistic: 'mean' | 'p50') => {
				const choice = { ...CHOICE, chains: [324, 10, 8453], metric, statistic };
				const { chains } = await getComparison(store, choice, METRICS[metric].unit, NOW);
				return chains.map(({ reason }) => reason);
			};
			expect(await reasons('finality.commit', 'p50')).toEqual([
				'nothing that this metric needs is stored yet',
				'no node of OP Mainnet tells of batches',
				'no node of Base tells of batches'
			]);
			const why = `transactions sent on L1 are ${FAMILIES['op-stack'].l1Uncounted}`;
			expect(await reasons('throughput.l1_tx', 'mean')).toEqual([
				...['nothing that this metric needs is stored yet', why, why]
			]);
		});
	});

	it('has no window and no line where nothing is stored', async () => {
		await withStore(async (store) => {
			const { chains, window } = await getComparison(store, CHOICE, 'tx/s', NOW);
			expect(window).toBeNull();
			for (const { series, measurement } of chains)
				expect([series, measurement]).toEqual([null, null]);
			expect(await usualChains(store, false)).toEqual([1, 324, 2741, 36900, 10, 59144]);
		});
	});
});
