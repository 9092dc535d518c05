import { describe, expect, it } from 'vitest';
import { ETHEREUM_FORKS, forkAt } from './forks.ts';
import { iso } from './time.ts';
import { unixSeconds } from './units.ts';

const GENESIS = 1_606_824_023;

describe('the fork schedule', () => {
	it('ascends, and each fork begins on a slot that begins an epoch', () => {
		for (const [index, fork] of ETHEREUM_FORKS.entries()) {
			const before = ETHEREUM_FORKS[index - 1];
			if (before) expect(fork.activatesAt).toBeGreaterThan(before.activatesAt);
			// An epoch of the beacon chain has 32 slots of 12 s since its genesis (consensus-specs, phase0).
			expect((fork.activatesAt - GENESIS) % (32 * 12)).toBe(0);
		}
	});

	it('has the rules of a fork from its own second on', () => {
		const fusaka = unixSeconds(1_764_798_551);
		expect(iso(fusaka)).toBe('2025-12-03T21:49:11Z');
		expect(forkAt(fusaka)?.name).toBe('Osaka');
		expect(forkAt(unixSeconds(fusaka - 1))?.name).toBe('Prague');
		expect(forkAt(unixSeconds(1_680_000_000))).toBeNull();
	});
});
