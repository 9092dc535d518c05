import { describe, expect, it } from 'vitest';
import type { Observation } from '#lib/domain/observations.ts';
import { DAY, HOUR } from '#lib/domain/time.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import { ENGINES, withStore } from './engines.ts';
import { T0 } from './made-blocks.ts';

const at = (offset: number) => unixSeconds(T0 + offset);

/** An answer so many seconds after the start, at a block every twelve of them. */
function answer(
	offset: number,
	value: string | null,
	changes: Partial<Observation> = {}
): Observation {
	return {
		chainId: 1,
		about: 324,
		subject: 'escrow.value',
		at: at(offset),
		block: 1_000 + offset / 12,
		value,
		detail: null,
		host: 'node.test',
		method: 'eth_call',
		...changes
	};
}

const ALWAYS = { from: at(-DAY), to: at(100 * DAY) };

describe.each(ENGINES)('observations on $name', (engine) => {
	it('of a question that was never put are none', async () => {
		await withStore(engine, async (store) => {
			expect(await store.getObservations(324, 'escrow.value', ALWAYS)).toEqual([]);
			expect(await store.getNewestObservations(324)).toEqual([]);
			expect(await store.findLastLook(1, 'escrow.value', at(-DAY))).toBeNull();
		});
	});

	it('are one row while they stay the same, and another when value or detail changes', async () => {
		await withStore(engine, async (store) => {
			for (const each of [
				answer(0, '1.5'),
				answer(HOUR, '1.5', { host: 'other.test' }),
				answer(2 * HOUR, '2'),
				answer(3 * HOUR, '2', { detail: { note: 'USDC left out', interval: [2, null] } }),
				answer(4 * HOUR, null, { detail: { note: 'refused' } })
			])
				await store.recordObservations([each]);
			const kept = await store.getObservations(324, 'escrow.value', ALWAYS);
			expect(
				kept.map((each) => [each.value, each.firstSeenAt - T0, each.lastSeenAt - T0, each.host])
			).toEqual([
				['1.5', 0, HOUR, 'other.test'],
				['2', 2 * HOUR, 2 * HOUR, 'node.test'],
				['2', 3 * HOUR, 3 * HOUR, 'node.test'],
				[null, 4 * HOUR, 4 * HOUR, 'node.test']
			]);
			expect(kept[0]).toMatchObject({
				firstBlock: 1_000,
				lastBlock: 1_300,
				chainId: 1,
				about: 324
			});
			expect(kept[2]?.detail).toEqual({ note: 'USDC left out', interval: [2, null] });
		});
	});

	it('begin a row a day where they never change', async () => {
		await withStore(engine, async (store) => {
			for (let hour = 0; hour <= 50; hour++)
				await store.recordObservations([answer(hour * HOUR, '7')]);
			const kept = await store.getObservations(324, 'escrow.value', ALWAYS);
			expect(kept.map((each) => [each.firstSeenAt - T0, each.lastSeenAt - T0])).toEqual([
				[0, 23 * HOUR],
				[24 * HOUR, 47 * HOUR],
				[48 * HOUR, 50 * HOUR]
			]);
		});
	});

	it('begin a row where nobody looked for longer than an answer counts', async () => {
		await withStore(engine, async (store) => {
			for (const hour of [0, 1, 3, 6, 7])
				await store.recordObservations([answer(hour * HOUR, '7')]);
			const kept = await store.getObservations(324, 'escrow.value', ALWAYS);
			expect(kept.map((each) => [each.firstSeenAt - T0, each.lastSeenAt - T0])).toEqual([
				[0, 3 * HOUR],
				[6 * HOUR, 7 * HOUR]
			]);
		});
	});

	it('leave out a look that is no later than the last one, and raise the version by none', async () => {
		await withStore(engine, async (store) => {
			await store.recordObservations([answer(HOUR, '1')]);
			const version = await store.dataVersion();
			await store.recordObservations([answer(HOUR, '2'), answer(0, '3')]);
			expect(await store.dataVersion()).toBe(version);
			expect(await store.getObservations(324, 'escrow.value', ALWAYS)).toHaveLength(1);
			await store.recordObservations([answer(2 * HOUR, '1')]);
			expect(await store.dataVersion()).toBeGreaterThan(version);
		});
	});

	it('come with the last answer before a window, and none of another chain or question', async () => {
		await withStore(engine, async (store) => {
			await store.recordObservations([
				...[0, 1, 2, 5, 6].map((hour) => answer(hour * HOUR, String(hour))),
				answer(HOUR, 'a', { about: 2741 }),
				answer(HOUR, 'b', { subject: 'chain.verifier' }),
				answer(HOUR, 'c', { chainId: 324, about: 324, subject: 'compat.probes_passed' })
			]);
			const within = async (from: number, to: number) =>
				(await store.getObservations(324, 'escrow.value', { from: at(from), to: at(to) })).map(
					({ value }) => value
				);
			expect(await within(5 * HOUR, 6 * HOUR)).toEqual(['2', '5']);
			expect(await within(3 * HOUR, 4 * HOUR)).toEqual(['2']);
			expect(await within(-HOUR, 0)).toEqual([]);
			expect(await within(9 * HOUR, 10 * HOUR)).toEqual(['6']);
			expect(
				(await store.getNewestObservations(324)).map(({ subject, value }) => [subject, value])
			).toEqual([
				['chain.verifier', 'b'],
				['compat.probes_passed', 'c'],
				['escrow.value', '6']
			]);
		});
	});

	it('tell when a chain was last asked, whomever that was about', async () => {
		await withStore(engine, async (store) => {
			await store.recordObservations([
				answer(0, '1'),
				answer(HOUR, '1', { about: 2741 }),
				answer(2 * HOUR, '1', { chainId: 10, about: 10 })
			]);
			expect(await store.findLastLook(1, 'escrow.value', at(0))).toBe(at(HOUR));
			expect(await store.findLastLook(1, 'escrow.value', at(HOUR))).toBeNull();
			expect(await store.findLastLook(1, 'chain.verifier', at(-DAY))).toBeNull();
		});
	});
});
