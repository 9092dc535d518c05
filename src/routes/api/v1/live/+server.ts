import { invalidRequest, notFound, problemResponse } from '#lib/server/api/problem.ts';
import { checkParameters, parseChain } from '#lib/server/api/query.ts';
import { eventStream } from '#lib/server/live/event-stream.ts';
import type { RequestHandler } from './$types';

const HEADERS = {
	'content-type': 'text/event-stream',
	'access-control-allow-origin': '*',
	// neither kept nor changed on the way, and (nginx) not held back until there is more
	'cache-control': 'no-store, no-transform',
	'x-accel-buffering': 'no'
};
const RETRY_AFTER_SECONDS = '10';

/** The newest blocks of each chain, or of `?chain=ID`, as server-sent events: as they are, and whenever they change. */
export const GET: RequestHandler = ({ request, url, locals }) => {
	try {
		checkParameters(url.searchParams, ['chain']);
	} catch (error) {
		return invalidRequest(error);
	}
	const id = url.searchParams.get('chain');
	const chain = id === null ? null : parseChain(id);
	if (id !== null && chain?.demo !== locals.demo) return notFound('chain', id, '/api/v1/chains');
	const stream = eventStream(
		locals.blockFeed,
		chain?.id ?? null,
		request.headers.get('last-event-id')
	);
	if (stream) return new Response(stream, { headers: HEADERS });
	const full = problemResponse({
		status: 503,
		title: 'No room for another listener',
		detail: `As many listen already as may, or the site is ending: ask again in ${RETRY_AFTER_SECONDS} s.`
	});
	full.headers.set('retry-after', RETRY_AFTER_SECONDS);
	return full;
};

/** The headers alone: nobody listens. */
export const HEAD: RequestHandler = () => new Response(null, { headers: HEADERS });
