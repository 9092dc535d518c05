import { describe, expect, it } from 'vitest';
import { chainById } from '#lib/domain/chains.ts';
import type { FeeFact } from '#lib/domain/facts.ts';
import { DAY, HOUR } from '#lib/domain/time.ts';
import { wei } from '#lib/domain/units.ts';
import type { Store } from '#lib/server/store/ports/store.ts';
import { addChain, addRanges, at, chainOf, recordFinalHead, withStore } from '../test-chain.ts';
import { measure } from './measure.ts';
import type { MeasureRequest } from './request.ts';
import { series } from './series.ts';

const ETHEREUM = chainById(1);
const ERA = chainById(324);
const ADI = chainById(36900);

function asked(changes: Partial<MeasureRequest> = {}): MeasureRequest {
	return {
		chain: ETHEREUM,
		metric: 'throughput.tx',
		statistic: 'mean',
		peakWindow: null,
		window: { from: at(0), to: at(HOUR) },
		baseWindow: null,
		zeroFees: 'included',
		...changes
	};
}

const reading = { readingId: 'claim/reading', version: 1 };
const run = (store: Store, changes: Partial<MeasureRequest> = {}) =>
	measure(store, asked(changes), at(9 * DAY), reading);
/** A block every `step` seconds from `from` on, as long as `length`. */
const steady = (from: number, length: number, step: number, txCount = 1) =>
	Array.from({ length: Math.ceil(length / step) }, (_, index) => ({
		timestamp: at(from + index * step),
		txCount
	}));

describe('what cannot be asked', () => {
	const refusals: [string, Partial<MeasureRequest>, string][] = [
		[
			'a median of days over a part of a day',
			{
				metric: 'fee.base',
				statistic: 'median_of_daily_medians',
				window: { from: at(HOUR), to: at(DAY) }
			},
			'from'
		],
		[
			'a change over a part of a day',
			{
				metric: 'fee.base',
				statistic: 'change',
				window: { from: at(DAY), to: at(2 * DAY) },
				baseWindow: { from: at(0), to: at(HOUR) }
			},
			'to'
		],
		[
			'a change without an earlier window',
			{ metric: 'fee.base', statistic: 'change', window: { from: at(0), to: at(DAY) } },
			'statistic'
		],
		[
			'base fees without those of zero',
			{ metric: 'fee.base', statistic: 'p50', zeroFees: 'excluded' },
			'zero_fees'
		]
	];
	it.each(refusals)('%s', async (_, request, parameter) => {
		await withStore(async (store) => {
			await expect(run(store, request)).rejects.toMatchObject({ parameter });
		});
	});

	it('as a series: days by the hour, and peaks too short for the chain', async () => {
		await withStore(async (store) => {
			await addChain(store, 1, chainOf(steady(0, 2 * HOUR, 12)));
			const window = { from: at(0), to: at(DAY) };
			const days = asked({ metric: 'fee.base', statistic: 'median_of_daily_medians' });
			const peaks = asked({ statistic: 'max', peakWindow: '10s' });
			const ask = (each: MeasureRequest) => series(store, ETHEREUM, each, window, '1h');
			await expect(ask(days)).rejects.toMatchObject({ parameter: 'resolution' });
			await expect(ask(peaks)).rejects.toMatchObject({ parameter: 'peak_window' });
		});
	});
});

describe('the ceiling by gas limit', () => {
	const ceiling = { metric: 'capacity.gas_ceiling' } as const;

	it('is 119 plain transfers a second at 30 million gas every 12 seconds', () =>
		withStore(async (store) => {
			await addChain(store, 1, chainOf(steady(0, 2 * HOUR, 12)));
			const { value, interval, n, coverage } = await run(store, ceiling);
			expect(value).toBeCloseTo(30_000_000 / 12 / 21_000, 9);
			expect(interval).toEqual([value, value]);
			expect([n, coverage]).toEqual([300, 1]);
		}));

	it.each([
		[324, 'a constant that bounds no block'],
		[36900, 'a full block is followed at once'],
		[534352, 'a full block is followed at once']
	])('is none on chain %i: %s', (chainId, why) =>
		withStore(async (store) => {
			await addChain(store, chainId, chainOf(steady(0, 2 * HOUR, 12)));
			const answer = await run(store, { ...ceiling, chain: chainById(chainId) });
			expect(answer).toMatchObject({ value: null, interval: [null, null] });
			expect(answer.reason).toContain(why);
		})
	);
});

