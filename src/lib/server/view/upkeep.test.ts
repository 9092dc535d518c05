import { describe, expect, it } from 'vitest';
import { DAY, iso } from '#lib/domain/time.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import { databaseStatus } from './upkeep.ts';

/** The begin of a UTC day, and an hour of it. */
const TODAY = unixSeconds(1_790_035_200 - (1_790_035_200 % DAY));
const NOW = unixSeconds(TODAY + 3_600);

/** The status of a database of so many bytes whose size was looked at on these days before today. */
const statusOf = (room: { bytes: number; free: number | null }, sizes: [number, number][] = []) =>
	databaseStatus(
		{
			measureRoom: async () => room,
			getDatabaseSizes: async ({ from, to }) =>
				sizes
					.map(([days, bytes]) => ({ at: unixSeconds(TODAY - days * DAY + 60), bytes }))
					.filter(({ at }) => at >= from && at < to)
		},
		NOW
	);

describe('the room of a database', () => {
	it('has no growth where no size of 30 days ago is known', async () => {
		const none = { grown: null, is_short: null };
		expect(await statusOf({ bytes: 900, free: 5 })).toMatchObject({ free_bytes: 5, ...none });
		expect(await statusOf({ bytes: 900, free: 5 }, [[1, 100]])).toMatchObject(none);
		expect(await statusOf({ bytes: 900, free: 5 }, [[41, 100]])).toMatchObject(none);
	});

	it('is told by the size of 30 days ago, or the next before it', async () => {
		const since = (days: number) => iso(TODAY - days * DAY + 60);
		const sizes: [number, number][] = [
			[40, 50],
			[30, 100],
			[29, 400]
		];
		expect(await statusOf({ bytes: 900, free: 801 }, sizes)).toMatchObject({
			...{ grown: { bytes: 800, since: since(30) }, is_short: false }
		});
		expect(await statusOf({ bytes: 900, free: 849 }, sizes.slice(0, 1))).toMatchObject({
			...{ grown: { bytes: 850, since: since(40) }, is_short: true }
		});
	});

	it('is not short where that is not known, or where it did not grow', async () => {
		const before: [number, number][] = [[30, 100]];
		expect((await statusOf({ bytes: 900, free: null }, before)).is_short).toBeNull();
		expect((await statusOf({ bytes: 90, free: 0 }, before)).is_short).toBe(false);
	});
});
