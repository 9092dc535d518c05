import { describe, expect, it } from 'vitest';
import { markdownSections } from './markdown.ts';

const PAGE = `# A page

## One

A \`code\`, **bold** and [a link](https://example.org/a), [decision 1](decisions/0001.md).

- first
- second \`x\`

| name | means |
| ---- | ----- |
| \`a\` | it    |

## Two

Other.
`;
const text = (words: string) => ({ kind: 'text', text: words, href: null });

describe('the sections of a page', () => {
	it('are paragraphs, lists and tables, and only those that are asked for', () => {
		expect(markdownSections(PAGE, ['One'])).toEqual([
			{
				title: 'One',
				blocks: [
					{
						kind: 'paragraph',
						text: [
							text('A '),
							{ kind: 'code', text: 'code', href: null },
							text(', '),
							{ kind: 'strong', text: 'bold', href: null },
							text(' and '),
							{ kind: 'text', text: 'a link', href: 'https://example.org/a' },
							text(', '),
							text('decision 1'),
							text('.')
						]
					},
					{
						kind: 'list',
						items: [[text('first')], [text('second '), { kind: 'code', text: 'x', href: null }]]
					},
					{
						kind: 'table',
						head: [[text('name')], [text('means')]],
						rows: [[[{ kind: 'code', text: 'a', href: null }], [text('it')]]]
					}
				]
			}
		]);
	});

	it('are refused where they are not there, or are written as no page can show', () => {
		expect(() => markdownSections(PAGE, ['Three'])).toThrow('no section "Three"');
		for (const line of ['### deeper', '> quoted', '```', '1. first', 'two\nlines'])
			expect(() => markdownSections(`## One\n\n${line}\n`, ['One']), line).toThrow(
				'more than our pages know'
			);
	});
});
