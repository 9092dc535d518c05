import type { BlockRange } from '#lib/domain/block-range.ts';
import { canonicalJson } from '#lib/domain/canonical-json.ts';
import { chainById, type Chain } from '#lib/domain/chains.ts';
import type { Measurement } from '#lib/domain/measurement.ts';
import { costOf, type PlanCost } from '#lib/domain/planning/plan-cost.ts';
import {
	batchesWithin,
	recheckRequests,
	type RecheckScope
} from '#lib/domain/planning/recheck-requests.ts';
import { REQUEST_KINDS } from '#lib/domain/planning/request-kinds.ts';
import type { Recheck } from '#lib/domain/recheck.ts';
import type { CollectorSettings } from '#lib/domain/settings.ts';
import { HOUR } from '#lib/domain/time.ts';
import { unixSeconds, type UnixSeconds } from '#lib/domain/units.ts';
import type { StoreReader } from '#lib/server/store/ports/store.ts';
import type { FactsToRead } from '../jobs/reread.ts';
import { endpointsOf } from './chain-pass.ts';
import { knownOfChain, type KnownOfChain } from './known-of-chain.ts';

/** A measurement, and what recomputing it takes. */
export interface ToCheck {
	readonly stored: Measurement;
	readonly recheck: Extract<Recheck, { canBeRead: true }>;
}

/** What is read of one chain for several measurements. */
export interface ChainScope {
	readonly chain: Chain;
	readonly facts: FactsToRead;
	readonly checks: readonly ToCheck[];
}

/** The same, and about what it costs. */
export interface ChainToRead extends ChainScope {
	/** Calls by RPC method. */
	readonly calls: Readonly<Record<string, number>>;
	readonly cost: PlanCost;
	/** Whether more than that rate was refused; otherwise it may be quicker. */
	readonly rateIsLimit: boolean;
	/** What the calls leave out, since nobody knows how many they are. */
	readonly unknown: string | null;
}

/** What has to be read of each chain, those of price feeds too, for some measurements. */
export function scopesOf(checks: readonly ToCheck[]): ChainScope[] {
	const ids = new Set(
		checks.flatMap(({ recheck: { chainId, feedChain } }) =>
			feedChain === null ? [chainId] : [chainId, feedChain]
		)
	);
	return [...ids].map((id) => {
		const own = checks.filter(({ recheck }) => recheck.chainId === id);
		const since = checks
			.filter(({ recheck }) => recheck.feedChain === id)
			.flatMap(({ recheck }) => recheck.windows.map(({ from }) => from));
		return {
			chain: chainById(id),
			checks: own,
			facts: {
				windows: eachOnce(
					own.flatMap(({ recheck: { windows, kinds } }) =>
						windows.map((window) => ({ window, kinds }))
					)
				),
				blocks: eachOnce(own.flatMap(({ recheck: { blocks } }) => (blocks ? [blocks.to] : []))),
				pricesSince:
					since.length > 0 ? unixSeconds(since.reduce((a, b) => Math.min(a, b), Infinity)) : null
			}
		};
	});
}

/** About what reading these costs, by what is known of the chains and their endpoints. */
export async function costOfChains(
	reader: StoreReader,
	scopes: readonly ChainScope[],
	settings: CollectorSettings,
	now: UnixSeconds
): Promise<ChainToRead[]> {
	return reader.snapshot(async (moment) => {
		const all: ChainToRead[] = [];
		for (const scope of scopes) {
			const { chain } = scope;
			const hosts = endpointsOf(chain, settings).map((url) => new URL(url).host);
			const known = await knownOfChain(moment, chain, hosts, settings.rates.get(chain.id));
			const asked = scopeToAsk(scope, known);
			const requests = recheckRequests(chain, asked, known.txPerBlock, now);
			const calls: Record<string, number> = {};
			for (const { name, calls: each } of requests) {
				const { method } = REQUEST_KINDS[name];
				calls[method] = (calls[method] ?? 0) + each;
			}
			const isUnknown = asked.batches === null;
			all.push({
				...scope,
				calls,
				cost: costOf(requests, known),
				rateIsLimit: known.rateIsLimit,
				unknown: isUnknown ? 'three calls for each batch, of which no pace is known' : null
			});
		}
		return all;
	});
}

function scopeToAsk(
	{ checks, facts }: ChainScope,
	{ batchesAnHour, blocksAnHour }: KnownOfChain
): RecheckScope {
	const blocksWith = (kind: 'block' | 'fee'): BlockRange[] =>
		checks.flatMap((check) =>
			check.recheck.kinds.includes(kind) ? blocksOf(check, blocksAnHour) : []
		);
	const ofBatches = facts.windows.filter(({ kinds }) => kinds.includes('batch'));
	const seconds = ofBatches.reduce((sum, { window }) => sum + window.to - window.from, 0);
	return {
		blocks: blocksWith('block'),
		fees: blocksWith('fee'),
		batches: seconds === 0 ? 0 : batchesWithin(seconds, batchesAnHour),
		windows: facts.windows.filter(({ kinds }) => kinds.length > 0).length,
		pricesSince: facts.pricesSince
	};
}

/** The blocks a check rests on; where not all were collected, as many as its windows hold at the chain’s pace. */
function blocksOf({ stored, recheck }: ToCheck, blocksAnHour: number | null): BlockRange[] {
	const { blocks, windows } = recheck;
	if (!blocks) return [];
	if (stored.coverage === 1 || blocksAnHour === null) return [blocks];
	const seconds = windows.reduce((sum, { from, to }) => sum + to - from, 0);
	const held = Math.ceil((seconds / HOUR) * blocksAnHour);
	return [{ from: Math.max(0, Math.min(blocks.from, blocks.to - held + 1)), to: blocks.to }];
}

/** Those that read alike, once. */
function eachOnce<Value>(values: readonly Value[]): Value[] {
	return [...new Map(values.map((each) => [canonicalJson(each), each])).values()];
}
