import { correctionsFor } from '#lib/articles/corrections.ts';
import { articlesFor } from '#lib/articles/index.ts';
import { canonicalReading } from '#lib/domain/canonical-json.ts';
import { chainById } from '#lib/domain/chains.ts';
import type { Article, Claim, Evaluation, Reading } from '#lib/domain/claims.ts';
import { withdrawnAt } from '#lib/domain/corrections.ts';
import { showVerdict } from '#lib/domain/judge/hold.ts';
import type { ChainCircumstances } from '#lib/domain/judge/input.ts';
import { judge } from '#lib/domain/judge/judge.ts';
import type { RawVerdict } from '#lib/domain/judge/verdict.ts';
import type { Measurement } from '#lib/domain/measurement.ts';
import { DAY, isoDay, parseTime } from '#lib/domain/time.ts';
import { METRICS } from '#lib/domain/metrics/registry.ts';
import { comparable, unixSeconds, type Unit, type UnixSeconds } from '#lib/domain/units.ts';
import { sha256Text } from '#lib/server/measure/identity.ts';
import { inUnit } from '#lib/server/measure/in-unit.ts';
import { measure, unitOf } from '#lib/server/measure/measure.ts';
import { InvalidRequestError, type MeasureRequest } from '#lib/server/measure/request.ts';
import { unmeasured } from '#lib/server/measure/unmeasured.ts';
import { keptEmbed } from '#lib/server/render/frozen-embed.ts';
import type { Store } from '#lib/server/store/ports/store.ts';
import type { StoredVerdict } from '#lib/server/store/ports/verdicts.ts';
import { verdictId } from '#lib/server/store/verdict-content.ts';
import { shownClaim } from '#lib/server/view/claims.ts';
import { claimSeries } from '#lib/server/view/series.ts';
import { readingWindows } from './reading-windows.ts';

/**
 * Evaluate every reading of every rated claim, at publication and now, on what is stored up to `asOf`,
 * and append the verdicts that changed. A claim that was judged later already is left alone (`skipped`), since
 * its history only grows forwards. Throws ReadingChangedError when a frozen reading was edited.
 */
export async function judgeClaims(
	store: Store,
	asOf: UnixSeconds
): Promise<{ claims: number; changed: number; skipped: number }> {
	const isDemo = await store.isDemo();
	const corrections = correctionsFor(isDemo);
	const rated = articlesFor(isDemo).flatMap((article) =>
		article.claims.flatMap((claim) => {
			if (!claim.rating.rated) return [];
			const { readings } = claim.rating;
			return [{ article, claim, readings, void: withdrawnAt(corrections, claim.slug, asOf) }];
		})
	);
	for (const reading of rated.flatMap(({ readings }) => readings)) {
		const sha256 = sha256Text(canonicalReading(reading));
		await store.registerReading(reading.id, reading.version, sha256);
	}
	let changed = 0;
	let skipped = 0;
	for (const evaluation of ['at_publication', 'now'] as const) {
		const latest = await store.getLatestVerdicts(evaluation);
		const previousOf = new Map(latest.map((verdict) => [verdict.claimSlug, verdict]));
		for (const each of rated) {
			const previous = previousOf.get(each.claim.slug) ?? null;
			if (previous && previous.computedAt > asOf) skipped += 1;
			else if (await judgeClaim(store, { ...each, evaluation, previous }, asOf)) changed += 1;
		}
	}
	return { claims: rated.length, changed, skipped };
}

interface ClaimToJudge {
	readonly article: Article;
	readonly claim: Claim;
	readonly readings: readonly Reading[];
	/** Why its verdict is withdrawn, or null. */
	readonly void: string | null;
	readonly evaluation: Evaluation;
	readonly previous: StoredVerdict | null;
}

