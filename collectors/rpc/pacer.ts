/** What was known when a request was sent, so that its outcome is not taken for news of a later setting. */
export interface Ticket {
	readonly calls: number;
	/** What it counts of a request with a full batch. */
	readonly cost: number;
	/** Calls that it could have held at most, whatever the batch. */
	readonly most: number;
	readonly growth: number;
	readonly cut: number;
}

export interface PacerOptions {
	/** Most requests a second, when a person has set it. */
	readonly rate?: number | undefined;
	/** Most calls a batch, 100 unless told, at most 500: beyond it throughput falls. */
	readonly batchCap?: number | undefined;
}

/** How often, and with how many calls at once, one endpoint may be asked. Times are in milliseconds. */
export interface Pacer {
	/** Calls that the next batch may hold. */
	batchSize(): number;
	/** Requests a second at present. */
	rate(): number;
	/** Whether more than that was refused. */
	isLimited(): boolean;
	/** How long to wait before the next request. */
	waitMs(now: number): number;
	/** How long the endpoint asked us to stay away. */
	heldMs(now: number): number;
	/** Of work of which at most so many calls are asked for at once. */
	sent(now: number, calls: number, most?: number): Ticket;
	succeeded(ticket: Ticket): void;
	refused(ticket: Ticket, now: number, what: Refusal, retryAfterMs?: number | null): void;
}

/** Asked too often; asked too much at once; or not answered in time, which a smaller batch may be. */
export type Refusal = 'rate' | 'batch' | 'slow';

const FIRST_BATCH = 10;
const FIRST_RATE = 2;
const BATCH_CAP = 100;
const HIGHEST_BATCH_CAP = 500;
/** More than any connection carries; it bounds the doubling. */
const HIGHEST_RATE = 2_000;
/** A request every ten seconds. */
const LOWEST_RATE = 0.1;
/** Timers know no shorter time. */
const TIMER_MS = 1;
/**
 * Timers wake late, and between two jobs an answer is waited for; a pause of no more than this is caught up with, since
 * the endpoint’s allowance grew in it.
 */
const LATENESS_MS = 100;
/** What the smallest request counts of a full one: where the limit counts calls, a small one leaves room. */
const LEAST_COST = 0.25;

/** While the limit is sought from below, the rate grows by so much a second, and a request. */
const CLIMB = { second: 0.05, request: 0.004 };
/** A climb overshoots a bucket of one second by about this much before it is empty. */
const OVERSHOOT = 1.3;
/** A bucket that was full before is worth so many seconds of its rate at most. */
const FULL_BUCKET_SECONDS = 2;
/** Below what was found, so that the bucket fills a little first. */
const BELOW = 0.985;
/** Requests after which a settled rate is 2 % above what was found: one in some eighty is refused then. */
const SETTLED = { requests: 75, perRate: 5 };
/** What was found too soon after a refusal was found from too little. */
const FOUND = { seconds: 3, requests: 8 };

/**
 * How a pace is found. `doubling`: batch and rate, after each full batch, until the first refusal. `climbing`: the rate
 * alone, until the second. `settled`: at what was found, growing as a cubic, hardly at first, so that a limit that was
 * raised is found again.
 */
type Phase = 'doubling' | 'climbing' | 'settled';

/**
 * Finds how much an endpoint allows without knowing whether it counts calls or requests, and with few refusals, since
 * many endpoints count those too. What was answered between two refusals, which both found the bucket empty, is the
 * limit. The first refusal says least: the pace is then what would be right for either way of counting. A refusal
 * right after another one says that the rate was not to blame but the batch, more than the endpoint takes at once:
 * then that is halved, and the two are cut in turns.
 */
