import { describe, expect, it } from 'vitest';
import { comparePanel } from '#lib/charts/compare-panel.ts';
import { DAY, iso, parseTime } from '#lib/domain/time.ts';
import type { SeriesJson } from '#lib/domain/wire/series.ts';
import { compareDrawing } from './compare-drawing.ts';

const FROM = parseTime('2026-11-01');

function seriesOf(chain: number, values: readonly (number | null)[]): SeriesJson {
	return {
		...{ chain, demo: false, metric: 'throughput.user_tx', statistic: 'mean', peak_window: null },
		...{ unit: 'tx/s', resolution: '1d', from: iso(FROM), to: iso(FROM + values.length * DAY) },
		points: values.map((value, day) => ({
			...{ t: iso(FROM + day * DAY), value, n: 24, provisional: false },
			...{ no_block: false, from_block: null, to_block: null, peak_at: null, spread: null },
			...{ coverage: value === null ? 0 : 1, reason: value === null ? 'gap' : null }
		}))
	};
}
const draw = (...all: SeriesJson[]) => compareDrawing(comparePanel(all, null, null)!, 'T', 'S');
/** The lines of a colour, without hatches and leaders, which are thinner. */
const lines = (svg: string, token: string) =>
	[
		...svg.matchAll(
			new RegExp(`<path d="([^"]+)"[^>]*stroke="var\\(--${token}\\)" stroke-width="1.8"`, 'g')
		)
	]
		.map(([, d]) => d!)
		.filter((d) => /^M[^A]*L/.test(d) && !d.includes('Z'));

describe('the drawing of a comparison', () => {
	const whole = [4, 5, 4, 5, 4];
	const { wide, small } = draw(seriesOf(1, whole), seriesOf(324, [1, 2, null, 2, 1]));

	it('names each chain at its line, in its colour, and has a small one of each', () => {
		expect(wide).toMatch(/<text[^>]*fill="var\(--series\)"[^>]*>Ethereum<\/text>/);
		expect(wide).toMatch(/<text[^>]*fill="var\(--series-2\)"[^>]*>ZKsync Era<\/text>/);
		expect(small.map(({ chain }) => chain)).toEqual([1, 324]);
		for (const { svg } of small)
			expect(svg).not.toMatch(/<text[^>]*>(Ethereum|ZKsync Era)<\/text>/);
	});

	it('breaks a line where blocks are missing, and hatches the place between its ends', () => {
		expect(lines(wide, 'series')).toHaveLength(1);
		expect(lines(wide, 'series-2').length).toBeGreaterThan(1);
		const hatch = /stroke="var\(--series-2\)" stroke-width="1"/;
		expect(wide).toMatch(hatch);
		expect(draw(seriesOf(1, whole), seriesOf(324, whole)).wide).not.toMatch(hatch);
	});

	it('sets a bar for each chain that made no block, on lanes of their own, in its colour', () => {
		const halted = (each: SeriesJson, day: number) => {
			const points = each.points.map((point, index) =>
				index === day ? { ...point, value: 0, n: 0, no_block: true } : point
			);
			return { ...each, points };
		};
		const bars = (svg: string, token: string) => [
			...svg.matchAll(
				new RegExp(
					`<path d="M[\\d.]+ ([\\d.]+)(?:L[\\d. ]+){3}Z" fill="var\\(--${token}\\)"/>`,
					'g'
				)
			)
		];
		const both = draw(halted(seriesOf(1, whole), 1), halted(seriesOf(324, whole), 1));
		const [first, second] = ['series', 'series-2'].map((token) => bars(both.wide, token));
		expect([first!.length, second!.length]).toEqual([3, 3]);
		expect(Number(second![0]![1])).toBeLessThan(Number(first![0]![1]) - 11);
		for (const { svg } of both.small) expect(bars(svg, 'ink')).toHaveLength(3);
		const none = draw(seriesOf(1, whole), seriesOf(324, [4, 0, 4, 5, 4]));
		expect(['series', 'series-2'].map((token) => bars(none.wide, token).length)).toEqual([0, 0]);
	});

	it('never puts two names on one another', () => {
		const same = [1, 10, 324, 2741, 59144, 534352].map((chain) => seriesOf(chain, whole));
		const heights = [
			...draw(...same).wide.matchAll(/<text[^>]* y="([\d.]+)"[^>]*font-weight="600"/g)
		]
			.map(([, y]) => Number(y))
			.sort((a, b) => a - b);
		expect(heights).toHaveLength(6);
		for (let k = 1; k < 6; k += 1) expect(heights[k]! - heights[k - 1]!).toBeGreaterThan(12);
	});
});
