import { formatNumber, NO_BREAK_SPACE } from '#lib/domain/format/number.ts';
import { formatDay } from '#lib/domain/format/time.ts';
import { HOUR, MINUTE } from '#lib/domain/time.ts';
import type { DatabaseJson, JobJson } from '#lib/domain/wire/upkeep.ts';
import type { StatusJson } from '#lib/domain/wire/status.ts';
import { outcomeWords } from './status-words.ts';

const STEPS = [
	{ bytes: 1e12, unit: 'TB' },
	{ bytes: 1e9, unit: 'GB' },
	{ bytes: 1e6, unit: 'MB' },
	{ bytes: 1e3, unit: 'kB' }
] as const;

/** An amount of bytes by powers of ten: "1.24 GB", "312 kB", "1 byte". */
export function bytesText(bytes: number): string {
	// By the value as it is printed: 999,999 are 1 MB, and never 1,000 kB.
	const step = STEPS.find((each) => Number(Math.abs(bytes).toPrecision(3)) >= each.bytes);
	if (!step) return `${formatNumber(bytes)}${NO_BREAK_SPACE}byte${bytes === 1 ? '' : 's'}`;
	return `${formatNumber(Number((bytes / step.bytes).toPrecision(3)))}${NO_BREAK_SPACE}${step.unit}`;
}

/** A length of time, not less than it is: "71 min", "27 h". */
export function lengthText(seconds: number): string {
	if (seconds < 2 * HOUR) return `${Math.ceil(seconds / MINUTE)}${NO_BREAK_SPACE}min`;
	return `${Math.ceil(seconds / HOUR)}${NO_BREAK_SPACE}h`;
}

/** What is known of the room for the database, a sentence each; nothing of what was not measured. */
export function databaseSentences({ bytes, free_bytes, grown, is_short }: DatabaseJson): string[] {
	return [
		`The database takes ${bytesText(bytes)}.`,
		free_bytes === null
			? 'How much room is left on the disk of its server is not told here.'
			: `${bytesText(free_bytes)} are free on its disk.`,
		...(grown
			? [
					grown.bytes > 0
						? `It grew by ${bytesText(grown.bytes)} since ${formatDay(Date.parse(grown.since) / 1_000)}.`
						: `It did not grow since ${formatDay(Date.parse(grown.since) / 1_000)}.`
				]
			: []),
		...(is_short ? ['As much growth again does not fit: the disk will be full before long.'] : [])
	];
}

/** A run of something that recurs, as a row of the schedule. */
export interface ScheduleRow {
	readonly name: string;
	/** Null of what has not run yet. */
	readonly run: Pick<JobJson, 'started_at' | 'ended_at' | 'next_due_at' | 'is_overdue'> | null;
	readonly outcome: string;
}

const JOB_OUTCOMES: Readonly<Record<JobJson['outcome'], string>> = {
	done: 'done',
	partial: 'not done yet, goes on',
	failed: 'failed'
};

/** All that recurs, with what has not run yet: the passes over each chain, what follows them, and the judge. */
export function scheduleRows({ chains, jobs }: StatusJson): ScheduleRow[] {
	const rowOf = (name: string, job: JobJson['job'], chain: number | null): ScheduleRow => {
		const run = jobs.find((each) => each.job === job && each.chain === chain) ?? null;
		if (!run) return { name, run, outcome: '' };
		const { outcome, detail } = run;
		return { name, run, outcome: JOB_OUTCOMES[outcome] + (detail ? `: ${detail}` : '') };
	};
	return [
		rowOf('Judging all claims', 'judge', null),
		...chains.flatMap(({ id, name, last_pass: pass }) => [
			{ name: `Pass over ${name}`, run: pass, outcome: pass ? outcomeWords(pass.outcome) : '' },
			rowOf(`Dropping what is old of ${name}`, 'retention', id)
		])
	];
}
