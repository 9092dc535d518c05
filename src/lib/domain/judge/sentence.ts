import type { Claim, Reading } from '../claims.ts';
import type { Finding } from '../findings.ts';
import { formatInterval, formatNumber, formatQuantity, NO_BREAK_SPACE } from '../format/number.ts';
import { afterOtherWords } from '../format/sentence.ts';
import { formatCoverage, shareInWords } from '../format/share.ts';
import { formatDay, formatWindow } from '../format/time.ts';
import type { Measurement } from '../measurement.ts';
import type { PeakWindow, Statistic } from '../metrics/metric.ts';
import { parseTime } from '../time.ts';
import { comparable, convert, type UnixSeconds } from '../units.ts';
import { claimedFigure } from './region.ts';
import { SENTENCE_SUBJECTS } from './sentence-subjects.ts';
import type { RawVerdict } from './verdict.ts';

/** What a verdict sentence is made of. */
export interface SentenceInput {
	readonly claim: Claim;
	/** The finding as shown; where it differs from the verdict's, the sentence says that it is held. */
	readonly shown: Finding;
	/** The headline reading and what it says; null for a claim that is not rated. */
	readonly headline: { readonly reading: Reading; readonly verdict: RawVerdict } | null;
	/** The name a chain is shown with, by its id. */
	readonly chainName: (chainId: number) => string;
	/** The end of the evaluated time, excluded. */
	readonly asOf: UnixSeconds;
}

/** How findings are named in a sentence: the relation of data and sentence, never a word on its author. */
export const FINDING_LABELS: Readonly<Record<Finding, string>> = {
	demonstrated: 'seen on-chain',
	consistent: 'consistent with the data',
	borderline: 'too close to call',
	not_observed: 'not observed',
	contradicted: 'contradicted by the data',
	pending: 'not due yet',
	insufficient_data: 'not enough data',
	not_comparable: 'not comparable',
	not_measurable: 'not measurable on-chain',
	void: 'withdrawn'
};

/**
 * The verdict in one plain sentence, with scope, date, interval and what the share is of. A second
 * sentence follows only where another finding is still shown.
 */
export function verdictSentence(input: SentenceInput): string {
	const { claim, headline, shown, asOf } = input;
	if (!headline) {
		const reason = claim.rating.rated ? 'no reading of it was judged' : claim.rating.reason;
		return `As of ${lastDay(asOf)}, ${FINDING_LABELS[shown]} on any public chain: ${ended(reason)}`;
	}
	const { verdict, reading } = headline;
	const sentence = sentenceOf(input, verdict, reading);
	return shown === verdict.finding
		? sentence
		: `${sentence} Still shown as ${FINDING_LABELS[shown]}, until a change has lasted.`;
}

function sentenceOf(input: SentenceInput, verdict: RawVerdict, reading: Reading): string {
	const { finding, reason } = verdict;
	const scope = inList(reading.chains.map(input.chainName));
	const day = lastDay(input.asOf);
	const measurement = verdict.measurements[0];
	switch (finding) {
		case 'pending':
			return `For ${scope} the claim is due on ${reading.dueAt ? formatDay(parseTime(reading.dueAt)) : 'a later day'} and was not judged on ${day}.`;
		case 'void':
			return `As of ${day} the finding for ${scope} is withdrawn for an error of ours: ${ended(reason)}`;
		case 'not_comparable':
			return `As of ${day}, not comparable with public data of ${scope}: ${ended(reason)}`;
		case 'not_measurable':
			return `As of ${day}, not measurable on-chain for ${scope}: ${ended(reason)}`;
		case 'insufficient_data':
			return `Not enough data on ${scope} ${measurement ? `for ${formatWindow(measurement.window)}` : `as of ${day}`}: ${afterOtherWords(ended(reason))}`;
		default:
			if (reading.form === 'rank')
				return `As of ${day}, ${FINDING_LABELS[finding]} for ${scope}: ${ended(reason)}`;
			if (!measurement || measurement.value === null)
				return `As of ${day}, ${FINDING_LABELS[finding]} for ${scope}: ${ended(reason)}`;
			return judgedSentence(input, verdict, reading, measurement);
	}
}

