import { error } from '@sveltejs/kit';
import { iso } from '#lib/domain/time.ts';
import { boardKnown, getBoard } from '#lib/server/view/board.ts';
import {
	BOARD_SORTS,
	boardQuery,
	isFiltered,
	parseBoardView,
	WHOLE_BOARD,
	type BoardView
} from '#lib/server/view/board-view.ts';
import { SORT_WORDS } from '#lib/server/view/board-words.ts';
import { rowClaim } from '#lib/ui/row-claim.ts';
import type { PageServerLoad } from './$types';
import { pageTime } from './page-time.ts';

/**
 * The scoreboard: rated claims with their trends, and other statements with their reasons, as the address filters and
 * sorts them; `?asOf=T` gives what was shown then.
 */
export const load: PageServerLoad = async ({ locals, url }) => {
	const time = await pageTime(locals, url);
	const view = await askedView(locals, url);
	const { now } = await locals.dataState();
	const { rated, ...board } = await getBoard(locals.reader, view, { ...time, now });
	const asOf = time.asOf === undefined ? null : iso(time.asOf);
	const address = (other: BoardView, at: string | null = asOf) => `/${boardQuery(other, at)}`;
	return {
		...board,
		rated: rated.map((row) => ({ ...row, claim: rowClaim(row.claim) })),
		asOf,
		filtered: isFiltered(view),
		sort: view.sort,
		sorts: BOARD_SORTS.map((sort) => ({
			...{ sort, label: SORT_WORDS[sort], href: address({ ...view, sort }) }
		})),
		// what the form of the filters must carry along, in the order of the address
		kept: [
			...(view.sort === WHOLE_BOARD.sort ? [] : [['sort', view.sort] as const]),
			...(asOf === null ? [] : [['asOf', asOf] as const])
		],
		changedChosen: view.changed,
		unfilteredHref: address({ ...WHOLE_BOARD, sort: view.sort }),
		nowHref: address(view, null)
	};
};

/** The view that an address asks for. Throws a page of 400. */
async function askedView(locals: App.Locals, url: URL): Promise<BoardView> {
	const known = await boardKnown(locals.reader);
	try {
		return parseBoardView(url.searchParams, known);
	} catch (fault) {
		if (fault instanceof RangeError) error(400, `${fault.message}.`);
		throw fault;
	}
}
