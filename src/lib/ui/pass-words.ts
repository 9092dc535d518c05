import { formatCount } from '#lib/domain/format/count.ts';
import { formatNumber, NO_BREAK_SPACE } from '#lib/domain/format/number.ts';
import type { EndpointPassJson, PassJson } from '#lib/domain/wire/pass.ts';

const count = (n: number) => formatCount(n);

/** How many of its requests failed, with the share: "4 (1.3 %)", "0", "all 3". What is not all never reads as 100 %. */
export function failedWords({ requests, failed }: EndpointPassJson): string {
	if (failed === 0) return '0';
	if (failed === requests) return `all ${count(requests)}`;
	return `${count(failed)} (${failedShare(requests, failed)})`;
}

function failedShare(requests: number, failed: number): string {
	const percent = Math.min(99.9, (failed / requests) * 100);
	return `${formatNumber(percent, percent > 99 ? 3 : 2)}${NO_BREAK_SPACE}%`;
}

/** A time within which requests were answered: "240 ms". */
export function withinWords(milliseconds: number): string {
	return `${count(milliseconds)}${NO_BREAK_SPACE}ms`;
}

/** What became of the requests to an endpoint: "312 requests, 4 failed (1.3 %), half answered within 80 ms, 95 % within 240 ms". */
export function requestsWords(asked: EndpointPassJson): string {
	const { requests, failed, p50_ms: half, p95_ms: most } = asked;
	const all = `${count(requests)} request${requests === 1 ? '' : 's'}`;
	if (half === null || most === null)
		return requests === 1 ? `${all}, failed` : `${all}, all failed`;
	if (requests === 1) return `${all}, answered within ${withinWords(half)}`;
	const bad =
		failed === 0 ? 'none failed' : `${count(failed)} failed (${failedShare(requests, failed)})`;
	return `${all}, ${bad}, half answered within ${withinWords(half)}, 95${NO_BREAK_SPACE}% within ${withinWords(most)}`;
}

/** Why there are no figures of an endpoint; a pass from before they were counted says nothing of whom it asked. */
export function noRequestsWords(pass: PassJson | null): string {
	if (pass === null) return 'no pass has ended yet';
	return pass.requests === null ? 'not counted in the last pass' : 'not asked in the last pass';
}

/** How long a pass or a job took; its times are whole seconds. */
export function tookWords({
	started_at,
	ended_at
}: Pick<PassJson, 'started_at' | 'ended_at'>): string {
	const seconds = (Date.parse(ended_at) - Date.parse(started_at)) / 1_000;
	return seconds < 1 ? 'less than 1 s' : `${count(seconds)} s`;
}
