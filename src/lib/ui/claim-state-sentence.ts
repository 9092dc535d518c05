import { formatCoverage } from '#lib/domain/format/share.ts';
import { formatMinute } from '#lib/domain/format/time.ts';
import type { Finding, Flag } from '#lib/domain/findings.ts';
import type { MeasurementJson } from '#lib/domain/wire/measurement.ts';
import { timeBy, type StateWords } from './data-state-sentence.ts';

/** What decides in which states a claim is. */
export interface ClaimCircumstances {
	readonly finding: Finding;
	readonly flags: readonly Flag[];
	readonly measured: Pick<
		MeasurementJson,
		'value' | 'coverage' | 'price_coverage' | 'to' | 'metric'
	> | null;
	/** When its window will be covered as its reading asks, ISO 8601; null where that is not known. */
	readonly coveredBy: string | null;
	/** Whether its trend could not be read. */
	readonly failed: boolean;
}

/** The flags that have a sentence here; of others the short words suffice. */
export const FLAGS_IN_SENTENCES: readonly Flag[] = [
	'stale',
	'partial_coverage',
	'price_gap',
	'endpoint_disagreement',
	'chain_halted'
];

/**
 * In which states a claim is, each in words: an error of its own, a zero that was measured, what is missing and whose
 * doing that is. Empty for a claim of which everything is known.
 */
export function claimStates(claim: ClaimCircumstances): StateWords[] {
	const { flags, measured, failed } = claim;
	const filling =
		claim.finding === 'insufficient_data' && measured && claim.coveredBy !== null
			? coverage(measured, claim.coveredBy)
			: null;
	// what is still filling says itself how much of it was seen
	const said = FLAGS_IN_SENTENCES.filter(
		(flag) => flags.includes(flag) && !(filling && flag === 'partial_coverage')
	);
	const states: (StateWords | null)[] = [
		failed ? TREND_FAILED : null,
		measured?.value === 0 || measured?.value === '0' ? measuredZero(measured.coverage) : null,
		filling,
		...said.map((flag) => flagged(flag, measured))
	];
	return states.flatMap((state) => (state === null ? [] : [{ ...state, since: null }]));
}

const TREND_FAILED: StateWords = {
	kind: 'failed',
	sign: '!',
	word: 'Trend not read',
	sentence:
		'The series behind this claim could not be read just now, so nothing is drawn. Its figure and its finding are those that were stored.',
	since: null
};

function measuredZero(seen: number): StateWords {
	return {
		kind: 'zero',
		sign: '0',
		word: 'A measured zero',
		sentence:
			seen >= 1
				? 'Every block of the window was read, and there was nothing of this kind in them.'
				: `In the ${formatCoverage(seen)} of the window that was read there was nothing of this kind.`,
		since: null
	};
}

function coverage(measured: NonNullable<ClaimCircumstances['measured']>, by: string): StateWords {
	return {
		kind: 'filling',
		sign: '▤',
		word: 'Still filling',
		sentence: `${formatCoverage(measured.coverage)} of the window is collected. It will be enough about ${timeBy(by, measured.to)}, if collecting goes on.`,
		since: null
	};
}

function flagged(flag: Flag, measured: ClaimCircumstances['measured']): StateWords | null {
	const words = (sign: string, word: string, sentence: string): StateWords => ({
		...{ kind: flag === 'stale' ? 'old_data' : flag, sign, word, sentence, since: null }
	});
	const priced = measured?.price_coverage ?? null;
	switch (flag) {
		case 'stale':
			return words(
				'◷',
				'Old data',
				measured
					? `Its data ends with ${formatMinute(Date.parse(measured.to) / 1000)}; nothing newer of what it needs was collected.`
					: 'Nothing newer of what it needs was collected.'
			);
		case 'partial_coverage':
			return words(
				'◪',
				'Partly seen',
				`${measured ? `${formatCoverage(measured.coverage)} of its window was seen` : 'Not all of its window was seen'}: what lies in the rest is unknown, and not zero.`
			);
		case 'price_gap':
			return words(
				'¤',
				'Prices missing',
				priced === null
					? 'For a part of its window there is no price, so that part is not counted in dollars.'
					: priced === 0
						? 'None of the fees has a price of its hour, so none is counted in dollars.'
						: `Only ${formatCoverage(priced)} of the fees have a price of their hour; the others are not counted in dollars.`
			);
		case 'endpoint_disagreement':
			return words(
				'≠',
				'Endpoints disagree',
				'For hours of its window endpoints told different things of the same blocks, so its finding is held.'
			);
		case 'chain_halted':
			return words(
				'‖',
				'Chain stood still',
				'The chain made no block for far longer than it takes for one. We looked all the while: there was nothing to see.'
			);
		default:
			return null;
	}
}

/**
 * Why a rated claim has no chart: `closed` says that its window lies in the past, `collected` that any block of what it
 * needs is there.
 */
export function noChartWords(
	why: { readonly closed: boolean; readonly collected: boolean },
	coveredBy: string | null,
	lastData: string | null
): StateWords {
	const state = (kind: string, sign: string, word: string, sentence: string): StateWords => ({
		...{ kind, sign, word, sentence, since: null }
	});
	if (why.closed)
		return state(
			'no_chart_past',
			'↶',
			'No chart: a time that is past',
			'Its window is over, and the blocks of that time were not read. They are only read when someone asks for them (“claimgauge backfill”).'
		);
	if (why.collected && coveredBy !== null && lastData !== null)
		return state(
			'no_chart_collecting',
			'◫',
			'Chart to come',
			`What it needs is being collected; the first value is due about ${timeBy(coveredBy, lastData)}, if that goes on.`
		);
	return state(
		'no_chart',
		'□',
		'No chart yet',
		'Not one value for this claim has been collected. That is not a zero: nothing is known.'
	);
}
