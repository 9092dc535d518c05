import { claimedText, intervalText, quantityText } from '#lib/charts/quantity-text.ts';
import { formatCoverage, formatShare } from '#lib/domain/format/share.ts';
import { statisticWords } from '#lib/charts/measure-words.ts';
import type { Finding, Flag } from '#lib/domain/findings.ts';
import { formatInterval, formatNumber, NO_BREAK_SPACE } from '#lib/domain/format/number.ts';
import { formatDay } from '#lib/domain/format/time.ts';
import { chainName } from '#lib/domain/judge/chain-judgement.ts';
import type { JudgeInput } from '#lib/domain/judge/input.ts';
import { claimedRegion, regionInWords } from '#lib/domain/judge/region.ts';
import type { GateResult } from '#lib/domain/judge/verdict.ts';
import { computeCase, computeDays, type ExampleDay } from '#lib/domain/judge/worked-example.ts';
import { WORKED_EXAMPLES } from '#lib/domain/judge/worked-examples.ts';
import { parseTime } from '#lib/domain/time.ts';
import { measurementJson } from './measurement-json.ts';

/** One judgement as the methodology shows it: what went in, what was checked, what came out. */
export interface ExampleCaseView {
	readonly what: string;
	/** What the judge is given, a line each. */
	readonly given: readonly { readonly name: string; readonly text: string }[];
	readonly gates: readonly GateResult[];
	readonly finding: Finding;
	readonly expected: Finding;
	readonly reason: string;
	readonly rule: string;
	readonly share: string | null;
	readonly flags: readonly Flag[];
	/** In which points it is not as expected; none unless the rules are broken. */
	readonly differences: readonly string[];
}

export interface ExampleDayView {
	readonly day: string;
	readonly measured: string;
	readonly raw: Finding;
	readonly shown: Finding;
	readonly expected: Finding;
	readonly heldDays: number;
	readonly differences: readonly string[];
}

export interface WorkedExampleView {
	readonly id: string;
	readonly shows: string;
	readonly cases: readonly ExampleCaseView[];
	readonly days: readonly ExampleDayView[];
}

/** The worked examples, judged now by the rules that are in force. */
export function workedExamples(): { title: string; examples: WorkedExampleView[] }[] {
	return WORKED_EXAMPLES.map(({ title, examples }) => ({
		title,
		examples: examples.map(({ id, shows, cases, days }) => ({
			id,
			shows,
			cases: cases.map((each) => {
				const { verdict, differences } = computeCase(each);
				const { finding, reason, rule, gates, flags, share } = verdict;
				return {
					what: each.what,
					given: givenIn(each.input),
					...{ gates, finding, reason, rule, flags, differences },
					expected: each.expected.finding,
					share: share === null ? null : formatShare(share)
				};
			}),
			days: dayViews(days)
		}))
	}));
}

function dayViews(days: readonly ExampleDay[]): ExampleDayView[] {
	return computeDays(days).map(({ verdict, differences }, index) => {
		const day = days[index] as ExampleDay;
		return {
			day: formatDay(parseTime(day.dataDate)),
			measured: measuredIn(day.input)
				.map(({ text }) => text)
				.join('; '),
			raw: verdict.raw,
			shown: verdict.shown,
			expected: day.shown,
			heldDays: verdict.heldDays,
			differences
		};
	});
}

function givenIn(input: JudgeInput): { name: string; text: string }[] {
	const { claim, reading, asOf } = input;
	if (!claim.rating.rated) return [{ name: 'Claimed', text: 'something without a figure' }];
	const { claimed, tolerance, gates, dueAt } = reading;
	const region = regionInWords(claimedRegion(claimed, tolerance), claimed.unit);
	const due =
		dueAt === null
			? []
			: [
					{
						name: 'Due',
						text: `${formatDay(parseTime(dueAt))}, judged on ${formatDay(asOf - 1)}`
					}
				];
	return [
		{ name: 'Claimed', text: claimedText(claimed) },
		{ name: 'Agrees with it', text: region },
		...due,
		...measuredIn(input),
		{
			name: 'Needed',
			text: `${formatNumber(gates.minCoverage * 100)}${NO_BREAK_SPACE}% covered, n${NO_BREAK_SPACE}≥${NO_BREAK_SPACE}${formatNumber(gates.minSamples)}`
		},
		...knownIn(input)
	];
}

function measuredIn({ measurements, reading }: JudgeInput): { name: string; text: string }[] {
	return measurements.map((measurement) => {
		const stated = measurementJson(measurement);
		const interval = intervalText(stated);
		const name =
			measurements.length > 1 ? `Measured, ${chainName(measurement.chainId)}` : 'Measured';
		const bound = reading.measures === 'direct' ? '' : `, ${reading.measures.replace('_', ' ')}`;
		const value =
			measurement.value === null
				? `no value: ${measurement.reason}`
				: `${quantityText(stated.value, stated.unit)}${interval === null ? '' : ` [${interval}]`}, ${statisticWords(stated.statistic, stated.peak_window)}${bound}`;
		const final = measurement.provenance.finality === 'finalized' ? '' : ', not finalized';
		const text = `${value}; ${formatCoverage(measurement.coverage)} covered, n${NO_BREAK_SPACE}=${NO_BREAK_SPACE}${formatNumber(measurement.n)}${final}`;
		return { name, text };
	});
}

/** What is known beside the measurement. */
function knownIn({ circumstances = [] }: JudgeInput): { name: string; text: string }[] {
	return circumstances.flatMap(({ limits = [], priceCoverage, halted, endpointsDisagree }) => [
		...limits.map(({ interval, unit, why }) => ({
			name: 'Bound',
			text: `${formatInterval(interval, unit)}: ${why}`
		})),
		...(priceCoverage === undefined || priceCoverage === null
			? []
			: [{ name: 'Prices', text: `for ${formatCoverage(priceCoverage)} of the fees` }]),
		...(halted ? [{ name: 'Head', text: 'stood still, as two endpoints agree' }] : []),
		...(endpointsDisagree ? [{ name: 'Endpoints', text: 'disagree on the same blocks' }] : [])
	]);
}
