import { BLOCK_KINDS, countBlocks, hullOf, type FactKind } from '#lib/domain/block-range.ts';
import { CHAINS, type Chain } from '#lib/domain/chains.ts';
import { aheadSeconds, headAge } from '#lib/domain/data-age.ts';
import { FAMILIES } from '#lib/domain/families.ts';
import type { EndpointPassJson, PassJson } from '#lib/domain/wire/pass.ts';
import { feedsOn, PRICE_FEEDS } from '#lib/domain/price-feeds.ts';
import { bucketStart, DAY, HOUR, iso, MINUTE } from '#lib/domain/time.ts';
import { unixSeconds, type UnixSeconds } from '#lib/domain/units.ts';
import type {
	ChainStatusJson,
	FeedStatusJson,
	LedgerJson,
	StatusJson
} from '#lib/domain/wire/status.ts';
import { findZkChain } from '#lib/domain/zk-chains.ts';
import type { CheckHour, EndpointRecord, PassRecord } from '#lib/server/store/ports/endpoints.ts';
import type { StoreReader } from '#lib/server/store/ports/store.ts';
import { newestObservations } from './chain-state.ts';
import { isExpected, worstState } from './freshness.ts';

/**
 * Per chain and kind of fact: head, covered, gaps, last pass, endpoints. Computed when asked, never stored. With
 * `chainIds` only of those chains, unless none of them is of this database's kind, demo or not; without, of those that
 * are collected by default and of any other that was.
 */
export async function getStatus(
	reader: StoreReader,
	now: UnixSeconds,
	chainIds?: readonly number[]
): Promise<StatusJson> {
	const demo = await reader.isDemo();
	const possible = CHAINS.filter((each) => each.demo === demo);
	const chosen = possible.filter((each) => chainIds?.includes(each.id));
	const passes = await reader.getLastPasses();
	const endpoints = await reader.getEndpoints();
	const chains: ChainStatusJson[] = [];
	for (const chain of chosen.length > 0 ? chosen : possible) {
		const status = await chainStatus(reader, chain, now, passes, endpoints);
		const wasCollected = status.head !== null || status.last_pass !== null;
		if (chosen.length > 0 || isExpected(chain, wasCollected)) chains.push(status);
	}
	const prices = await feedStatuses(
		reader,
		chains.map(({ id }) => id)
	);
	const state = worstState(chains.map((chain) => chain.state));
	return { demo, state, now: iso(now), chains, prices };
}

/** The feeds that stand on these chains, each as it was when last looked at. */
async function feedStatuses(
	reader: StoreReader,
	chainIds: readonly number[]
): Promise<FeedStatusJson[]> {
	const names = chainIds.flatMap(feedsOn);
	return Promise.all(
		names.map(async (feed) => {
			const { pair, chainId: chain } = PRICE_FEEDS[feed];
			const check = await reader.findPriceCheck(feed);
			if (!check)
				return { feed, pair, chain, checked_at: null, known_to: null, ok: null, detail: null };
			const { checkedAt, knownTo, ok, detail } = check;
			const known_to = knownTo === null ? null : iso(knownTo);
			return { feed, pair, chain, checked_at: iso(checkedAt), known_to, ok, detail };
		})
	);
}

