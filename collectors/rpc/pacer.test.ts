import { describe, expect, test } from 'vitest';
import { createPacer, type Pacer } from './pacer.ts';

/** Drive a pacer for some seconds against an endpoint that allows so much; time is made up. */
function drive(
	pacer: Pacer,
	seconds: number,
	allow: (now: number, calls: number) => boolean
): { calls: number; posts: number; refused: number } {
	const told = { calls: 0, posts: 0, refused: 0 };
	let now = 0;
	while ((now += pacer.waitMs(now)) < seconds * 1000) {
		const calls = pacer.batchSize();
		const ticket = pacer.sent(now, calls);
		told.posts += 1;
		if (allow(now, calls)) {
			told.calls += calls;
			pacer.succeeded(ticket);
		} else {
			told.refused += 1;
			pacer.refused(ticket, now, 'rate');
		}
		now += 0.1;
	}
	return told;
}

/** A token bucket, as limits are commonly built: `rate` a second, as many at once. */
function bucket(
	rate: number,
	costOf: (calls: number) => number
): (now: number, calls: number) => boolean {
	let tokens = rate;
	let last = 0;
	return (now, calls) => {
		tokens = Math.min(rate, tokens + ((now - last) * rate) / 1000);
		last = now;
		if (tokens < costOf(calls)) return false;
		tokens -= costOf(calls);
		return true;
	};
}

describe('createPacer', () => {
	test.each([{ rate: 0 }, { rate: Number.NaN }, { batchCap: 0 }])('refuses %j', (options) => {
		expect(() => createPacer(options)).toThrow(RangeError);
	});

	test('starts at 10 calls a batch and 2 requests a second', () => {
		const pacer = createPacer();
		expect([pacer.batchSize(), pacer.rate(), pacer.waitMs(1000)]).toEqual([10, 2, 0]);
		pacer.sent(1000, 10);
		expect(pacer.waitMs(1000)).toBeCloseTo(495, 0);
	});

	test('doubles after each full batch, once a round, up to the cap', () => {
		const pacer = createPacer();
		const [first, second] = [pacer.sent(0, 10), pacer.sent(500, 10)];
		pacer.succeeded(first);
		pacer.succeeded(second);
		expect([pacer.batchSize(), pacer.rate()]).toEqual([20, 4]);
		for (let round = 0; round < 20; round += 1) pacer.succeeded(pacer.sent(0, pacer.batchSize()));
		expect([pacer.batchSize(), pacer.rate()]).toEqual([100, 2000]);
	});

	test('a batch that was not full teaches nothing', () => {
		const pacer = createPacer();
		for (let round = 0; round < 20; round += 1) pacer.succeeded(pacer.sent(0, 2));
		expect([pacer.batchSize(), pacer.rate()]).toEqual([10, 2]);
	});

	test('work that is asked for in small requests raises the rate, and of the batch tells nothing', () => {
		const pacer = createPacer();
		for (let round = 0; round < 20; round += 1) pacer.succeeded(pacer.sent(0, 8, 8));
		expect([pacer.batchSize(), pacer.rate()]).toEqual([20, 2000]);
		for (let round = 0; round < 3; round += 1) pacer.succeeded(pacer.sent(0, 3, 8));
		pacer.refused(pacer.sent(1000, 8, 8), 1000, 'rate');
		const slowed = pacer.rate();
		pacer.succeeded(pacer.sent(2000, 3, 8));
		expect(pacer.rate()).toBe(slowed);
		pacer.succeeded(pacer.sent(2000, 8, 8));
		expect(pacer.rate()).toBeGreaterThan(slowed);
		expect(pacer.batchSize()).toBe(20);
	});

	test('never goes above the rate and the batch that a person set', () => {
		const pacer = createPacer({ rate: 5, batchCap: 1000 });
		const { posts } = drive(pacer, 60, () => true);
		expect(pacer.rate()).toBe(5);
		expect(pacer.batchSize()).toBe(500);
		expect(posts).toBeLessThanOrEqual(5 * 60 + 1);
		expect(createPacer({ rate: 0.5 }).rate()).toBe(0.5);
	});

	test('four requests refused at once cut it once, to half of what was sent in that second', () => {
		const pacer = createPacer();
		for (let round = 0; round < 3; round += 1) pacer.succeeded(pacer.sent(0, pacer.batchSize()));
		const tickets = [1, 2, 3, 4].map(() => pacer.sent(0, pacer.batchSize()));
		for (const ticket of tickets) pacer.refused(ticket, 0, 'rate');
		expect([pacer.batchSize(), pacer.rate()]).toEqual([80, 3.5]);
		pacer.succeeded(tickets[0] ?? pacer.sent(0, 40));
		expect([pacer.batchSize(), pacer.rate()]).toEqual([80, 3.5]);
	});

	test('Retry-After is kept to, even from a request of an earlier setting', () => {
		const pacer = createPacer();
		const tickets = [pacer.sent(0, 10), pacer.sent(0, 10)];
		for (const ticket of tickets) pacer.refused(ticket, 1000, 'rate', 7000);
		expect(pacer.waitMs(1000)).toBe(7000);
		expect(pacer.heldMs(3000)).toBe(5000);
		expect(pacer.heldMs(9000)).toBe(0);
	});

	test('a limit on the batch is never tried again, and the rate goes on growing', () => {
		const pacer = createPacer();
		pacer.refused(pacer.sent(0, 10), 0, 'batch');
		expect([pacer.batchSize(), pacer.rate()]).toEqual([5, 2]);
		for (let round = 0; round < 500; round += 1) pacer.succeeded(pacer.sent(0, pacer.batchSize()));
		expect([pacer.batchSize(), pacer.rate()]).toEqual([9, 2000]);
	});

	test('a slow answer halves the batch, which may come back to the cap', () => {
		const pacer = createPacer();
		pacer.refused(pacer.sent(0, 10), 0, 'slow');
		expect(pacer.batchSize()).toBe(5);
		for (let round = 0; round < 2000; round += 1) pacer.succeeded(pacer.sent(0, pacer.batchSize()));
		expect(pacer.batchSize()).toBe(100);
	});

	test('finds a limit on requests: three quarters of it used, one request in twenty refused', () => {
		const pacer = createPacer();
		drive(
			pacer,
			30,
			bucket(25, () => 1)
		);
		const told = drive(
			pacer,
			300,
			bucket(25, () => 1)
		);
		expect((told.posts - told.refused) / 300).toBeGreaterThan(25 * 0.75);
		expect(told.refused / told.posts).toBeLessThan(0.05);
		expect(told.calls / (told.posts - told.refused)).toBeGreaterThan(70);
	});

	test('finds a limit on calls as well', () => {
		const pacer = createPacer();
		const told = drive(
			pacer,
			600,
			bucket(25, (calls) => calls)
		);
		expect(told.calls / 600).toBeGreaterThan(25 * 0.7);
		expect(told.refused / told.posts).toBeLessThan(0.08);
	});
});
