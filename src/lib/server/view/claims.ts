import { articlesFor } from '#lib/articles/index.ts';
import type { Article, Claim, ClaimedQuantity, Reading, WindowRule } from '#lib/domain/claims.ts';
import { formatShare } from '#lib/domain/format/share.ts';
import { formatDay } from '#lib/domain/format/time.ts';
import { JUDGED_FINDINGS, type Flag } from '#lib/domain/findings.ts';
import { chainName } from '#lib/domain/judge/chain-judgement.ts';
import { verdictSentence } from '#lib/domain/judge/sentence.ts';
import type { RawVerdict } from '#lib/domain/judge/verdict.ts';
import type { UnixSeconds } from '#lib/domain/units.ts';
import { findChain } from '#lib/domain/chains.ts';
import { peersBeside } from '#lib/domain/peers/peer-metrics.ts';
import type { ClaimedJson, ClaimJson, PeerJson, ReadingJson } from '#lib/domain/wire/claim.ts';
import { DAY, iso, parseTime } from '#lib/domain/time.ts';
import type { StoreReader } from '../store/ports/store.ts';
import type { StoredVerdict } from '../store/ports/verdicts.ts';
import { articleRef } from './articles.ts';
import { measurementJson } from './measurement-json.ts';

/** Said of a rated claim before the judge has run for the first time. */
const NOT_JUDGED = 'Nothing that this claim needs has been collected yet.';
/** The same, where what was shown at an earlier time is asked for. */
const NOT_JUDGED_THEN = 'It had not been judged by then.';
/** Findings beside which a share of the claim would claim more than is known. */
const WITHOUT_SHARE = ['insufficient_data', 'pending', 'not_measurable', 'not_comparable', 'void'];

/** Data older than this, in seconds, is said to be old: a daily value ends up to a day before now. */
const STALE_SECONDS = 3 * DAY;

/** When a view is asked for: `asOf` for what was shown at that time, `now` to tell data that has grown old. */
export interface ViewTime {
	readonly asOf?: UnixSeconds;
	readonly now?: UnixSeconds;
}

/** Every claim of every article, in the order of the articles. */
export async function getClaims(
	reader: StoreReader,
	{ asOf, now }: ViewTime = {}
): Promise<ClaimJson[]> {
	const current = byClaim(await reader.getLatestVerdicts('now', asOf));
	const then = byClaim(await reader.getLatestVerdicts('at_publication', asOf));
	const seenAt = asOf ?? now;
	return articlesFor(await reader.isDemo()).flatMap((article) =>
		article.claims.map((claim) =>
			claimJson(article, claim, current.get(claim.slug), then.get(claim.slug), {
				seenAt,
				notJudged: asOf === undefined ? NOT_JUDGED : NOT_JUDGED_THEN
			})
		)
	);
}

/** One claim, or null. */
export async function findClaim(
	reader: StoreReader,
	slug: string,
	time: ViewTime = {}
): Promise<ClaimJson | null> {
	return (await getClaims(reader, time)).find((claim) => claim.slug === slug) ?? null;
}

/** A claim as it was shown when a verdict on it was computed. */
export function shownClaim(article: Article, claim: Claim, verdict: StoredVerdict): ClaimJson {
	const time = { seenAt: verdict.computedAt, notJudged: NOT_JUDGED };
	return claimJson(article, claim, verdict, undefined, time);
}

function byClaim(verdicts: readonly StoredVerdict[]): Map<string, StoredVerdict> {
	return new Map(verdicts.map((verdict) => [verdict.claimSlug, verdict]));
}

