import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chainById } from '#lib/domain/chains.ts';
import { DAY, HOUR, type TimeWindow } from '#lib/domain/time.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import { measure } from '#lib/server/measure/measure.ts';
import { withStore } from '#lib/server/test-chain.ts';
import type { Store } from '#lib/server/store/ports/store.ts';
import type { ChainSource } from '../../collectors/chains/chain-source.ts';
import { createChainSource } from '../../collectors/chains/create-chain-source.ts';
import { collectPrices } from '../../collectors/jobs/collect-prices.ts';
import { collectPriceWindows } from '../../collectors/jobs/collect-price-windows.ts';
import type { PassEvent } from '../../collectors/jobs/pass.ts';
import { putOracle, type Oracle, type Round } from './oracle.ts';
import { startAnvil, type Anvil } from './start-anvil.ts';

/** 2025-11-01T00:00:00Z; the feed was made 20 days before, and the chain is 20 days after. */
const MIDDLE = 1_761_955_200;
const NOW = unixSeconds(MIDDLE + 20 * DAY);
const at = (offset: number) => unixSeconds(MIDDLE + offset);

/** Hourly rounds of a phase, `from` to `to` in hours around the middle; the price moves by a cent an hour. */
function hourly(phase: number, from: number, to: number, above = 0): Round[] {
	return Array.from({ length: to - from }, (_, index) => ({
		phase,
		round: index + 1,
		answer: BigInt(300_000 + 100 * above + from + index) * 1_000_000n,
		updatedAt: at((from + index) * HOUR + 60 * phase)
	}));
}

/**
 * Four aggregators: one of long ago, a phase that never had one, one that went on to write for two days after the next
 * had begun, and the one of now, whose first five rounds have no answer.
 */
const FIRST = hourly(1, -480, -300);
const THIRD = hourly(3, -300, 48, 5_000).map((each) =>
	each.updatedAt > at(0) ? { ...each, answer: each.answer * 3n } : each
);
const FOURTH = hourly(4, 0, 480).map((each, index) =>
	// At its highest in the second day, half as much again as at the start.
	index === 30 ? { ...each, answer: 450_000_000_000n } : each
);
const EMPTY_ROUNDS = 5;
const ALL = [...FIRST, ...THIRD, ...FOURTH];
/** Rounds of the third phase in the middle of its time that were begun and never answered. */
const UNANSWERED = [140, 141, 142, 170];

