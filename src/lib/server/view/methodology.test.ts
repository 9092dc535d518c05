import { describe, expect, it } from 'vitest';
import { CORRECTIONS, DEMO_CORRECTIONS } from '#lib/articles/corrections.ts';
import { METRIC_IDS } from '#lib/domain/metrics/registry.ts';
import { methodology } from './methodology.ts';

describe('the methodology', () => {
	const { before, after, examples, corrections, metrics } = methodology(false);

	it('has all prose of its page of documentation but what is made from data', async () => {
		const { default: page } = await import('../../../../docs/methodology.md?raw');
		const titles = [...page.matchAll(/^## (.+)$/gm)].map(([, title]) => title);
		const prose = [...before, ...after, ...corrections.policy];
		const shown = prose.map(({ title }) => title);
		expect([...shown, 'Findings', 'Metrics'].sort()).toEqual(titles.sort());
		for (const { title, blocks } of prose) expect(blocks.length, title).toBeGreaterThan(0);
	});

	it('logs every verdict that was withdrawn, with the claim’s words', () => {
		expect(corrections.log.map(({ claim }) => claim)).toEqual(
			CORRECTIONS.map(({ claim }) => claim)
		);
		const { log } = methodology(true).corrections;
		expect(log).toHaveLength(corrections.log.length + DEMO_CORRECTIONS.length);
		expect(log[0]).toMatchObject({
			...DEMO_CORRECTIONS[0],
			quote: 'Demo L1 carried 1 transaction per second in its busiest hour'
		});
	});

	it('has a section for each metric, with nothing left empty', () => {
		expect(metrics.map(({ id }) => id)).toEqual(METRIC_IDS);
		for (const { id, rows, statistics } of metrics) {
			expect(statistics.length, id).toBeGreaterThan(0);
			for (const { name, text } of rows) expect(text.length, `${id} ${name}`).toBeGreaterThan(0);
		}
	});

	it('shows of each example what went in, the gates, and a finding that is the expected one', () => {
		const cases = examples.flatMap((group) => group.examples.flatMap((each) => each.cases));
		expect(cases.length).toBeGreaterThan(30);
		for (const each of cases) {
			expect(each.differences).toEqual([]);
			expect(each.finding).toBe(each.expected);
			expect(each.gates.length).toBeGreaterThan(0);
			expect(each.given.length).toBeGreaterThan(0);
		}
		const r1 = examples[0]!.examples[0]!.cases[0]!;
		const given = Object.fromEntries(
			r1.given.map(({ name, text }) => [name, text.replaceAll('\u00a0', ' ')])
		);
		expect(given).toEqual({
			Claimed: '≥ 15,000 TPS',
			'Agrees with it': 'at least 14,250 tx/s',
			Measured: '4.2 tx/s [a lower bound], highest 60 seconds; 99.8 % covered, n = 43,200',
			Needed: '99 % covered, n ≥ 1'
		});
	});
});
