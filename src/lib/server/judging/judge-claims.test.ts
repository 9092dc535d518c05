import { describe, expect, it } from 'vitest';
import { DEMO_CORRECTIONS } from '#lib/articles/corrections.ts';
import { articlesFor } from '#lib/articles/index.ts';
import demo from '#lib/articles/demo.ts';
import type { FeeFact } from '#lib/domain/facts.ts';
import { judge } from '#lib/domain/judge/judge.ts';
import { DAY, parseTime } from '#lib/domain/time.ts';
import { unixSeconds, wei, type UnixSeconds } from '#lib/domain/units.ts';
import type { Store } from '#lib/server/store/ports/store.ts';
import { addChain, addRanges, chainOf, recordFinalHead, withStore } from '../test-chain.ts';
import { findEmbed } from '../view/embeds.ts';
import { circumstancesOf, judgeClaims } from './judge-claims.ts';

/** Noon, two days after the demo article; its readings look back 30 days. */
const NOW = unixSeconds(parseTime(demo.published) + 2.5 * DAY);
const BLOCKS = chainOf(
	Array.from({ length: 33 * 144 }, (_, index) => ({
		timestamp: NOW - 33 * DAY + index * 600,
		txCount: index % 5
	}))
);
const FEES = BLOCKS.filter(({ txCount }) => txCount > 0).map(({ number }): FeeFact => ({
	blockNumber: number,
	transactionIndex: 0,
	feeClass: 'native_transfer',
	fee: wei(21_000n * 1_000_000_007n)
}));
const RATED = articlesFor(true)
	.flatMap(({ claims }) => claims)
	.filter(({ rating }) => rating.rated).length;
const lastBlock = BLOCKS.at(-1) ?? BLOCKS[0]!;

/** The demo's two chains, read to the end. */
async function fillDemo(store: Store): Promise<void> {
	await store.markDemo();
	await addChain(store, 31337, BLOCKS, FEES);
	await addChain(store, 31338, BLOCKS, FEES);
}

/** Judge again what is stored, from the stored measurements, and compare. */
async function expectRecomputable(store: Store): Promise<number> {
	let compared = 0;
	for (const article of articlesFor(await store.isDemo()))
		for (const claim of article.claims)
			for (const evaluation of ['now', 'at_publication'] as const)
				for (const verdict of await store.getVerdicts(claim.slug, evaluation)) {
					const published: UnixSeconds = unixSeconds(parseTime(article.published) + DAY);
					const asOf = evaluation === 'now' ? verdict.computedAt : published;
					for (const stored of verdict.readings) {
						const readings = claim.rating.rated ? claim.rating.readings : [];
						const reading = readings.find(({ id }) => id === stored.readingId);
						if (!reading) throw new Error(`no reading ${stored.readingId}`);
						const measurements = await Promise.all(
							stored.measurements.map(
								async (each) => (each.id && (await store.findMeasurement(each.id))) || each
							)
						);
						const hasTextGap = claim.editorial.some(({ flag }) => flag === 'text_incomplete');
						const circumstances = circumstancesOf(measurements);
						const given = { claim, article: { hasTextGap }, reading, circumstances };
						expect(judge({ ...given, measurements, asOf })).toEqual(stored);
						compared += 1;
					}
				}
	return compared;
}

