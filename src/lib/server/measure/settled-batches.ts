import { isSettledOnEthereum } from '#lib/domain/batches.ts';
import { chainById, type Chain } from '#lib/domain/chains.ts';
import { observedWindows, windowsBetween } from '#lib/domain/coverage.ts';
import { FAMILIES } from '#lib/domain/families.ts';
import type { HourPrice } from '#lib/domain/prices.ts';
import {
	costOfTransaction,
	dataOfCommit,
	stepsOf,
	type SettledSteps,
	type SettlementTransaction
} from '#lib/domain/settlement.ts';
import { bucketStart, HOUR, type TimeWindow } from '#lib/domain/time.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import { findZkChain, L1_CHAIN_ID } from '#lib/domain/zk-chains.ts';
import type { StageTime } from '#lib/server/store/ports/batches.ts';
import type { SnapshotReader } from '#lib/server/store/ports/store.ts';
import { loadL1Steps } from './l1-steps.ts';
import { loadTokenPrices, type TokenPrices } from './token-prices.ts';

/** An amount in dollars, with its bounds. */
interface Usd {
	readonly usd: number;
	readonly low: number;
	readonly high: number;
}

/** A batch that was settled on Ethereum, and its share of what the transactions that did it cost and carried. */
export interface SettledBatch extends Pick<StageTime, 'batch' | 'blocks' | 'sealedAt'> {
	readonly txCount: number;
	readonly costWei: number;
	/** At the price of ether in the hours of its steps; null where one has none, or dollars are not asked for. */
	readonly costUsd: Usd | null;
	/** Bytes that its commit published at most, and at least. */
	readonly mostBytes: number;
	readonly leastBytes: number;
}

export interface SettledBatches {
	/** Ascending. */
	readonly batches: readonly SettledBatch[];
	/** Batches of the window that were settled elsewhere, or it is not known where. */
	readonly elsewhere: number;
	/** The parts of the window whose batches are all known. */
	readonly observed: readonly TimeWindow[];
	readonly prices: TokenPrices | null;
	/** Why there may be no batch. */
	readonly whyNone: string | null;
}

/** The batches of a window that were settled on Ethereum, as L1 told it. */
export async function loadSettledBatches(
	reader: SnapshotReader,
	chain: Chain,
	window: TimeWindow,
	inDollars: boolean
): Promise<SettledBatches> {
	const none = { batches: [], elsewhere: 0, observed: [], prices: null };
	const reason = whyNotSettled(chain);
	if (reason !== null) return { ...none, whyNone: reason };
	const told = await reader.getStageTimes(chain.id, window, 'execute', 'operator');
	const sizes = new Map(
		(await reader.getBatchSizes(chain.id, window)).map((each) => [each.batch, each.txCount])
	);
	const l1 = await loadL1Steps(reader, chain.id, told);
	const settled = told.flatMap((each) => {
		const steps = l1.steps.get(each.batch);
		return steps ? [{ ...each, steps }] : [];
	});
	const isUnknown = (each: StageTime): boolean =>
		!l1.steps.has(each.batch) && isSettledOnEthereum(each);
	const unknown = told.filter(isUnknown);
	const prices = inDollars ? await loadPrices(reader, settled, window) : null;
	const known = observedWindows(await reader.getCovered(chain.id, 'batch'), window, chain.family);
	const missing = spansOf(isUnknown, told, window);
	const gaps = await reader.getGaps({ chainId: chain.id, kind: 'batch' });
	const withheld = gaps.find((gap) => gap.reason === 'method_missing')?.detail;
	return {
		batches: settled.map(({ steps, batch, blocks, sealedAt }) => ({
			...{ batch, blocks, sealedAt, txCount: sizeOf(sizes, batch) },
			...sharesOf(steps, l1.transactions, prices)
		})),
		elsewhere: told.length - settled.length - unknown.length,
		observed: known.flatMap((each) => windowsBetween(each, missing)),
		prices,
		whyNone:
			unknown.length > 0
				? `what ${unknown.length === 1 ? 'the batch' : `the ${unknown.length} batches`} of this window did on Ethereum is not collected`
				: (withheld ?? null)
	};
}

