import { expect, it } from 'vitest';
import { ETHEREUM_FORKS } from '#lib/domain/forks.ts';
import { DAY, iso } from '#lib/domain/time.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import type { SeriesJson } from '#lib/domain/wire/series.ts';
import { START, withStore } from '../test-chain.ts';
import { chartEvents } from './chart-events.ts';

const shown = (chain: number) =>
	({ chain, from: iso(START), to: iso(START + 10 * DAY) }) as unknown as SeriesJson;

it('are Ethereum’s forks, and another protocol version when it was first seen', async () => {
	await withStore(async (store) => {
		const versions = ['0.29.2', '0.29.2', null, '0.29.4', '0.30.0'];
		await store.recordObservations(
			versions.map((value, day) => ({
				...{ chainId: 1, about: 324, subject: 'chain.protocol_version', value },
				...{ at: unixSeconds(START + day * DAY), block: day, detail: null },
				...{ host: 'node.example', method: 'eth_call' }
			}))
		);
		const events = await chartEvents(store, [shown(1), shown(324), shown(2741)]);
		expect(events.get(1)!.map(({ label }) => label)).toEqual(
			ETHEREUM_FORKS.map(({ name }) => name)
		);
		// What was seen first was there before.
		expect(events.get(324)).toEqual([
			{ time: START + 3 * DAY, label: 'Protocol 0.29.4' },
			{ time: START + 4 * DAY, label: 'Protocol 0.30.0' }
		]);
		expect(events.get(2741)).toEqual([]);
	});
});