describe('a peak', () => {
	it('is the earliest of equals, also before the first full hour', async () => {
		await withStore(async (store) => {
			const blocks = chainOf(
				steady(0, 3 * HOUR, 100).map((each, index) => ({
					...each,
					txCount: index % 30 === 7 ? 9 : 1
				}))
			);
			await addChain(store, 1, blocks);
			const window = { from: at(10), to: at(3 * HOUR - 10) };
			const peak = await run(store, { statistic: 'max', peakWindow: 'block', window });
			expect(peak.peakAt).toEqual({ time: at(700), block: 8 });
		});
	});

	it('is zero over time that was seen whole without a block, and missing where it was not', async () => {
		await withStore(async (store) => {
			const blocks = chainOf([{ timestamp: at(0) }, { timestamp: at(5 * HOUR) }]);
			await addChain(store, 324, blocks);
			const quiet = { chain: ERA, statistic: 'max', peakWindow: '1h' } as const;
			const seen = await run(store, { ...quiet, window: { from: at(HOUR), to: at(3 * HOUR) } });
			expect(seen).toMatchObject({ value: 0, interval: [0, 0], n: 2, peakAt: null, coverage: 1 });
			expect(seen.provenance.finality).toBe('finalized');
			const unseen = await run(store, {
				...quiet,
				window: { from: at(6 * HOUR), to: at(7 * HOUR) }
			});
			expect(unseen).toMatchObject({ value: null, n: 0 });
		});
	});

	it('rests on the peak windows that were looked at, not on all of the asked time', async () => {
		await withStore(async (store) => {
			await addChain(store, 1, chainOf(steady(0, 10 * 60, 5)));
			const window = { from: at(0), to: at(DAY) };
			const peak = await run(store, { statistic: 'max', peakWindow: '60s', window });
			expect(peak.n).toBe(10);
			expect(peak.interval).toEqual([peak.value, null]);
		});
	});
});

describe('fees', () => {
	const blocks = chainOf(steady(0, 2 * DAY, HOUR));
	const fee = (blockNumber: number, amount: bigint): FeeFact => ({
		blockNumber,
		transactionIndex: 0,
		feeClass: 'native_transfer',
		fee: wei(amount)
	});
	const window = { from: at(0), to: at(2 * DAY) };

	it('leave out those of zero from sum, number and percentiles alike', async () => {
		await withStore(async (store) => {
			const large = 10n ** 18n;
			await addChain(store, 1, blocks, [fee(1, 0n), fee(2, 0n), fee(3, large), fee(4, 3n * large)]);
			const question = { metric: 'fee.native_transfer', window } as const;
			const all = await run(store, { ...question, statistic: 'mean' });
			expect(all).toMatchObject({ value: 1e18, n: 4, zeroFees: 'included' });
			const paid = await run(store, { ...question, statistic: 'mean', zeroFees: 'excluded' });
			expect(paid).toMatchObject({ value: 2e18, n: 2, zeroFees: 'excluded' });
			const median = await run(store, { ...question, statistic: 'p25' });
			expect(median).toMatchObject({ value: 0, n: 4 });
			const paidMedian = await run(store, { ...question, statistic: 'p25', zeroFees: 'excluded' });
			expect(paidMedian.n).toBe(2);
			expect(Math.abs((paidMedian.value ?? 0) / 1e18 - 1)).toBeLessThan(0.00501);
		});
	});

	it('are another measurement once more of the window is read, though it holds no further fee', async () => {
		await withStore(async (store) => {
			await addRanges(store, 1, blocks, [{ from: 1, to: 48 }]);
			const last = blocks.at(-1);
			if (!last) throw new Error('no block');
			await recordFinalHead(store, 1, last);
			const question = { metric: 'fee.native_transfer', statistic: 'p50', window } as const;
			await store.addFees(1, { range: { from: 1, to: 24 }, fees: [fee(3, 7n)] });
			const half = await run(store, question);
			await store.addFees(1, { range: { from: 25, to: 48 }, fees: [] });
			const whole = await run(store, question);
			expect(whole.value).toBe(half.value);
			expect(whole.coverage).toBeGreaterThan(half.coverage);
			expect(whole.id).not.toBe(half.id);
		});
	});
});

describe('the identity of a measurement', () => {
	const blocks = chainOf(steady(0, 3 * HOUR, 60));
	const request = { window: { from: at(HOUR), to: at(2 * HOUR) } };

	it('is the same whatever order the blocks were collected in, and whenever', async () => {
		const ids = await Promise.all(
			[
				[{ from: 1, to: 180 }],
				[
					{ from: 100, to: 180 },
					{ from: 1, to: 50 },
					{ from: 51, to: 99 }
				]
			].map((ranges, index) =>
				withStore(async (store) => {
					await addRanges(store, 1, blocks, ranges);
					await recordFinalHead(store, 1, blocks[179] ?? blocks[0]!);
					return (await measure(store, asked(request), at(DAY + index), reading)).id;
				})
			)
		);
		expect(ids[0]).toMatch(/^[0-9a-f]{64}$/);
		expect(ids[1]).toBe(ids[0]);
	});

	it('is another for another window, reading or version', async () => {
		await withStore(async (store) => {
			await addChain(store, 1, blocks);
			const idOf = async (changes: Partial<MeasureRequest>, of = reading) =>
				(await measure(store, asked({ ...request, ...changes }), at(DAY), of)).id;
			const ids = [
				await idOf({}),
				await idOf({ window: { from: at(HOUR), to: at(2 * HOUR + 60) } }),
				await idOf({}, { ...reading, version: 2 }),
				await idOf({}, { ...reading, readingId: 'claim/other' })
			];
			expect(new Set(ids).size).toBe(4);
		});
	});

	it('is none while a block of the window is not final, since it may still change', async () => {
		await withStore(async (store) => {
			await addRanges(store, 1, blocks, [{ from: 1, to: 180 }]);
			expect((await run(store, request)).id).toBeNull();
			await recordFinalHead(store, 1, blocks[90] ?? blocks[0]!);
			expect(await run(store, request)).toMatchObject({
				id: null,
				provenance: { finality: 'latest' }
			});
			await recordFinalHead(store, 1, blocks[179] ?? blocks[0]!);
			expect((await run(store, request)).id).not.toBeNull();
		});
	});
});