/** Why nothing can be known of how a chain settles; null where it can. */
function whyNotSettled(chain: Chain): string | null {
	if (!findZkChain(chain.id))
		return `what ${chain.name} pays on Ethereum is not collected: it settles by none of the contracts that are read`;
	if (!FAMILIES[chain.family].tellsBatches)
		return `no node of ${chain.name} tells of batches: their steps on Ethereum are known, and how many transactions they hold is not`;
	return null;
}

function sharesOf(
	steps: SettledSteps,
	transactions: ReadonlyMap<string, SettlementTransaction>,
	prices: TokenPrices | null
): Pick<SettledBatch, 'costWei' | 'costUsd' | 'mostBytes' | 'leastBytes'> {
	const priceOf = new Map<number, HourPrice>(prices?.hours.map((each) => [each.hour, each]));
	let costWei = 0;
	let costUsd: Usd | null = prices ? { usd: 0, low: 0, high: 0 } : null;
	for (const { at, txHash } of stepsOf(steps)) {
		const transaction = transactionAt(transactions, txHash);
		const share = Number(costOfTransaction(transaction)) / transaction.steps;
		costWei += share;
		const price = priceOf.get(bucketStart(at, HOUR));
		// Of an hour with a price for a part of it, it is not known whether the step lies in that part.
		costUsd = costUsd && price?.share === 1 ? add(costUsd, share / 1e18, price) : null;
	}
	const { most, least } = dataOfCommit(transactionAt(transactions, steps.commit.txHash));
	return { costWei, costUsd, mostBytes: most, leastBytes: least };
}

function add(sum: Usd, ether: number, price: HourPrice): Usd {
	return {
		usd: sum.usd + ether * price.usd,
		low: sum.low + ether * price.low,
		high: sum.high + ether * price.high
	};
}

function sizeOf(sizes: ReadonlyMap<number, number>, batch: number): number {
	const size = sizes.get(batch);
	if (size === undefined)
		throw new Error(`how many transactions batch ${batch} holds is not stored`);
	return size;
}

function transactionAt(
	transactions: ReadonlyMap<string, SettlementTransaction>,
	hash: string
): SettlementTransaction {
	const transaction = transactions.get(hash);
	if (!transaction) throw new Error(`the transaction ${hash} of a stored step is not stored`);
	return transaction;
}

/** The prices of ether from the first step to the last: what is paid on Ethereum is paid in ether. */
async function loadPrices(
	reader: SnapshotReader,
	settled: readonly { readonly steps: SettledSteps }[],
	window: TimeWindow
): Promise<TokenPrices> {
	const times = settled.flatMap(({ steps }) => stepsOf(steps).map(({ at }) => at));
	const first = times.reduce((least, each) => (each < least ? each : least), window.to);
	const last = times.reduce((most, each) => (each > most ? each : most), window.from);
	return loadTokenPrices(reader, chainById(L1_CHAIN_ID), {
		from: bucketStart(first, HOUR),
		to: unixSeconds(bucketStart(last, HOUR) + HOUR)
	});
}

/** The times that some of all batches span, each from the last block of the one before it; ascending, apart. */
function spansOf(
	isMeant: (batch: StageTime) => boolean,
	all: readonly StageTime[],
	window: TimeWindow
): TimeWindow[] {
	const spans: TimeWindow[] = [];
	for (const [index, each] of all.entries()) {
		if (!isMeant(each)) continue;
		const before = all[index - 1];
		const begins = before ? Math.min(before.sealedAt + 1, each.sealedAt) : window.from;
		const from = unixSeconds(Math.max(begins, spans.at(-1)?.to ?? 0));
		const to = unixSeconds(each.sealedAt + 1);
		if (from < to) spans.push({ from, to });
	}
	return spans;
}
