import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { chainById, CHAINS } from '#lib/domain/chains.ts';
import type { Reading } from '#lib/domain/claims.ts';
import { lintArticle } from './lint.ts';
import article from './vitalik-backs-zksync.ts';

/** The text and its inventory lie beside the project, since they are not ours to publish. */
const SEED = '../shared/seed';
const seedIsHere = existsSync(`${SEED}/article.txt`) && existsSync(`${SEED}/claims.json`);

interface SeedStatement {
	readonly id: string;
	readonly quote: string;
	readonly start: number;
	readonly end: number;
}

/** The readings of a claim. Throws where it has none. */
function readingsOf(slug: string): readonly Reading[] {
	const rating = article.claims.find((claim) => claim.slug === slug)?.rating;
	if (!rating?.rated) throw new Error(`claim ${slug} is not rated`);
	return rating.readings;
}

/** The claim that a statement states. */
function claimOf(id: string) {
	const slug = article.statements.find((statement) => statement.id === id)?.claim;
	return article.claims.find((claim) => claim.slug === slug);
}

/** What every node tells; ADI’s tell neither of batches nor when they received a transaction. */
const OF_BLOCKS = new Set(['throughput.user_tx', 'block.interval']);

describe('the seed article', () => {
	it('lints clean without its text', () => {
		expect(lintArticle(article, null)).toEqual([]);
	});

	it('lists 46 statements in reading order, which state 43 claims', () => {
		const ids = article.statements.map((statement) => statement.id);
		expect(ids).toEqual(Array.from({ length: 46 }, (_, i) => `C${String(i + 1).padStart(2, '0')}`));
		const starts = article.statements.map((statement) => statement.start);
		expect(starts).toEqual(starts.toSorted((a, b) => a - b));
		expect(article.claims).toHaveLength(43);
	});

	it('lets duplicates share a claim, and keeps what was achieved apart from what can be handled', () => {
		expect(claimOf('C02')).toBe(claimOf('C14'));
		expect(claimOf('C07')).toBe(claimOf('C25'));
		expect(claimOf('C19')).toBe(claimOf('C20'));
		expect(claimOf('C03')).not.toBe(claimOf('C15'));
	});

	it('rates what can be measured, and no other claim', () => {
		const rated = article.statements
			.filter((statement) => claimOf(statement.id)?.rating.rated)
			.map((statement) => statement.id);
		expect(rated).toEqual([
			...['C03', 'C04', 'C07', 'C08', 'C09', 'C11', 'C15', 'C16', 'C19', 'C20'],
			...['C25', 'C30', 'C33', 'C35', 'C37', 'C38', 'C41', 'C45']
		]);
		expect(claimOf('C03')?.slug).toBe('zksync-atlas-15000-tps');
	});

	it('gives each claim that is not rated a reason of its own, in one sentence', () => {
		const reasons = article.claims.flatMap(({ rating }) => (rating.rated ? [] : [rating.reason]));
		expect(new Set(reasons).size).toBe(reasons.length);
		for (const reason of reasons) expect(reason).toMatch(/^[^.]+\.$/);
	});

	it('marks the fourteen places where words are lost', () => {
		expect(article.gaps).toHaveLength(14);
	});

	it('looks at the chain that runs Atlas wherever a claim is about Atlas', () => {
		for (const slug of [
			'zksync-atlas-15000-tps',
			'zksync-atlas-can-handle-15000-tps',
			'zksync-confirmation-250-500-ms',
			'fusaka-30000-tps'
		])
			for (const reading of readingsOf(slug).filter(({ metric }) => OF_BLOCKS.has(metric))) {
				expect(reading.chains, reading.id).toEqual([324, 36900, 2741]);
				expect(reading.version, reading.id).toBe(2);
			}
	});

	it('ranks ZKsync Era among every Layer 2 network of the chain list', () => {
		const [rank] = readingsOf('zksync-leads-layer-2');
		// Soneium is looked at for its stack only: nobody is asked to collect its blocks.
		const others = [1, 1868];
		const layer2 = CHAINS.filter(({ id, demo }) => !others.includes(id) && !demo).map(
			({ id }) => id
		);
		expect(rank?.chains[0]).toBe(324);
		expect(rank?.chains.toSorted((a, b) => a - b)).toEqual(layer2.toSorted((a, b) => a - b));
	});

	it('asks for dollars only of chains whose gas token has a price', () => {
		for (const { chains, claimed } of article.claims.flatMap(({ rating }) =>
			rating.rated ? rating.readings : []
		))
			if (claimed.unit === 'USD/tx')
				for (const id of chains) expect(chainById(id).priceFeed, String(id)).not.toBeNull();
	});

	it('never lets the block interval stand for the time of a confirmation where blocks follow demand', () => {
		for (const reading of readingsOf('zksync-confirmation-250-500-ms')) {
			expect(reading.measures).toBe('proxy');
			if (reading.metric === 'block.interval') expect(reading.notComparable).not.toBeNull();
		}
	});

	it('never sets a benchmark, a proving cost or a sector total beside a measurement', () => {
		for (const slug of [
			'zksync-atlas-15000-tps',
			'zksync-atlas-can-handle-15000-tps',
			'zksync-transfer-0-0001-usd',
			'zksync-tvl-3-5-billion'
		]) {
			const source = readingsOf(slug).filter((reading) => reading.wording === 'source');
			expect(source, slug).toHaveLength(1);
			expect(source[0]?.notComparable, slug).not.toBeNull();
		}
	});

	it('gives four answers to the fall of fees: gwei and dollars, medians and means', () => {
		const answers = readingsOf('ethereum-fees-down-70-percent').map(
			({ metric, statistic, inDollars }) => `${metric} ${statistic} ${inDollars ? 'USD' : 'gwei'}`
		);
		expect(new Set(answers)).toEqual(
			new Set([
				'fee.base change gwei',
				'fee.base change_of_means gwei',
				'fee.transfer_price change USD',
				'fee.transfer_price change_of_means USD'
			])
		);
	});

	it('takes 2023 whole and the 30 days that end with the day of publication for the fall of fees', () => {
		for (const reading of readingsOf('ethereum-fees-down-70-percent')) {
			expect(reading.baseWindow).toEqual({ kind: 'closed', from: '2023-01-01', to: '2024-01-01' });
			expect(reading.window).toEqual({ kind: 'closed', from: '2025-10-29', to: '2025-11-28' });
		}
	});
});

describe.skipIf(!seedIsHere)(`the seed article beside its text (needs ${SEED})`, () => {
	const read = (name: string) => readFileSync(`${SEED}/${name}`);

	it('quotes the text word for word, at the offsets it states', () => {
		const bytes = read('article.txt');
		const sha256 = createHash('sha256').update(bytes).digest('hex');
		expect(lintArticle(article, bytes.toString('utf8'), sha256)).toEqual([]);
	});

	it('holds the statements of the inventory, each with its quote and offsets', () => {
		const seed = JSON.parse(read('claims.json').toString('utf8')) as { claims: SeedStatement[] };
		const expected = seed.claims.map(({ id, quote, start, end }) => ({ id, quote, start, end }));
		const own = article.statements.map(({ id, quote, start, end }) => ({ id, quote, start, end }));
		expect(own).toEqual(expected);
	});
});
