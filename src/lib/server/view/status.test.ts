import { describe, expect, it } from 'vitest';
import { iso } from '#lib/domain/time.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import type { PassRecord } from '#lib/server/store/ports/endpoints.ts';
import type { Store } from '#lib/server/store/ports/store.ts';
import { withStore } from '../test-chain.ts';
import { getStatus } from './status.ts';

const AT = 1_790_000_000;
const good = { host: 'a.example', requests: 312, failed: 4, p50Ms: 80, p95Ms: 240 };
const other = { host: 'b.example', requests: 3, failed: 3, p50Ms: null, p95Ms: null };

const after = (seconds: number) => unixSeconds(AT + seconds);

/** A pass over Ethereum that began at 0 s and ended at 90 s. */
const pass = (more: Partial<PassRecord> = {}): PassRecord => ({
	...{ chainId: 1, startedAt: after(0), endedAt: after(90), outcome: 'done', detail: null },
	...{ requests: [good, other], nextDueAt: null },
	...more
});
const statusAt = async (store: Store, seconds: number) =>
	(await getStatus(store, after(seconds), [1])).chains[0]!;

describe('the next pass', () => {
	it.each([
		['is overdue once it is late by more than the last one took', 90, 100, 190],
		['has a minute where that was short', 2, 4, 64]
	])('%s', (_, ended, due, last) =>
		withStore(async (store) => {
			await store.recordPass(pass({ endedAt: after(ended), nextDueAt: after(due) }));
			const next_due_at = iso(after(due));
			const at = async (seconds: number) => (await statusAt(store, seconds)).last_pass;
			expect(await at(last)).toMatchObject({ next_due_at, is_overdue: false });
			expect(await at(last + 1)).toMatchObject({ next_due_at, is_overdue: true });
		})
	);

	it('is never overdue where none is planned', () =>
		withStore(async (store) => {
			await store.recordPass(pass());
			const next = { next_due_at: null, is_overdue: false };
			expect((await statusAt(store, 9_000_000)).last_pass).toMatchObject(next);
		}));
});

describe('the requests of the last pass', () => {
	it('stand at each endpoint that was asked, and at no other', () =>
		withStore(async (store) => {
			for (const host of ['a.example', 'b.example', 'c.example'])
				await store.recordEndpoint({
					chainId: 1,
					host,
					checkedAt: after(1),
					ok: true,
					detail: null
				});
			const told = async () => {
				const { endpoints, last_pass } = await statusAt(store, 100);
				return [last_pass?.requests, ...endpoints.map((each) => each.last_pass)];
			};
			expect(await told()).toEqual([undefined, null, null, null]);
			await store.recordPass(pass());
			expect(await told()).toEqual([
				315,
				{ requests: 312, failed: 4, p50_ms: 80, p95_ms: 240 },
				{ requests: 3, failed: 3, p50_ms: null, p95_ms: null },
				null
			]);
			await store.recordPass(pass({ requests: null }));
			expect(await told()).toEqual([null, null, null, null]);
		}));
});
