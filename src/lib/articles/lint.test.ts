import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import demo, { DEMO_TEXT } from './demo.ts';
import { articlesFor } from './index.ts';
import { lintArticle, lintArticles } from './lint.ts';

/** An article whose fields may be broken at will. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test breaks what types forbid
type Breakable = any;

/** A valid article, and what one change to it makes of it. */
function faultsOf(change: (article: Breakable) => void) {
	const article: Breakable = structuredClone(demo);
	change(article);
	return lintArticle(article, DEMO_TEXT);
}

/** The first reading of the first claim: a typical fee on Demo L2. */
const fee = (article: Breakable) => article.claims[0].rating.readings[0];
/** The first reading of the third claim: a peak on Demo L2. */
const peak = (article: Breakable) => article.claims[2].rating.readings[0];
const FEE = 'demo-l2-transfer-1000-gwei';
const PEAK = 'demo-l2-5000-tps';

interface Case {
	readonly name: string;
	readonly change: (article: Breakable) => void;
	readonly at: string | null;
	readonly field: string;
	readonly message: RegExp;
}

const CASES: readonly Case[] = [
	{
		name: 'a quote that is not in the text at its offsets',
		change: (a) => (a.statements[0].quote = 'On Demo L2 a plain transfer costs at most 2,000 gwei'),
		at: 'D01',
		field: 'quote',
		message: /is not in the text at \d+–\d+.*nowhere in the text/
	},
	{
		name: 'offsets that point beside the quote',
		change: (a) => {
			a.statements[1].start += 1;
			a.statements[1].end += 1;
		},
		at: 'D02',
		field: 'quote',
		message: /it is in the text at \d+–\d+/
	},
	{
		name: 'offsets as far apart as the quote is not long',
		change: (a) => (a.statements[0].end += 1),
		at: 'D01',
		field: 'end',
		message: /characters apart/
	},
	{
		name: 'an offset that is no whole number',
		change: (a) => (a.statements[0].start = 1.5),
		at: 'D01',
		field: 'start',
		message: /whole number from 0, is 1\.5/
	},
	{
		name: 'a statement that names no claim',
		change: (a) => delete a.statements[0].claim,
		at: 'D01',
		field: 'claim',
		message: /is missing/
	},
	{
		name: 'a statement of an unknown claim',
		change: (a) => (a.statements[0].claim = 'no-such-claim'),
		at: 'D01',
		field: 'claim',
		message: /no claim "no-such-claim"/
	},
	{
		name: 'a statement id used twice',
		change: (a) => (a.statements[1].id = 'D01'),
		at: 'D01',
		field: 'id',
		message: /"D01" is used twice/
	},
	{
		name: 'a claim that no statement states',
		change: (a) => (a.statements[13].claim = 'demo-l2-friendliest'),
		at: 'demo-l2-banks',
		field: 'slug',
		message: /no statement states/
	},
	{
		name: 'a slug with capitals',
		change: (a) => {
			a.claims[7].slug = 'Demo Banks';
			a.statements.at(-1).claim = 'Demo Banks';
		},
		at: 'Demo Banks',
		field: 'slug',
		message: /small letters/
	},
	{
		name: 'a claim slug used twice',
		change: (a) => a.claims.push(structuredClone(a.claims[7])),
		at: 'demo-l2-banks',
		field: 'slug',
		message: /claim slug "demo-l2-banks" is already used in demo-two-chains/
	},
	{
		name: 'an unknown kind of claim',
		change: (a) => (a.claims[0].kind = 'prophecy'),
		at: FEE,
		field: 'kind',
		message: /must be one of capacity, .*; is "prophecy"/
	},
	{
		name: 'a rated claim without a figure',
		change: (a) => (a.claims[0].claimed = null),
		at: FEE,
		field: 'claimed',
		message: /must be a figure/
	},
	{
		name: 'a printed figure that no quote holds',
		change: (a) => (a.claims[0].claimed.printed = '999 gwei'),
		at: FEE,
		field: 'claimed.printed',
		message: /in none of the quotes/
	},
	{
		name: 'a rated claim without readings',
		change: (a) => (a.claims[0].rating.readings = []),
		at: FEE,
		field: 'rating.readings',
		message: /article’s own wording/
	},
	{
		name: 'a rated claim with readings missing',
		change: (a) => delete a.claims[0].rating.readings,
		at: FEE,
		field: 'rating.readings',
		message: /must be a list, is missing/
	},
	{
		name: 'a rated claim read only in its source’s wording',
		change: (a) => (fee(a).wording = 'source'),
		at: FEE,
		field: 'rating.readings',
		message: /article’s own wording/
	},
	{
		name: 'an unrated claim without a reason',
		change: (a) => (a.claims[6].rating.reason = ' '),
		at: 'demo-l2-friendliest',
		field: 'rating.reason',
		message: /must be a text/
	},
	{
		name: 'a rating that is neither',
		change: (a) => (a.claims[6].rating.rated = 'no'),
		at: 'demo-l2-friendliest',
		field: 'rating.rated',
		message: /true or false, is "no"/
	},
	{
		name: 'an editorial flag that is none',
		change: (a) =>
			(a.claims[6].editorial = [{ flag: 'stale', fact: 'x', source: 'y', date: '2026-01-01' }]),
		at: 'demo-l2-friendliest',
		field: 'editorial[0].flag',
		message: /must be one of text_incomplete/
	},
	{
		name: 'an editorial flag without a source',
		change: (a) =>
			(a.claims[6].editorial = [{ flag: 'proxy', fact: 'x', source: '', date: '2026-01-01' }]),
		at: 'demo-l2-friendliest',
		field: 'editorial[0].source',
		message: /must be a text/
	},
	{
		name: 'a reading id used twice',
		change: (a) => a.claims[0].rating.readings.push(structuredClone(fee(a))),
		at: FEE,
		field: 'rating.readings[1].id',
		message: /reading id ".*" is already used/
	},
	{
		name: 'a reading id of another claim',
		change: (a) => (fee(a).id = 'other/user-fee'),
		at: FEE,
		field: 'rating.readings[0].id',
		message: /must begin with/
	},
	{
		name: 'a version of zero',
		change: (a) => (fee(a).version = 0),
		at: FEE,
		field: 'rating.readings[0].version',
		message: /from 1, is 0/
	},
	{
		name: 'an unknown wording',
		change: (a) => a.claims[0].rating.readings.push({ ...fee(a), id: `${FEE}/b`, wording: 'mine' }),
		at: FEE,
		field: 'rating.readings[1].wording',
		message: /article, source; is "mine"/
	},
	{
		name: 'an unknown form',
		change: (a) => (fee(a).form = 'universal'),
		at: FEE,
		field: 'rating.readings[0].form',
		message: /is "universal"/
	},
	{
		name: 'a reading that does not say how it measures',
		change: (a) => delete fee(a).measures,
		at: FEE,
		field: 'rating.readings[0].measures',
		message: /direct, proxy/
	},
	{
		name: 'a missing unit',
		change: (a) => delete fee(a).claimed.unit,
		at: FEE,
		field: 'rating.readings[0].claimed.unit',
		message: /is missing/
	},
	{
		name: 'an unknown unit',
		change: (a) => (fee(a).claimed.unit = 'furlongs'),
		at: FEE,
		field: 'rating.readings[0].claimed.unit',
		message: /is "furlongs"/
	},
	{
		name: 'a unit that only an object’s prototype has',
		change: (a) => (fee(a).claimed.unit = 'constructor'),
		at: FEE,
		field: 'rating.readings[0].claimed.unit',
		message: /is "constructor"/
	},
	{
		name: 'a unit that cannot be compared with the metric’s',
		change: (a) => (fee(a).claimed.unit = 'gwei/gas'),
		at: FEE,
		field: 'rating.readings[0].claimed.unit',
		message: /gwei\/gas .* cannot be compared with fee\.native_transfer/
	},
	{
		name: 'a rate beside a peak of one block',
		change: (a) => (peak(a).peakWindow = 'block'),
		at: PEAK,
		field: 'rating.readings[0].claimed.unit',
		message: /which is in tx\/block here/
	},
	{
		name: 'an empty scope',
		change: (a) => (fee(a).chains = []),
		at: FEE,
		field: 'rating.readings[0].chains',
		message: /at least one chain/
	},
	{
		name: 'a scope that is missing',
		change: (a) => delete fee(a).chains,
		at: FEE,
		field: 'rating.readings[0].chains',
		message: /must be a list, is missing/
	},
	{
		name: 'an unknown chain',
		change: (a) => (fee(a).chains = [5]),
		at: FEE,
		field: 'rating.readings[0].chains[0]',
		message: /5 is not in the chain list: 1, 324/
	},
	{
		name: 'a chain id written as text',
		change: (a) => (fee(a).chains = ['31338']),
		at: FEE,
		field: 'rating.readings[0].chains[0]',
		message: /"31338" is not in the chain list/
	},
	{
		name: 'a chain named twice',
		change: (a) => (fee(a).chains = [31338, 31338]),
		at: FEE,
		field: 'rating.readings[0].chains[1]',
		message: /named twice/
	},
	{
		name: 'a public chain in an article of the demo',
		change: (a) => (fee(a).chains = [324]),
		at: FEE,
		field: 'rating.readings[0].chains[0]',
		message: /ZKsync Era is no demo chain/
	},
	{
		name: 'a demo chain in a public article',
		change: (a) => (a.demo = false),
		at: FEE,
		field: 'rating.readings[0].chains[0]',
		message: /Demo L2 is a demo chain/
	},
	{
		name: 'a missing window',
		change: (a) => delete fee(a).window,
		at: FEE,
		field: 'rating.readings[0].window',
		message: /must be an object, is missing/
	},
	{
		name: 'a rolling window without a length',
		change: (a) => (fee(a).window = { kind: 'rolling' }),
		at: FEE,
		field: 'rating.readings[0].window.days',
		message: /is missing/
	},
	{
		name: 'a window since a day that does not exist',
		change: (a) => (fee(a).window = { kind: 'since', from: '2025-02-30' }),
		at: FEE,
		field: 'rating.readings[0].window.from',
		message: /YYYY-MM-DD, is "2025-02-30"/
	},
	{
		name: 'a closed window that ends before it begins',
		change: (a) => (fee(a).window = { kind: 'closed', from: '2025-02-02', to: '2025-02-01' }),
		at: FEE,
		field: 'rating.readings[0].window.to',
		message: /must be after from/
	},
	{
		name: 'an unknown kind of window',
		change: (a) => (fee(a).window = { kind: 'forever' }),
		at: FEE,
		field: 'rating.readings[0].window.kind',
		message: /rolling, since, closed/
	},
	{
		name: 'a change without its earlier window',
		change: (a) => {
			fee(a).form = 'change';
			fee(a).metric = 'fee.base';
			fee(a).statistic = 'change';
			fee(a).claimed.unit = '%';
		},
		at: FEE,
		field: 'rating.readings[0].baseWindow',
		message: /must be an object, is null/
	},
	{
		name: 'an earlier window without a change',
		change: (a) => (fee(a).baseWindow = { kind: 'rolling', days: 30 }),
		at: FEE,
		field: 'rating.readings[0].baseWindow',
		message: /must be null/
	},
	{
		name: 'a form of change with another statistic',
		change: (a) => (fee(a).form = 'change'),
		at: FEE,
		field: 'rating.readings[0].statistic',
		message: /form "change"/
	},
	{
		name: 'a rank that is not combined by rank',
		change: (a) => (fee(a).form = 'rank'),
		at: FEE,
		field: 'rating.readings[0].combiner',
		message: /form "rank"/
	},
	{
		name: 'a missing comparator',
		change: (a) => delete fee(a).claimed.comparator,
		at: FEE,
		field: 'rating.readings[0].claimed.comparator',
		message: /is missing/
	},
	{
		name: 'an unknown comparator',
		change: (a) => (fee(a).claimed.comparator = '≤'),
		at: FEE,
		field: 'rating.readings[0].claimed.comparator',
		message: /is "≤"/
	},
	{
		name: 'a range without its ends',
		change: (a) => (fee(a).claimed = { ...fee(a).claimed, comparator: 'in', value: null }),
		at: FEE,
		field: 'rating.readings[0].claimed.low',
		message: /must be a number, is null/
	},
	{
		name: 'a range turned round',
		change: (a) =>
			(fee(a).claimed = { ...fee(a).claimed, comparator: 'in', value: null, low: 2, high: 1 }),
		at: FEE,
		field: 'rating.readings[0].claimed.high',
		message: /must be above low/
	},
	{
		name: 'a range that is a point as well',
		change: (a) => (fee(a).claimed = { ...fee(a).claimed, comparator: 'in', low: 1, high: 2 }),
		at: FEE,
		field: 'rating.readings[0].claimed.value',
		message: /must be null/
	},
	{
		name: 'a point without a value',
		change: (a) => (fee(a).claimed.value = null),
		at: FEE,
		field: 'rating.readings[0].claimed.value',
		message: /must be a number, is null/
	},
	{
		name: 'a point with the ends of a range',
		change: (a) => (fee(a).claimed.low = 1),
		at: FEE,
		field: 'rating.readings[0].claimed.low',
		message: /must be null/
	},
	{
		name: 'an unknown metric',
		change: (a) => (fee(a).metric = 'fee.imaginary'),
		at: FEE,
		field: 'rating.readings[0].metric',
		message: /is "fee\.imaginary"/
	},
	{
		name: 'a statistic that the metric does not have',
		change: (a) => (peak(a).metric = 'block.interval'),
		at: PEAK,
		field: 'rating.readings[0].statistic',
		message: /block\.interval has no "max"/
	},
	{
		name: 'a maximum without a peak window',
		change: (a) => (peak(a).peakWindow = null),
		at: PEAK,
		field: 'rating.readings[0].peakWindow',
		message: /must be one of block, 10s/
	},
	{
		name: 'a peak window without a maximum',
		change: (a) => (fee(a).peakWindow = '1h'),
		at: FEE,
		field: 'rating.readings[0].peakWindow',
		message: /must be null/
	},
	{
		name: 'a tolerance below zero',
		change: (a) => (fee(a).tolerance = { relative: -0.1, absolute: 0 }),
		at: FEE,
		field: 'rating.readings[0].tolerance.relative',
		message: /zero or more, is -0\.1/
	},
	{
		name: 'a tolerance that is no number',
		change: (a) => (fee(a).tolerance = { relative: 0, absolute: Number.NaN }),
		at: FEE,
		field: 'rating.readings[0].tolerance.absolute',
		message: /is NaN/
	},
	{
		name: 'a gate above one',
		change: (a) => (fee(a).gates = { minCoverage: 99, minSamples: 6 }),
		at: FEE,
		field: 'rating.readings[0].gates.minCoverage',
		message: /from 0 to 1, is 99/
	},
	{
		name: 'a gate without samples',
		change: (a) => (fee(a).gates = { minCoverage: 0.9 }),
		at: FEE,
		field: 'rating.readings[0].gates.minSamples',
		message: /is missing/
	},
	{
		name: 'a forecast without a day on which it is due',
		change: (a) => (a.claims[5].rating.readings[0].dueAt = null),
		at: 'demo-l2-1000-tps-by-2030',
		field: 'rating.readings[0].dueAt',
		message: /a forecast is not due before one/
	},
	{
		name: 'a due date that is no day',
		change: (a) => (a.claims[5].rating.readings[0].dueAt = '2030'),
		at: 'demo-l2-1000-tps-by-2030',
		field: 'rating.readings[0].dueAt',
		message: /YYYY-MM-DD/
	},
	{
		name: 'a scope gate without its reason',
		change: (a) => (fee(a).notComparable = ''),
		at: FEE,
		field: 'rating.readings[0].notComparable',
		message: /must be a text/
	},
	{
		name: 'an article without a slug',
		change: (a) => delete a.slug,
		at: null,
		field: 'slug',
		message: /is missing/
	},
	{
		name: 'an address that a browser would run',
		change: (a) => (a.url = 'javascript:alert(1)'),
		at: null,
		field: 'url',
		message: /http or https/
	},
	{
		name: 'a publication time in place of a day',
		change: (a) => (a.published = '2026-11-20T02:40'),
		at: null,
		field: 'published',
		message: /YYYY-MM-DD/
	},
	{
		name: 'an article that does not say whether it is of the demo',
		change: (a) => delete a.demo,
		at: null,
		field: 'demo',
		message: /true or false, is missing/
	},
	{
		name: 'another length than the text at hand',
		change: (a) => (a.text.characters += 1),
		at: null,
		field: 'text.characters',
		message: new RegExp(`the text at hand has ${DEMO_TEXT.length}`)
	},
	{
		name: 'a gap after an unknown statement',
		change: (a) => (a.gaps = [{ after: 'D99', text: 'Praise.', missing: 'a word' }]),
		at: null,
		field: 'gaps[0].after',
		message: /is "D99"/
	},
	{
		name: 'a gap whose words are not in the text',
		change: (a) => (a.gaps = [{ after: 'D01', text: 'Blame.', missing: 'a word' }]),
		at: null,
		field: 'gaps[0].text',
		message: /is not in the text/
	},
	{
		name: 'a contradiction between unknown statements',
		change: (a) => (a.contradictions = [{ topic: 't', statements: ['D01', 'D99'], conflict: 'c' }]),
		at: null,
		field: 'contradictions[0].statements[1]',
		message: /no statement "D99"/
	},
	{
		name: 'a hash that is none',
		change: (a) => (a.text.sha256 = 'abc'),
		at: null,
		field: 'text.sha256',
		message: /64 hexadecimal digits/
	},
	{
		name: 'a gap that does not say what is missing',
		change: (a) => (a.gaps = [{ after: 'D01', text: 'Praise.' }]),
		at: null,
		field: 'gaps[0].missing',
		message: /is missing/
	},
	{
		name: 'a contradiction without a topic',
		change: (a) => (a.contradictions = [{ statements: ['D01'], conflict: 'c' }]),
		at: null,
		field: 'contradictions[0].topic',
		message: /is missing/
	},
	{
		name: 'a contradiction that does not say what conflicts',
		change: (a) => (a.contradictions = [{ topic: 't', statements: ['D01'] }]),
		at: null,
		field: 'contradictions[0].conflict',
		message: /is missing/
	},
	{
		name: 'a contradiction between no statements',
		change: (a) => (a.contradictions = [{ topic: 't', statements: [], conflict: 'c' }]),
		at: null,
		field: 'contradictions[0].statements',
		message: /at least one/
	},
	{
		name: 'a reading whose own figure no quote holds',
		change: (a) => (fee(a).claimed.printed = '999 gwei'),
		at: FEE,
		field: 'rating.readings[0].claimed.printed',
		message: /in none of the quotes/
	},
	{
		name: 'statements that are a table',
		change: (a) => (a.statements = { D01: {} }),
		at: null,
		field: 'statements',
		message: /must be a list, is an object/
	},
	{
		name: 'a text that is a list',
		change: (a) => (a.title = ['a', 'b']),
		at: null,
		field: 'title',
		message: /is a list of 2/
	},
	{
		name: 'statements that are no list',
		change: (a) => (a.statements = 'none'),
		at: null,
		field: 'statements',
		message: /must be a list, is "none"/
	},
	{
		name: 'a claim that is no object',
		change: (a) => a.claims.push(null),
		at: null,
		field: `claims[${demo.claims.length}]`,
		message: /must be an object, is null/
	}
];

