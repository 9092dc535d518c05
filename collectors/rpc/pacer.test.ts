import { describe, expect, test } from 'vitest';
import { createPacer, type Pacer, type Ticket } from './pacer.ts';

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

/** The same with answers that take so long, and up to four requests on their way. */
function driveAcross(
	pacer: Pacer,
	untilSeconds: number,
	latencyMs: number,
	allow: (now: number, calls: number) => boolean,
	fromSeconds = 0
): { calls: number; posts: number; refused: number } {
	const told = { calls: 0, posts: 0, refused: 0 };
	const underWay: { at: number; allowed: boolean; ticket: Ticket }[] = [];
	let now = fromSeconds * 1000;
	while (now < untilSeconds * 1000) {
		while (underWay[0] && underWay[0].at <= now) {
			const { allowed, ticket } = underWay.shift()!;
			if (allowed) pacer.succeeded(ticket);
			else pacer.refused(ticket, now, 'rate');
		}
		const wait = underWay.length < 4 ? pacer.waitMs(now) : Infinity;
		if (wait === 0) {
			const calls = pacer.batchSize();
			const ticket = pacer.sent(now, calls);
			const allowed = allow(now, calls);
			told.posts += 1;
			if (allowed) told.calls += calls;
			else told.refused += 1;
			underWay.push({ at: now + latencyMs, allowed, ticket });
		} else now = Math.min(underWay[0]?.at ?? Infinity, now + wait);
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
		expect(pacer.waitMs(1000)).toBeCloseTo(400, 0);
	});

	test('takes a small request for a part of a full one, but not where a person set the rate', () => {
		const pacer = createPacer();
		pacer.sent(1000, 5);
		expect(pacer.waitMs(1000)).toBeCloseTo(250 - 100, 0);
		const capped = createPacer({ rate: 2 });
		capped.sent(1000, 5);
		expect(capped.waitMs(1000)).toBeCloseTo(500 - 100, 0);
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

	test('four requests refused at once cut it once, to what either way of counting would have allowed', () => {
		const pacer = createPacer();
		for (let round = 0; round < 3; round += 1) pacer.succeeded(pacer.sent(0, pacer.batchSize()));
		const tickets = [1, 2, 3, 4].map(() => pacer.sent(0, pacer.batchSize()));
		for (const ticket of tickets) pacer.refused(ticket, 1_000, 'rate');
		// In one second, and a full bucket of one: 3 requests of 70 calls were answered, a fourth was not. A batch is half
		// of the calls a second, so that there are two requests.
		const [batch, rate] = [Math.floor(70 / 2 / 2), (3 + 1) / 2];
		expect([pacer.batchSize(), pacer.rate()]).toEqual([batch, rate]);
		pacer.succeeded(tickets[0] ?? pacer.sent(0, 40));
		expect([pacer.batchSize(), pacer.rate()]).toEqual([batch, rate]);
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

	describe.each([
		{ counted: 'calls', costOf: (calls: number) => calls },
		{ counted: 'requests', costOf: () => 1 }
	])('of an endpoint that counts $counted', ({ counted, costOf }) => {
		// 25 a second and as many at once, told nothing: the first minute counts whole.
		test.each([50, 120])(
			'uses 95 in 100 of the first minute’s allowance at %i ms, and has 2 in 100 refused',
			(latencyMs) => {
				const told = driveAcross(createPacer(), 60, latencyMs, bucket(25, costOf));
				const used = counted === 'calls' ? told.calls : told.posts - told.refused;
				expect(used / (25 * 60 + 25)).toBeGreaterThan(0.95);
				expect(told.refused / told.posts).toBeLessThan(0.02);
			}
		);

		test.each([5, 10, 25, 100])('finds %i a second within ten minutes', (rate) => {
			const told = driveAcross(createPacer(), 600, 50, bucket(rate, costOf));
			const used = counted === 'calls' ? told.calls : told.posts - told.refused;
			// At 100 requests a second four in flight are all there is: 80.
			expect(
				used / Math.min(rate * 600, counted === 'calls' ? Infinity : 80 * 600)
			).toBeGreaterThan(0.9);
			expect(told.refused / told.posts).toBeLessThan(0.02);
		});

		test('finds a limit again that was raised, and one that was lowered', () => {
			const pacer = createPacer();
			let rate = 25;
			let tokens = rate;
			let last = 0;
			const allow = (now: number, calls: number): boolean => {
				tokens = Math.min(rate, tokens + ((now - last) * rate) / 1000);
				last = now;
				if (tokens < costOf(calls)) return false;
				tokens -= costOf(calls);
				return true;
			};
			driveAcross(pacer, 60, 50, allow);
			const before = pacer.rate() * pacer.batchSize();
			rate = 50;
			driveAcross(pacer, 360, 50, allow, 60);
			expect(pacer.rate() * pacer.batchSize()).toBeGreaterThan(before * 1.5);
			rate = 12;
			driveAcross(pacer, 600, 50, allow, 360);
			expect(pacer.rate() * pacer.batchSize()).toBeLessThan(before);
		});
	});

	test('makes the batch smaller where an endpoint never takes so much at once', () => {
		const pacer = createPacer();
		let tokens = 5;
		let last = 0;
		const told = driveAcross(pacer, 300, 50, (now, calls) => {
			tokens = Math.min(5, tokens + ((now - last) * 25) / 1000);
			last = now;
			if (tokens < calls) return false;
			tokens -= calls;
			return true;
		});
		expect(pacer.batchSize()).toBeLessThanOrEqual(5);
		expect(told.calls / 300).toBeGreaterThan(25 * 0.6);
		expect(told.refused / told.posts).toBeLessThan(0.02);
	});
});