function claimJson(
	article: Article,
	claim: Claim,
	stored: StoredVerdict | undefined,
	atPublication: StoredVerdict | undefined,
	{ seenAt, notJudged }: { seenAt: UnixSeconds | undefined; notJudged: string }
): ClaimJson {
	// What was said of a claim that is no longer rated is history: its page has it, the list does not.
	const verdict = claim.rating.rated ? stored : undefined;
	const statements = article.statements.filter((statement) => statement.claim === claim.slug);
	const [first] = statements;
	if (!first) throw new Error(`article ${article.slug}: no statement states claim "${claim.slug}"`);
	const headline = verdict?.readings.find((each) => each.readingId === verdict.headline);
	const spoken = headline && readingOf(claim, headline);
	const finding = verdict?.shown ?? (claim.rating.rated ? 'insufficient_data' : 'not_measurable');
	const reason = verdict?.reason ?? (claim.rating.rated ? notJudged : claim.rating.reason);
	const measured = headline?.measurements[0];
	const share = headline?.share ?? null;
	return {
		slug: claim.slug,
		statements: statements.map((statement) => statement.id),
		quote: first.quote,
		article: articleRef(article),
		kind: claim.kind,
		subject: claim.subject,
		predicate: claim.predicate,
		claimed: claim.claimed && claimedJson(claim.claimed),
		rated: claim.rating.rated,
		finding,
		flags: verdict
			? flagsOf(verdict, isStale(verdict, headline, spoken, seenAt))
			: claim.editorial.map((each) => each.flag),
		reason,
		sentence:
			verdict && headline && spoken
				? verdictSentence({
						claim,
						shown: verdict.shown,
						headline: { reading: spoken, verdict: headline },
						chainName,
						asOf: verdict.computedAt
					})
				: reason,
		share:
			share === null || WITHOUT_SHARE.includes(finding)
				? null
				: { value: share, text: formatShare(share) },
		readings: claim.rating.rated
			? claim.rating.readings.map((reading) => readingJson(reading, verdict, notJudged))
			: [],
		measured: measured ? measurementJson(measured) : null,
		at_publication:
			claim.rating.rated && atPublication
				? { finding: atPublication.shown, reason: atPublication.reason }
				: null,
		caveat: claim.caveat,
		lineage: [...(claim.lineage ?? [])],
		peers: peersOf(claim),
		as_of: verdict ? iso(verdict.computedAt) : null,
		data_date: verdict?.dataDate ?? null
	};
}

/** What peers publish beside the metrics of a claim’s readings, each once. Demo chains have no peers. */
function peersOf({ rating }: Claim): PeerJson[] {
	if (!rating.rated) return [];
	const peers = new Map<string, PeerJson>();
	for (const { metric, chains } of rating.readings) {
		if (chains.some((id) => findChain(id)?.demo)) continue;
		for (const { peer, name, definition, difference, source, figures } of peersBeside(
			metric,
			chains
		))
			peers.set(`${peer} ${name}`, {
				...{ peer, name, definition, difference, source },
				figures: figures.map(({ chainId, ...figure }) => ({ ...figure, chain: chainId }))
			});
	}
	return [...peers.values()];
}

/** The reading that a stored verdict speaks of, in the same version; undefined where it is there no more. */
function readingOf(claim: Claim, raw: RawVerdict): Reading | undefined {
	if (!claim.rating.rated) return undefined;
	return claim.rating.readings.find(
		({ id, version }) => id === raw.readingId && version === raw.readingVersion
	);
}

/** Whether a judged finding rests on data that has grown old. A closed window never does. */
function isStale(
	verdict: StoredVerdict,
	headline: RawVerdict | undefined,
	reading: Reading | undefined,
	seenAt: UnixSeconds | undefined
): boolean {
	const dataEnd = headline?.measurements[0]?.window.to;
	if (seenAt === undefined || dataEnd === undefined || reading?.window.kind === 'closed')
		return false;
	return JUDGED_FINDINGS.includes(verdict.shown) && seenAt - dataEnd > STALE_SECONDS;
}

/** In the order of FLAGS, of which `stale` is the first. */
function flagsOf(verdict: StoredVerdict, stale: boolean): Flag[] {
	return stale ? ['stale', ...verdict.flags] : [...verdict.flags];
}

function readingJson(
	reading: Reading,
	verdict: StoredVerdict | undefined,
	notJudged: string
): ReadingJson {
	const raw = verdict?.readings.find(
		({ readingId, readingVersion }) =>
			readingId === reading.id && readingVersion === reading.version
	);
	return {
		id: reading.id,
		version: reading.version,
		wording: reading.wording,
		description: reading.description,
		form: reading.form,
		metric: reading.metric,
		chains: reading.chains.map((id) => ({ id, name: chainName(id) })),
		statistic: reading.statistic,
		peak_window: reading.peakWindow,
		claimed: claimedJson(reading.claimed),
		tolerance: { ...reading.tolerance },
		window: windowText(reading.window),
		finding: raw?.finding ?? 'insufficient_data',
		flags: raw ? [...raw.flags] : [],
		reason: raw?.reason ?? notJudged,
		rule: raw?.rule ?? 'gate.measurement',
		gates: raw ? [...raw.gates] : [],
		measurements: raw ? raw.measurements.map(measurementJson) : []
	};
}

function claimedJson({
	printed,
	value,
	low,
	high,
	comparator,
	unit
}: ClaimedQuantity): ClaimedJson {
	return { printed, value, low, high, comparator, unit };
}

function windowText(rule: WindowRule): string {
	if (rule.kind === 'rolling')
		return rule.daysBefore
			? `${rule.days} days up to ${rule.daysBefore} days before`
			: `the last ${rule.days} days`;
	if (rule.kind === 'since') return `since ${formatDay(parseTime(rule.from))}`;
	const first = formatDay(parseTime(rule.from));
	const last = formatDay(parseTime(rule.to) - 1);
	return first === last ? first : `${first} to ${last}`;
}
