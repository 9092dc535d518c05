import { describe, expect, it } from 'vitest';
import { withdrawnAt, type Correction } from './corrections.ts';
import { parseTime } from './time.ts';
import { unixSeconds } from './units.ts';

const CORRECTIONS: readonly Correction[] = [
	{ claim: 'a', since: '2026-11-10', until: '2026-11-12', error: 'We read the wrong chain.' },
	{ claim: 'b', since: '2026-11-10', until: null, error: 'We read the wrong day.' }
];
const at = (time: string) => unixSeconds(parseTime(time));

describe('withdrawnAt', () => {
	it('is the error from the first second of its first day on', () => {
		expect(withdrawnAt(CORRECTIONS, 'a', at('2026-11-09T23:59:59Z'))).toBeNull();
		expect(withdrawnAt(CORRECTIONS, 'a', at('2026-11-10'))).toBe('We read the wrong chain.');
	});

	it('is none from the day on which the claim is judged again', () => {
		expect(withdrawnAt(CORRECTIONS, 'a', at('2026-11-11T23:59:59Z'))).not.toBeNull();
		expect(withdrawnAt(CORRECTIONS, 'a', at('2026-11-12'))).toBeNull();
		expect(withdrawnAt(CORRECTIONS, 'b', at('2030-01-01'))).toBe('We read the wrong day.');
	});

	it('is none for another claim', () => {
		expect(withdrawnAt(CORRECTIONS, 'c', at('2026-11-11'))).toBeNull();
		expect(withdrawnAt([], 'a', at('2026-11-11'))).toBeNull();
	});
});
