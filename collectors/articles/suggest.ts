import type { ClaimKind } from '#lib/domain/claims.ts';
import type { MetricId } from '#lib/domain/metrics/registry.ts';
import type { CleanedArticle } from './cleaned.ts';
import type { Span } from './extraction/names.ts';
import { extractQuantities } from './extraction/leftovers.ts';
import type { Quantity } from './extraction/quantities.ts';
import type { FoundGap } from './gaps.ts';
import { guessOf, modalityOf, type Modality } from './modality.ts';
import { clauseOf, sentencesOf } from './sentences.ts';
import { subjectOf } from './subjects.ts';

/** One appearance of a suggested claim, verbatim at its offsets. */
export interface Appearance extends Span {
	readonly quote: string;
	/** Words are lost within it or right beside it. */
	readonly incomplete: boolean;
}

/** What a sentence seems to claim. A person decides. */
export interface Suggestion {
	readonly kind: ClaimKind;
	readonly modality: Modality;
	/** Null where no known name stands near. */
	readonly subject: string | null;
	/** Null where the words claim something without a figure. */
	readonly quantity: Quantity | null;
	/** The time that is printed beside the figure: 2025, 2025-12-03. */
	readonly time: string | null;
	readonly metric: MetricId | null;
	readonly confidence: Quantity['confidence'];
	readonly appearances: readonly Appearance[];
}

/** What is longer is no sentence, and no editor would quote it. */
const LONGEST_SENTENCE = 2_000;

type Single = Omit<Suggestion, 'appearances'> & { readonly appearance: Appearance };

/**
 * Suggested claims of an article, in reading order. What is equal in subject, kind, metric and figure is one
 * claim with several appearances; an ability and an observation of the same figure stay two.
 */
export function suggestClaims(article: CleanedArticle, gaps: readonly FoundGap[]): Suggestion[] {
	const { text, bodyStart } = article;
	const sentences = sentencesOf(text).filter(
		({ start, end }) =>
			end - start <= LONGEST_SENTENCE &&
			(start >= bodyStart || start < (article.title?.length ?? 0))
	);
	const singles = sentences.flatMap((sentence) => suggestionsIn(text, sentence, gaps));
	const grouped = new Map<string, Single[]>();
	for (const single of singles) {
		const { subject, kind, metric, quantity } = single;
		const key = quantity
			? JSON.stringify([
					subject,
					kind,
					metric,
					quantity.unit,
					quantity.value,
					quantity.low,
					quantity.high
				])
			: JSON.stringify(single.appearance.start);
		grouped.set(key, [...(grouped.get(key) ?? []), single]);
	}
	return [...grouped.values()].flatMap((group) =>
		group.slice(0, 1).map(({ kind, modality, subject, quantity, time, metric, confidence }) => ({
			kind,
			modality,
			subject,
			quantity,
			time,
			metric,
			confidence,
			appearances: group.map(({ appearance }) => appearance)
		}))
	);
}

function suggestionsIn(text: string, sentence: Span, gaps: readonly FoundGap[]): Single[] {
	const words = text.slice(sentence.start, sentence.end);
	const quantities = extractQuantities(words).map((each) => ({
		...each,
		start: each.start + sentence.start,
		end: each.end + sentence.start
	}));
	const found = quantities.flatMap((quantity): Single[] => {
		const clause = clauseOf(text, sentence, quantity);
		const quote = text.slice(clause.start, clause.end);
		const modality = modalityOf(quote);
		const guess = guessOf(quote, quantity, modality);
		if (!guess) return [];
		const time = quantities.find(
			(each) => each.unit === 'date' && each.start >= clause.start && each.end <= clause.end
		);
		return [
			{
				...guess,
				modality,
				subject: subjectOf(text, sentence, quantity.end),
				quantity,
				time: typeof time?.value === 'string' ? time.value : null,
				confidence: quantity.confidence,
				appearance: { ...clause, quote, incomplete: touchesGap(clause, gaps) }
			}
		];
	});
	if (found.length > 0) return found;
	// Without a figure only what others are said to do, and what caused what, is suggested.
	const modality = modalityOf(words);
	if (modality !== 'hearsay' && modality !== 'causal') return [];
	return [
		{
			kind: modality === 'hearsay' ? 'adoption' : 'causal',
			modality,
			subject: subjectOf(text, sentence, sentence.end),
			quantity: null,
			time: null,
			metric: null,
			confidence: 'low',
			appearance: {
				start: sentence.start,
				end: sentence.end,
				quote: words,
				incomplete: touchesGap(sentence, gaps)
			}
		}
	];
}

/** A gap at an edge counts: what is lost there belongs to the sentence. */
function touchesGap({ start, end }: Span, gaps: readonly FoundGap[]): boolean {
	return gaps.some((gap) => gap.start <= end + 2 && start <= gap.end);
}
