import type { Correction } from '#lib/domain/corrections.ts';

/**
 * Our own errors about claims, newest first. This is the log that `/methodology` shows: nothing is taken from it, and
 * what is mended gets the day from which its claim is judged again.
 */
export const CORRECTIONS: readonly Correction[] = [];

/** Those of the demo, made up. */
export const DEMO_CORRECTIONS: readonly Correction[] = [
	{
		claim: 'demo-l1-1-tps',
		since: '2026-11-24',
		until: null,
		error:
			'We had looked for Demo L1’s busiest hour on Demo L2. The finding is withdrawn until somebody has read the claim again.'
	}
];

/** Those that a site over this kind of database shows. */
export function correctionsFor(demoDatabase: boolean): readonly Correction[] {
	return demoDatabase ? [...DEMO_CORRECTIONS, ...CORRECTIONS] : CORRECTIONS;
}
