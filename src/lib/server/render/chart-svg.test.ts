import { describe, expect, it } from 'vitest';
import { besideOf, chartPanels, type ChartPanel } from '#lib/charts/chart-panel.ts';
import { chartNotes } from '#lib/charts/chart-notes.ts';
import { SENTINELS } from '#lib/charts/palette.ts';
import type { ClaimJson } from '#lib/domain/wire/claim.ts';
import type { SeriesJson, SeriesPointJson } from '#lib/domain/wire/series.ts';
import { chartSvg } from './chart-svg.ts';

const FIRST_DAY = Date.UTC(2025, 10, 1);
const DAY_MS = 86_400_000;
const at = (index: number) => new Date(FIRST_DAY + index * DAY_MS).toISOString();

const present = (value: number): Partial<SeriesPointJson> => ({ value });
const missing = (reason: string): Partial<SeriesPointJson> => ({
	value: null,
	n: 0,
	coverage: 0,
	reason
});

function series(points: readonly Partial<SeriesPointJson>[], statistic = 'mean'): SeriesJson {
	return {
		chain: 324,
		demo: false,
		metric: 'throughput.user_tx',
		statistic,
		peak_window: null,
		unit: 'tx/s',
		resolution: '1d',
		from: at(0),
		to: at(points.length),
		points: points.map((point, index) => ({
			t: at(index),
			value: 1,
			n: 7_200,
			coverage: 1,
			provisional: false,
			reason: null,
			no_block: false,
			from_block: null,
			to_block: null,
			peak_at: null,
			spread: null,
			...point
		}))
	};
}

function claim(value: number | null, published = '2025-11-03'): ClaimJson {
	const claimed = {
		printed: `${value} TPS`,
		value,
		low: null,
		high: null,
		comparator: '>',
		unit: 'tx/s'
	};
	return { claimed, article: { published }, readings: [] } as unknown as ClaimJson;
}

function panelOf(points: readonly Partial<SeriesPointJson>[], claimed = 15_000): ChartPanel {
	const [panel] = chartPanels([series(points)], besideOf(claim(claimed)));
	if (!panel) throw new Error('a series must give a panel');
	return panel;
}

const draw = (panel: ChartPanel) =>
	chartSvg(panel, { id: 'test', width: 760, height: 320, title: 'Title', description: 'A & B' });

