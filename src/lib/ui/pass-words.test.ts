import { describe, expect, it } from 'vitest';
import type { EndpointPassJson } from '#lib/domain/wire/pass.ts';
import { failedWords, noRequestsWords, requestsWords, tookWords } from './pass-words.ts';

const asked = (more: Partial<EndpointPassJson> = {}): EndpointPassJson => ({
	...{ requests: 312, failed: 4, p50_ms: 80, p95_ms: 1_240 },
	...more
});
const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const pass = {
	...{ started_at: '2026-01-01T00:00:00Z', ended_at: '2026-01-01T00:00:09Z', outcome: 'done' },
	...{ detail: null, requests: 312, next_due_at: null, is_overdue: false }
};

describe('requests in words', () => {
	it('are their number, what failed and how long the others took', () => {
		expect(plain(requestsWords(asked()))).toBe(
			'312 requests, 4 failed (1.3 %), half answered within 80 ms, 95 % within 1,240 ms'
		);
		expect(requestsWords(asked({ failed: 0 }))).toContain('312 requests, none failed, half');
	});

	it('have no times where all failed, and one where there was one', () => {
		const none = { p50_ms: null, p95_ms: null };
		expect(requestsWords(asked({ failed: 312, ...none }))).toBe('312 requests, all failed');
		expect(requestsWords(asked({ requests: 1, failed: 1, ...none }))).toBe('1 request, failed');
		expect(plain(requestsWords(asked({ requests: 1, failed: 0, p95_ms: 80 })))).toBe(
			'1 request, answered within 80 ms'
		);
	});

	it('never call a part all, nor some none', () => {
		const share = (failed: number, requests: number) =>
			plain(failedWords(asked({ failed, requests })));
		expect(share(0, 312)).toBe('0');
		expect(share(1, 100_000)).toBe('1 (0.001 %)');
		expect(share(99_999, 100_000)).toBe('99,999 (99.9 %)');
		expect(share(3, 3)).toBe('all 3');
	});

	it('tell an endpoint that was not asked from one of which it is not known', () => {
		expect(noRequestsWords(null)).toBe('no pass has ended yet');
		expect(noRequestsWords(pass)).toBe('not asked in the last pass');
		expect(noRequestsWords({ ...pass, requests: null })).toBe('not counted in the last pass');
	});
});

describe('how long a pass took', () => {
	it('is whole seconds, and never 0', () => {
		expect(tookWords(pass)).toBe('9 s');
		expect(tookWords({ ...pass, ended_at: pass.started_at })).toBe('less than 1 s');
	});
});
