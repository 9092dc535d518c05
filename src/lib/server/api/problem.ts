import { InvalidRequestError } from '../measure/request.ts';

/** RFC 9457 problem details: what failed, with which input, and what to do. */
export interface Problem {
	readonly status: number;
	readonly title: string;
	readonly detail: string;
	/** The query parameter or path part at fault. */
	readonly parameter?: string;
}

/** A problem as a response. */
export function problemResponse(problem: Problem): Response {
	return new Response(JSON.stringify({ type: 'about:blank', ...problem }), {
		status: problem.status,
		headers: { 'content-type': 'application/problem+json', 'access-control-allow-origin': '*' }
	});
}

/** Nothing of that name; `detail` says where the list is. */
export function notFound(what: string, name: string, listAt: string): Response {
	return problemResponse({
		status: 404,
		title: `No such ${what}`,
		detail: `There is no ${what} "${name}"; ${listAt} lists them all.`
	});
}

/** Answer a question that cannot be asked that way with 400; any other error is thrown on. */
export function invalidRequest(error: unknown): Response {
	if (!(error instanceof InvalidRequestError)) throw error;
	return problemResponse({
		status: 400,
		title: 'This cannot be asked that way',
		detail: error.message,
		parameter: error.parameter
	});
}
