import { describe, expect, test } from 'vitest';
import { chainById } from '#lib/domain/chains.ts';
import { PRICE_FEEDS } from '#lib/domain/price-feeds.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import type { Store } from '#lib/server/store/ports/store.ts';
import { ENGINES, withStore } from '../../tests/contract/engines.ts';
import { makeChain } from '../../tests/made-chain.ts';
import type { ContractCall } from '../chains/chain-source.ts';
import {
	DECIMALS,
	DESCRIPTION,
	getRoundData,
	LATEST_ROUND,
	LATEST_ROUND_DATA,
	phaseAggregators
} from './aggregator.ts';
import { collectPrices } from './collect-prices.ts';
import type { PassEvent } from './pass.ts';

const NOW = unixSeconds(1_764_201_600);
const FEED = PRICE_FEEDS['eth-usd'].address;
const OLD = '0x00000000000000000000000000000000000a6602';
const [SQLITE] = ENGINES;

const word = (value: bigint) => BigInt.asUintN(256, value).toString(16).padStart(64, '0');
const idOf = (phase: number, round: number) => (BigInt(phase) << 64n) + BigInt(round);

/** A feed whose rounds are 1,000 s apart: `counts` says how many each phase has, the last one the newest. */
function makeFeed(counts: readonly number[]) {
	const answers = new Map<string, string>();
	const asked: string[] = [];
	const key = (to: string, data: string) => `${to} ${data}`;
	const newest = counts.reduce((sum, count) => sum + count, 0);
	let ordinal = 0;
	for (const [index, count] of counts.entries())
		for (let round = 1; round <= count; round++) {
			ordinal += 1;
			const [id, time] = [idOf(index + 1, round), BigInt(NOW - 10 - (newest - ordinal) * 1_000)];
			const data = `0x${[id, BigInt(ordinal) * 10n ** 8n, time, time, id].map(word).join('')}`;
			answers.set(key(FEED, getRoundData({ phase: index + 1, round })), data);
			answers.set(key(FEED, LATEST_ROUND_DATA), data);
		}
	const text = Buffer.from('ETH / USD'.padEnd(32, '\0')).toString('hex');
	answers.set(key(FEED, DESCRIPTION), `0x${word(32n)}${word(9n)}${text}`);
	answers.set(key(FEED, DECIMALS), `0x${word(8n)}`);
	for (const [index, count] of counts.entries()) {
		const aggregator = `${OLD.slice(0, -1)}${index}`;
		answers.set(key(FEED, phaseAggregators(index + 1)), `0x${word(BigInt(aggregator))}`);
		answers.set(key(aggregator, LATEST_ROUND), `0x${word(BigInt(count))}`);
	}
	return {
		answers,
		asked,
		forget: (phase: number, round: number) =>
			answers.delete(key(FEED, getRoundData({ phase, round }))),
		answer: (data: string, words: readonly bigint[]) =>
			answers.set(key(FEED, data), `0x${words.map(word).join('')}`),
		async call(calls: readonly ContractCall[]) {
			// Of the feeds that stand on the chain only one is made here.
			asked.push(...calls.flatMap(({ to, data }) => (to === FEED ? [data] : [])));
			return calls.map(({ to, data }) => answers.get(key(to, data)) ?? null);
		}
	};
}

async function collect(
	store: Store,
	feed: Pick<ReturnType<typeof makeFeed>, 'call'>,
	since: number,
	finalized: number = NOW
): Promise<PassEvent[]> {
	const events: PassEvent[] = [];
	await collectPrices(
		{
			chain: chainById(1),
			source: { ...makeChain(1, 1), call: feed.call },
			store,
			since: unixSeconds(since),
			isOver: () => false,
			signal: new AbortController().signal,
			report(event) {
				if (event.event !== 'no_price' || event.feed === 'eth-usd') events.push(event);
			}
		},
		{ timestamp: NOW, finalized: { number: 1, timestamp: unixSeconds(finalized) } }
	);
	return events;
}

const roundsOf = async (store: Store) =>
	(await store.getPriceRounds('eth-usd', { from: unixSeconds(0), to: NOW })).map(
		({ phase, round }) => `${phase}/${round}`
	);
const detailOf = async (store: Store) => (await store.findPriceCheck('eth-usd'))?.detail;
const stored = <Result>(use: (store: Store) => Promise<Result>) => withStore(SQLITE!, use);