describe('prices of long ago, on a live node with an oracle of four phases', () => {
	let anvil: Anvil;
	let oracle: Oracle;
	let source: ChainSource;

	beforeAll(async () => {
		anvil = await startAnvil('--chain-id', '1', '--timestamp', String(NOW));
		oracle = await putOracle(anvil);
		const shifted = FOURTH.map((each) => ({ ...each, round: each.round + EMPTY_ROUNDS }));
		const third = THIRD.filter(({ round }) => !UNANSWERED.includes(round));
		const none = (phase: number, round: number): Round => ({
			...{ phase, round, answer: 0n, updatedAt: 0 }
		});
		await oracle.setRounds([
			...Array.from({ length: EMPTY_ROUNDS }, (_, index) => none(4, index + 1)),
			...[140, 141].map((round) => none(3, round)),
			...FIRST,
			...third,
			...shifted
		]);
		await oracle.setPhase(1, '0x00000000000000000000000000000000000a6601', FIRST.length);
		await oracle.skipPhase(2);
		await oracle.setPhase(3, '0x00000000000000000000000000000000000a6603', THIRD.length);
		source = createChainSource({ chain: chainById(1), urls: [anvil.url] });
	}, 120_000);
	afterAll(async () => {
		await source?.close();
		await anvil?.stop();
	});

	const optionsOf = (store: Store, events: PassEvent[], calls: string[] = []) => ({
		chain: chainById(1),
		source: {
			...source,
			async call(asked: Parameters<ChainSource['call']>[0]) {
				calls.push(...asked.map(({ data }) => data.slice(0, 10)));
				return source.call(asked);
			}
		},
		store,
		isOver: () => false,
		signal: new AbortController().signal,
		report: (event: PassEvent) => events.push(event)
	});
	const head = { timestamp: NOW, finalized: { number: 0, timestamp: NOW } };

	const measureIn = (store: Store, window: TimeWindow, statistic: 'mean' | 'max_rise') =>
		measure(
			store,
			{
				...{ chain: chainById(1), metric: 'price.eth_usd', statistic, peakWindow: null },
				...{ window, baseWindow: null, zeroFees: 'included' }
			},
			NOW
		);

	/** Read the newest round, then these windows alone. Gives what was asked for, by selector. */
	async function collectWindows(store: Store, windows: readonly TimeWindow[]): Promise<string[]> {
		const [events, calls]: [PassEvent[], string[]] = [[], []];
		await collectPrices({ ...optionsOf(store, events), since: NOW }, head);
		const wanted = windows.map((window) => ({ feed: 'eth-usd' as const, window }));
		await collectPriceWindows(optionsOf(store, events, calls), head, wanted);
		// Only this one of the chain’s feeds stands on the node.
		expect(events.filter((event) => !('feed' in event) || event.feed === 'eth-usd')).toEqual([]);
		return calls;
	}

	/** All of the feed, walked round by round. */
	async function walk(store: Store): Promise<void> {
		for (let pass = 0; pass < 2; pass++)
			await collectPrices({ ...optionsOf(store, []), since: at(-490 * HOUR) }, head);
	}

	const WINDOWS: Readonly<Record<string, TimeWindow>> = {
		'in the first phase': { from: at(-400 * HOUR), to: at(-390 * HOUR) },
		'from the first to the third': { from: at(-310 * HOUR), to: at(-290 * HOUR) },
		'over rounds without an answer': { from: at(-170 * HOUR), to: at(-120 * HOUR) },
		'over the change to the fourth': { from: at(-10 * HOUR), to: at(30 * HOUR) },
		'in the fourth phase': { from: at(100 * HOUR), to: at(172 * HOUR) }
	};

	it.each(Object.keys(WINDOWS))(
		'%s are those of a full walk, at some sixteen calls more',
		async (name) => {
			const window = WINDOWS[name]!;
			const byWalk = await withStore(async (store) => {
				await walk(store);
				return measureIn(store, window, 'mean');
			});
			await withStore(async (store) => {
				const calls = await collectWindows(store, [window]);
				const found = await measureIn(store, window, 'mean');
				expect(found.value).toBe(byWalk.value);
				expect(found.interval).toEqual(byWalk.interval);
				expect(found).toMatchObject({ coverage: byWalk.coverage, n: byWalk.n });
				expect(found.coverage).toBeGreaterThan(0.8);
				const hours = (window.to - window.from) / HOUR;
				const rounds = calls.filter((data) => data === '0x9a6fc8f5').length;
				// log₂ 485 a phase, a batch of fifty too much for each, and five unanswered rounds to look past.
				expect(rounds).toBeLessThan(hours + 2 * (9 + 50) + 60);
				// Between it and now nothing is known, so there is no price.
				const between = { from: at(200 * HOUR), to: at(210 * HOUR) };
				expect(await measureIn(store, between, 'mean')).toMatchObject({ value: null, coverage: 0 });
				expect(await collectWindows(store, [window])).toEqual([]);
			});
		}
	);

	it('stand as they are known after a pass that was broken off, and the next goes on', async () => {
		const window = WINDOWS['in the fourth phase']!;
		await withStore(async (store) => {
			let left = 2;
			const broken = { ...optionsOf(store, []), isOver: () => left-- <= 0 };
			await collectPrices({ ...optionsOf(store, []), since: NOW }, head);
			const wanted = [{ feed: 'eth-usd' as const, window }];
			await collectPriceWindows(broken, head, wanted);
			const part = await measureIn(store, window, 'mean');
			expect(part.coverage).toBeGreaterThan(0.5);
			expect(part.coverage).toBeLessThan(1);
			await collectPriceWindows(optionsOf(store, []), head, wanted);
			expect(await measureIn(store, window, 'mean')).toMatchObject({ coverage: 1 });
		});
	});

	it('before the feed’s first round are known to be none', async () => {
		const before = { from: at(-600 * HOUR), to: at(-500 * HOUR) };
		await withStore(async (store) => {
			await collectWindows(store, [before]);
			expect(await measureIn(store, before, 'mean')).toMatchObject({ value: null, coverage: 0 });
			expect(await store.getPriceStretches('eth-usd', before)).toEqual([before]);
			expect(await collectWindows(store, [before])).toEqual([]);
		});
	});

	it('rose by so much at most, from one round to another', async () => {
		const days = { from: at(60 * 60), to: at(73 * HOUR) };
		await withStore(async (store) => {
			await collectWindows(store, [{ from: at(0), to: at(24 * HOUR) }, days]);
			const rise = await measureIn(store, days, 'max_rise');
			expect(rise).toMatchObject({ unit: '1', coverage: 1, verifiable: 'full' });
			expect(rise.rise).toEqual({
				start: { time: at(240), phase: 4, round: 6, usd: 3_000 },
				peak: { time: at(30 * HOUR + 240), phase: 4, round: 36, usd: 4_500 }
			});
			expect(rise.value).toBe(0.5);
			expect(rise.interval).toEqual([0.5, 0.5]);
			// A window whose end is not known has risen by as much at least.
			const longer = await measureIn(store, { ...days, to: at(90 * HOUR) }, 'max_rise');
			expect(longer).toMatchObject({ value: 0.5, interval: [0.5, null] });
			// And without a price at its start nothing is said.
			const blind = { from: at(80 * HOUR), to: at(100 * HOUR) };
			expect(await measureIn(store, blind, 'max_rise')).toMatchObject({ value: null });
		});
	});

	it('has as many rounds as the test made', () => {
		expect(ALL.length).toBeGreaterThan(900);
	});
});