it('knows that nothing happened before a chain whose genesis block says 1970', async () => {
	await withStore(async (store) => {
		const [genesis, ...blocks] = chainOf(
			[{ timestamp: 0, txCount: 0 }, ...steady(DAY, HOUR, 12, 3)],
			0
		);
		await addChain(store, ADI.id, [genesis!, ...blocks]);
		const peak = { chain: ADI, statistic: 'max', peakWindow: '60s' } as const;
		const before = await run(store, { ...peak, window: { from: at(0), to: at(DAY) } });
		expect(before).toMatchObject({ value: 0, interval: [0, 0], coverage: 1 });
		const around = await run(store, { ...peak, window: { from: at(0), to: at(DAY + HOUR - 60) } });
		expect(around).toMatchObject({ value: 0.25, coverage: 1 });
		const interval = { chain: ADI, metric: 'block.interval', statistic: 'mean' } as const;
		const apart = await run(store, { ...interval, window: { from: at(0), to: at(DAY + HOUR) } });
		expect(apart).toMatchObject({ value: 12, n: blocks.length - 1 });
	});
});

describe('a series', () => {
	it('knows the interval of a minute’s first block across the empty block of a batch', async () => {
		await withStore(async (store) => {
			const blocks = chainOf([
				{ timestamp: at(10) },
				{ timestamp: at(50), txCount: 0 },
				{ timestamp: at(70) },
				{ timestamp: at(140) }
			]);
			await addChain(store, 324, blocks);
			const question = asked({ chain: ERA, metric: 'block.interval' });
			const points = await series(store, ERA, question, { from: at(0), to: at(120) }, '1m');
			expect(points.map(({ value }) => value)).toEqual([null, 60]);
		});
	});

	it('is provisional from the bucket on that holds the finalized block', async () => {
		await withStore(async (store) => {
			const blocks = chainOf(steady(0, 4 * HOUR, 60));
			await addRanges(store, 1, blocks, [{ from: 1, to: 240 }]);
			await recordFinalHead(store, 1, blocks[130] ?? blocks[0]!);
			const points = await series(
				store,
				ETHEREUM,
				asked(),
				{ from: at(0), to: at(4 * HOUR) },
				'1h'
			);
			expect(points.map(({ provisional }) => provisional)).toEqual([false, false, true, true]);
		});
	});
});

it('measures the change between two windows of full days', async () => {
	await withStore(async (store) => {
		const day = (from: number, baseFee: bigint) =>
			steady(from * DAY, 8 * DAY, HOUR).map((each) => ({ ...each, baseFee }));
		await addChain(store, 1, chainOf([...day(0, 1_000n), ...day(8, 100n)]));
		const change = await run(store, {
			metric: 'fee.base',
			statistic: 'change',
			baseWindow: { from: at(0), to: at(8 * DAY) },
			window: { from: at(8 * DAY), to: at(16 * DAY) }
		});
		expect(change).toMatchObject({ unit: '1', n: 8, sampleUnit: 'day' });
		expect(change.value).toBeCloseTo(0.9, 2);
		expect(change.provenance).toMatchObject({ fromBlock: 1, toBlock: 16 * 24 });
	});
});

it('measures one moment, whatever a collector stores meanwhile', async () => {
	await withStore(async (store) => {
		const blocks = chainOf(steady(0, 2 * HOUR, 10));
		const window = { from: at(0), to: at(2 * HOUR) };
		let collecting = true;
		const collect = async () => {
			for (let from = 1; from <= blocks.length; from += 10)
				await addRanges(store, 1, blocks, [{ from, to: from + 9 }]);
			collecting = false;
		};
		const judge = async () => {
			while (collecting) {
				const { n, coverage } = await run(store, { window });
				const seconds = Math.round(coverage * 2 * HOUR);
				expect(seconds).toBe(n === 0 ? 0 : 10 * (n - 1) + 1);
			}
		};
		await Promise.all([collect(), judge()]);
	});
});
