import { formatDay } from '#lib/domain/format/time.ts';
import { parseTime } from '#lib/domain/time.ts';
import type { ClaimJson } from '#lib/domain/wire/claim.ts';
import type { EmbedContent } from '../render/embed-content.ts';

/** What an author must know before putting a claim's finding into a text, one sentence each. */
export function embedWarnings(
	claim: ClaimJson,
	content: Pick<EmbedContent, 'withoutFigure' | 'demo'>
): string[] {
	const data =
		claim.data_date === null ? '' : ` It goes to ${formatDay(parseTime(claim.data_date))}.`;
	return [
		...(content.demo ? ['This is the demo: its data is made up, and every embed says so.'] : []),
		...(claim.flags.includes('unreviewed')
			? ['Nobody has reviewed this finding yet. It was made by the rules alone.']
			: []),
		...(claim.flags.includes('stale') ? [`The data of this finding has grown old.${data}`] : []),
		...(content.withoutFigure === null
			? []
			: ['The embed shows no figure, and says why in its place.'])
	];
}
