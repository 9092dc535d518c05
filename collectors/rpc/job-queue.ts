import { PermanentRpcError, type RpcError } from './errors.ts';

/** Which pieces of a job are still to be asked for, and of whom. Pieces are numbers from 0. */
export interface JobQueue<Endpoint> {
	/** Pieces without an outcome. */
	unsettled(): number;
	/** The next piece to ask for: one that failed before goes first. Null when all are asked for or settled. */
	first(): number | null;
	/** Whether this endpoint answered for the piece that it never will. */
	isRefused(index: number, endpoint: Endpoint): boolean;
	/** How often this endpoint failed the piece. */
	failuresAt(index: number, endpoint: Endpoint): number;
	lastError(index: number): RpcError | null;
	/** Remove the first piece, and more that this endpoint may be asked for, of at most `limit` calls; at least one. */
	take(endpoint: Endpoint, limit: number, callsOf: (index: number) => number): number[];
	/** Remove the first piece unasked. */
	drop(index: number): void;
	/** A piece failed; false when it is not to be asked for again. */
	giveBack(index: number, endpoint: Endpoint, error: RpcError): boolean;
	/** A piece has its outcome. */
	done(): void;
}

interface Trouble<Endpoint> {
	attempts: number;
	readonly refusedBy: Set<Endpoint>;
	readonly failuresAt: Map<Endpoint, number>;
	last: RpcError;
}

/** Each failed attempt divides the batch that its piece may be in: one bad call must not fail a hundred. */
const ISOLATION = 4;
/** A refusal for pace is asked again, slower; it may happen this much oftener than a failure. */
const REFUSAL_WEIGHT = 0.25;

/** The queue of a job of `count` pieces, each asked for `maxAttempts` times at most. */
export function createJobQueue<Endpoint>(count: number, maxAttempts: number): JobQueue<Endpoint> {
	const troubles = new Map<number, Trouble<Endpoint>>();
	let again: number[] = [];
	let next = 0;
	let unsettled = count;

	const isRefused = (index: number, endpoint: Endpoint): boolean =>
		troubles.get(index)?.refusedBy.has(endpoint) ?? false;
	const failuresAt = (index: number, endpoint: Endpoint): number =>
		troubles.get(index)?.failuresAt.get(endpoint) ?? 0;
	const first = (): number | null => again[0] ?? (next < count ? next : null);

	return {
		unsettled: () => unsettled,
		first,
		isRefused,
		failuresAt,
		lastError: (index) => troubles.get(index)?.last ?? null,
		take(endpoint, limit, callsOf) {
			const leader = first() ?? -1;
			const attempts = troubles.get(leader)?.attempts ?? 0;
			// A piece that fared worse here than the leader is better off with another endpoint.
			const isElsewhere = (index: number): boolean =>
				isRefused(index, endpoint) || failuresAt(index, endpoint) > failuresAt(leader, endpoint);
			const room = Math.floor(limit / ISOLATION ** Math.max(0, attempts - 1));
			const taken: number[] = [];
			let calls = 0;
			const fits = (index: number): boolean => {
				const more = callsOf(index);
				if (taken.length > 0 && calls + more > room) return false;
				calls += more;
				taken.push(index);
				return true;
			};
			const left: number[] = [];
			for (const index of again) if (isElsewhere(index) || !fits(index)) left.push(index);
			again = left;
			while (next < count && fits(next)) next += 1;
			return taken;
		},
		drop(index) {
			if (again[0] === index) again.shift();
			else next += 1;
		},
		giveBack(index, endpoint, error) {
			const trouble = troubles.get(index) ?? {
				attempts: 0,
				refusedBy: new Set(),
				failuresAt: new Map(),
				last: error
			};
			troubles.set(index, trouble);
			trouble.last = error;
			trouble.failuresAt.set(endpoint, failuresAt(index, endpoint) + 1);
			if (error instanceof PermanentRpcError) trouble.refusedBy.add(endpoint);
			else trouble.attempts += error.kind === 'rate_limited' ? REFUSAL_WEIGHT : 1;
			if (trouble.attempts >= maxAttempts) return false;
			again.push(index);
			return true;
		},
		done() {
			unsettled -= 1;
		}
	};
}