describe('lintArticle', () => {
	it.each(CASES)('refuses $name', ({ change, at, field, message }) => {
		const faults = faultsOf(change);
		const fault = faults.find((each) => each.at === at && each.field === field);
		expect(fault, JSON.stringify(faults, null, 1)).toBeDefined();
		expect(fault?.message).toMatch(message);
	});

	it('refuses a text with another hash', () => {
		const faults = lintArticle(demo, DEMO_TEXT, '0'.repeat(64));
		expect(faults).toEqual([
			expect.objectContaining({ article: demo.slug, at: null, field: 'text.sha256' })
		]);
	});

	it.each([null, undefined, 7, 'text', [], {}, { slug: 3, claims: [7, {}], statements: [[]] }])(
		'survives %j with faults',
		(article) => {
			expect(lintArticle(article, DEMO_TEXT)).not.toHaveLength(0);
		}
	);

	it('notices the loss of any one field, at any depth', () => {
		const unnoticed = placesIn(demo).filter((place) => {
			const article: Breakable = structuredClone(demo);
			const owner = place.slice(0, -1).reduce((value, key) => value[key], article);
			delete owner[place.at(-1) ?? ''];
			return lintArticle(article, DEMO_TEXT).length === 0;
		});
		expect(unnoticed).toEqual([]);
	});

	it('accepts an article whose text nobody holds', () => {
		expect(faultsOf((a) => (a.text = null))).toEqual([]);
	});

	it('reports a claim without a slug once, and under its place', () => {
		const faults = faultsOf((a) => {
			a.claims.push({ ...a.claims[6], slug: '' }, { ...a.claims[6], slug: '' });
		});
		expect(faults.filter((fault) => fault.field === 'slug').map((fault) => fault.at)).toEqual([
			`claims[${demo.claims.length}]`,
			`claims[${demo.claims.length + 1}]`
		]);
	});

	it('finds nothing in a valid article, with and without its text', () => {
		expect(faultsOf(() => undefined)).toEqual([]);
		expect(lintArticle(demo, null)).toEqual([]);
	});
});

