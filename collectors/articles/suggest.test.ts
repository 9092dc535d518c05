import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { lintArticle } from '#lib/articles/lint.ts';
import { lintUnfinished } from '#lib/articles/lint/unfinished.ts';
import { cleanText } from './clean-text.ts';
import { draftOf } from './draft.ts';
import { findGaps } from './gaps.ts';
import { suggestClaims } from './suggest.ts';

const SEED = '../shared/seed/article.txt';

function suggest(raw: string) {
	const cleaned = cleanText(raw);
	const gaps = findGaps(cleaned.text, cleaned.bodyStart, cleaned.headings);
	return { cleaned, gaps, suggestions: suggestClaims(cleaned, gaps) };
}

/** Suggestions of one sentence: kind, modality, subject, metric. */
function told(sentence: string) {
	return suggest(`News of the day\n\nBy: A. Writer\n\n${sentence}`).suggestions.map(
		({ kind, modality, subject, metric }) => [kind, modality, subject, metric].join(' · ')
	);
}

describe('suggestions', () => {
	it.each([
		['Linea can handle 500 TPS.', 'capacity · capacity · Linea · throughput.user_tx'],
		['Linea achieved 500 TPS.', 'observed_rate · observed · Linea · throughput.user_tx'],
		['Linea is expected to reach 500 TPS.', 'forecast · forecast · Linea · throughput.user_tx'],
		['Linea is said to carry 500 TPS.', 'observed_rate · hearsay · Linea · throughput.user_tx'],
		['A transfer on Scroll costs $0.01.', 'cost · stated · Scroll · fee.native_transfer'],
		['Gas prices on Ethereum fell to 2 gwei.', 'cost · observed · Ethereum · fee.base'],
		['Fees on Ethereum fell by 70%.', 'change · observed · Ethereum · fee.base'],
		['Base creates a new block every 2 seconds.', 'latency · stated · Base · block.interval'],
		['TVL of Arbitrum reached $3 billion.', 'level · observed · Arbitrum One · escrow.value'],
		['ETH was trading at $2,480.', 'price · stated · ether · price.eth_usd'],
		['Fusaka goes live on Dec 3, 2025.', 'event · stated · Fusaka · fork.activation'],
		['The post catalyzed adoption of Starknet.', 'causal · causal · Starknet · '],
		['A bank is said to have adopted Starknet.', 'adoption · hearsay · Starknet · ']
	])('“%s”', (sentence, expected) => {
		expect(told(sentence)).toEqual([expected]);
	});

	it('are none of what only places a figure in time, and none of plain prose', () => {
		expect(told('It was founded in 2019 by friends.')).toEqual([]);
		expect(told('Rollups are useful.')).toEqual([]);
	});

	it('group equal subject, kind and figure, and keep an ability apart from an observation', () => {
		const { suggestions } = suggest(
			'T\n\nBy: A. Writer\n\nLinea achieved 500 TPS. Later Linea reached 500 transactions per second again. Linea can handle 500 TPS. Scroll reached 500 TPS.'
		);
		expect(suggestions.map(({ kind, appearances }) => [kind, appearances.length])).toEqual([
			['observed_rate', 2],
			['capacity', 1],
			['observed_rate', 1]
		]);
	});
});

describe.skipIf(!existsSync(SEED))(`suggestions of the seed (needs ${SEED})`, () => {
	const raw = existsSync(SEED) ? readFileSync(SEED, 'utf8') : '';
	const { cleaned, gaps, suggestions } = suggest(raw);

	it('hold its headline claims, told apart as an editor told them', () => {
		const lines = suggestions
			.filter(({ quantity }) => quantity)
			.map(({ kind, subject, quantity }) => `${kind} · ${subject} · ${quantity?.printed}`);
		expect(lines).toEqual([
			'event · ZKsync Atlas · Oct 2025',
			'observed_rate · ZKsync Atlas · 15,000 TPS',
			'cost · ZKsync Atlas · $0.0001 per transfer',
			'price · the ZK token · 50%',
			'level · ZKsync · $3.5B',
			'event · Fusaka · Dec 3, 2025',
			'capacity · ZKsync Atlas · 15,000 transactions per second',
			'latency · ZKsync Atlas · 250–500 milliseconds',
			'forecast · ZKsync · double',
			'forecast · ZKsync · 30,000 TPS',
			'change · Ethereum · 70%'
		]);
		const launched = suggestions.find(({ quantity }) => quantity?.printed === 'Oct 2025');
		expect(launched?.appearances).toHaveLength(2);
	});

	it('mark what touches a gap', () => {
		const incomplete = suggestions
			.filter(({ appearances }) => appearances.some((each) => each.incomplete))
			.map(({ quantity }) => quantity?.printed);
		expect(incomplete).toEqual(
			expect.arrayContaining(['Dec 3, 2025', '250–500 milliseconds', '30,000 TPS'])
		);
		expect(incomplete).not.toContain('50%');
	});

	it('make a draft that has no fault beside what is to be written, and no claim that is rated', () => {
		const { article } = draftOf(cleaned, gaps, suggestions, '2026-11-26');
		const open = new Set(lintUnfinished(article).map(({ at, field }) => `${at} ${field}`));
		const faults = lintArticle(article, cleaned.text, article.text?.sha256);
		expect(faults.filter(({ at, field }) => !open.has(`${at} ${field}`))).toEqual([]);
		expect(open.size).toBeGreaterThan(article.claims.length);
		expect(article.claims.filter(({ rating }) => rating.rated)).toEqual([]);
	});
});
