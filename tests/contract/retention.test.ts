import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import demo from '#lib/articles/demo.ts';
import type { BlockRange } from '#lib/domain/block-range.ts';
import { chainById } from '#lib/domain/chains.ts';
import type { BlockFact, FeeFact } from '#lib/domain/facts.ts';
import { PEAK_WINDOWS } from '#lib/domain/metrics/metric.ts';
import { METRIC_IDS, METRICS } from '#lib/domain/metrics/registry.ts';
import { DAY, HOUR, iso, parseTime, type TimeWindow } from '#lib/domain/time.ts';
import { unixSeconds, wei } from '#lib/domain/units.ts';
import { judgeClaims } from '#lib/server/judging/judge-claims.ts';
import { measure } from '#lib/server/measure/measure.ts';
import { InvalidRequestError, isDaily, type MeasureRequest } from '#lib/server/measure/request.ts';
import { series } from '#lib/server/measure/series.ts';
import type { Store, StoreReader } from '#lib/server/store/ports/store.ts';
import { BATCH_BLOCKS, madeBatch } from '../made-chain.ts';
import { ENGINES, withStore } from './engines.ts';
import {
	batchOf,
	ERA,
	EVM,
	hashOf,
	makeBlocks,
	steadyBlocks,
	T0,
	userOpsOf
} from './made-blocks.ts';
import { ledgersOf, rollupsOf } from './snapshot.ts';

const HOURS = 10;
const END = unixSeconds(T0 + HOURS * HOUR);
const NOW = unixSeconds(T0 + 90_000);
const LATE = unixSeconds(T0 + 20 * HOUR);
/** 300 an hour; block 0 is the genesis. */
const CHAIN = steadyBlocks(HOURS * 300 + 50, 12, 0);
const hour = (index: number) => unixSeconds(T0 + index * HOUR);
const hours = (from: number, to: number): TimeWindow => ({ from: hour(from), to: hour(to) });

/** Two fees of each class for every third block. */
function feesOf(blocks: readonly BlockFact[]): FeeFact[] {
	return blocks
		.filter(({ number }) => number % 3 === 0)
		.flatMap(({ number }) =>
			(['native_transfer', 'erc20_transfer'] as const).map((feeClass, transactionIndex) => ({
				blockNumber: number,
				transactionIndex,
				feeClass,
				fee: wei(BigInt(number % 7) * 10n ** 13n + BigInt(transactionIndex))
			}))
		);
}

async function addBlocksAndFees(
	store: Store,
	chainId: number,
	blocks: readonly BlockFact[]
): Promise<void> {
	const batch = batchOf(blocks);
	await store.addBlocks(chainId, batch);
	const userOps = userOpsOf(blocks.map(({ number }) => number));
	await store.addFees(chainId, { range: batch.range, fees: feesOf(blocks), userOps });
}

/** Say which block is final; the head is the last. */
async function finalize(
	store: Store,
	chainId: number,
	blocks: readonly BlockFact[],
	number = blocks.at(-1)!.number
): Promise<void> {
	const head = blocks.at(-1)!;
	const final = blocks.find((block) => block.number === number)!;
	await store.recordHead({
		chainId,
		number: head.number,
		timestamp: head.timestamp,
		hash: head.hash,
		finalized: { number: final.number, timestamp: final.timestamp },
		seenAt: head.timestamp,
		endpoint: 'node.example'
	});
}

/** A chain that is collected from end to end, with batches where it has them. */
async function fill(store: Store, chainId: number): Promise<void> {
	await addBlocksAndFees(store, chainId, CHAIN);
	await finalize(store, chainId, CHAIN);
	if (chainId !== ERA) return;
	const range = { from: 1, to: Math.floor(CHAIN.length / BATCH_BLOCKS) };
	const batches = Array.from({ length: range.to }, (_, index) => madeBatch(index + 1));
	await store.addBatches(ERA, { range, batches });
}

/** Drop until nothing is left to drop. */
async function dropAll(store: Store, chainId: number, before: number) {
	const sum = { hours: 0, blocks: 0, fees: 0 };
	for (;;) {
		const piece = await store.dropRawFacts(chainId, unixSeconds(before));
		if (piece.hours === 0) return { ...sum, waiting: piece.waiting };
		sum.hours += piece.hours;
		sum.blocks += piece.blocks;
		sum.fees += piece.fees;
	}
}

