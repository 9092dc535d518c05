/** What was known when a request was sent, so that its outcome is not taken for news of a later setting. */
export interface Ticket {
	readonly calls: number;
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
/** Timers wake late by up to this; requests that were late by no more are caught up with. */
const LATENESS_MS = 5;

/**
 * Additive increase, multiplicative decrease. Batch and rate double after each full batch until the first
 * refusal; then they creep up by 1 % and 0.5 % of what was refused. A refusal cuts the rate, which meets a
 * limit on requests and one on calls alike. A second one in a row says that the rate was not to blame but the
 * batch, more than the endpoint takes at once: that is cut instead. From the third on both are, in turns.
 */
export function createPacer(options: PacerOptions = {}): Pacer {
	const rateCap = Math.min(options.rate ?? HIGHEST_RATE, HIGHEST_RATE);
	const batchCap = Math.min(options.batchCap ?? BATCH_CAP, HIGHEST_BATCH_CAP);
	if (!(rateCap > 0) || !(batchCap >= 1))
		throw new RangeError(`a pacer needs a rate above 0 and a batch of 1 or more`);
	let rate = Math.min(FIRST_RATE, rateCap);
	let batch = Math.min(FIRST_BATCH, batchCap);
	let batchCeiling = batchCap;
	let rateStep = 0;
	let batchStep = 0;
	let doublingRate = true;
	let doublingBatch = true;
	/** In a row, each after the one before had its effect. */
	let refusals = 0;
	let refusedRate = rate;
	/** When the requests of the last second were sent. */
	let recent: number[] = [];
	let growth = 0;
	let cut = 0;
	let nextAt = 0;
	let heldUntil = 0;

	const batchSize = (): number => Math.max(1, Math.floor(batch));

	function slowDown(calls: number): void {
		refusals += 1;
		if (refusals % 2 === 0) {
			if (refusals === 2) rate = refusedRate;
			cutBatch(calls, false);
			return;
		}
		// Doubling runs ahead of what was really sent: that, not the setting, is what was too much.
		rate = Math.min(rate, recent.length);
		refusedRate = rate;
		rateStep = rate / 200;
		batchStep ||= batch / 100;
		rate = Math.max(Math.min(LOWEST_RATE, rateCap), rate * (doublingRate ? 0.5 : 0.8));
		doublingRate = false;
		doublingBatch = false;
	}

	function cutBatch(calls: number, isLimit: boolean): void {
		if (isLimit) batchCeiling = Math.max(1, Math.min(batchCeiling, calls - 1));
		batchStep = calls / 200;
		batch = Math.max(1, Math.min(batch, calls * (doublingBatch ? 0.5 : 0.8)));
		doublingBatch = false;
	}

	return {
		batchSize,
		rate: () => rate,
		waitMs(now) {
			const wait = Math.max(nextAt, heldUntil) - now;
			return wait < TIMER_MS ? 0 : wait;
		},
		heldMs: (now) => Math.max(0, heldUntil - now),
		sent(now, calls, most = Infinity) {
			nextAt = Math.max(nextAt, now - LATENESS_MS) + 1000 / rate;
			recent = recent.filter((time) => time > now - 1000);
			recent.push(now);
			return { calls, most, growth, cut };
		},
		succeeded(ticket) {
			// A batch that was not full says nothing of what a full one would have met, nor a small one of a great one.
			const isFull = ticket.calls * 2 > batchSize();
			if (ticket.cut !== cut || !(isFull || ticket.calls * 2 > ticket.most)) return;
			refusals = 0;
			if ((doublingRate || doublingBatch) && ticket.growth !== growth) return;
			growth += 1;
			rate = Math.min(rateCap, doublingRate ? rate * 2 : rate + rateStep);
			if (isFull) batch = Math.min(batchCeiling, doublingBatch ? batch * 2 : batch + batchStep);
		},
		refused(ticket, now, what, retryAfterMs) {
			heldUntil = Math.max(heldUntil, now + (retryAfterMs ?? 0));
			if (ticket.cut !== cut) return;
			if (what === 'rate') slowDown(ticket.calls);
			else cutBatch(ticket.calls, what === 'batch');
			cut += 1;
		}
	};
}
