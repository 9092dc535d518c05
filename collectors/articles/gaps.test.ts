import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cleanText } from './clean-text.ts';
import { findGaps } from './gaps.ts';

const SEED = '../shared/seed/article.txt';

const told = (text: string) =>
	findGaps(text).map(({ rules, text: words }) => `${rules.join('+')}: ${words}`);

describe('gaps', () => {
	it.each([
		[', the chain now leads.', ['starts_with_punctuation: , the chain now leads.']],
		['between two layers it runs.', ['starts_in_lower_case: between two layers it runs.']],
		['It is fast, , they say.', ['doubled_punctuation: It is fast, , they say.']],
		['It moved there, .', ['doubled_punctuation: It moved there, .']],
		['Others such as and Optimism.', ['dangling_list: Others such as and Optimism.']],
		[
			'They trade in private. for managing rights.',
			['starts_with_preposition: trade in private. for managing rights.']
		],
		['This is highlighted by', ['no_final_punctuation: This is highlighted by']]
	])('“%s” looks cut', (text, expected) => {
		expect(told(text)).toEqual(expected);
	});

	it('between the end of one paragraph and the start of the next is one', () => {
		const text = 'It is highlighted by\n\nafter these remarks it rose.';
		const [gap, ...more] = findGaps(text);
		expect(more).toEqual([]);
		expect(gap?.rules).toEqual(['no_final_punctuation', 'starts_in_lower_case']);
		expect(gap?.start).toBe('It is highlighted by'.length);
	});

	it('is where a summary ends after exactly 511 characters, and not after 510 with a full stop', () => {
		const line = (length: number, last: string) =>
			`${'Word '.repeat(200).slice(0, length - 1)}${last}`;
		expect(findGaps(line(511, 't'))[0]?.rules).toContain('cut_at_length');
		expect(findGaps(line(510, '.'))).toEqual([]);
	});

	it('is none in whole sentences, headings, lists and names in lower case', () => {
		const text = [
			'How it works',
			'zkSync was fast, e.g. for transfers, approx. in a second. It “works.” Now, with more.',
			'- Short item',
			'eToro lists it: “Yes!”'
		].join('\n\n');
		expect(findGaps(text)).toEqual([]);
	});

	it('is not looked for in a heading that markup names, nor before the body', () => {
		const text = 'cut by\n\nwhat comes of it by\n\nAll is well.';
		const heading = { start: 8, end: 27 };
		expect(findGaps(text, 8, [heading])).toEqual([]);
		expect(findGaps(text, 8)).not.toEqual([]);
	});
});

describe.skipIf(!existsSync(SEED))(`gaps of the seed (needs ${SEED})`, () => {
	it('are thirteen of its fourteen, at their places, and nothing else', () => {
		const raw = readFileSync(SEED, 'utf8');
		const { text, bodyStart, headings } = cleanText(raw);
		const gaps = findGaps(text, bodyStart, headings);
		expect(gaps.map((gap) => gap.text)).toEqual([
			'(Dec 3, 2025) aims t',
			': scalability. The Airbender prover,',
			'zkVM built on RISC-V, , making small-value transactions',
			'between Ethereum’s Layer 1 and',
			'; it has triggered a',
			'for private transactions. for managing digital rights, utilizing',
			'after Buterin’s remarks, signaling renewed',
			', ZKsync now stands alongside',
			'other L2 solutions such as and Optimism, while',
			'DeFi projects to ZKsync, .',
			', is expected to double',
			'with compliance mechanisms, offers a',
			'technology can provide the scalability,'
		]);
		for (const gap of gaps) expect(text).toContain(gap.text);
		expect(gaps[0]?.rules).toContain('cut_at_length');
	});
});