function judgedSentence(
	{ chainName }: SentenceInput,
	{ finding, share }: RawVerdict,
	reading: Reading,
	measurement: Measurement
): string {
	const { unit } = reading.claimed;
	const figure = formatQuantity(claimedFigure(reading.claimed), unit);
	const ratio = share === null ? '' : `, ${shareInWords(share)} the ${figure} claimed`;
	const others = reading.chains.length - 1;
	const among = others > 0 ? `, of ${formatNumber(others + 1)} chains looked at` : '';
	const label =
		finding === 'contradicted' && share !== null
			? ''
			: finding === 'not_observed'
				? `: not observed in the ${formatCoverage(measurement.coverage)} of the window that is covered`
				: `: ${FINDING_LABELS[finding]}`;
	return `${measured(measurement, reading, chainName)}${ratio}${among}${label}.`;
}

/** "In 30 days to 23 Nov 2026 a plain transfer on ZKsync Era cost a median of $0.0042 (95 % interval …)". */
function measured(
	measurement: Measurement,
	reading: Reading,
	chainName: SentenceInput['chainName']
): string {
	const { metric, statistic, window, baseWindow } = measurement;
	const { subject, verb } = SENTENCE_SUBJECTS[metric];
	const about = `${subject} on ${chainName(measurement.chainId)}`;
	const value = stated(measurement.value, measurement, reading);
	const opening = window.to - window.from === 86_400 ? 'On' : 'In';
	const when = `${opening} ${formatWindow(window)}`;
	if (reading.form === 'event') return `${when}, ${about} ${verb} ${value}`;
	const comparison = COMPARISONS[statistic];
	if (!comparison)
		return `${when} ${about} ${verb} ${statisticInWords(statistic, measurement.peakWindow)} ${value}${interval(measurement, reading)}`;
	const rose = (measurement.value ?? 0) * comparison.sign > 0;
	const size = stated(Math.abs(measurement.value ?? 0), measurement, reading);
	const since = baseWindow ? ` from ${formatWindow(baseWindow)}` : '';
	return `${when} ${comparison.of}${about} had ${rose ? 'risen' : 'fallen'} by ${size}${since}${interval(measurement, reading)}`;
}

/** What was compared, and whether a value above 0 is a rise (1) or a fall (-1). */
const COMPARISONS: Partial<Record<Statistic, { readonly of: string; readonly sign: 1 | -1 }>> = {
	change: { of: 'the median of ', sign: -1 },
	change_of_means: { of: 'the mean of ', sign: -1 },
	growth: { of: 'the median daily mean of ', sign: 1 },
	max_rise: { of: 'at its highest ', sign: 1 }
};

function stated(value: number | null, measurement: Measurement, { claimed }: Reading): string {
	if (value === null || !comparable(measurement.unit, claimed.unit))
		return formatQuantity(value, measurement.unit);
	return formatQuantity(convert(value, measurement.unit, claimed.unit), claimed.unit);
}

function interval(measurement: Measurement, { claimed }: Reading): string {
	const [low, high] = measurement.interval;
	if (low === null || high === null || low === high) return '';
	const same = comparable(measurement.unit, claimed.unit);
	const unit = same ? claimed.unit : measurement.unit;
	const ends = [
		convert(low, measurement.unit, unit),
		convert(high, measurement.unit, unit)
	] as const;
	const name = measurement.sampleUnit === 'day' ? `95${NO_BREAK_SPACE}% interval` : 'interval';
	return ` (${name} ${formatInterval(ends, unit)})`;
}

const LENGTHS: Readonly<Record<PeakWindow, string>> = {
	block: ' in a block',
	'10s': ' over ten seconds',
	'60s': ' over a minute',
	'1h': ' over an hour',
	'1d': ' over a day'
};

function statisticInWords(statistic: Statistic, peakWindow: PeakWindow | null): string {
	if (statistic === 'max') return `a maximum${peakWindow ? LENGTHS[peakWindow] : ''} of`;
	if (statistic === 'latest') return 'a last value of';
	if (statistic === 'mean') return 'a mean of';
	if (statistic === 'p50' || statistic === 'median_of_daily_medians') return 'a median of';
	return `a ${Number(statistic.slice(1))}th percentile of`;
}

function inList(names: readonly string[]): string {
	const last = names.at(-1) ?? 'no chain';
	return names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${last}` : last;
}

function lastDay(asOf: UnixSeconds): string {
	return formatDay(Math.max(0, asOf - 1));
}

function ended(reason: string): string {
	return /[.!?]$/.test(reason) ? reason : `${reason}.`;
}