describe('the lineage of a claim', () => {
	const hop = (words: object) => ({
		date: '2026-11-01',
		publisher: 'somebody',
		words: 'at most 1,000 gwei',
		paraphrased: false,
		inferred: false,
		says: 'a fee',
		changed: 'nothing that matters',
		source: 'a page',
		...words
	});
	const origin = hop({ changed: null });
	const faultsIn = (lineage: unknown) =>
		faultsOf((a) => (a.claims[0].lineage = lineage)).map(({ at, field, message }) => {
			expect(at).toBe(FEE);
			return `${field}: ${message}`;
		});

	it('may be left out, and is valid with an origin, months, unknown dates, and the article', () => {
		expect(faultsIn(undefined)).toEqual([]);
		expect(
			faultsIn([
				origin,
				hop({ date: '2026-11', words: 'x' }),
				hop({ date: null, words: 'y' }),
				hop({ date: '2026-11-20' })
			])
		).toEqual([]);
		expect(faultsIn([origin, hop({ words: 'said otherwise', paraphrased: true })])).toEqual([]);
	});

	it.each([
		['no list', 'text', 'lineage: must be a list'],
		['the origin alone', [origin], 'lineage: must hold the origin and the article itself'],
		['a hop without a source', [origin, hop({ source: ' ' })], 'lineage[1].source: must be a text'],
		['a hop that changed nothing it says', [origin, hop({ changed: null })], 'lineage[1].changed:'],
		['an origin that changed something', [hop({}), hop({})], 'lineage[0].changed: must be null'],
		[
			'a date before the hop above',
			[origin, hop({ date: null, words: 'x' }), hop({ date: '2026-10-31' })],
			'lineage[2].date: must not be before the hop above, which is of 2026-11-01'
		],
		[
			'a month before it',
			[origin, hop({ date: '2026-10' })],
			'lineage[1].date: must not be before'
		],
		['no date at all', [hop({ date: '', changed: null }), hop({})], 'lineage[0].date: must be'],
		[
			'a long quote',
			[hop({ words: 'x'.repeat(201), changed: null }), hop({})],
			'lineage[0].words:'
		],
		[
			'words that the article has not',
			[origin, hop({ words: 'z' })],
			'lineage[1].words: is in none'
		],
		[
			'a mark that is no mark',
			[hop({ changed: null, inferred: 1 }), hop({})],
			'lineage[0].inferred:'
		]
	])('refuses %s', (_, lineage, message) => {
		expect(faultsIn(lineage)).toEqual([expect.stringContaining(message)]);
	});
});

