import { bucketOf, histogramQuantile } from '#lib/domain/statistics/log-histogram.ts';

/** Requests to one host since they were last counted anew. */
export interface RequestCounts {
	readonly host: string;
	/** Requests that were answered or failed; one that was given up because the pass ended is neither. */
	readonly requests: number;
	/** Of them, those that were refused or not answered, whole or in part. What an answer says is not judged here. */
	readonly failed: number;
	/** Milliseconds within which half of the others were answered whole; null where all failed. */
	readonly p50Ms: number | null;
	readonly p95Ms: number | null;
}

/** Counts the requests to one host and how long their answers took. */
export interface RequestTally {
	answered(milliseconds: number): void;
	failed(): void;
	countAnew(): void;
	/** Null where nothing was asked. */
	counts(): RequestCounts | null;
}

/**
 * A tally for one host. Times go into a log histogram of microseconds, so that however many answers a pass has take a
 * bounded room: at most some 1,700 counts up to 25 s, and a microsecond of work for each. The quantiles, by nearest
 * rank, are upper edges of buckets in whole milliseconds, so that “within” is true: above the exact ones by less than
 * 1 % and 1 ms, and never 0.
 */
export function createRequestTally(host: string): RequestTally {
	const times = new Map<number, number>();
	let requests = 0;
	let failed = 0;

	function within(share: number): number | null {
		const found = histogramQuantile(times, share);
		return found && Math.max(1, Math.ceil(found.high / 1_000));
	}

	return {
		answered(milliseconds) {
			requests += 1;
			const bucket = bucketOf(BigInt(Math.round(milliseconds * 1_000)));
			times.set(bucket, (times.get(bucket) ?? 0) + 1);
		},
		failed() {
			requests += 1;
			failed += 1;
		},
		countAnew() {
			times.clear();
			[requests, failed] = [0, 0];
		},
		counts: () =>
			requests === 0 ? null : { host, requests, failed, p50Ms: within(0.5), p95Ms: within(0.95) }
	};
}