/** What a question is answered with: the answer, or why it cannot be asked. */
async function answer(question: Promise<unknown>): Promise<unknown> {
	try {
		return await question;
	} catch (error) {
		if (error instanceof InvalidRequestError) return error.message;
		throw error;
	}
}

function* questions(chainId: number, window: TimeWindow): Generator<MeasureRequest> {
	for (const metric of METRIC_IDS)
		for (const statistic of METRICS[metric].statistics)
			for (const peakWindow of statistic === 'max' ? PEAK_WINDOWS : [null])
				for (const zeroFees of METRICS[metric].facts === 'fee'
					? (['included', 'excluded'] as const)
					: (['included'] as const))
					yield {
						...{ chain: chainById(chainId), metric, statistic, peakWindow, window, zeroFees },
						baseWindow: null
					};
}

/** Every answer about full hours, with all its provenance, as text that shows the last digit. */
async function answersAboutHours(reader: StoreReader, chainId: number): Promise<string[]> {
	const answers: unknown[] = [];
	for (const window of [hours(0, HOURS), hours(0, 1), hours(2, 5), hours(HOURS - 1, HOURS)])
		for (const question of questions(chainId, window))
			answers.push(question, await answer(measure(reader, question, NOW)));
	// Batches are rows of their own, so that their windows need not be full hours.
	const within = { from: unixSeconds(T0 + 100), to: unixSeconds(T0 + 5_000) };
	for (const question of questions(chainId, within))
		if (METRICS[question.metric].facts === 'batch')
			answers.push(await answer(measure(reader, question, NOW)));
	for (const question of questions(chainId, hours(0, 24)))
		for (const resolution of ['1h', '1d'] as const)
			answers.push(
				await answer(series(reader, question.chain, question, question.window, resolution))
			);
	return answers.map((each) => JSON.stringify(each));
}

const sums = async (reader: StoreReader, chainId: number) => ({
	rollups: await rollupsOf(reader, chainId),
	ledgers: await ledgersOf(reader, chainId)
});

