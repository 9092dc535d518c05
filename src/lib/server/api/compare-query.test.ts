import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COMPARED_METRICS, comparedStatistics } from '#lib/charts/compared-metrics.ts';
import { RANGES, SCALES, type ChartRange } from '#lib/charts/chart-view.ts';
import { CHAINS } from '#lib/domain/chains.ts';
import type { ClaimedQuantity } from '#lib/domain/claims.ts';
import { PEAK_WINDOWS } from '#lib/domain/metrics/metric.ts';
import type { Unit } from '#lib/domain/units.ts';
import { besideUnit, compareQuery, parseCompare, type CompareChoice } from './compare-query.ts';

const figure = (value: number, unit: Unit): ClaimedQuantity => ({
	...{ printed: `${value}`, value, low: null, high: null },
	...{ comparator: '>=', unit }
});
const CLAIMS = [
	{ slug: 'fast', claimed: figure(15_000, 'tx/s') },
	{ slug: 'cheap', claimed: figure(0.0001, 'USD/tx') },
	{ slug: 'quick', claimed: figure(500, 'ms') },
	{ slug: 'none', claimed: figure(0, 'tx/s') }
];
const OFFER = { demo: false, usualChains: [1, 324], claims: CLAIMS };
const parse = (text: string) => parseCompare(new URLSearchParams(text), OFFER);

const IDS = CHAINS.filter(({ demo }) => !demo).map(({ id }) => id);
const choices: fc.Arbitrary<CompareChoice> = fc
	.record({
		chains: fc.subarray(IDS, { minLength: 1, maxLength: 6 }),
		metric: fc.constantFrom(...COMPARED_METRICS),
		which: fc.nat(),
		peak: fc.constantFrom(...PEAK_WINDOWS),
		scale: fc.constantFrom(...SCALES, null),
		range: fc.constantFrom(...(Object.keys(RANGES) as ChartRange[])),
		claim: fc.constantFrom(...CLAIMS, null)
	})
	.map(({ which, peak, claim, ...rest }) => {
		const statistics = comparedStatistics(rest.metric);
		const statistic = statistics[which % statistics.length]!;
		const question = { ...rest, statistic, peakWindow: statistic === 'max' ? peak : null };
		const fits = claim && besideUnit(question, claim.claimed) !== null;
		return { ...question, claim: fits ? claim.slug : null };
	});

describe('the address of a comparison', () => {
	it('gives back every choice, and is the same when it is written again', () => {
		fc.assert(
			fc.property(choices, (choice) => {
				const query = compareQuery(choice, OFFER.usualChains);
				expect(parse(query)).toEqual(choice);
				expect(compareQuery(parse(query), OFFER.usualChains)).toBe(query);
			})
		);
	});

	it('is the same whatever the order of its parameters and chains', () => {
		fc.assert(
			fc.property(choices, fc.nat(), (choice, turn) => {
				const given = [...new URLSearchParams(compareQuery(choice, OFFER.usualChains))];
				const turned = [...given.slice(turn % 7), ...given.slice(0, turn % 7)].map(
					([name, value]) => [name, name === 'chains' ? value.split(',').reverse().join() : value]
				);
				expect(parseCompare(new URLSearchParams(turned as [string, string][]), OFFER)).toEqual(
					choice
				);
			})
		);
	});

	it('leaves out what goes without saying, in one order, and can be read', () => {
		expect(compareQuery(parse(''), OFFER.usualChains)).toBe('');
		expect(
			compareQuery(
				parse('range=30d&metric=throughput.user_tx&statistic=mean&chains=324,1'),
				OFFER.usualChains
			)
		).toBe('');
		expect(
			compareQuery(
				parse(
					'claim=fast&range=7d&scale=log&peak_window=60s&statistic=max&metric=throughput.tx&chains=10,1'
				),
				OFFER.usualChains
			)
		).toBe(
			'?chains=1,10&metric=throughput.tx&statistic=max&peak_window=60s&scale=log&range=7d&claim=fast'
		);
	});

	it.each([
		['chains=5', 'chains has "5", which is none of 1 (Ethereum)'],
		['chains=', 'chains has ""'],
		['chains=31338', 'chains has "31338"'],
		['chains=1,1', 'Ethereum (1) is named twice'],
		['chains=1&chains=324', 'chains is given twice'],
		[
			'chains=1,324,2741,36900,10,59144,534352',
			'at most six chains can be told apart in one chart, and 7'
		],
		['metrics=fee.any', 'there is no parameter "metrics"'],
		['metric=tps', 'metric was "tps"; it may be throughput.tx'],
		['metric=price.eth_usd', 'price.eth_usd is not read of each chain alike'],
		['metric=fee.any', 'fee.any is not read of each chain alike'],
		['statistic=p50', 'throughput.user_tx has no statistic "p50"; it has mean, max, growth'],
		['statistic=growth', 'which only the readings of claims have'],
		['statistic=max', 'add peak_window=block, 10s'],
		['peak_window=60s', 'peak_window goes with statistic=max'],
		['scale=big', 'scale "big" is none of log, linear'],
		['range=2d', 'range "2d" is none of 1h, 24h'],
		['from=2026-01-01&to=2026-01-02', 'there is no parameter "from"'],
		['claim=nobody', 'no rated claim with a figure is called "nobody"'],
		['claim=cheap', 'the claim "cheap" is in USD/tx, and throughput.user_tx in tx/s'],
		['claim=none', 'the claim "none"']
	])('is refused in words: %s', (text, words) => {
		expect(() => parse(text)).toThrow(words);
	});
});

describe('what the page’s form sends', () => {
	it('is understood with empty fields and a chain a field', () => {
		const form =
			'by=form&chains=324&chains=1&metric=throughput.user_tx&statistic=mean&scale=&range=30d&claim=';
		expect(parse(form)).toEqual(parse(''));
	});

	it('lets a statistic, a peak window and a claim of the metric before give way', () => {
		const before = 'by=form&chains=1&statistic=max&peak_window=60s&claim=fast';
		expect(parse(`${before}&metric=block.interval`)).toMatchObject({
			...{ metric: 'block.interval', statistic: 'mean', peakWindow: null, claim: null }
		});
		expect(parse('by=form&chains=1&statistic=max')).toMatchObject({ peakWindow: '1h' });
		expect(parse('by=form&chains=1&metric=block.interval&claim=quick').claim).toBe('quick');
	});

	it('is refused without a chain, with seven, and with what no field offers', () => {
		expect(() => parse('by=form&metric=throughput.tx')).toThrow('no chain is chosen');
		const seven = IDS.slice(0, 7).map((id) => `chains=${id}`);
		expect(() => parse(`by=form&${seven.join('&')}`)).toThrow('at most six chains');
		expect(() => parse('by=form&chains=1&metric=tps')).toThrow('metric was "tps"');
		expect(() => parse('by=form&chains=1&range=2d')).toThrow('range "2d"');
		expect(() => parse('by=form&chains=1&x=y')).toThrow('there is no parameter "x"');
	});
});
