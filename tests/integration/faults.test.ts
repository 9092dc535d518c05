import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { randomFrom } from '../../collectors/devnet/random.ts';
import { makeFaultGround, type FaultGround } from './fault-ground.ts';
import { differenceOf, runFault } from './fault-runs.ts';
import { ALL_FAULTS, startFaultyProxy } from './faulty-proxy.ts';
import { startAnvil } from './start-anvil.ts';

/** What is drawn at random, to be drawn again: `TEST_SEED=N npm test`. */
const SEED = Number(process.env['TEST_SEED'] ?? Math.floor(Math.random() * 1_000_000));

/** `npm run bench -- faults` makes the same for longer. */
describe(`a pass over an endpoint that answers wrongly (seed ${SEED})`, () => {
	let ground: FaultGround;
	beforeAll(async () => {
		ground = await makeFaultGround();
	});
	afterAll(() => ground?.stop());

	// Side by side: most of the time is spent waiting, as it should be after a fault.
	it.concurrent.each(ALL_FAULTS)(
		'%s: no fact is lost or doubled once it answers rightly',
		async (fault) => {
			const run = await runFault(ground, fault, randomFrom(SEED));
			expect(run.made, run.told).toBeGreaterThan(0);
			expect(run.facts, run.told).toEqual(ground.expected);
			expect(differenceOf(ground, run), run.told).toBeNull();
		}
	);

	it('collects nothing, says why, and ends with 1 where every answer is a page', async () => {
		const proxy = await startFaultyProxy(ground.good);
		try {
			proxy.next = () => 'html';
			const { code, output } = await ground.collect('page.db', [proxy.url]);
			expect(code).toBe(1);
			expect(output).toMatch(/JSON/);
			expect(output).toContain(new URL(proxy.url).host);
		} finally {
			await proxy.stop();
		}
	});

	it('is told of an endpoint of another chain, and takes nothing from it', async () => {
		const other = await startAnvil('--chain-id', '10');
		try {
			const { code, output } = await ground.collect('other.db', [other.url]);
			expect(code).toBe(1);
			expect(output).toMatch(/chain/);
			expect(ground.facts('other.db').block).toEqual([]);
		} finally {
			await other.stop();
		}
	});
});
