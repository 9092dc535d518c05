import type { ClaimedJson, ClaimJson } from '#lib/domain/wire/claim.ts';
import type { MeasurementJson } from '#lib/domain/wire/measurement.ts';
import type { StoreReader } from '../store/ports/store.ts';
import { getClaims, type ViewTime } from './claims.ts';

/** What stands beside a statement: the figure it claims, and the one that was measured. */
export interface ArticleNote {
	readonly claimed: Pick<ClaimedJson, 'comparator' | 'printed'> | null;
	readonly measured: Pick<MeasurementJson, 'value' | 'unit' | 'statistic' | 'peak_window'> | null;
	readonly share: string | null;
}

/** The notes of an article’s claims, by their slugs. A claim without a figure has a note without one. */
export async function getArticleNotes(
	reader: StoreReader,
	article: string,
	time: ViewTime = {}
): Promise<Record<string, ArticleNote>> {
	const claims = (await getClaims(reader, time)).filter((claim) => claim.article.slug === article);
	return Object.fromEntries(claims.map((claim) => [claim.slug, noteOf(claim)]));
}

function noteOf({ claimed, measured, share }: ClaimJson): ArticleNote {
	return {
		claimed: claimed && { comparator: claimed.comparator, printed: claimed.printed },
		measured: measured && {
			...{ value: measured.value, unit: measured.unit },
			...{ statistic: measured.statistic, peak_window: measured.peak_window }
		},
		share: share?.text ?? null
	};
}
