import { formatCount } from '#lib/domain/format/count.ts';
import type { ChainTrouble, SeenUpgrade } from '#lib/domain/chain-view.ts';
import type { Chain } from '#lib/domain/chains.ts';
import { ETHEREUM_FORKS } from '#lib/domain/forks.ts';
import { differingForks } from '#lib/domain/forks-seen.ts';
import type { Finding } from '#lib/domain/findings.ts';
import { iso } from '#lib/domain/time.ts';
import { unixSeconds, type UnixSeconds } from '#lib/domain/units.ts';
import type { StoreReader } from '../store/ports/store.ts';
import { getClaims } from './claims.ts';

const ALL_TIME = { from: unixSeconds(0), to: unixSeconds(4_102_444_800) };
/** Incidents and standstills that a chain's page lists: the status has them all. */
const MOST_LISTED = 5;

/** A claim that is read on a chain. */
export interface TouchingClaim {
	readonly slug: string;
	readonly quote: string;
	readonly finding: Finding;
	readonly publisher: string;
}

/** The claims of which a reading names a chain, the rated ones. */
export async function getTouchingClaims(
	reader: StoreReader,
	chain: Chain,
	now: UnixSeconds
): Promise<TouchingClaim[]> {
	const claims = await getClaims(reader, { now });
	return claims
		.filter(({ readings }) =>
			readings.some(({ chains }) => chains.some(({ id }) => id === chain.id))
		)
		.map(({ slug, quote, finding, article }) => ({
			...{ slug, quote, finding },
			publisher: article.publisher
		}));
}

/** Forks whose first block was found, and protocol versions as the contract on Ethereum gave them; the newest first. */
export async function getSeenUpgrades(reader: StoreReader, { id }: Chain): Promise<SeenUpgrade[]> {
	const activations = await reader.getForkActivations(id);
	const versions = await reader.getObservations(id, 'chain.protocol_version', ALL_TIME);
	const forks = activations.map(({ activatesAt, block, timestamp, proof }) => ({
		what: ETHEREUM_FORKS.find((fork) => fork.activatesAt === activatesAt)?.name ?? 'A fork',
		at: iso(timestamp),
		block,
		how: proof
			? `${proof.rule}, first in block ${formatCount(proof.block)}`
			: 'by the time of its first block alone'
	}));
	const upgrades = versions.flatMap(({ value, firstSeenAt, firstBlock }) =>
		value === null
			? []
			: [
					{
						what: `Protocol version ${value}`,
						...{ at: iso(firstSeenAt), block: null },
						how: `first read at Ethereum’s block ${formatCount(firstBlock)}; it may be older`
					}
				]
	);
	return [...forks, ...upgrades].sort((a, b) => b.at.localeCompare(a.at));
}

/** What is known of a chain's trouble, the newest first. */
export async function getChainTrouble(reader: StoreReader, { id }: Chain): Promise<ChainTrouble> {
	const incidents = await reader.getIncidents(id);
	const stalls = await reader.getHeadStalls(id, ALL_TIME);
	const gaps = await reader.getGaps({ chainId: id });
	return {
		incidents: incidents.slice(0, MOST_LISTED).map(({ kind, block, lastSeenAt, detail }) => ({
			...{ kind, block, detail, last_seen_at: iso(lastSeenAt) }
		})),
		standstills: stalls
			.slice(-MOST_LISTED)
			.reverse()
			.map(({ block, since, until, endpoints }) => ({
				...{ block, endpoints, since: iso(since) },
				until: until === null ? null : iso(until)
			})),
		gaps: [...new Set(gaps.map(({ kind }) => kind))].map((kind) => {
			const own = gaps.filter((gap) => gap.kind === kind);
			return {
				...{ kind, ranges: own.length },
				blocks: own.reduce((sum, { from, to }) => sum + to - from + 1, 0),
				reasons: [...new Set(own.map(({ reason }) => reason))]
			};
		}),
		forksDiffer: differingForks(await reader.getToldForks(id))
	};
}
