import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { randomFrom } from '../../collectors/devnet/random.ts';
import { ALL_BAD_ENDPOINTS, BAD_ENDPOINTS, type BadEndpoint } from './bad-endpoints.ts';
import { makeFaultGround, type FaultGround } from './fault-ground.ts';
import { differenceOf, runBadEndpoint, runMixture } from './fault-runs.ts';

/** What is drawn at random, to be drawn again: `TEST_SEED=N npm test`. */
const SEED = Number(process.env['TEST_SEED'] ?? Math.floor(Math.random() * 1_000_000));

/**
 * Several endpoints of one chain, of which some are no good, each against real `collect` processes. `npm run bench -- faults`
 * makes the same for longer.
 */
describe('a pool of endpoints', () => {
	let ground: FaultGround;
	beforeAll(async () => {
		ground = await makeFaultGround();
	});
	afterAll(() => ground?.stop());

	// The longest first: up to five go side by side.
	it.concurrent(`of which all make faults at random (seed ${SEED})`, async () => {
		const run = await runMixture(ground, randomFrom(SEED));
		expect(run.made, run.told).toBeGreaterThan(0);
		expect(run.facts, run.told).toEqual(ground.expected);
		expect(differenceOf(ground, run), run.told).toBeNull();
	});

	it.concurrent.each(ALL_BAD_ENDPOINTS)('of which the first is no good: %s', async (name) => {
		const { told, notTold }: BadEndpoint = BAD_ENDPOINTS[name];
		const run = await runBadEndpoint(ground, name, 0);
		expect(run.facts, run.told).toEqual(ground.expected);
		expect(differenceOf(ground, run), run.told).toBeNull();
		if (told) expect(run.told).toContain(told);
		if (notTold) expect(run.told).not.toContain(notTold);
	});
});