describe('lintArticles', () => {
	it('refuses slugs and reading ids that two articles share', () => {
		const other: Breakable = structuredClone(demo);
		other.slug = 'another-article';
		const faults = lintArticles([demo, other], new Map());
		expect(faults.map((fault) => fault.field)).toContain('rating.readings[0].id');
		expect(faults).toContainEqual({
			article: 'another-article',
			at: FEE,
			field: 'slug',
			message: `the claim slug "${FEE}" is already used in demo-two-chains`
		});
	});

	it('refuses two articles of one slug', () => {
		const faults = lintArticles([demo, demo], new Map());
		expect(faults[0]).toMatchObject({ at: null, field: 'slug' });
	});

	it('finds nothing in the articles that are published', () => {
		const sha256 = createHash('sha256').update(DEMO_TEXT).digest('hex');
		const texts = new Map([[demo.slug, { text: DEMO_TEXT, sha256 }]]);
		expect(lintArticles(articlesFor(true), texts)).toEqual([]);
	});
});

/** The path of every field of an object, members of lists included as places on the way only. */
function placesIn(value: unknown, path: string[] = []): string[][] {
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([key, inner]) => [
		...(Array.isArray(value) ? [] : [[...path, key]]),
		...placesIn(inner, [...path, key])
	]);
}
