import { expect, it } from 'vitest';
import { afterOtherWords, asSentence } from './sentence.ts';

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
