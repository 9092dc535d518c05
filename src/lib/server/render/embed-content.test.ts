import { describe, expect, it } from 'vitest';
import { FINDINGS } from '#lib/domain/findings.ts';
import { NO_VALUE } from '#lib/domain/format/number.ts';
import type { ClaimJson } from '#lib/domain/wire/claim.ts';
import { madeClaim, madeEmbed, madeSeries, UNMEASURED } from './test-embed.ts';

describe('embedContent', () => {
	it('shows no figure, no chart and no data where nothing is measured, and says why', () => {
		const content = madeEmbed({ ...UNMEASURED, readings: [], finding: 'insufficient_data' }, []);
		expect(content.measured).toEqual({ text: NO_VALUE, value: null, note: '' });
		expect(content.chart).toBeNull();
		expect(content.withoutFigure).toMatch(/not a zero/);
		expect(content.attribution).toBe(
			'Claim: Bitget, 27 Nov 2025 · Finding: gauge.example.org / Claimgauge · CC BY 4.0'
		);
	});

	it('has a sentence of its own for each finding that can stand without a figure', () => {
		const states = ['pending', 'insufficient_data', 'not_comparable', 'not_measurable', 'void'];
		const sentences = FINDINGS.filter((finding) => states.includes(finding)).map(
			(finding) => madeEmbed({ ...UNMEASURED, readings: [], finding }, []).withoutFigure
		);
		expect(new Set(sentences).size).toBe(states.length);
		expect(sentences).not.toContain(null);
	});

	it('tells a measured zero from no figure', () => {
		const zero = {
			...madeClaim().measured,
			value: 0,
			interval: [0, null]
		} as ClaimJson['measured'];
		const content = madeEmbed({ measured: zero });
		expect(content.measured).toMatchObject({ value: '0', text: '0\u00a0tx/s' });
		expect(content.withoutFigure).toBeNull();
	});

	it('names claim, data, instance and licence in its attribution', () => {
		expect(madeEmbed().attribution).toBe(
			'Claim: Bitget, 27 Nov 2025 · Data: chain 324 via RPC, 2026-10-24–2026-11-22 · Chart: gauge.example.org / Claimgauge · CC BY 4.0'
		);
	});

	it('names every chain, the one of the figure, the window and what is covered', () => {
		expect(madeEmbed().scope).toBe(
			'ZKsync Era (chain 324), Abstract (chain 2741) · the figure: ZKsync Era · 30 days to 22 Nov 2026 · 99.8\u00a0% of the time covered'
		);
	});

	it('holds absolute times only', () => {
		const content = madeEmbed();
		expect(content.asOf).toBe('As of 23 Nov 2026, 02:40 UTC, data to 22 Nov 2026');
		expect(JSON.stringify(content)).not.toMatch(/\bago\b|just now/);
	});

	it('draws the chain that the figure is of', () => {
		const other = madeSeries([1, 2], { chain: 2741 });
		expect(madeEmbed({}, [other, madeSeries([1, 4.2])]).chart?.panel.chain).toBe(324);
	});

	it('draws at most 300 points, with the least and the greatest value', () => {
		const values = Array.from({ length: 2_000 }, (_, index) => 2 + Math.sin(index));
		values[1_234] = 99;
		values[777] = 0.001;
		const points = madeEmbed({}, [madeSeries(values)]).chart?.panel.points ?? [];
		expect(points.length).toBeLessThanOrEqual(300);
		expect(points.map(({ y }) => y)).toEqual(expect.arrayContaining([99, 0.001]));
	});

	it('explains the signs of its chart, and no others', () => {
		expect(madeEmbed().chart?.notes).toContain('hatched: blocks missing, value unknown');
		expect(madeEmbed({}, [madeSeries([1, 2])]).chart?.notes).toEqual([
			'dashed: the claim',
			'published 27 Nov 2025, after the time shown'
		]);
	});
});
