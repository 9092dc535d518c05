import type { Finding, Flag } from '../findings.ts';
import { formatShare } from '../format/share.ts';
import { showVerdict } from './hold.ts';
import type { JudgeInput } from './input.ts';
import { judge } from './judge.ts';
import type { ClaimVerdict, RawVerdict } from './verdict.ts';

/** What the rules must make of a case. What is not named must not be there: no share, no direction, no flag. */
export interface ExpectedVerdict {
	readonly finding: Finding;
	readonly direction?: 'above' | 'below';
	/** Measured ÷ claimed in words, as pages print it, with plain spaces. */
	readonly share?: string;
	readonly flags?: readonly Flag[];
	/** The rule that decides. */
	readonly rule: string;
	/** A part of the reason, with plain spaces. */
	readonly says?: string;
}

/** One judgement of a worked example: what the judge is given, and what must come of it. */
export interface ExampleCase {
	/** What sets this case apart from the others of its example; empty where it is the only one. */
	readonly what: string;
	readonly input: JudgeInput;
	readonly expected: ExpectedVerdict;
}

/** One day of data of an example about days, and what must be shown after it. */
export interface ExampleDay {
	/** YYYY-MM-DD, ascending. */
	readonly dataDate: string;
	readonly input: JudgeInput;
	readonly raw: Finding;
	readonly shown: Finding;
	readonly heldDays: number;
}

/** A made-up case with a known answer: the rules are tested with it, and explained with it. */
export interface WorkedExample {
	/** R1 to R20; a letter for its variants. */
	readonly id: string;
	/** What it shows, in one sentence. */
	readonly shows: string;
	readonly cases: readonly ExampleCase[];
	/** Empty unless the example is about what is shown from day to day. */
	readonly days: readonly ExampleDay[];
}

/** A verdict that was computed, and in which points it is not the expected one, in words; none if all is well. */
export interface Computed<Verdict> {
	readonly verdict: Verdict;
	readonly differences: readonly string[];
}

/** Judges a case by the rules as they are. */
export function computeCase({
	input,
	expected
}: Pick<ExampleCase, 'input' | 'expected'>): Computed<RawVerdict> {
	const verdict = judge(input);
	const share = verdict.share === null ? 'none' : plainSpaces(formatShare(verdict.share));
	const reason = plainSpaces(verdict.reason);
	return {
		verdict,
		differences: [
			...difference('finding', verdict.finding, expected.finding),
			...difference('direction', verdict.direction ?? 'none', expected.direction ?? 'none'),
			...difference('share', share, expected.share ?? 'none'),
			...difference('flags', verdict.flags.join(', '), (expected.flags ?? []).join(', ')),
			...difference('rule', verdict.rule, expected.rule),
			...(reason.includes(expected.says ?? '')
				? []
				: [`reason: "${reason}" does not say "${expected.says}"`])
		]
	};
}

/** Judges the days of an example one after the other, each knowing what was shown before. */
export function computeDays(days: readonly ExampleDay[]): Computed<ClaimVerdict>[] {
	const computed: Computed<ClaimVerdict>[] = [];
	for (const { dataDate, input, ...expected } of days) {
		const verdict = showVerdict(computed.at(-1)?.verdict ?? null, {
			claim: input.claim,
			evaluation: 'now',
			dataDate,
			readings: [judge(input)]
		});
		computed.push({
			verdict,
			differences: [
				...difference('raw', verdict.raw, expected.raw),
				...difference('shown', verdict.shown, expected.shown),
				...difference('days held', `${verdict.heldDays}`, `${expected.heldDays}`)
			]
		});
	}
	return computed;
}

function plainSpaces(text: string): string {
	return text.replaceAll('\u00a0', ' ');
}

function difference(what: string, computed: string, expected: string): string[] {
	return computed === expected ? [] : [`${what}: ${computed}, expected ${expected}`];
}

/** An example of one judgement. */
export function example(
	id: string,
	shows: string,
	input: JudgeInput,
	expected: ExpectedVerdict
): WorkedExample {
	return { id, shows, cases: [{ what: '', input, expected }], days: [] };
}
