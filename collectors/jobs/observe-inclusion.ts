import { FAMILIES } from '#lib/domain/families.ts';
import type { Observation } from '#lib/domain/observations.ts';
import { countedQuantile } from '#lib/domain/statistics/counted-quantile.ts';
import type { Look } from './observe.ts';

/** The newest blocks that are looked at, of each of which one transaction is asked about. */
const BLOCKS = 20;
/** A block’s time is a whole second, so the moment it stands for may be up to so much later; and clocks differ. */
const ERROR_MS = 1_000;

/**
 * How long after a node received them users’ transactions were in a block, by the block’s whole seconds: a screen, not a
 * measurement. Only Era’s nodes tell when they received one.
 */
export async function observeInclusion({ chain, source, head }: Look): Promise<Observation[]> {
	if (chain.family !== 'zksync-era') return [];
	const numbers = Array.from({ length: Math.min(BLOCKS, head.number + 1) }, (_, back) =>
		hex(head.number - back)
	);
	const blocks = await source.ask(
		numbers.map((number) => ({ method: 'eth_getBlockByNumber', params: [number, true] }))
	);
	const sampled = blocks.flatMap(({ value }) => firstOfUsers(value));
	const told = await source.ask(
		sampled.map(({ hash }) => ({ method: 'zks_getTransactionDetails', params: [hash] }))
	);
	const lags = told.flatMap(({ value }, index) => {
		const receivedAt = receivedAtOf(value);
		const block = sampled[index];
		return receivedAt === null || !block ? [] : [block.timestamp * 1_000 - receivedAt];
	});
	const asked = {
		chainId: chain.id,
		about: chain.id,
		subject: 'latency.inclusion_bound',
		at: head.timestamp,
		block: head.number,
		host: told[0]?.host ?? blocks[0]?.host ?? '',
		method: 'zks_getTransactionDetails'
	};
	const at = (quantile: number) =>
		countedQuantile(
			lags.map((value) => ({ value, count: 1 })),
			quantile
		);
	const median = at(0.5);
	if (median === null) {
		const note =
			sampled.length === 0
				? `no transaction of a user in the newest ${numbers.length} blocks`
				: `the node does not tell when it received any of ${sampled.length} transactions`;
		return [{ ...asked, value: null, detail: { note } }];
	}
	return [
		{
			...asked,
			value: String(median),
			detail: {
				transactions: lags.length,
				p90_ms: at(0.9),
				interval: [median - ERROR_MS, median + ERROR_MS],
				note: `of ${lags.length} transactions, by whole seconds: it can exclude a shorter time and never confirm one`
			}
		}
	];
}

/** The first transaction of a block that a user signed for the chain. */
function firstOfUsers(value: unknown): { hash: string; timestamp: number }[] {
	const { timestamp, transactions } = (value ?? {}) as Record<string, unknown>;
	if (!Array.isArray(transactions)) return [];
	const system: readonly number[] = FAMILIES['zksync-era'].systemTransactionTypes;
	const found = (transactions as Record<string, unknown>[]).find(
		({ type }) => !system.includes(Number(type))
	);
	const seconds = Number(timestamp);
	if (typeof found?.hash !== 'string' || !Number.isSafeInteger(seconds)) return [];
	return [{ hash: found.hash, timestamp: seconds }];
}

/** When the node had it, in milliseconds since 1970; null where it came from L1, or is not said. */
function receivedAtOf(value: unknown): number | null {
	const { receivedAt, isL1Originated } = (value ?? {}) as Record<string, unknown>;
	if (isL1Originated !== false || typeof receivedAt !== 'string') return null;
	const time = Date.parse(receivedAt);
	return Number.isFinite(time) ? time : null;
}

function hex(number: number): string {
	return `0x${number.toString(16)}`;
}
