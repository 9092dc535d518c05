import { expect, it } from 'vitest';
import { afterOtherWords, asSentence, withIntervals } from './sentence.ts';

it.each([
	['no block of this window is collected', 'No block of this window is collected.'],
	['Not withdrawn.', 'Not withdrawn.'],
	['57.9 % covered', '57.9 % covered.'],
	['wait!', 'Wait!']
])('"%s" as a sentence is "%s"', (remark, sentence) => {
	expect(asSentence(remark)).toBe(sentence);
});

it.each([
	['The interval lies above.', 'the interval lies above.'],
	['No block.', 'no block.'],
	['A peak could sit there.', 'a peak could sit there.'],
	['ETH has no price.', 'ETH has no price.'],
	['L2 blocks are missing.', 'L2 blocks are missing.'],
	['0.5 tx/s was seen.', '0.5 tx/s was seen.']
])('"%s" goes on as "%s"', (sentence, words) => {
	expect(afterOtherWords(sentence)).toBe(words);
});

it('keeps an interval whole, with its unit, and nothing else', () => {
	const whole = (text: string) =>
		withIntervals(text).flatMap(({ part, isInterval }) => (isInterval ? [part] : []));
	const text =
		'cost 1,160\u00a0gwei/tx (interval 1,050–1,260\u00a0gwei/tx), or $0.0038–$0.0051 – so.';
	expect(whole(text)).toEqual(['1,050–1,260\u00a0gwei/tx),', '$0.0038–$0.0051']);
	expect(
		withIntervals(text)
			.map(({ part }) => part)
			.join('')
	).toBe(text);
	expect(whole('no interval – none')).toEqual([]);
});
