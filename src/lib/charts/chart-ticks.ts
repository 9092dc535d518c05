import type { ChartPanel } from './chart-panel.ts';
import { formatDay } from '#lib/domain/format/time.ts';

/** A day that is marked on a chart's time axis. */
export interface ChartTick {
	readonly time: number;
	readonly label: string;
	readonly kind: 'publication' | 'upgrade';
}

/** Whether the article appeared within the time that the chart shows. */
export function showsPublication({ published, from, to }: ChartPanel): boolean {
	return published !== null && published >= from && published <= to;
}

/** What is marked on a chart's time axis, by weight: the publication, then upgrades, the newest first. */
export function chartTicks(panel: ChartPanel): ChartTick[] {
	const { published, events } = panel;
	const upgrades = [...events].reverse().map(({ time, label }) => ({
		time,
		label,
		kind: 'upgrade' as const
	}));
	if (published === null || !showsPublication(panel)) return upgrades;
	const label = `Published ${formatDay(published)}`;
	return [{ time: published, label, kind: 'publication' }, ...upgrades];
}

/** The upgrades shown in words: "Prague, 7 May 2025; Osaka, 3 Dec 2025"; null where there are none. */
export function upgradeWords({ events }: ChartPanel): string | null {
	if (events.length === 0) return null;
	return events.map(({ label, time }) => `${label}, ${formatDay(time)}`).join('; ');
}
