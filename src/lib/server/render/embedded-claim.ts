import type { ArticleRefJson } from '#lib/domain/wire/article.ts';
import type { ClaimJson, ReadingJson } from '#lib/domain/wire/claim.ts';
import type { MeasurementJson } from '#lib/domain/wire/measurement.ts';

/** What of a claim an embed's words are made of: what a verdict keeps for its frozen embed. */
export interface EmbeddedClaim extends Pick<
	ClaimJson,
	| 'slug'
	| 'quote'
	| 'claimed'
	| 'rated'
	| 'finding'
	| 'flags'
	| 'sentence'
	| 'share'
	| 'caveat'
	| 'as_of'
	| 'data_date'
> {
	readonly article: Pick<ArticleRefJson, 'publisher' | 'published'>;
	readonly measured: EmbeddedMeasurement | null;
	/** Of the reading that the figure comes from; null where no chain could show it. */
	readonly chains: ReadingJson['chains'] | null;
}

type EmbeddedMeasurement = Pick<
	MeasurementJson,
	| 'chain'
	| 'chain_name'
	| 'statistic'
	| 'peak_window'
	| 'value'
	| 'interval'
	| 'unit'
	| 'from'
	| 'to'
	| 'n'
	| 'coverage'
>;

/** The part of a claim that its embed speaks of. */
export function embeddedClaim(claim: ClaimJson): EmbeddedClaim {
	const { measured, article } = claim;
	const reading =
		claim.readings.find((each) => each.measurements.some(({ id }) => id === measured?.id)) ??
		claim.readings[0];
	return {
		slug: claim.slug,
		quote: claim.quote,
		claimed: claim.claimed,
		rated: claim.rated,
		finding: claim.finding,
		flags: claim.flags,
		sentence: claim.sentence,
		share: claim.share,
		caveat: claim.caveat,
		as_of: claim.as_of,
		data_date: claim.data_date,
		article: { publisher: article.publisher, published: article.published },
		measured: measured && embeddedMeasurement(measured),
		chains: reading?.chains ?? null
	};
}

function embeddedMeasurement(measured: MeasurementJson): EmbeddedMeasurement {
	const { chain, chain_name, statistic, peak_window, value, interval, unit } = measured;
	const { from, to, n, coverage } = measured;
	return {
		chain,
		chain_name,
		statistic,
		peak_window,
		value,
		interval,
		unit,
		from,
		to,
		n,
		coverage
	};
}