describe('judgeClaims', () => {
	it('withdraws a verdict from the day of a correction on, and keeps what was shown until then', async () => {
		const [correction] = DEMO_CORRECTIONS;
		const { claim, since, error } = correction!;
		await withStore(async (store) => {
			await fillDemo(store);
			await judgeClaims(store, NOW);
			expect(NOW).toBeLessThan(parseTime(since));
			await judgeClaims(store, unixSeconds(parseTime(since)));
			const verdicts = await store.getVerdicts(claim, 'now');
			expect(verdicts.map(({ shown }) => shown)).toEqual(['not_observed', 'void']);
			expect(verdicts[1]!.reason).toBe(error);
			const [atPublication] = (await store.getVerdicts(claim, 'at_publication')).slice(-1);
			expect(atPublication!.shown).toBe('void');
		});
	});

	it('says of every claim that there is not enough data where nothing is collected', async () => {
		await withStore(async (store) => {
			await judgeClaims(store, NOW);
			const verdicts = await store.getLatestVerdicts('now');
			expect(verdicts.length).toBeGreaterThan(5);
			for (const { shown, claimSlug } of verdicts)
				expect(['insufficient_data', 'not_comparable'], claimSlug).toContain(shown);
		});
	});

	it('says that no price is collected, and flags it, where a claim is in dollars', async () => {
		await withStore(async (store) => {
			await addChain(store, 324, BLOCKS, FEES);
			await judgeClaims(store, NOW);
			const verdicts = await store.getLatestVerdicts('now');
			const inDollars = verdicts.find(
				({ claimSlug }) => claimSlug === 'zksync-transfer-0-0001-usd'
			);
			expect(inDollars?.shown).toBe('insufficient_data');
			expect(inDollars?.flags).toContain('price_gap');
			expect(inDollars?.reason).toContain('On ZKsync Era no price of the gas token is collected');
			const inSeconds = verdicts.filter(({ claimSlug }) => !claimSlug.includes('usd'));
			expect(inSeconds.flatMap(({ flags }) => flags)).not.toContain('price_gap');
		});
	});

	it('appends nothing when it runs again on the same facts, and counts only what it appended', async () => {
		await withStore(async (store) => {
			await fillDemo(store);
			const first = await judgeClaims(store, NOW);
			expect(first).toEqual({ claims: RATED, changed: 2 * RATED, skipped: 0 });
			const version = await store.dataVersion();
			expect(await judgeClaims(store, unixSeconds(NOW + 5))).toEqual({
				claims: RATED,
				changed: 0,
				skipped: 0
			});
			expect(await store.dataVersion()).toBe(version);
		});
	});

	it('keeps with each finding of now what its embed shows, and with those at publication nothing', async () => {
		await withStore(async (store) => {
			await fillDemo(store);
			await judgeClaims(store, NOW);
			const site = { reader: store, siteUrl: 'https://g.example', demo: true };
			const dataState = async () => ({ now: NOW });
			let charts = 0;
			for (const { claimSlug, id } of await store.getLatestVerdicts('now')) {
				const live = await findEmbed({ ...site, dataState }, claimSlug, null);
				const frozen = await findEmbed({ ...site, dataState }, claimSlug, id);
				if (typeof live === 'string' || typeof frozen === 'string') throw new Error(claimSlug);
				// Which blocks a point is made of is in no picture.
				const points = live.chart?.panel.points.map((point) => ({
					...point,
					...{ blocks: null, peakBlock: null }
				}));
				expect(frozen.chart, claimSlug).toEqual(
					live.chart && { ...live.chart, panel: { ...live.chart.panel, points } }
				);
				expect(frozen.sentence, claimSlug).toBe(live.sentence);
				if (frozen.chart) charts += 1;
			}
			expect(charts).toBeGreaterThan(2);
			for (const { claimSlug, id } of await store.getLatestVerdicts('at_publication'))
				expect(await findEmbed({ ...site, dataState }, claimSlug, id)).toBe('at_publication');
		});
	});

	it('flags endpoints that say different things too often, and none that were not compared', async () => {
		await withStore(async (store) => {
			await fillDemo(store);
			const flagged = async (later: number) => {
				await judgeClaims(store, unixSeconds(NOW + later));
				const verdicts = await store.getLatestVerdicts('now');
				const isFlagged = ({ flags }: { flags: readonly string[] }) =>
					flags.includes('endpoint_disagreement');
				return verdicts.filter(isFlagged).length;
			};
			const look = { chainId: 31337, host: 'node.example', at: unixSeconds(NOW - DAY) };
			expect(await flagged(0)).toBe(0);
			await store.recordCheck({ ...look, compared: 100, disagreed: 1 });
			expect(await flagged(1)).toBe(0);
			await store.recordCheck({ ...look, host: 'other.example', compared: 10, disagreed: 1 });
			expect(await flagged(2)).toBeGreaterThan(0);
			expect(await expectRecomputable(store)).toBeGreaterThan(0);
		});
	});

	it('leaves a claim alone that was judged later already', async () => {
		await withStore(async (store) => {
			await fillDemo(store);
			await judgeClaims(store, NOW);
			const before = await store.getLatestVerdicts('now');
			const earlier = await judgeClaims(store, unixSeconds(NOW - 10 * DAY));
			expect(earlier).toEqual({ claims: RATED, changed: 0, skipped: 2 * RATED });
			expect(await store.getLatestVerdicts('now')).toEqual(before);
		});
	});

	it('gives the stored verdict again from the stored measurements, at every step of a back-fill', async () => {
		await withStore(async (store) => {
			await store.markDemo();
			const third = Math.floor(BLOCKS.length / 3);
			const cuts = [BLOCKS.length, 2 * third, third, 0];
			for (const [step, to] of cuts.slice(0, -1).entries()) {
				const range = { from: (cuts[step + 1] ?? 0) + 1, to };
				for (const chain of [31337, 31338]) {
					await addRanges(store, chain, BLOCKS, [range]);
					await judgeClaims(store, unixSeconds(NOW + 10 * step));
					await recordFinalHead(store, chain, lastBlock);
					await judgeClaims(store, unixSeconds(NOW + 10 * step + 1));
					const fees = FEES.filter((fee) => fee.blockNumber >= range.from && fee.blockNumber <= to);
					await store.addFees(chain, { range, fees: step === 0 ? fees : [] });
					await judgeClaims(store, unixSeconds(NOW + 10 * step + 2));
				}
			}
			expect(await expectRecomputable(store)).toBeGreaterThan(30);
			const shown = (await store.getLatestVerdicts('now')).map((verdict) => verdict.shown);
			expect(new Set(shown).size).toBeGreaterThan(2);
		});
	});
});
