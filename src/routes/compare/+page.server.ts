import { error, redirect } from '@sveltejs/kit';
import { COMPARED_METRICS, comparedStatistics } from '#lib/charts/compared-metrics.ts';
import { RANGES } from '#lib/charts/chart-view.ts';
import { claimedFigureText } from '#lib/charts/compare-panel.ts';
import { statisticWords } from '#lib/charts/measure-words.ts';
import { CHAINS } from '#lib/domain/chains.ts';
import { PEAK_WINDOWS } from '#lib/domain/metrics/metric.ts';
import { METRICS } from '#lib/domain/metrics/registry.ts';
import {
	besideUnit,
	compareQuery,
	parseCompare,
	type CompareChoice,
	type CompareOffer
} from '#lib/server/api/compare-query.ts';
import { InvalidRequestError } from '#lib/server/measure/request.ts';
import { getClaims } from '#lib/server/view/claims.ts';
import { claimedFigures, getComparePage } from '#lib/server/view/compare-page.ts';
import { usualChains } from '#lib/server/view/comparison.ts';
import type { PageServerLoad } from './$types';

/** Up to six chains by one metric. Every other spelling of an address leads to the one that is canonical. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const { reader, demo } = locals;
	const { now } = await locals.dataState();
	const allClaims = await getClaims(reader, { now });
	const claims = claimedFigures(allClaims);
	const offer = { demo, claims, usualChains: await usualChains(reader, demo) };
	const choice = choiceOf(url, offer);
	const query = compareQuery(choice, offer.usualChains);
	// Compared as pairs: what writes the address decides how a comma is spelt.
	if (new URLSearchParams(query).toString() !== url.searchParams.toString())
		redirect(307, `/compare${query}`);
	const quotes = new Map(allClaims.map(({ slug, quote }) => [slug, quote]));
	return {
		choice,
		query,
		...(await getComparePage(reader, choice, claims, now)),
		offered: {
			chains: CHAINS.filter((chain) => chain.demo === demo).map(({ id, name, optIn }) => ({
				...{ id, name },
				note: offer.usualChains.includes(id) || demo || optIn === null ? null : 'if asked for'
			})),
			metrics: COMPARED_METRICS.map((id) => ({ id, title: METRICS[id].title })),
			statistics: comparedStatistics(choice.metric).map((id) => ({
				id,
				words: id === 'max' ? 'highest value' : statisticWords(id, null)
			})),
			peakWindows: PEAK_WINDOWS.map((id) => ({ id, words: statisticWords('max', id) })),
			ranges: Object.keys(RANGES),
			claims: claims
				.filter(({ claimed }) => besideUnit(choice, claimed) !== null)
				.map(({ slug, claimed }) => ({
					...{ slug, figure: claimedFigureText(claimed) },
					quote: quotes.get(slug) ?? ''
				}))
		}
	};
};

function choiceOf(url: URL, offer: CompareOffer): CompareChoice {
	try {
		return parseCompare(url.searchParams, offer);
	} catch (fault) {
		if (fault instanceof InvalidRequestError) error(400, sentence(fault.message));
		throw fault;
	}
}

function sentence(text: string): string {
	return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
