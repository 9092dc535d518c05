import { formatDay } from '#lib/domain/format/time.ts';
import { DAY, HOUR, iso, isoDay, MINUTE } from '#lib/domain/time.ts';

const STEPS = [
	...[5, 10, 15, 30].map((minutes) => minutes * MINUTE),
	...[1, 3, 6, 12].map((hours) => hours * HOUR),
	...[1, 2, 5, 7, 14].map((days) => days * DAY)
];
const MONTH_STEPS = [1, 2, 3, 6, 12, 24];

function firstsOfMonths(from: number, to: number, step: number): number[] {
	const start = new Date(from * 1000);
	const ticks: number[] = [];
	for (let month = 0; ; month += 1) {
		const time = Date.UTC(start.getUTCFullYear(), month, 1) / 1000;
		if (time > to) return ticks;
		if (time >= from && month % step === 0) ticks.push(time);
	}
}

/** Ticks of a UTC time axis, in seconds: at most `most`, on round minutes, full hours, days or firsts of months. */
export function timeTicks(from: number, to: number, most: number): number[] {
	const step = STEPS.find((each) => (to - from) / each <= most);
	if (step !== undefined) {
		const first = Math.ceil(from / step) * step;
		return Array.from({ length: Math.floor((to - first) / step) + 1 }, (_, k) => first + k * step);
	}
	const candidates = MONTH_STEPS.map((months) => firstsOfMonths(from, to, months));
	return candidates.find((ticks) => ticks.length <= most) ?? candidates.at(-1) ?? [];
}

/** The words under a tick: the day, the time of day between two days, or the month, of January the year. */
export function tickText(time: number, from: number, to: number): string {
	if (to - from <= 120 * DAY) return time % DAY === 0 ? shortDay(time) : iso(time).slice(11, 16);
	const month = new Date(time * 1000).getUTCMonth();
	return month === 0 ? isoDay(time).slice(0, 4) : (formatDay(time).split(' ')[1] ?? '');
}

function shortDay(time: number): string {
	return formatDay(time).replace(/ \d{4}$/, '');
}
