import { error } from '@sveltejs/kit';
import { InvalidRequestError } from '#lib/server/measure/request.ts';
import { parseAsOf } from '#lib/server/api/as-of.ts';
import type { ViewTime } from '#lib/server/view/claims.ts';
import { secondsNow } from '#lib/server/view/seconds-now.ts';

/** When a page is asked for: now, or what `?asOf=` names. Other parameters change nothing. Throws a page of 400. */
export async function pageTime(locals: App.Locals, url: URL): Promise<ViewTime> {
	const { now } = await locals.dataState();
	try {
		const asOf = parseAsOf(url.searchParams, secondsNow());
		return asOf === undefined ? { now } : { now, asOf };
	} catch (fault) {
		if (fault instanceof InvalidRequestError) error(400, fault.message);
		throw fault;
	}
}
