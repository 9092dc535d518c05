import type { FactKind } from './block-range.ts';
import { iso } from './time.ts';
import type { UnixSeconds } from './units.ts';

/**
 * RPC methods that not every endpoint offers, by the kind of fact that cannot be collected without them. What is
 * computed from other kinds goes on without them.
 */
export const OPTIONAL_METHODS: Readonly<Record<FactKind, readonly string[]>> = {
	block: [],
	fee: ['eth_getBlockReceipts'],
	// Both are to be withdrawn one day: matter-labs/zksync-era issue 4209.
	batch: ['zks_getL1BatchDetails', 'zks_getL1BatchBlockRange'],
	settlement: []
};

/** Every method that is looked for, since a kind of fact needs it or a plan is smaller with it. */
export const METHODS_LOOKED_FOR: readonly string[] = [
	...Object.values(OPTIONAL_METHODS).flat(),
	'eth_feeHistory'
];

/** Whether an endpoint offers a method, and since when it has been seen to. */
interface SeenMethod {
	readonly host: string;
	readonly method: string;
	readonly offered: boolean;
	readonly since: UnixSeconds;
}

/**
 * Why a kind of fact cannot be had from these hosts: a method that none of them is seen to offer, and since when. Null
 * where each method is offered somewhere, or where nobody could be asked: what is not known is tried.
 */
export function withheldFrom(
	hosts: readonly string[],
	kind: FactKind,
	seen: readonly SeenMethod[]
): string | null {
	for (const method of OPTIONAL_METHODS[kind]) {
		const told = seen.filter((each) => each.method === method && hosts.includes(each.host));
		if (told.length === 0 || told.some(({ offered }) => offered)) continue;
		const since = told.reduce((latest, each) => Math.max(latest, each.since), 0);
		const by = told.map(({ host }) => host).join(', ');
		return `${method} is not offered since ${iso(since)} (${by})`;
	}
	return null;
}
