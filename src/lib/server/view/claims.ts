import { articlesFor } from '#lib/articles/index.ts';
import { chainById } from '#lib/domain/chains.ts';
import type { Article, Claim, ClaimedQuantity, Reading, WindowRule } from '#lib/domain/claims.ts';
import { formatShare } from '#lib/domain/format/share.ts';
import { verdictSentence } from '#lib/domain/judge/sentence.ts';
import type { RawVerdict } from '#lib/domain/judge/verdict.ts';
import type { UnixSeconds } from '#lib/domain/units.ts';
import type { ClaimedJson, ClaimJson, ReadingJson } from '#lib/domain/wire.ts';
import { iso } from '#lib/domain/time.ts';
import type { StoredVerdict, StoreReader } from '../store/ports.ts';
import { articleRef } from './articles.ts';
import { measurementJson } from './measurement-json.ts';

/** Said of a rated claim before the judge has run for the first time. */
const NOT_JUDGED = 'Nothing that this claim needs has been collected yet.';
/** Findings beside which a share of the claim would claim more than is known. */
const WITHOUT_SHARE = ['insufficient_data', 'pending', 'not_measurable', 'not_comparable', 'void'];

/** Every claim of every article, in the order of the articles. With `asOf`, what was shown at that time. */
export async function getClaims(
	reader: StoreReader,
	options: { readonly asOf?: UnixSeconds } = {}
): Promise<ClaimJson[]> {
	const now = byClaim(await reader.getLatestVerdicts('now', options.asOf));
	const then = byClaim(await reader.getLatestVerdicts('at_publication', options.asOf));
	return articlesFor(await reader.isDemo()).flatMap((article) =>
		article.claims.map((claim) =>
			claimJson(article, claim, now.get(claim.slug), then.get(claim.slug))
		)
	);
}

/** One claim, or null. */
export async function findClaim(reader: StoreReader, slug: string): Promise<ClaimJson | null> {
	return (await getClaims(reader)).find((claim) => claim.slug === slug) ?? null;
}

function byClaim(verdicts: readonly StoredVerdict[]): Map<string, StoredVerdict> {
	return new Map(verdicts.map((verdict) => [verdict.claimSlug, verdict]));
}

function claimJson(
	article: Article,
	claim: Claim,
	verdict: StoredVerdict | undefined,
	atPublication: StoredVerdict | undefined
): ClaimJson {
	const statements = article.statements.filter((statement) => statement.claim === claim.slug);
	const [first] = statements;
	if (!first) throw new Error(`article ${article.slug}: no statement states claim "${claim.slug}"`);
	const headline = verdict?.readings.find((each) => each.readingId === verdict.headline);
	const finding = verdict?.shown ?? (claim.rating.rated ? 'insufficient_data' : 'not_measurable');
	const reason = verdict?.reason ?? (claim.rating.rated ? NOT_JUDGED : claim.rating.reason);
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
		flags: verdict ? [...verdict.flags] : claim.editorial.map((each) => each.flag),
		reason,
		sentence: verdict && headline ? sentenceOf(claim, verdict, headline) : reason,
		share:
			share === null || WITHOUT_SHARE.includes(finding)
				? null
				: { value: share, text: formatShare(share) },
		readings: claim.rating.rated
			? claim.rating.readings.map((reading) => readingJson(reading, verdict))
			: [],
		measured: measured ? measurementJson(measured) : null,
		at_publication: atPublication
			? { finding: atPublication.shown, reason: atPublication.reason }
			: null,
		caveat: claim.caveat,
		as_of: verdict ? iso(verdict.computedAt) : null,
		data_date: verdict?.dataDate ?? null
	};
}

function sentenceOf(claim: Claim, verdict: StoredVerdict, headline: RawVerdict): string {
	const reading = claim.rating.rated
		? claim.rating.readings.find((each) => each.id === headline.readingId)
		: undefined;
	return verdictSentence({
		claim,
		shown: verdict.shown,
		headline: reading ? { reading, verdict: headline } : null,
		chainName: (chainId) => chainById(chainId).name,
		asOf: verdict.computedAt
	});
}

function readingJson(reading: Reading, verdict: StoredVerdict | undefined): ReadingJson {
	const raw = verdict?.readings.find((each) => each.readingId === reading.id);
	return {
		id: reading.id,
		version: reading.version,
		wording: reading.wording,
		description: reading.description,
		form: reading.form,
		metric: reading.metric,
		chains: reading.chains.map((id) => ({ id, name: chainById(id).name })),
		statistic: reading.statistic,
		peak_window: reading.peakWindow,
		claimed: claimedJson(reading.claimed),
		tolerance: { ...reading.tolerance },
		window: windowText(reading.window),
		finding: raw?.finding ?? 'insufficient_data',
		flags: raw ? [...raw.flags] : [],
		reason: raw?.reason ?? NOT_JUDGED,
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
	if (rule.kind === 'rolling') return `the last ${rule.days} days`;
	if (rule.kind === 'since') return `since ${rule.from}`;
	return `from ${rule.from} to before ${rule.to}`;
}