describe.each(ENGINES)('dropping raw facts on $name', (engine) => {
	it.each([EVM, ERA])(
		'of chain %i changes no answer about full hours, no coverage, no gap and no rollup',
		async (chainId) => {
			await withStore(engine, async (store) => {
				await fill(store, chainId);
				const [before, answers] = [
					await sums(store, chainId),
					await answersAboutHours(store, chainId)
				];
				expect(answers.filter((each) => /"toBlockHash":"0x/.test(each)).length).toBeGreaterThan(50);
				const dropped = await dropAll(store, chainId, END);
				// The first hour starts at the genesis, before which there is nothing: it goes too.
				expect(dropped).toMatchObject({ hours: HOURS, waiting: 0 });
				expect(dropped.blocks).toBe(HOURS * (300 - (chainId === ERA ? 16 : 1)));
				expect(dropped.fees).toBe(feesOf(CHAIN.slice(0, HOURS * 300)).length);
				expect(await store.getDropped(chainId, 'raw', hours(0, 24))).toEqual([hours(0, HOURS)]);
				expect(await sums(store, chainId)).toEqual(before);
				expect(await answersAboutHours(store, chainId)).toEqual(answers);
			});
		},
		120_000
	);

	it('changes no verdict, and none is appended', async () => {
		await withStore(engine, async (store) => {
			const published = parseTime(demo.published);
			const now = unixSeconds(published + 2.5 * DAY);
			const blocks = makeBlocks(
				Array.from({ length: 33 * 144 }, (_, index) => ({
					timestamp: now - 33 * DAY + index * 600,
					txCount: index % 5
				}))
			);
			await store.markDemo();
			for (const chainId of [31337, 31338]) {
				await addBlocksAndFees(store, chainId, blocks);
				await finalize(store, chainId, blocks);
			}
			await judgeClaims(store, now);
			const verdicts = async () => [
				await store.getLatestVerdicts('now'),
				await store.getLatestVerdicts('at_publication')
			];
			const before = await verdicts();
			expect(new Set(before.flat().map(({ shown }) => shown)).size).toBeGreaterThan(1);
			for (const chainId of [31337, 31338])
				expect((await dropAll(store, chainId, now - DAY)).hours).toBeGreaterThan(31 * 24);
			expect(await judgeClaims(store, unixSeconds(now + 1))).toMatchObject({ changed: 0 });
			expect(await verdicts()).toEqual(before);
		});
	});

	it('is the same however it is cut into pieces, and nothing when it is done', async () => {
		await withStore(engine, async (store) => {
			await fill(store, EVM);
			for (const before of [3.5, 1, 6, 6, HOURS - 0.1])
				await dropAll(store, EVM, T0 + before * HOUR);
			expect(await store.getDropped(EVM, 'raw', hours(0, 24))).toEqual([hours(0, HOURS - 1)]);
			const version = await store.dataVersion();
			expect(await store.dropRawFacts(EVM, hour(HOURS - 1))).toEqual({
				...{ hours: 0, blocks: 0, fees: 0, waiting: 0 }
			});
			expect(await store.dataVersion()).toBe(version);
			await dropAll(store, EVM, END);
			expect(await store.getDropped(EVM, 'raw', hours(0, 24))).toEqual([hours(0, HOURS)]);
		});
	});

	it('leaves other chains alone', async () => {
		await withStore(engine, async (store) => {
			await fill(store, EVM);
			await addBlocksAndFees(store, ERA, CHAIN);
			await dropAll(store, EVM, END);
			expect(await store.getBlocks(ERA, hours(0, HOURS))).toHaveLength(HOURS * 300);
			expect(await store.getDropped(ERA, 'raw', hours(0, 24))).toEqual([]);
		});
	});

	describe('waits for', () => {
		const kept = async (store: Store, chainId = EVM) =>
			(await store.getDropped(chainId, 'raw', hours(0, 24))).map(({ from, to }) => [
				(from - T0) / HOUR,
				(to - T0) / HOUR
			]);

		it('a final block, and the one after the hour', async () => {
			await withStore(engine, async (store) => {
				await addBlocksAndFees(store, EVM, CHAIN);
				expect(await dropAll(store, EVM, END)).toMatchObject({ hours: 0, waiting: HOURS });
				await finalize(store, EVM, CHAIN, 899);
				await dropAll(store, EVM, END);
				expect(await kept(store)).toEqual([[0, 2]]);
				await finalize(store, EVM, CHAIN, 900);
				await dropAll(store, EVM, END);
				expect(await kept(store)).toEqual([[0, 3]]);
			});
		});

		it.each([599, 450])(
			'a block after the hour, where those up to block %i are stored',
			async (last) => {
				await withStore(engine, async (store) => {
					await addBlocksAndFees(store, EVM, CHAIN.slice(0, last + 1));
					await finalize(store, EVM, CHAIN);
					await dropAll(store, EVM, END);
					expect(await kept(store)).toEqual([[0, 1]]);
				});
			}
		);

		it('a chain whose node does not say what is final, for ever', async () => {
			await withStore(engine, async (store) => {
				await addBlocksAndFees(store, EVM, CHAIN);
				const { number, timestamp, hash } = CHAIN.at(-1)!;
				const head = { chainId: EVM, number, timestamp, hash, finalized: null };
				await store.recordHead({ ...head, seenAt: timestamp, endpoint: 'node.example' });
				expect(await dropAll(store, EVM, END)).toMatchObject({ hours: 0, waiting: HOURS });
			});
		});

		it.each([
			{ chainId: EVM, reach: 1 },
			{ chainId: ERA, reach: 16 }
		])('$reach blocks below an hour of chain $chainId', async ({ chainId, reach }) => {
			const from = (number: number) => CHAIN.filter((block) => block.number >= number);
			for (const [first, expected] of [
				[600 - reach, [[2, HOURS]]],
				[600 - reach + 1, [[3, HOURS]]]
			] as const)
				await withStore(engine, async (store) => {
					await addBlocksAndFees(store, chainId, from(first));
					await finalize(store, chainId, CHAIN);
					await dropAll(store, chainId, END);
					expect(await kept(store, chainId)).toEqual(expected);
				});
		});

		it('blocks and fees that are missing in it, which can be had later', async () => {
			await withStore(engine, async (undisturbed) => {
				await fill(undisturbed, EVM);
				const expected = await sums(undisturbed, EVM);
				await withStore(engine, async (store) => {
					const part = (from: number, to: number) =>
						CHAIN.filter(({ number }) => number >= from && number <= to);
					await store.extendWanted(EVM, 'block', { from: 0, to: CHAIN.length - 1 });
					await store.extendWanted(EVM, 'fee', { from: 0, to: CHAIN.length - 1 });
					await addBlocksAndFees(store, EVM, part(2_000, CHAIN.length - 1));
					await addBlocksAndFees(store, EVM, part(0, 1_000));
					await store.addBlocks(EVM, batchOf(part(1_002, 1_999)));
					await store.addFees(EVM, {
						range: { from: 1_300, to: 1_999 },
						fees: feesOf(part(1_300, 1_999)),
						userOps: userOpsOf(part(1_300, 1_999).map(({ number }) => number))
					});
					await finalize(store, EVM, CHAIN);
					// Block 1001 is of hour 3, fees are missing of hours 3 and 4.
					await dropAll(store, EVM, END);
					expect(await kept(store)).toEqual([
						[0, 3],
						[5, HOURS]
					]);
					// Offered with what is stored already, of which the raw facts are gone on both sides.
					await store.addBlocks(EVM, batchOf(part(500, 1_600)));
					await dropAll(store, EVM, END);
					await store.addFees(EVM, {
						range: { from: 700, to: 1_900 },
						fees: feesOf(part(700, 1_900)),
						userOps: userOpsOf(part(700, 1_900).map(({ number }) => number))
					});
					expect(await sums(store, EVM)).toEqual(expected);
					expect(await dropAll(store, EVM, END)).toMatchObject({ hours: 2, waiting: 0 });
					expect(await kept(store)).toEqual([[0, HOURS]]);
					expect(await sums(store, EVM)).toEqual(expected);
				});
			});
		});
	});

	it('loses no sum, whatever is stored, dropped or reorganised in whatever order', async () => {
		const words = fc.array(
			fc.record({
				wait: fc.oneof(
					{ weight: 9, arbitrary: fc.integer({ min: 0, max: 900 }) },
					{ weight: 1, arbitrary: fc.constantFrom(3_600, 9_000) }
				),
				txCount: fc.constantFrom(0, 0, 1, 3)
			}),
			{ minLength: 40, maxLength: 60, size: 'max' }
		);
		const piece = fc.record({ from: fc.nat(59), more: fc.nat(25) });
		const steps = fc.array(
			fc.oneof(
				{ weight: 4, arbitrary: piece.map((each) => ({ verb: 'blocks' as const, ...each })) },
				{ weight: 3, arbitrary: piece.map((each) => ({ verb: 'fees' as const, ...each })) },
				{ weight: 3, arbitrary: piece.map((each) => ({ verb: 'drop' as const, ...each })) },
				{ weight: 1, arbitrary: piece.map((each) => ({ verb: 'discard' as const, ...each })) }
			),
			{ maxLength: 20, size: 'max' }
		);
		await fc.assert(
			fc.asyncProperty(
				words,
				steps,
				fc.record({ from: fc.nat(20), more: fc.integer({ min: 10, max: 59 }) }),
				fc.oneof(fc.nat(60), { weight: 3, arbitrary: fc.constant(60) }),
				fc.constantFrom(EVM, ERA),
				async (made, verbs, first, final, chainId) => {
					let timestamp: number = T0 - 1_000;
					const blocks = makeBlocks(
						made.map(({ wait, txCount }) => ({ timestamp: (timestamp += wait), txCount }))
					);
					const clamp = (number: number) => Math.min(blocks.length, Math.max(1, number));
					const part = (range: BlockRange) =>
						blocks.filter(({ number }) => number >= range.from && number <= range.to);
					const addFees = async (store: Store, range: BlockRange) => {
						for (const covered of await store.getCovered(chainId, 'block')) {
							const common = {
								from: Math.max(covered.from, range.from),
								to: Math.min(covered.to, range.to)
							};
							if (common.from <= common.to)
								await store.addFees(chainId, { range: common, fees: feesOf(part(common)) });
						}
					};
					await withStore(engine, (plain) =>
						withStore(engine, async (store) => {
							for (const each of [plain, store]) {
								await each.extendWanted(chainId, 'block', { from: 1, to: blocks.length });
								await each.extendWanted(chainId, 'fee', { from: 1, to: blocks.length });
								await finalize(each, chainId, blocks, clamp(final));
							}
							for (const { verb, from, more } of [
								{ verb: 'blocks', ...first } as const,
								{ verb: 'fees', from: 0, more: 60 } as const,
								{ verb: 'drop', from: 59, more: 0 } as const,
								...verbs,
								{ verb: 'blocks', from: 0, more: 60 } as const,
								{ verb: 'drop', from: 59, more: 0 } as const,
								{ verb: 'fees', from: 0, more: 60 } as const,
								{ verb: 'drop', from: 59, more: 0 } as const
							]) {
								const range = { from: clamp(from + 1), to: clamp(from + 1 + more) };
								if (verb === 'drop')
									await dropAll(store, chainId, part(range)[0]!.timestamp + HOUR);
								else
									for (const each of [plain, store]) {
										if (verb === 'blocks') await each.addBlocks(chainId, batchOf(part(range)));
										else if (verb === 'fees') await addFees(each, range);
										else
											await each.discardAbove(
												chainId,
												Math.max(range.from, clamp(final)),
												blocks.length
											);
									}
								if (verb === 'drop')
									expect(await sums(store, chainId)).toEqual(await sums(plain, chainId));
							}
						})
					);
				}
			),
			{ numRuns: 30 }
		);
	}, 240_000);

	describe('where blocks are needed one by one', () => {
		const ask = (
			metric: 'throughput.tx' | 'block.interval',
			from: number,
			to: number,
			chainId = EVM
		): MeasureRequest => ({
			chain: chainById(chainId),
			metric,
			statistic: 'mean',
			peakWindow: null,
			window: { from: unixSeconds(from), to: unixSeconds(to) },
			baseWindow: null,
			zeroFees: 'included'
		});
		const seam = 4;
		const SEAM = hour(seam);

		it('refuses a window, and names the nearest full hours', async () => {
			await withStore(engine, async (store) => {
				await fill(store, EVM);
				await dropAll(store, EVM, SEAM);
				for (const [from, to, parameter, nearest] of [
					[T0 + 60, SEAM + 90, 'from', `from=${iso(T0)}&to=${iso(SEAM + 90)}`],
					[T0, SEAM - 60, 'to', `from=${iso(T0)}&to=${iso(SEAM)}`],
					[T0 + 4_000, T0 + 4_100, 'from', `from=${iso(T0 + 3_600)}&to=${iso(T0 + 7_200)}`],
					[T0 + 60, SEAM - 60, 'from', `from=${iso(T0)}&to=${iso(SEAM)}`]
				] as const)
					for (const metric of ['throughput.tx', 'block.interval'] as const) {
						const refused = measure(store, ask(metric, from, to), NOW);
						await expect(refused).rejects.toThrow(InvalidRequestError);
						await expect(refused).rejects.toMatchObject({ parameter });
						await expect(refused).rejects.toThrow(
							`is kept by the hour only: ask for ${nearest}, the nearest full hours`
						);
						const [, start, end] = /from=(.*)&to=(.*)/.exec(nearest)!;
						const asTold = ask(metric, Date.parse(start!) / 1000, Date.parse(end!) / 1000);
						expect((await measure(store, asTold, NOW)).value).not.toBeNull();
					}
			});
		});

		it.each([EVM, ERA])('answers at the seam of chain %i as before', async (chainId) => {
			await withStore(engine, async (store) => {
				await fill(store, chainId);
				const windows = [
					[SEAM, SEAM + 1],
					[SEAM, SEAM + 130],
					[SEAM, SEAM + HOUR + 7],
					[SEAM + 11, SEAM + 500],
					[T0, SEAM + 77],
					[SEAM, LATE]
				] as const;
				const answers = async () => {
					const all: unknown[] = [];
					for (const [from, to] of windows)
						for (const metric of ['throughput.tx', 'block.interval'] as const)
							all.push(await measure(store, ask(metric, from, to, chainId), NOW));
					const { chain, ...question } = ask('block.interval', SEAM, SEAM + 1_800, chainId);
					all.push(await series(store, chain, question, question.window, '1m'));
					return JSON.stringify(all);
				};
				const before = await answers();
				await dropAll(store, chainId, SEAM);
				expect(await answers()).toBe(before);
			});
		});

		it('refuses minutes, and says that hours can be had', async () => {
			await withStore(engine, async (store) => {
				await fill(store, EVM);
				await dropAll(store, EVM, SEAM);
				const { chain, ...question } = ask('throughput.tx', SEAM - 600, SEAM + 600);
				const refused = series(store, chain, question, question.window, '1m');
				await expect(refused).rejects.toMatchObject({ parameter: 'resolution' });
				await expect(refused).rejects.toThrow(
					`resolution=1h&from=${iso(SEAM - HOUR)}&to=${iso(SEAM + HOUR)}`
				);
			});
		});
	});

	it('refuses a reorganisation that reaches below it, and heals one above', async () => {
		await withStore(engine, async (store) => {
			await fill(store, EVM);
			await dropAll(store, EVM, hour(4));
			const before = await sums(store, EVM);
			for (const number of [0, 700, 1_199])
				await expect(store.discardAbove(EVM, number, 4_000)).rejects.toThrow(
					/chain 1: blocks above \d+ cannot be discarded: those below 1200 were final/
				);
			expect(await sums(store, EVM)).toEqual(before);
			await store.discardAbove(EVM, 1_200, CHAIN.length - 1);
			expect(await store.findBlockHash(EVM, 1_201)).toBeNull();
			await addBlocksAndFees(store, EVM, CHAIN.slice(1_201));
			expect(await sums(store, EVM)).toEqual(before);
		});
	});

	it('keeps the hash of each hour’s last block and of each that ends a batch', async () => {
		await withStore(engine, async (store) => {
			await fill(store, ERA);
			await dropAll(store, ERA, END);
			expect(await store.findBlockHash(ERA, 299)).toBe(hashOf(299));
			expect(await store.findBlockHash(ERA, 149)).toBe(hashOf(149));
			expect(await store.findBlockHash(ERA, 150)).toBeNull();
		});
	});

	describe('and rollups', () => {
		it('drops only those whose raw facts are gone, and refuses what reaches back to them', async () => {
			await withStore(engine, async (store) => {
				await fill(store, EVM);
				expect(await store.dropRollups(EVM, END)).toBe(0);
				await dropAll(store, EVM, hour(5));
				const coverage = await ledgersOf(store, EVM);
				expect(await store.dropRollups(EVM, hour(3))).toBe(3);
				expect(await store.dropRollups(EVM, hour(3))).toBe(0);
				expect(await ledgersOf(store, EVM)).toEqual(coverage);
				const { hours: left, peaks, histograms, fees } = await rollupsOf(store, EVM);
				for (const rows of [left, peaks, ...Object.values(histograms), ...Object.values(fees)])
					expect(Math.min(...(rows as { hour: number }[]).map((row) => row.hour))).toBe(hour(3));
				for (const question of questions(EVM, hours(2, HOURS))) {
					const { facts } = METRICS[question.metric];
					if ((facts !== 'block' && facts !== 'fee') || isDaily(question.statistic)) continue;
					const told = await answer(measure(store, question, NOW));
					expect(told, question.metric).toContain(
						`is no longer kept: ask for from=${iso(hour(3))} or later`
					);
				}
				const all = {
					...questions(EVM, hours(0, 3)).next().value!,
					metric: 'throughput.tx'
				} as const;
				await expect(
					measure(store, { ...all, statistic: 'mean', peakWindow: null }, NOW)
				).rejects.toMatchObject({ parameter: 'to' });
			});
		});

		it('changes no answer about what is left, and no block that comes later', async () => {
			await withStore(engine, async (store) => {
				await fill(store, ERA);
				await store.discardAbove(ERA, 1_450, CHAIN.length - 1);
				const seen = async () => ({
					minutes: await store.getBlocks(ERA, hours(4, HOURS)),
					hours: await store.getHistogram(ERA, hours(4, HOURS), 'block_interval')
				});
				await addBlocksAndFees(store, ERA, CHAIN.slice(1_451));
				const before = await seen();
				await store.discardAbove(ERA, 1_450, CHAIN.length - 1);
				await dropAll(store, ERA, hour(4));
				expect(await store.dropRollups(ERA, hour(4))).toBe(4);
				await addBlocksAndFees(store, ERA, CHAIN.slice(1_451));
				expect(await seen()).toEqual(before);
			});
		});
	});
});