async function chainStatus(
	reader: StoreReader,
	chain: Chain,
	now: UnixSeconds,
	passes: readonly PassRecord[],
	endpoints: readonly EndpointRecord[]
): Promise<ChainStatusJson> {
	const head = await reader.findHead(chain.id);
	const lastPass = passes.find((pass) => pass.chainId === chain.id);
	const kinds: ChainStatusJson['kinds'] = [];
	for (const kind of BLOCK_KINDS) {
		const { covered, missing, ...ledger } = await ledgerOf(reader, chain.id, kind);
		kinds.push({ kind, ...ledger, covered_blocks: covered, missing_blocks: missing });
	}
	const methods = await reader.getMethods(chain.id);
	const lastDay = { from: bucketStart(now - DAY, HOUR), to: unixSeconds(now + HOUR) };
	const incidents = await reader.getIncidents(chain.id);
	const checks = await reader.getCheckHours(chain.id, lastDay);
	return {
		id: chain.id,
		name: chain.name,
		demo: chain.demo,
		state: head ? headAge(head, now) : 'never',
		head: head && {
			number: head.number,
			time: iso(head.timestamp),
			seen_at: iso(head.seenAt),
			endpoint: head.endpoint,
			stands_still: incidents.some(
				({ kind, block }) => kind === 'head_stalled' && block === head.number
			),
			ahead_seconds: aheadSeconds(head, now)
		},
		finalized: head?.finalized
			? { number: head.finalized.number, time: iso(head.finalized.timestamp) }
			: null,
		kinds,
		batches: FAMILIES[chain.family].tellsBatches ? await ledgerOf(reader, chain.id, 'batch') : null,
		settlement: findZkChain(chain.id) ? await ledgerOf(reader, chain.id, 'settlement') : null,
		incidents: incidents.map((each) => ({
			kind: each.kind,
			block: each.block,
			first_seen_at: iso(each.firstSeenAt),
			last_seen_at: iso(each.lastSeenAt),
			detail: each.detail
		})),
		observations: await newestObservations(reader, chain.id),
		last_pass: lastPass ? passJson(lastPass, now) : null,
		endpoints: endpoints
			.filter((each) => each.chainId === chain.id)
			.map(({ host, checkedAt, ok, detail }) => ({
				host,
				checked_at: iso(checkedAt),
				ok,
				detail,
				last_pass: requestsOf(lastPass, host),
				...sumOf(checks.filter((each) => each.host === host)),
				methods: methods
					.filter((each) => each.host === host)
					.map(({ method, offered, since }) => ({ method, offered, since: iso(since) }))
			}))
	};
}

/** A pass holds its own time and shows nothing of itself before it ends: the next one may be under way. */
function isOverdue({ startedAt, endedAt, nextDueAt }: PassRecord, now: UnixSeconds): boolean {
	return nextDueAt !== null && now - nextDueAt > Math.max(MINUTE, endedAt - startedAt);
}

function passJson(pass: PassRecord, now: UnixSeconds): PassJson {
	const { startedAt, endedAt, outcome, detail, requests, nextDueAt } = pass;
	return {
		started_at: iso(startedAt),
		ended_at: iso(endedAt),
		outcome,
		detail,
		requests: requests && requests.reduce((sum, each) => sum + each.requests, 0),
		next_due_at: nextDueAt === null ? null : iso(nextDueAt),
		is_overdue: isOverdue(pass, now)
	};
}

function requestsOf(pass: PassRecord | undefined, host: string): EndpointPassJson | null {
	const found = pass?.requests?.find((each) => each.host === host);
	if (!found) return null;
	const { requests, failed, p50Ms: p50_ms, p95Ms: p95_ms } = found;
	return { requests, failed, p50_ms, p95_ms };
}

function sumOf(hours: readonly CheckHour[]): { compared: number; disagreed: number } {
	return hours.reduce(
		(sum, each) => ({
			compared: sum.compared + each.compared,
			disagreed: sum.disagreed + each.disagreed
		}),
		{ compared: 0, disagreed: 0 }
	);
}

/** What a chain wants, has and lacks of a kind of fact. */
async function ledgerOf(reader: StoreReader, chainId: number, kind: FactKind): Promise<LedgerJson> {
	const wanted = await reader.getWanted(chainId, kind);
	const gaps = await reader.getGaps({ chainId, kind });
	return {
		wanted: hullOf(wanted),
		wanted_ranges: wanted,
		covered: countBlocks(await reader.getCovered(chainId, kind)),
		missing: countBlocks(gaps),
		gaps: gaps.map(({ from, to, reason, detail }) => ({ from, to, reason, detail }))
	};
}
