import { describe, expect, it } from 'vitest';
import type { ChainStatusJson, StatusJson } from '#lib/domain/wire/status.ts';
import {
	gapReasonWords,
	ledgerRows,
	outcomeWords,
	STATE_LOOKS,
	statusSentence
} from './status-words.ts';

const ledger = (wanted: number, covered: number) => ({
	wanted: { from: 1, to: wanted },
	wanted_ranges: [{ from: 1, to: wanted }],
	covered,
	missing: wanted - covered,
	gaps: []
});

function chain(changes: Partial<ChainStatusJson> = {}): ChainStatusJson {
	return {
		...{ id: 324, name: 'ZKsync Era', demo: false, state: 'fresh', head: null, finalized: null },
		kinds: ['block', 'fee'].map((kind) => {
			const { covered, missing, ...rest } = ledger(10, 10);
			return { kind, ...rest, covered_blocks: covered, missing_blocks: missing };
		}),
		...{ batches: null, settlement: null, incidents: [], observations: [], last_pass: null },
		endpoints: [],
		...changes
	};
}

function status(...chains: ChainStatusJson[]): StatusJson {
	return { demo: false, state: 'fresh', now: '2026-11-26T10:00:00Z', chains, prices: [] };
}

describe('the status in words', () => {
	it('counts chains that are fresh, and says so where nothing is missing', () => {
		expect(statusSentence(status(chain(), chain({ id: 1 })))).toBe(
			'Both chains are fresh. Nothing is missing of what is wanted.'
		);
		expect(statusSentence(status(chain(), chain({ id: 1, state: 'stale' })))).toMatch(
			/^1 of 2 chains is fresh\./
		);
		expect(statusSentence(status())).toBe('No chain is collected, so there is nothing to tell.');
	});

	it('adds up what is missing of every kind, and counts endpoints that failed', () => {
		const endpoint = {
			host: 'a',
			checked_at: '',
			detail: null,
			last_pass: null,
			compared: 0,
			disagreed: 0,
			methods: []
		};
		const sentence = statusSentence(
			status(
				chain({
					batches: ledger(1_000, 0),
					settlement: ledger(5_000, 4_999),
					endpoints: [
						{ ...endpoint, ok: false },
						{ ...endpoint, ok: true }
					]
				})
			)
		);
		expect(sentence).toContain('1,001 blocks or batches that are wanted are missing');
		expect(sentence).toContain('1 endpoint failed when last asked.');
	});

	it('lists a ledger only where something is wanted of it', () => {
		const rows = ledgerRows(
			chain({ batches: { ...ledger(1, 0), wanted: null, wanted_ranges: [] } })
		);
		expect(rows.map(({ name }) => name)).toEqual(['Blocks', 'Fees']);
	});

	it('has a look of its own for each state, and words for what the store can say', () => {
		expect(new Set(Object.values(STATE_LOOKS).map(({ glyph }) => glyph)).size).toBe(5);
		for (const reason of [
			'not_yet_collected',
			'endpoint_failed',
			'method_missing',
			'bad_answer',
			'fee_unknown',
			'reorganised'
		])
			expect(gapReasonWords(reason)).not.toBe(reason);
		for (const outcome of ['done', 'partial', 'failed'])
			expect(outcomeWords(outcome)).toMatch(/ |failed/);
	});
});
