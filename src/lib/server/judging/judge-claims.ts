import { articlesFor } from '#lib/articles/index.ts';
import { canonicalReading } from '#lib/domain/canonical-json.ts';
import { chainById } from '#lib/domain/chains.ts';
import type { Article, Claim, Evaluation, Reading } from '#lib/domain/claims.ts';
import { showVerdict } from '#lib/domain/judge/hold.ts';
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
import type { Store } from '#lib/server/store/ports.ts';
import { readingWindows } from './reading-windows.ts';

/**
 * Evaluate every reading of every rated claim, at publication and now, on what is stored up to `asOf`,
 * and append the verdicts that changed. Throws ReadingChangedError when a frozen reading was edited.
 */
export async function judgeClaims(
	store: Store,
	asOf: UnixSeconds
): Promise<{ claims: number; changed: number }> {
	const before = await store.dataVersion();
	let claims = 0;
	for (const article of articlesFor(await store.isDemo()))
		for (const claim of article.claims) {
			if (!claim.rating.rated) continue;
			claims += 1;
			for (const reading of claim.rating.readings)
				await store.registerReading(
					reading.id,
					reading.version,
					sha256Text(canonicalReading(reading))
				);
			for (const evaluation of ['at_publication', 'now'] as const)
				await judgeClaim(store, article, claim, claim.rating.readings, evaluation, asOf);
		}
	return { claims, changed: (await store.dataVersion()) - before };
}

async function judgeClaim(
	store: Store,
	article: Article,
	claim: Claim,
	readings: readonly Reading[],
	evaluation: Evaluation,
	asOf: UnixSeconds
): Promise<void> {
	const published = unixSeconds(parseTime(article.published) + DAY);
	const end = evaluation === 'now' || published > asOf ? asOf : published;
	const verdicts: RawVerdict[] = [];
	let dataEnd = 0;
	for (const reading of readings) {
		const measurements = await measureReading(store, reading, end, asOf);
		dataEnd = Math.max(dataEnd, ...measurements.map((each) => each.window.to));
		const hasTextGap = claim.editorial.some(({ flag }) => flag === 'text_incomplete');
		verdicts.push(judge({ claim, article: { hasTextGap }, reading, measurements, asOf: end }));
	}
	const previous = (await store.getVerdicts(claim.slug, evaluation)).at(-1) ?? null;
	const dataDate = isoDay((dataEnd || end) - 1);
	const verdict = showVerdict(previous, { claim, evaluation, dataDate, readings: verdicts });
	await store.saveVerdict(verdict, asOf);
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
			zeroFees: 'included'
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
