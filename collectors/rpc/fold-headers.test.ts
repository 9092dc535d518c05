import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldHeaders, HASH_COUNT } from './fold-headers.ts';

const hash = (digit: string): string => `0x${digit.repeat(64)}`;
const BLOOM = `0x${'0f'.repeat(256)}`;

function fold(text: string): unknown {
	return JSON.parse(foldHeaders(Buffer.from(text)).toString());
}

describe('foldHeaders', () => {
	it.each([
		['an empty body', ''],
		['an empty list', '{"transactions":[]}'],
		['white space', `{"transactions": ["${hash('a')}"]}`],
		['white space between hashes', `{"transactions":["${hash('a')}", "${hash('b')}"]}`],
		['whole transactions', `{"transactions":[{"hash":"${hash('a')}"}]}`],
		['a short hash', `{"transactions":["0xaa"]}`],
		[
			'two strings as long as two hashes',
			`{"transactions":["0x${'a'.repeat(65)}","0x${'b'.repeat(63)}"]}`
		],
		['one string as long as two hashes', `{"transactions":["0x${'a'.repeat(133)}"]}`],
		['words of that length', `{"transactions":["${'z'.repeat(66)}"]}`],
		['a list that is cut off', `{"transactions":["${hash('a')}"`],
		['hashes under another name', `{"uncles":["${hash('a')}"]}`],
		['the name within a text', `{"a":"\\"transactions\\":[\\"${hash('a')}\\"]"}`],
		['a bloom filter without a list behind it', `{"logsBloom":"${BLOOM}","number":"0x1"}`]
	])('leaves %s as it is', (_, text) => {
		expect(foldHeaders(Buffer.from(text)).toString()).toBe(text);
	});

	it.each([
		['too short', BLOOM.slice(0, -1)],
		['too long', `${BLOOM}0`]
	])('keeps a bloom filter that is %s', (_, logsBloom) => {
		const text = JSON.stringify({ logsBloom, transactions: [hash('a')] });
		expect(fold(text)).toEqual({ logsBloom, [HASH_COUNT]: 1 });
	});

	it('keeps an empty bloom filter, and what stands as far behind it as a whole one would end', () => {
		// Behind `"0x` come `","a":"`, so many letters, and then the quote and comma of "a".
		const answer = { logsBloom: '0x', a: 'x'.repeat(512 - 7), b: 1, transactions: [hash('a')] };
		expect(fold(JSON.stringify(answer))).toEqual({
			logsBloom: answer.logsBloom,
			a: answer.a,
			b: 1,
			[HASH_COUNT]: 1
		});
	});

	it('counts the hashes of each block of an answer, whatever the order of the fields', () => {
		const header = { hash: hash('1'), logsBloom: BLOOM, number: '0x1' };
		const answer = [
			{ id: 1, result: { ...header, transactions: [hash('a'), hash('b'), hash('c')] } },
			{ id: 2, error: { code: -32000, message: 'é "transactions":[' } },
			{ id: 3, result: { transactions: [hash('d')], ...header } },
			{ id: 4, result: { ...header, transactions: [] } },
			{ id: 5, result: { transactions: [hash('e'), hash('f')], ...header, uncles: [] } }
		];
		expect(fold(JSON.stringify(answer))).toEqual([
			{ id: 1, result: { hash: hash('1'), number: '0x1', [HASH_COUNT]: 3 } },
			answer[1],
			{ id: 3, result: { hash: hash('1'), number: '0x1', [HASH_COUNT]: 1 } },
			// Before an empty list the filter may stay: nothing reads it.
			{ id: 4, result: expect.objectContaining({ number: '0x1', transactions: [] }) },
			{ id: 5, result: expect.objectContaining({ number: '0x1', uncles: [], [HASH_COUNT]: 2 }) }
		]);
	});

	it('changes nothing else in any answer', () => {
		const block = fc.record(
			{
				number: fc.string(),
				logsBloom: fc.constantFrom(BLOOM, '0x', null),
				transactions: fc.oneof(
					fc.array(fc.constantFrom(hash('a'), hash('B'))),
					fc.array(fc.oneof(fc.string(), fc.jsonValue({ maxDepth: 1 })))
				),
				extraData: fc.jsonValue({ maxDepth: 2 })
			},
			{ requiredKeys: [] }
		);
		const isHash = (each: unknown): boolean => /^"0x.{64}"$/.test(JSON.stringify(each));
		fc.assert(
			fc.property(fc.array(fc.record({ id: fc.nat(), result: block })), (answer) => {
				const folded = fold(JSON.stringify(answer)) as { result: Record<string, unknown> }[];
				expect(folded.length).toBe(answer.length);
				for (const [index, { result }] of answer.entries()) {
					const plain = JSON.parse(JSON.stringify(result)) as Record<string, unknown>;
					const list = plain.transactions as unknown[] | undefined;
					const { [HASH_COUNT]: count, ...rest } = folded[index]!.result;
					if (list && list.length > 0 && list.every(isHash)) {
						expect(count).toBe(list.length);
						delete plain.transactions;
					} else expect(count).toBeUndefined();
					if (!('logsBloom' in rest)) delete plain.logsBloom;
					expect(rest).toEqual(plain);
				}
			})
		);
	});
});