/** Paths of many separate strokes: nothing but a hatch draws them. */
const hatches = (svg: string) => svg.match(/<path d="(M[\d. -]+L[\d. -]+){4,}" fill="none"/g) ?? [];
/** Filled rectangles of ink: nothing but a halt draws them. */
const bars = (svg: string) => svg.match(/<(path|rect)[^>]*fill="var\(--ink\)"\/>/g) ?? [];
const texts = (svg: string) =>
	[...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map((match) => match[1]);

const ordinary = [1, 2, 3, 2, 1, 4].map(present);

describe('chartSvg', () => {
	it('draws an empty series without a line, a figure or an error', () => {
		const svg = draw(panelOf(Array.from({ length: 6 }, () => missing('not_yet_collected'))));
		expect(svg).not.toContain('stroke-width="1.8"');
		expect(svg).not.toContain('NaN');
		expect(hatches(svg)).toHaveLength(1);
	});

	it('hatches gaps, and only gaps', () => {
		expect(hatches(draw(panelOf(ordinary)))).toHaveLength(0);
		expect(hatches(draw(panelOf([present(0), ...ordinary])))).toHaveLength(0);
		expect(
			hatches(draw(panelOf([...ordinary, { ...missing('nothing happened'), coverage: 1 }])))
		).toHaveLength(0);
		expect(hatches(draw(panelOf([...ordinary, missing('gap'), ...ordinary])))).toHaveLength(1);
		const partly = { ...missing('too little of this window is collected'), coverage: 0.4 };
		expect(hatches(draw(panelOf([...ordinary, partly, ...ordinary])))).toHaveLength(1);
	});

	it('sets a bar where the chain made no block, be there a zero or no value, and no hatch', () => {
		const zero = { value: 0, n: 0, no_block: true };
		const none = { ...missing('no_block'), coverage: 1, no_block: true };
		const base = draw(panelOf([present(0), ...ordinary]));
		expect(bars(base)).toHaveLength(0);
		expect(texts(base)).not.toContain('no block');
		for (const halt of [zero, none]) {
			const svg = draw(panelOf([...ordinary, halt, halt, ...ordinary]));
			expect(hatches(svg)).toHaveLength(0);
			expect(bars(svg)).toHaveLength(3);
			expect(texts(svg)).toContain('no block');
		}
		const panel = panelOf([...ordinary, zero, none, missing('gap'), present(0), none]);
		expect(panel.halts.map(({ from, to }) => (to - from) / 86_400)).toEqual([2, 1]);
		expect(panel.missing.map(({ kind }) => kind)).toEqual(['no_value', 'gap', 'no_value']);
		expect(chartNotes(panel)).toContain('bar with raised ends: the chain made no block');
		expect(chartNotes(panel).join()).not.toContain('line interrupted');
	});

	it('gives measured zeros a strip on a logarithmic axis, and only them', () => {
		expect(texts(draw(panelOf(ordinary)))).not.toContain('0');
		expect(texts(draw(panelOf([...ordinary, missing('gap')])))).not.toContain('0');
		expect(texts(draw(panelOf([...ordinary, present(0), ...ordinary])))).toContain('0');
	});

	it('keeps zeros in the line of a linear axis', () => {
		const panel = panelOf([...ordinary, present(0)], 5);
		expect(panel.scale).toBe('linear');
		expect(panel.range.min).toBe(0);
		expect(texts(draw(panel))).toEqual(expect.arrayContaining(['0', '1', '2', '3', '4', '5']));
	});

	it('sets the words of the claim beside what runs along its line, and only the figure where they are too long', () => {
		const [above, onLine, below] = [present(8), present(5.2), present(1)];
		const label = (points: readonly Partial<SeriesPointJson>[]) => {
			const svg = draw(panelOf(points, 5));
			const [, x, text] = /<text x="([\d.]+)"[^>]*font-weight="600">([^<]*TPS)</.exec(svg) ?? [];
			return { x: Number(x), text };
		};
		const free = label([...Array<typeof below>(12).fill(below)]);
		const pushed = label([
			...Array<typeof below>(4).fill(onLine),
			...Array<typeof below>(8).fill(below)
		]);
		expect(free.text).toMatch(/^Claimed: /);
		expect(pushed.text).toBe(free.text);
		expect(pushed.x).toBeGreaterThan(free.x + 50);
		const crossing = Array.from({ length: 8 }, (_, k) => (k % 2 ? above : below));
		const narrow = label([...crossing, ...crossing].slice(0, 13));
		expect(narrow.text).not.toMatch(/^Claimed: /);
	});

	it('writes the claim on its line and the day of publication on its rule', () => {
		const shown = texts(draw(panelOf(ordinary)));
		expect(shown).toContain('Claimed: &gt;\u00a015000 TPS');
		expect(shown).toContain('Published 3 Nov 2025');
	});

	it('leaves no colour of its own', () => {
		const svg = draw(panelOf([...ordinary, missing('gap'), present(0)]));
		expect(svg).not.toMatch(/#[0-9a-f]{3,8}\b|rgb/i);
		for (const sentinel of Object.values(SENTINELS)) expect(svg).not.toContain(sentinel);
		expect(svg).toContain('var(--series)');
	});

	it('never prints a positive value as 0', () => {
		const svg = draw(panelOf([1e-9, 2e-8, 3e-9].map(present), 1e-3));
		expect(texts(svg)).not.toContain('0');
		expect(texts(svg).filter((text) => /^0(\.0*)?$/.test(text ?? ''))).toEqual([]);
	});

	it('dashes what is provisional', () => {
		const dashed = (svg: string) => svg.includes('stroke-dasharray="3 3"');
		expect(dashed(draw(panelOf(ordinary)))).toBe(false);
		expect(dashed(draw(panelOf([...ordinary, { value: 2, provisional: true }])))).toBe(true);
	});

	it('carries its words, escaped, and is the same every time', () => {
		const panel = panelOf(ordinary);
		expect(draw(panel)).toContain('<desc id="test-description">A &amp; B</desc>');
		expect(draw(panel)).toBe(draw(panel));
	});
});

describe('what is marked on a chart', () => {
	const events = (...labels: string[]) =>
		new Map([
			[324, labels.map((label, index) => ({ time: (FIRST_DAY + index * DAY_MS) / 1000, label }))]
		]);
	const drawWith = (marks: ReturnType<typeof events>, published = '2025-11-03') =>
		draw(chartPanels([series(ordinary)], besideOf(claim(15_000, published)), null, marks)[0]!);

	it('names upgrades and the publication, all of them apart', () => {
		const svg = drawWith(
			events('Protocol 29.2', 'Protocol 29.3', 'Protocol 29.4', 'Protocol 30.0')
		);
		expect(texts(svg)).toContain('Published 3 Nov 2025');
		const labels = [...svg.matchAll(/<text x="([\d.]+)" y="([\d.]+)"[^>]*>(?:Proto|Publ)/g)];
		expect(labels.length).toBeGreaterThan(2);
		expect(new Set(labels.map(([, x, y]) => `${x} ${y}`)).size).toBe(labels.length);
		// Where there is no room for its name, the rule of an upgrade still stands.
		expect(svg.match(/stroke-dasharray="1 3"/g)).toHaveLength(4);
	});

	it('shows an upgrade only of its own chain and within its time', () => {
		const early = new Map([[324, [{ time: FIRST_DAY / 1000 - 1, label: 'Early' }]]]);
		const other = new Map([[1, [{ time: FIRST_DAY / 1000, label: 'Other' }]]]);
		for (const marks of [early, other])
			expect(drawWith(marks)).not.toContain('stroke-dasharray="1 3"');
	});

	it('shades from the 10th to the 90th percentile, as far as they are known', () => {
		const ribbons = (points: Partial<SeriesPointJson>[]) =>
			[...draw(panelOf(points, 5)).matchAll(/<path d="([^"]+)Z"[^>]*opacity="0.2"/g)].map(
				([, path]) => path!.split(/[ML]/).length - 1
			);
		const spread = { spread: [0.5, 6] as [number, number] };
		const [one, two, three] = ordinary.map((point) => ({ ...point, ...spread }));
		expect(ribbons(ordinary)).toEqual([]);
		// there and back
		expect(ribbons([one!, two!, three!])).toEqual([6]);
		expect(ribbons([one!, two!, missing('gap'), two!, three!, one!])).toEqual([4, 6]);
		expect(panelOf([one!, two!], 5).range.max).toBeGreaterThan(6);
	});

	it('shades what still agrees with the claim, where that can be seen', () => {
		const shade = 'opacity="0.1"';
		const withTolerance = (relative: number, value: number) => {
			const beside = { ...besideOf(claim(value)), tolerance: { relative, absolute: 0 } };
			return draw(chartPanels([series(ordinary)], beside)[0]!);
		};
		expect(withTolerance(0.1, 4)).toContain(shade);
		expect(withTolerance(0, 4)).not.toContain(shade);
		expect(withTolerance(0.001, 4)).not.toContain(shade);
		// six decades high, five per cent are no wider than the claim's own line
		expect(withTolerance(0.05, 1_500_000)).not.toContain(shade);
	});
});

describe('chartPanels', () => {
	it('draws a thousand of a hundred thousand points, with the least, the greatest and every kind of gap', () => {
		const many = Array.from({ length: 100_000 }, (_, index) =>
			index % 2 === 0 ? present(5 + (index % 7)) : missing('gap')
		);
		many[50_002] = present(900);
		many[60_002] = present(0.01);
		const [panel] = chartPanels([series(many)], null);
		expect(panel!.points.length).toBeLessThanOrEqual(1_000);
		expect(panel!.missing.length).toBeLessThanOrEqual(1_000);
		expect(panel!.missing.length).toBeGreaterThan(0);
		const values = panel!.points.map(({ y }) => y);
		expect(values).toContain(900);
		expect(values).toContain(0.01);
	});

	it('gives no panel without a series', () =>
		expect(chartPanels([], besideOf(claim(1)))).toEqual([]));

	it('draws no claim line in a unit that the claim is not in', () => {
		const [panel] = chartPanels([{ ...series(ordinary), unit: 'USD/tx' }], besideOf(claim(15_000)));
		expect(panel?.claim).toBeNull();
	});

	it('draws wei in gwei', () => {
		const wei = { ...series([{ value: '23100000000000' }]), unit: 'wei/tx' };
		const [panel] = chartPanels([wei], besideOf(claim(1)));
		expect(panel?.unit).toBe('gwei/tx');
		expect(panel?.points[0]?.y).toBe(23_100);
	});

	it('takes a logarithmic axis from twenty-fold on', () => {
		expect(panelOf([present(1)], 20).scale).toBe('linear');
		expect(panelOf([present(1)], 21).scale).toBe('log');
	});

	it('sets all panels on the same axes', () => {
		const [one, other] = chartPanels(
			[series([present(1)]), series([present(50_000)])],
			besideOf(claim(100))
		);
		expect(one?.range).toEqual(other?.range);
	});
});
