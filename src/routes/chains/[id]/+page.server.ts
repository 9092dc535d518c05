import { error } from '@sveltejs/kit';
import { CHAINS } from '#lib/domain/chains.ts';
import { iso } from '#lib/domain/time.ts';
import { parseChain } from '#lib/server/api/query.ts';
import { seriesDrawing } from '#lib/server/render/series-drawings.ts';
import { chainFigure } from '#lib/server/view/chain-figures.ts';
import {
	getChainTrouble,
	getSeenUpgrades,
	getTouchingClaims
} from '#lib/server/view/chain-record.ts';
import { newestObservations } from '#lib/server/view/chain-state.ts';
import { dataSpan, figureWindow, getChainThemes } from '#lib/server/view/chain-themes.ts';
import { getLiveLane } from '#lib/server/view/live-lanes.ts';
import { findZkChain } from '#lib/domain/zk-chains.ts';
import { pageView } from '../../page-view.ts';
import type { PageServerLoad } from './$types';

/** One chain: what is newest, what was measured over the asked range, what it says of itself, and what rests on it. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { reader } = locals;
	const { freshness, now } = await locals.dataState();
	const chain = parseChain(params.id);
	const known = freshness.chains.find((each) => each.chain === chain);
	if (!chain || !known) {
		const own = CHAINS.filter(({ demo }) => demo === locals.demo);
		const list = own.map(({ id, name }) => `${id} (${name})`).join(', ');
		error(404, `No chain here has the id "${params.id}". There are ${list}.`);
	}
	const view = pageView(url);
	const data = await dataSpan(reader, chain);
	const window = data && figureWindow(view, data);
	const themes =
		data && window ? await getChainThemes(reader, chain, { view, data, window }, now) : [];
	return {
		chain: { id: chain.id, name: chain.name, family: chain.family, gasToken: chain.gasToken },
		lane: await getLiveLane(reader, known),
		view,
		data: data && { from: iso(data.from), to: iso(data.to) },
		window: window && { from: iso(window.from), to: iso(window.to) },
		themes: themes.map(({ series, ...theme }) => ({
			...theme,
			drawing: series && seriesDrawing(series, `chart-${theme.id}`, view.scale)
		})),
		escrow:
			window && findZkChain(chain.id)
				? await chainFigure(
						reader,
						chain,
						{ metric: 'escrow.value', statistic: 'latest', unit: 'USD' },
						window,
						now
					)
				: null,
		isZkChain: findZkChain(chain.id) !== undefined,
		observations: await newestObservations(reader, chain.id),
		claims: await getTouchingClaims(reader, chain, now),
		upgrades: await getSeenUpgrades(reader, chain),
		trouble: await getChainTrouble(reader, chain)
	};
};
