import { describe, expect, it } from 'vitest';
import { citations } from './citations.ts';

const cited = {
	slug: 'a-claim',
	title: '“costs $0.0001 & 50 % less” (Bitget, 27 Nov 2025): Contradicted by on-chain data',
	url: 'https://gauge.example.org/claims/a-claim?asOf=2026-11-03T02:40:00Z',
	asOf: '2026-11-03T02:40:00Z'
};

describe('citations', () => {
	it('name author, day, claim with finding, time and link', () => {
		const { apa, bibtex, ris } = citations(cited);
		expect(apa).toBe(
			`Claimgauge. (2026, November 3). ${cited.title} [As of ${cited.asOf}]. ${cited.url}`
		);
		expect(bibtex).toBe(`@misc{claimgauge-a-claim-2026-11-03,
  author = {{Claimgauge}},
  title = {{“costs \\$0.0001 \\& 50 \\% less” (Bitget, 27 Nov 2025): Contradicted by on-chain data}},
  year = {2026},
  month = {11},
  day = {3},
  howpublished = {\\url{${cited.url}}},
  url = {${cited.url}},
  note = {As of ${cited.asOf}. CC BY 4.0},
}`);
		expect(ris.split('\n')).toEqual([
			'TY  - ELEC',
			'AU  - Claimgauge',
			`TI  - ${cited.title}`,
			'PY  - 2026',
			'DA  - 2026/11/03',
			`UR  - ${cited.url}`,
			`N1  - As of ${cited.asOf}. CC BY 4.0`,
			'ER  - '
		]);
	});

	it('make up no date for what was never judged', () => {
		const { apa, bibtex, ris } = citations({ ...cited, asOf: null });
		expect(apa).toContain('(n.d.)');
		expect(apa + bibtex + ris).not.toContain('As of');
		expect(bibtex).not.toContain('year');
		expect(ris).not.toContain('PY');
	});
});
