import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cleanHtml } from './clean-html.ts';
import { cleanText } from './clean-text.ts';
import type { CleanedArticle } from './cleaned.ts';

const SEED = '../shared/seed/article.txt';

/** Ten strings that the claims of the seed rest on. */
const NEEDED = [
	'achieved 15,000 TPS',
	'$0.0001 per transfer costs',
	'ZK token surged 50% post-endorsement',
	"ZKsync's TVL reached $3.5B by 2025",
	'(Dec 3, 2025)',
	'can handle more than 15,000 transactions per second (TPS)',
	'to just 250–500 milliseconds',
	'is expected to double ZKsync’s capacity to 30,000 TPS',
	'fees on Ethereum’s mainnet have fallen by 70% since 2023',
	'Deutsche Bank is said to have adopted ZKsync'
];
/** What stands around it on the page. */
const NOISE = [
	'Trade smarter',
	'10%+ APR',
	'PoolX',
	'Xapo',
	'$100M',
	'5.6%',
	'$9.8M',
	'$51M',
	'$650M',
	'10.1%',
	'Webster',
	'Disclaimer',
	'image 0'
];

function expectOnlyTheArticle({ text }: CleanedArticle): void {
	for (const needed of NEEDED) expect(text).toContain(needed);
	for (const noise of NOISE) expect(text).not.toContain(noise);
}

describe('plain text', () => {
	const raw = [
		'Some Site',
		'Markets',
		'Chain X hits 40 TPS',
		'',
		'Chain X hits 40 TPS',
		'',
		'By: A. Writer',
		'2026/03/09 11:00',
		'',
		'Chain X carried 40 TPS.',
		'Buy now!',
		'It costs $0.01.',
		'Buy now!',
		'',
		'You may also like',
		'Chain Y hits 99 TPS'
	].join('\r\n');

	it('keeps title, byline and paragraphs, and leaves out what stands around and what repeats', () => {
		const found = cleanText(raw);
		expect(found.text).toBe(
			'Chain X hits 40 TPS\n\nBy: A. Writer\n\n2026/03/09 11:00\n\nChain X carried 40 TPS.\n\nIt costs $0.01.\n'.replace(
				'\n\n2026/03/09 11:00',
				''
			)
		);
		expect(found).toMatchObject({
			title: 'Chain X hits 40 TPS',
			byline: 'A. Writer',
			published: '2026-03-09'
		});
		expect(found.text.slice(found.bodyStart)).toMatch(/^Chain X carried/);
	});

	it('without a byline begins with its first line, and knows Markdown’s headings', () => {
		const found = cleanText('# Fees fell\n\nThey fell by 70%.\n\n## Why\n\nBlobs.');
		expect(found).toMatchObject({ title: 'Fees fell', byline: null, published: null });
		expect(found.text).toBe('Fees fell\n\nThey fell by 70%.\n\nWhy\n\nBlobs.\n');
		expect(found.headings.map(({ start, end }) => found.text.slice(start, end))).toEqual(['Why']);
	});
});

describe('HTML', () => {
	const body = `<p>${'Rollups are measured here, in a sentence that is long enough to be prose. '.repeat(4)}</p>`;

	it('keeps the words of links, and where headings stand', () => {
		const found = cleanHtml(`<!doctype html><html lang="en-GB"><head><title>T</title>
			<link rel="canonical" href="https://news.example/1">
			<meta property="og:site_name" content="News"><meta name="author" content="A. Writer">
			<meta property="og:title" content="Fees fell"><meta property="article:published_time" content="2026-03-09T23:30:00-05:00"></head>
			<body><nav><a href="/">Home 99%</a></nav><article><h1>Fees fell</h1>${body}<h2>Why they fell</h2>
			<p>L2s such as <a href="/arb">Arbitrum</a> and&nbsp;Optimism use <b>blobs</b>,<br>of course.</p>${body}</article>
			<footer>© 2026</footer><script>var x = '15 TPS'</script></body></html>`);
		expect(found).toMatchObject({
			title: 'Fees fell',
			byline: 'A. Writer',
			publisher: 'News',
			published: '2026-03-09',
			lang: 'en-GB',
			url: 'https://news.example/1'
		});
		expect(found.text).toContain('L2s such as Arbitrum and Optimism use blobs, of course.\n');
		expect(found.headings.map(({ start, end }) => found.text.slice(start, end))).toEqual([
			'Why they fell'
		]);
		for (const noise of ['99%', '15 TPS', '©']) expect(found.text).not.toContain(noise);
	});

	it('is refused where a script would have to write it', () => {
		expect(() =>
			cleanHtml('<html><body><div id="root"></div><script src="a.js"></script></body></html>')
		).toThrow('the page has no article in its HTML');
	});
});

describe.skipIf(!existsSync(SEED))(`the seed (needs ${SEED})`, () => {
	const raw = existsSync(SEED) ? readFileSync(SEED, 'utf8') : '';

	it('as text gives the article alone', () => {
		const found = cleanText(raw);
		expectOnlyTheArticle(found);
		expect(found).toMatchObject({ byline: 'Bitget-RWA', published: '2025-11-27' });
		expect(found.text.match(/Vitalik Buterin Backs ZKsync, Igniting/g)).toHaveLength(1);
	});

	it('as a page, with navigation, promotion, cards and its links restored, gives the same words', () => {
		const found = cleanHtml(pageOf(raw));
		expectOnlyTheArticle(found);
		expect(found).toMatchObject({
			title: 'Vitalik Buterin Backs ZKsync, Igniting Fresh Hopes for Layer 2 Scaling',
			byline: 'Bitget-RWA',
			publisher: 'Bitget',
			published: '2025-11-27',
			lang: 'en'
		});
		expect(found.text).toContain('other L2 solutions such as Arbitrum and Optimism');
	});
});

/** The seed as the page that it may have been copied from. */
function pageOf(raw: string): string {
	const lines = raw.split('\n').filter((line) => line.trim() !== '');
	const title = 'Vitalik Buterin Backs ZKsync, Igniting Fresh Hopes for Layer 2 Scaling';
	const from = lines.findIndex((line) => line.startsWith('By:')) + 1;
	const to = lines.findIndex((line) => line.startsWith('Disclaimer'));
	const also = lines.indexOf('You may also like');
	const linked = (line: string): string =>
		line
			.replace('such as and Optimism', 'such as <a href="/arbitrum">Arbitrum</a> and Optimism')
			.replace(/Deutsche Bank is said/, '<a href="/db">Deutsche Bank</a> is said')
			.replace(/30,000 TPS/, '<a href="/tps">30,000 TPS</a>');
	const cards = lines
		.slice(also + 1)
		.map((line) => `<div class="card"><a href="/other">${line}</a></div>`)
		.join('');
	return `<!doctype html><html lang="en"><head><title>${title} | Bitget News</title>
		<meta property="og:title" content="${title}"><meta property="og:site_name" content="Bitget">
		<meta name="author" content="Bitget-RWA"><meta property="article:published_time" content="2025-11-27T02:40:00"></head>
		<body><header><nav>${lines
			.slice(0, 3)
			.map((line) => `<a href="/">${line}</a>`)
			.join('')}</nav></header>
		<main><article><h1>${title}</h1><div class="content">${lines
			.slice(from, to)
			.map((line) => (line.includes('image 0') ? `<img alt="${line}">` : `<p>${linked(line)}</p>`))
			.join('')}</div></article></main>
		<aside class="promo"><p>${lines.slice(to, also).join('</p><p>')}</p></aside>
		<section class="related"><h3>You may also like</h3>${cards}</section></body></html>`;
}
