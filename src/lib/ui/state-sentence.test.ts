import { describe, expect, it } from 'vitest';
import {
	CHAIN_CONDITIONS,
	chainCondition,
	CONDITION_LOOKS,
	conditionSentence,
	type ChainCondition,
	type ChainFacts
} from './state-sentence.ts';

const AT = Date.UTC(2026, 10, 26, 9, 0, 7) / 1000;
const LIVE: ChainFacts = {
	name: 'Era',
	head: { number: 12_345, time: AT, seenAt: AT },
	age: 'fresh',
	standsStill: null,
	idleHour: null,
	optIn: null
};
const HALTED: ChainFacts = { ...LIVE, standsStill: { since: AT, endpoints: 2 } };
const EACH: Record<ChainCondition, ChainFacts> = {
	live: LIVE,
	idle: { ...LIVE, idleHour: { from: AT - 3_607, to: AT - 7 } },
	halted: HALTED,
	late: { ...LIVE, age: 'late' },
	stale: { ...LIVE, age: 'stale' },
	unknown: { ...LIVE, standsStill: { since: AT, endpoints: 1 } },
	never: { ...LIVE, head: null, age: 'never' }
};

describe('the state of a chain', () => {
	it.each(CHAIN_CONDITIONS)('%s is told from the facts', (condition) => {
		expect(chainCondition(EACH[condition])).toBe(condition);
	});

	it('has a sentence and a look of its own', () => {
		const sentences = CHAIN_CONDITIONS.map((each) => conditionSentence(EACH[each]));
		expect(new Set(sentences).size).toBe(CHAIN_CONDITIONS.length);
		const words = CHAIN_CONDITIONS.map((each) => CONDITION_LOOKS[each].word);
		expect(new Set(words).size).toBe(CHAIN_CONDITIONS.length);
	});

	it('says of a halt, of our outage and of no activity which of them is a zero', () => {
		expect(conditionSentence(HALTED)).toBe(
			'Era stands still: 2 endpoints have told of no block after block 12,345 since 26 Nov 2026, 09:00 UTC. Figures and charts end with that block; once one after it is read, these seconds count as zero, for nothing of them is missing.'
		);
		expect(conditionSentence(EACH.stale)).toContain('is missing, not zero');
		expect(conditionSentence(EACH.idle)).toContain('That zero is measured');
		expect(conditionSentence(EACH.never)).toContain('not a zero');
	});

	it('says nothing of the chain where we have not heard of it, whatever it did before', () => {
		expect(chainCondition({ ...HALTED, age: 'stale' })).toBe('stale');
		expect(chainCondition({ ...EACH.idle, age: 'late' })).toBe('late');
		const ahead = { ...HALTED, age: 'ahead' } as const;
		expect(chainCondition(ahead)).toBe('unknown');
		expect(conditionSentence(ahead)).toContain(
			'lies ahead of this server’s clock: that clock is off, or a node’s is'
		);
	});

	it('says why a chain is collected only where it is named', () => {
		const facts = { ...EACH.never, optIn: 'it has too many blocks' };
		expect(conditionSentence(facts)).toContain('it has too many blocks');
	});
});