describe('a feed', () => {
	test('that has the wrong name, decimals, or no contract gives no round, and keeps what was known', async () => {
		await stored(async (store) => {
			await collect(store, makeFeed([3]), NOW - 10_000);
			const feed = makeFeed([9]);
			feed.answer(DECIMALS, [18n]);
			const events = await collect(store, feed, NOW - 10_000);
			expect(events).toMatchObject([{ event: 'no_price', feed: 'eth-usd' }]);
			expect(await detailOf(store)).toMatch(/has 18 decimals, not 8/);
			await collect(store, { call: async (calls) => calls.map(() => '0x') }, NOW - 10_000);
			expect(await detailOf(store)).toMatch(/no feed answers at 0x5f4e.*it has no description/);
			expect(await roundsOf(store)).toEqual(['1/1', '1/2', '1/3']);
			expect(await store.findPriceCheck('eth-usd')).toMatchObject({ knownTo: NOW, ok: false });
		});
	});

	test('that cannot be asked ends nothing, and is told', async () => {
		await stored(async (store) => {
			const call = () => Promise.reject(new Error('the endpoint is away'));
			const events = await collect(store, { call }, NOW - 10_000);
			expect(events).toMatchObject([{ event: 'no_price', detail: 'the endpoint is away' }]);
			expect(await store.findPriceCheck('eth-usd')).toMatchObject({ knownTo: null, ok: false });
		});
	});

	test('is read back to the round that was in force when fees began, and no further', async () => {
		await stored(async (store) => {
			const feed = makeFeed([200]);
			await collect(store, feed, NOW - 80_500);
			const rounds = await store.getPriceRounds('eth-usd', {
				from: unixSeconds(NOW - 80_500),
				to: NOW
			});
			expect(rounds).toHaveLength(82);
			expect(rounds[0]).toMatchObject({ round: 119, updatedAt: NOW - 81_010 });
			// Batches of fifty: what came beyond what was needed is kept too.
			expect(feed.asked.length).toBeLessThan(3 + 101);
		});
	});

	test('is asked only for what is not stored and final', async () => {
		await stored(async (store) => {
			const feed = makeFeed([60]);
			await collect(store, feed, NOW - 30_000);
			feed.asked.length = 0;
			await collect(store, feed, NOW - 30_000, NOW - 2_500);
			expect(feed.asked).toEqual([
				DESCRIPTION,
				DECIMALS,
				LATEST_ROUND_DATA,
				...[59, 58].map((round) => getRoundData({ phase: 1, round }))
			]);
		});
	});

	test('goes on in the aggregator before, and skips a round that is not there', async () => {
		await stored(async (store) => {
			const feed = makeFeed([4, 60, 2]);
			feed.forget(2, 30);
			await collect(store, feed, NOW - 10_000_000);
			const found = await roundsOf(store);
			expect(found).toHaveLength(4 + 59 + 2);
			expect(found).not.toContain('2/30');
			expect(found[0]).toBe('1/1');
		});
	});

	test('with more rounds below a hole longer than a batch is read on below it', async () => {
		await stored(async (store) => {
			const feed = makeFeed([2, 200]);
			for (let round = 60; round <= 180; round++) feed.forget(2, round);
			await collect(store, feed, NOW - 10_000_000);
			const found = await roundsOf(store);
			expect(found).toHaveLength(2 + 200 - 121);
			expect(found).toContain('2/59');
		});
	});

	test('whose older phase refuses to say its last round keeps its newest price, and tells', async () => {
		await stored(async (store) => {
			const feed = makeFeed([4, 3]);
			feed.answers.delete(`${OLD.slice(0, -1)}0 ${LATEST_ROUND}`);
			const events = await collect(store, feed, NOW - 10_000_000);
			expect(events).toMatchObject([
				{
					event: 'no_price',
					detail: 'the feed of ETH / USD does not say the last round of phase 1'
				}
			]);
			expect(await store.findPriceCheck('eth-usd')).toMatchObject({ ok: true, knownTo: NOW });
			expect(await roundsOf(store)).toEqual(['2/1', '2/2', '2/3']);
			const known = await store.getPriceStretches('eth-usd', { from: unixSeconds(0), to: NOW });
			expect(known).toEqual([{ from: NOW - 10 - 2_000, to: NOW }]);
		});
	});

	test('gives at most a thousand older rounds a pass, and the next pass goes on below them', async () => {
		await stored(async (store) => {
			const feed = makeFeed([1_500]);
			await collect(store, feed, NOW - 10_000_000);
			expect(await roundsOf(store)).toHaveLength(1_001);
			await collect(store, feed, NOW - 10_000_000);
			expect(await roundsOf(store)).toHaveLength(1_500);
		});
	});

	test('whose newest round is stale or no price is told so, and the round is kept', async () => {
		await stored(async (store) => {
			const feed = makeFeed([3]);
			const id = idOf(1, 4);
			feed.answer(LATEST_ROUND_DATA, [id, -7n, BigInt(NOW - 5), BigInt(NOW - 5), id]);
			await collect(store, feed, NOW - 10_000);
			expect(await detailOf(store)).toMatch(/round 4 of phase 1 answers -7/);
			expect(await roundsOf(store)).toEqual(['1/1', '1/2', '1/3', '1/4']);
			feed.answer(LATEST_ROUND_DATA, [id, 7n, BigInt(NOW - 4_261), BigInt(NOW - 4_261), id]);
			await collect(store, feed, NOW - 10_000);
			expect(await detailOf(store)).toMatch(/stale: its newest round is from 2025-11-26T22:48:59Z/);
			feed.answer(LATEST_ROUND_DATA, [id, 7n, BigInt(NOW - 4_260), BigInt(NOW - 4_260), id]);
			await collect(store, feed, NOW - 10_000);
			expect(await store.findPriceCheck('eth-usd')).toMatchObject({ ok: true, detail: null });
		});
	});
});
