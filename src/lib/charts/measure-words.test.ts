import { describe, expect, it } from 'vitest';
import type { ReadingJson } from '#lib/domain/wire/claim.ts';
import type { PanelPoint } from './chart-panel.ts';
import {
	pointSentence,
	pointValue,
	sampleWords,
	statisticWords,
	toleranceWords
} from './measure-words.ts';

const NOON = Date.parse('2025-11-27T12:00:00Z') / 1000;
const point = (change: Partial<PanelPoint>): PanelPoint => ({
	...{ x: NOON, y: 4.2, n: 1, coverage: 1, provisional: false, reason: null },
	...{ blocks: null, peakBlock: null, spread: null },
	...change
});
const sentence = (change: Partial<PanelPoint>) => pointSentence(point(change), 86_400, 'tx/s');

describe('statisticWords', () => {
	it('names the length of every maximum', () => {
		expect(statisticWords('max', '60s')).toBe('highest 60\u00a0seconds');
		expect(statisticWords('max', 'block')).toBe('highest single block');
	});

	it('names percentiles', () => {
		expect(statisticWords('p05', null)).toBe('5th percentile');
		expect(statisticWords('p50', null)).toBe('median');
	});
});

describe('sampleWords', () => {
	it('names what was counted, and one of it as one', () => {
		expect(sampleWords(8_725, 'block')).toBe('8,725\u00a0blocks');
		expect(sampleWords(1, 'window')).toBe('1\u00a0window');
		expect(sampleWords(2, 'batch')).toBe('2\u00a0batches');
		expect(sampleWords(0, 'none')).toBe('0');
	});
});

describe('pointSentence', () => {
	it('says why there is no value, and never calls that a zero', () => {
		expect(sentence({ y: null, coverage: 0, reason: 'gap' })).toBe(
			'27 Nov 2025: no value: blocks are missing, n = 1, 0\u00a0% covered'
		);
		expect(sentence({ y: 0 })).toBe('27 Nov 2025: 0\u00a0tx/s, n = 1, 100\u00a0% covered');
	});

	it('tells a chain without a block from one without such a transaction, and both from what was not seen', () => {
		const none = { y: null, n: 0 };
		const said = [
			{ ...none, reason: 'no plain transfer in this window', noBlock: true as const },
			{ ...none, reason: 'no plain transfer in this window' },
			{ ...none, reason: 'no plain transfer in this window', coverage: 0.4 },
			{ ...none, reason: 'no block of this window is collected', coverage: 0 },
			{ y: 0, n: 0, noBlock: true as const },
			{ y: 0, n: 12 }
		].map((change) => pointValue(point(change), 'tx/s'));
		expect(said).toEqual([
			'no value: the chain made no block',
			'no value: no plain transfer in this window',
			'no value: no plain transfer in this window, as far as it was read',
			'no value: no block of this window is collected',
			'0\u00a0tx/s, the chain made no block',
			'0\u00a0tx/s'
		]);
	});

	it('says what is provisional or partly covered', () => {
		expect(sentence({ coverage: 0.5, provisional: true })).toBe(
			'27 Nov 2025: 4.2\u00a0tx/s, n = 1, 50\u00a0% covered, provisional'
		);
	});

	it('names the hours of a bucket, its blocks, and that of a peak', () => {
		const hour = point({ n: 3_600, blocks: [1_200, 4_799], peakBlock: 2_087 });
		expect(pointSentence(hour, 3_600, 'tx/s')).toBe(
			'27 Nov 2025, 11:30–12:30 UTC: 4.2\u00a0tx/s, n = 3,600, 100\u00a0% covered, blocks 1,200 to 4,799, peak from block 2,087'
		);
	});
});

describe('toleranceWords', () => {
	it('takes the greater of two, and says so', () => {
		const words = (relative: number, absolute: number) =>
			toleranceWords({
				tolerance: { relative, absolute },
				claimed: { unit: 'gwei/tx' }
			} as unknown as ReadingJson);
		expect(words(0, 0)).toBe('none');
		expect(words(0.1, 0.5)).toBe('10\u00a0% or 0.5\u00a0gwei/tx, the greater');
	});
});