export function createPacer(options: PacerOptions = {}): Pacer {
	const rateCap = Math.min(options.rate ?? HIGHEST_RATE, HIGHEST_RATE);
	const batchCap = Math.min(options.batchCap ?? BATCH_CAP, HIGHEST_BATCH_CAP);
	if (!(rateCap > 0) || !(batchCap >= 1))
		throw new RangeError(`a pacer needs a rate above 0 and a batch of 1 or more`);
	let phase: Phase = 'doubling';
	let rate = Math.min(FIRST_RATE, rateCap);
	let batch = Math.min(FIRST_BATCH, batchCap);
	/** What the rate grows from while settled. */
	let found = rate;
	let batchCeiling = batchCap;
	/** How a batch that was cut for its own sake comes back. */
	let batchStep = 0;
	let doublingBatch = true;
	/** In a row, with nothing answered between. */
	let refusals = 0;
	/** Answered since the last refusal, or the beginning; `largest` is the batch that nothing speaks against. */
	let answered = { since: null as number | null, requests: 0, calls: 0, largest: 0 };
	let growth = 0;
	let cut = 0;
	let nextAt = 0;
	let heldUntil = 0;

	const batchSize = (): number => Math.max(1, Math.floor(batch));
	const bounded = (wanted: number): number =>
		Math.min(rateCap, Math.max(Math.min(LOWEST_RATE, rateCap), wanted));

	function cutBatch(calls: number, isLimit: boolean): void {
		if (isLimit) batchCeiling = Math.max(1, Math.min(batchCeiling, calls - 1));
		batchStep = calls / 200;
		batch = Math.max(1, Math.min(batch, calls * (doublingBatch ? 0.5 : 0.8)));
		doublingBatch = false;
	}

	/** After the first refusal: what both ways of counting would have allowed, had the bucket been full for a second. */
	function beginClimb(calls: number, seconds: number): void {
		const { requests, calls: allowed, largest } = answered;
		const callsASecond = allowed / (seconds + 1);
		batch = Math.max(1, Math.min(largest || calls / 2, Math.max(FIRST_BATCH, callsASecond / 2)));
		const ofCalls = Math.max(callsASecond, (allowed + calls) / (seconds + 1) / 2) / batch;
		rate = bounded(Math.min((requests + 1) / (seconds + 1), ofCalls));
		phase = 'climbing';
		doublingBatch = false;
	}

	/** After a later one: what was answered since the last. */
	function settle(seconds: number): void {
		const { requests } = answered;
		if (seconds < FOUND.seconds || requests < FOUND.requests) rate = bounded(rate * 0.87);
		else {
			const measured = requests / seconds;
			// A bucket that was full when the climb passed the limit let more through than its rate.
			const passed = Math.min(rate / OVERSHOOT, measured * (1 + FULL_BUCKET_SECONDS / seconds));
			rate =
				phase === 'climbing'
					? bounded(Math.max(measured, passed) * BELOW)
					: bounded(Math.min(rate, measured * BELOW));
		}
		phase = 'settled';
	}

	function slowDown(now: number, calls: number): void {
		refusals += 1;
		const seconds = Math.max(0.001, (now - (answered.since ?? now)) / 1000);
		if (phase === 'doubling') beginClimb(calls, seconds);
		else if (refusals === 1) settle(seconds);
		else {
			if (refusals % 2 === 0) batch = Math.max(1, Math.min(batch, calls / 2));
			else rate = bounded(rate * 0.7);
			phase = 'climbing';
		}
		found = rate;
		answered = { since: now, requests: 0, calls: 0, largest: 0 };
		nextAt = Math.max(nextAt, now + 1000 / rate);
	}

	return {
		batchSize,
		rate: () => rate,
		isLimited: () => phase !== 'doubling',
		waitMs(now) {
			const wait = Math.max(nextAt, heldUntil) - now;
			return wait < TIMER_MS ? 0 : wait;
		},
		heldMs: (now) => Math.max(0, heldUntil - now),
		sent(now, calls, most = Infinity) {
			answered.since ??= now;
			// A rate that a person set is of requests, whatever is in them.
			const cost =
				options.rate === undefined ? Math.max(LEAST_COST, Math.min(1, calls / batchSize())) : 1;
			nextAt = Math.max(nextAt, now - LATENESS_MS) + (1000 * cost) / rate;
			return { calls, most, cost, growth, cut };
		},
		succeeded(ticket) {
			if (ticket.cut !== cut) return;
			answered.requests += ticket.cost;
			answered.calls += ticket.calls;
			// A batch that was not full says nothing of what a full one would have met, nor a small one of a great one.
			const isFull = ticket.calls * 2 > batchSize();
			const isAllItCouldHold = ticket.calls * 2 > ticket.most;
			const shown = isAllItCouldHold && !isFull ? batchSize() : ticket.calls;
			answered.largest = Math.max(answered.largest, shown);
			if (!isFull && !isAllItCouldHold) return;
			refusals = 0;
			if (phase === 'doubling') {
				if (ticket.growth !== growth) return;
				growth += 1;
				rate = bounded(rate * 2);
			} else if (phase === 'climbing')
				rate = bounded(rate * (1 + CLIMB.second / rate + CLIMB.request));
			else {
				const { requests, perRate } = SETTLED;
				const part = answered.requests / (requests + perRate * found);
				rate = bounded(found * (1 + 0.02 * part ** 3));
			}
			if (isFull) batch = Math.min(batchCeiling, doublingBatch ? batch * 2 : batch + batchStep);
		},
		refused(ticket, now, what, retryAfterMs) {
			heldUntil = Math.max(heldUntil, now + (retryAfterMs ?? 0));
			if (ticket.cut !== cut) return;
			if (what === 'rate') slowDown(now, ticket.calls);
			else cutBatch(ticket.calls, what === 'batch');
			cut += 1;
		}
	};
}
