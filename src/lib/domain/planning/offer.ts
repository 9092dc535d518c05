import type { Quantity } from '../metrics/metric.ts';
import { isCloseEnough, type Closeness, type Need } from './demand.ts';
import type { PlannedRequest } from './request-kinds.ts';

/** The error of a sampled figure, as a share; null where it cannot be stated. */
export interface StatedError {
	readonly share: number | null;
	/** 95 of 100 hourly means lie within it; 95 of 100 daily quantiles’ ranks do; or no value lies beyond it. */
	readonly of: 'hourly mean' | 'daily rank' | 'bound';
}

export interface Given {
	readonly closeness: Closeness;
	readonly error: StatedError | null;
}

/** Requests that go together, and what one then knows. */
export interface Offer {
	readonly requests: readonly PlannedRequest[];
	readonly gives: Readonly<Partial<Record<Quantity, Given>>>;
}

/** Whether an offer tells a quantity closely enough. */
export function serves({ gives }: Offer, { quantity, closeness }: Need): boolean {
	const given = gives[quantity];
	return given !== undefined && isCloseEnough(given.closeness, closeness);
}

/** What can be had of a chain, and why other quantities cannot. */
export interface Offers {
	readonly offers: readonly Offer[];
	readonly withheld: Readonly<Partial<Record<Quantity, string>>>;
}

/** A quantity that is known wholly. */
export const whole = (closeness: Exclude<Closeness, 'typical'>): Given => ({
	closeness,
	error: null
});
/** A quantity that is known to a share of it. */
export const typical = (share: number | null, of: StatedError['of']): Given => ({
	closeness: 'typical',
	error: { share, of }
});
