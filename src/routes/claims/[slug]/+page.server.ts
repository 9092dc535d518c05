import { error } from '@sveltejs/kit';
import { rangeChoices, scaleChoices, unzoomed } from '#lib/charts/chart-choices.ts';
import type { ChartView } from '#lib/charts/chart-view.ts';
import { citations } from '#lib/domain/format/citations.ts';
import { FINDING_LOOKS } from '#lib/domain/format/finding-words.ts';
import { formatDay } from '#lib/domain/format/time.ts';
import { iso, parseTime } from '#lib/domain/time.ts';
import type { ClaimJson } from '#lib/domain/wire/claim.ts';
import { claimDrawings, ownScale } from '#lib/server/render/claim-drawings.ts';
import { embedContent } from '#lib/server/render/embed-content.ts';
import { embedSnippet } from '#lib/server/render/embed-snippet.ts';
import { oembedLinks } from '#lib/server/render/oembed-address.ts';
import { findArticle } from '#lib/server/view/articles.ts';
import { chartEvents } from '#lib/server/view/chart-events.ts';
import { coveredBy, isOfClosedWindow } from '#lib/server/view/covered-by.ts';
import { findClaim } from '#lib/server/view/claims.ts';
import { howToCheck } from '#lib/server/view/how-to-check.ts';
import { getShownDays } from '#lib/server/view/shown-days.ts';
import { claimChartData, claimSeries, type ClaimChart } from '#lib/server/view/series.ts';
import type { PageServerLoad } from './$types';
import { pageTime } from '../../page-time.ts';
import { pageView } from '../../page-view.ts';

/**
 * One claim: what it says, what was measured, and how; `?asOf=T` gives what was shown then, and `range`, or `from` and
 * `to`, and `scale` what its charts show.
 */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const time = await pageTime(locals, url);
	const view = pageView(url);
	const claim = await findClaim(locals.reader, params.slug, time);
	if (!claim) error(404, `No claim is called "${params.slug}".`);
	const article = await findArticle(locals.reader, claim.article.slug);
	const appearances = (article?.statements ?? [])
		.filter((statement) => claim.statements.includes(statement.id))
		.map(({ id, quote }) => ({ id, quote }));
	const chart = await claimChartData(locals.reader, claim, view, time.asOf);
	const isUsual = view.range === null && view.window === null;
	const embedded = isUsual ? chart.series : await claimSeries(locals.reader, claim, time.asOf);
	const address = `${locals.siteUrl}/claims/${claim.slug}`;
	const [reading] = claim.readings;
	return {
		claim,
		// why it has no chart, where it has none
		closed: isOfClosedWindow(claim, locals.demo),
		collected: reading?.measurements.some(({ coverage }) => coverage > 0) ?? false,
		coveredBy: coveredBy(claim, locals.demo),
		// of what was shown at a time there is no live embed
		oembed: time.asOf === undefined ? oembedLinks(address, locals.siteUrl) : {},
		appearances,
		drawings: claimDrawings(
			claim,
			chart.series,
			view.scale,
			await chartEvents(locals.reader, chart.series)
		),
		controls: controlsOf(claim, chart, view),
		embed: embedSnippet(embedContent(claim, embedded, locals), locals.siteUrl),
		verify: await verifyOf(locals, claim),
		citations: citationsOf(claim, locals.siteUrl),
		days: await getShownDays(locals.reader, params.slug, time.asOf),
		asOf: time.asOf === undefined ? null : iso(time.asOf)
	};
};

/** What can be chosen of a chart; null where there is nothing to see in any view. */
function controlsOf(claim: ClaimJson, { data, rules, series }: ClaimChart, view: ChartView) {
	if (!data) return null;
	return {
		view,
		whole: unzoomed(view),
		ranges: rangeChoices(view, data, rules),
		scales: scaleChoices(view, ownScale(claim, series))
	};
}

/** How the measurement that the finding rests on can be checked; null where none is stored. */
async function verifyOf({ reader }: App.Locals, { measured }: ClaimJson) {
	const stored = measured?.id ? await reader.findMeasurement(measured.id) : null;
	return stored?.id ? { id: stored.id, ...howToCheck(stored) } : null;
}

function citationsOf({ slug, quote, article, finding, as_of: asOf }: ClaimJson, siteUrl: string) {
	const published = formatDay(parseTime(article.published));
	return citations({
		slug,
		title: `“${quote}” (${article.publisher}, ${published}): ${FINDING_LOOKS[finding].label}`,
		url: `${siteUrl}/claims/${slug}${asOf === null ? '' : `?asOf=${asOf}`}`,
		asOf
	});
}