/** Whether a verdict was appended. */
async function judgeClaim(
	store: Store,
	{ article, claim, readings, void: withdrawn, evaluation, previous }: ClaimToJudge,
	asOf: UnixSeconds
): Promise<boolean> {
	const published = unixSeconds(parseTime(article.published) + DAY);
	const end = evaluation === 'now' || published > asOf ? asOf : published;
	const hasTextGap = claim.editorial.some(({ flag }) => flag === 'text_incomplete');
	const verdicts: RawVerdict[] = [];
	let dataEnd = 0;
	for (const reading of readings) {
		const measurements = await measureReading(store, reading, end, asOf);
		dataEnd = Math.max(dataEnd, ...measurements.map((each) => each.window.to));
		const circumstances = circumstancesOf(measurements);
		const known = { claim, article: { hasTextGap }, reading, measurements, circumstances };
		verdicts.push(judge({ ...known, asOf: end, void: withdrawn }));
	}
	const dataDate = isoDay((dataEnd || end) - 1);
	const verdict = showVerdict(previous, { claim, evaluation, dataDate, readings: verdicts });
	const id = verdictId(verdict);
	if (previous?.id === id) return false;
	// Of a claim, embeds show what is found now.
	const embed =
		evaluation === 'now'
			? await embedOf(store, article, claim, { ...verdict, id, computedAt: asOf })
			: null;
	return store.saveVerdict(verdict, asOf, embed);
}

/** What the embed of a claim that shows this verdict is drawn from, of what is stored by now. */
async function embedOf(
	store: Store,
	article: Article,
	claim: Claim,
	verdict: StoredVerdict
): Promise<string> {
	const shown = shownClaim(article, claim, verdict);
	return keptEmbed(shown, await claimSeries(store, shown, verdict.computedAt));
}

/**
 * What measurements tell of their chains beside the values: how much of the fees has a price, where one is needed, whether
 * their head stood still, and whether endpoints say different things.
 */
export function circumstancesOf(measurements: readonly Measurement[]): ChainCircumstances[] {
	return measurements.map(({ chainId, priceCoverage, halted, endpointsDisagree }) => ({
		chainId,
		priceCoverage,
		halted: halted ?? false,
		// Those that were stored before this was looked at do not tell.
		endpointsDisagree: endpointsDisagree ?? false
	}));
}

/**
 * One measurement a chain, each up to that chain's own last final block (at most `end`): a chain that lags or
 * stands still must not pull another's window back, nor be measured above what is final.
 */
async function measureReading(
	store: Store,
	reading: Reading,
	end: UnixSeconds,
	now: UnixSeconds
): Promise<Measurement[]> {
	const measurements: Measurement[] = [];
	for (const chainId of reading.chains) {
		const finalized = (await store.findHead(chainId))?.finalized?.timestamp ?? end;
		const windows = readingWindows(reading, finalized < end ? finalized : end);
		if (!windows) continue;
		const request: MeasureRequest = {
			chain: chainById(chainId),
			metric: reading.metric,
			statistic: reading.statistic,
			peakWindow: reading.peakWindow,
			window: windows.window,
			baseWindow: windows.base,
			zeroFees: 'included',
			inDollars: reading.inDollars ?? !comparable(unitOf(reading), unitOfReading(reading))
		};
		measurements.push(await measureOrSayWhy(store, request, reading, now));
	}
	return measurements;
}

async function measureOrSayWhy(
	store: Store,
	request: MeasureRequest,
	reading: Reading,
	now: UnixSeconds
): Promise<Measurement> {
	const measuredFor = { readingId: reading.id, version: reading.version };
	try {
		return inUnit(await measure(store, request, now, measuredFor), unitOfReading(reading));
	} catch (error) {
		// A peak window that is too short for the chain: no value, and the reason beside the claim.
		if (!(error instanceof InvalidRequestError)) throw error;
		return unmeasured(request, error.message, now);
	}
}

/** The claim's own unit where the metric can be stated in it, so that both figures read alike. */
function unitOfReading(reading: Reading): Unit {
	const own = unitOf(reading);
	const { unit } = reading.claimed;
	return comparable(own, unit) || METRICS[reading.metric].alsoIn.includes(unit) ? unit : own;
}
