import { iso } from '#lib/domain/time.ts';
import type { UnixSeconds } from '#lib/domain/units.ts';
import { InvalidRequestError } from '../measure/request.ts';
import { optionalTime } from './query.ts';

/**
 * The time that `?asOf=` asks about, or undefined. Throws InvalidRequestError for one that cannot be read or is yet to
 * come, and names the nearest that can be asked, where there is one.
 */
export function parseAsOf(query: URLSearchParams, now: UnixSeconds): UnixSeconds | undefined {
	let asOf: UnixSeconds | undefined;
	try {
		asOf = optionalTime(query, 'asOf');
	} catch (error) {
		if (!(error instanceof InvalidRequestError)) throw error;
		const near = nearestTime(query.get('asOf') ?? '', now);
		throw new InvalidRequestError(
			'asOf',
			near ? `${error.message}; ${askFor(near)}` : error.message
		);
	}
	if (asOf !== undefined && asOf > now)
		throw new InvalidRequestError(
			'asOf',
			`what is shown at ${iso(asOf)} is not known before then; ${askFor(now)}`
		);
	return asOf;
}

function askFor(time: number): string {
	return `the nearest that can be asked is asOf=${iso(time)}`;
}

/** What a time that is not written as ours are probably means, in seconds; null where nobody can tell. */
function nearestTime(text: string, now: UnixSeconds): number | null {
	const isMilliseconds = /^\d{13}$/.test(text);
	if (!isMilliseconds && !/^\d{4}-\d{2}-\d{2}/.test(text)) return null;
	const hasZone = /(?:Z|[+-]\d{2}:?\d{2})$/i.test(text);
	const milliseconds = isMilliseconds
		? Number(text)
		: Date.parse(hasZone || !text.includes('T') ? text : `${text}Z`);
	if (Number.isNaN(milliseconds) || milliseconds < 0) return null;
	return Math.min(now, Math.floor(milliseconds / 1000));
}
