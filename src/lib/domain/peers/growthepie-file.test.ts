import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseGrowthepie, PeerFileError } from './growthepie-file.ts';

/** Real answers lie beside the project. */
const SERIES = '../shared/chain-data/timeseries';
const isHere = existsSync(`${SERIES}/growthepie.daily.csv`);

const answer = (words: object = {}, daily: object = {}) =>
	JSON.stringify({
		data: {
			chain_id: 'zksync_era',
			metrics: {
				txcount: {
					daily: {
						types: ['unix', 'value'],
						data: [
							[1_680_393_600_000, 200],
							[1_680_307_200_000, 100]
						],
						...daily
					}
				}
			},
			...words
		}
	});

describe('a saved file of growthepie', () => {
	it('is read from what its API answers, by the day', () => {
		expect(parseGrowthepie(answer(), 324)).toEqual([
			{ day: '2023-04-01', transactions: 100 },
			{ day: '2023-04-02', transactions: 200 }
		]);
	});

	it('is read by the names of its columns, in whatever order they stand', () => {
		const turned = answer({}, { types: ['value', 'unix'], data: [[7, 1_680_307_200_000]] });
		expect(parseGrowthepie(turned, 324)).toEqual([{ day: '2023-04-01', transactions: 7 }]);
		const csv =
			'txcount,chain,date\n5,base,2023-04-01\n,zksync_era,2023-04-02\n9.0,zksync_era,2023-04-03\n';
		expect(parseGrowthepie(csv, 324)).toEqual([{ day: '2023-04-03', transactions: 9 }]);
	});

	it.each([
		[
			'another chain',
			answer({ chain_id: 'base' }),
			324,
			'the file is about "base", not about zksync_era'
		],
		['no counts', answer({ metrics: {} }), 324, 'no data.metrics.txcount.daily'],
		['a row that is none', answer({}, { data: [[1, null]] }), 324, 'data[0] is no day'],
		['half of an answer', answer().slice(0, 40), 324, 'begins like JSON and is none'],
		['another table', 'day,count\n2023-04-01,5', 324, 'it has no column "chain"'],
		['a day that is none', 'chain,date,txcount\nbase,1 April,5', 8453, 'line 2 is no day'],
		['no day of the chain', 'chain,date,txcount\nbase,2023-04-01,5', 10, 'no day of optimism'],
		['a chain that growthepie does not name', answer(), 36900, 'chain 36900 has no name']
	])('is refused with %s', (_, text, chainId, message) => {
		expect(() => parseGrowthepie(text, chainId)).toThrow(PeerFileError);
		expect(() => parseGrowthepie(text, chainId)).toThrow(message);
	});

	it.runIf(isHere)('tells the same of ZKsync Era as an answer and as a table', () => {
		const json = readFileSync(`${SERIES}/growthepie.zksync_era.chain.json`, 'utf8');
		const csv = readFileSync(`${SERIES}/growthepie.daily.csv`, 'utf8');
		const days = parseGrowthepie(json, 324);
		expect(days).toHaveLength(225);
		expect(days.at(-1)).toEqual({ day: '2023-09-26', transactions: 954_808 });
		const inBoth = new Map(parseGrowthepie(csv, 324).map((each) => [each.day, each]));
		expect(days.map(({ day }) => inBoth.get(day))).toEqual(days);
		expect(parseGrowthepie(csv, 1).length).toBeGreaterThan(900);
	});
});
