import type { ChainKnowledge } from './chain-knowledge.ts';
import { REQUEST_KINDS, type PlannedRequest } from './request-kinds.ts';

/** What requests cost in an hour. Null is what is not known. */
export interface PlanCost {
	readonly calls: number;
	/** HTTP requests that hold those calls. */
	readonly requests: number | null;
	readonly bytes: number | null;
	/** Seconds of the hour that one endpoint takes for them at the rate it allows. */
	readonly seconds: number | null;
}

/** The cost of requests, each kind in requests of its own. */
export function costOf(
	requests: readonly PlannedRequest[],
	{ callsARequest, requestsASecond }: Pick<ChainKnowledge, 'callsARequest' | 'requestsASecond'>
): PlanCost {
	const held = ({ name, calls }: PlannedRequest): number | null =>
		callsARequest && Math.ceil(calls / Math.min(callsARequest, REQUEST_KINDS[name].mostCalls));
	const http = sum(requests.map(held));
	return {
		calls: requests.reduce((total, each) => total + each.calls, 0),
		requests: http,
		bytes: sum(requests.map(({ bytes }) => bytes)),
		seconds: http !== null && requestsASecond !== null ? http / requestsASecond : null
	};
}

function sum(values: readonly (number | null)[]): number | null {
	return values.reduce<number | null>(
		(total, each) => (total === null || each === null ? null : total + each),
		0
	);
}
