import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cleanText } from '../collectors/articles/clean-text.ts';
import { extractQuantities } from '../collectors/articles/extraction/leftovers.ts';
import { DEV } from './extraction/dev.ts';
import { FRESH } from './extraction/fresh.ts';
import { HELD_OUT } from './extraction/held-out.ts';
import { score } from './extraction/score.ts';

const SEED = '../shared/seed/article.txt';
const FLOOR = 0.95;

describe.each([
	['held-out', HELD_OUT, 60],
	['fresh', FRESH, 30]
] as const)('extraction on the %s sentences', (_name, sentences, least) => {
	const result = score(sentences, extractQuantities);

	it('has as many different sentences as was promised', () => {
		expect(new Set(sentences.map(({ sentence }) => sentence)).size).toBeGreaterThanOrEqual(least);
	});

	it.each(['precision', 'recall', 'value'] as const)('holds the floor of %s', (measure) => {
		expect(result[measure], result.faults.join('\n')).toBeGreaterThanOrEqual(FLOOR);
	});
});

describe('extraction', () => {
	it('reads every sentence it was worked on with', () => {
		expect(score(DEV, extractQuantities).faults).toEqual([]);
	});

	it('is scored by overlap, value and unit: one wrong of each kind counts', () => {
		const [first] = HELD_OUT;
		const found = extractQuantities(first?.sentence ?? '');
		expect(found).toHaveLength(1);
		const scored = (change: (each: (typeof found)[number]) => typeof found) =>
			score(first ? [first] : [], () => found.flatMap(change));
		expect(scored((each) => [{ ...each, unit: 'op/s' }])).toMatchObject({ recall: 1, value: 0 });
		expect(scored((each) => [{ ...each, value: 1 }])).toMatchObject({ recall: 1, value: 0 });
		expect(scored((each) => [each, { ...each, start: 0, end: 2 }])).toMatchObject({
			precision: 0.5,
			value: 1
		});
		expect(scored(() => [])).toMatchObject({ recall: 0, value: 0 });
	});
});

describe.skipIf(!existsSync(SEED))(`extraction on the seed (needs ${SEED})`, () => {
	it('finds its fifteen quantities and no other', () => {
		const { text } = cleanText(readFileSync(SEED, 'utf8'));
		const told = extractQuantities(text).map(({ value, low, high, unit, comparator }) =>
			[comparator, value ?? `${low}–${high}`, unit].join(' ')
		);
		expect(told).toEqual([
			'= 2025-11-27 date',
			'= 2025-10 date',
			'= 15000 tx/s',
			'= 0.0001 USD/tx',
			'= 50 %',
			'= 3500000000 USD',
			'= 2025 date',
			'= 2025-12-03 date',
			'= 2025-10 date',
			'> 15000 tx/s',
			'in 250–500 ms',
			'= 2 ×',
			'= 30000 tx/s',
			'= 70 %',
			'= 2023 date'
		]);
	});
});
