import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { either, listOf, objectOf, pickJson, VALUE, type Picker } from './pick-json.ts';
import { JSON_TEXT, JsonText, Quantity, QUANTITY, TextCount, TEXT_COUNT } from './pick-json.ts';

const hash = (digit: string): string => `0x${digit.repeat(64)}`;
const HEADER = objectOf({ number: VALUE, hash: VALUE, transactions: TEXT_COUNT });

function pick(text: string, picker: Picker = HEADER): unknown {
	return pickJson(Buffer.from(text), picker)?.value;
}

describe('pickJson', () => {
	it.each([
		['an empty body', ''],
		['blanks', ' \n'],
		['white space', '{"number": "0x1"}'],
		['white space in front', ' {"number":"0x1"}'],
		['an escape in what is kept', '{"number":"\\u0030x1"}'],
		['an escape in what is not', '{"extra":"\\"number\\":","number":"0x1"}'],
		['a second value', '{"number":"0x1"}{"number":"0x2"}'],
		['words after the value', '{"number":"0x1"}null'],
		['a body that is cut off in a text', '{"number":"0x1'],
		['a body that is cut off after a text', '{"number":"0x1"'],
		['a list that is cut off', `{"transactions":["${hash('a')}"`],
		['a list of hashes without its end', `{"transactions":["${hash('a')}","number":"0x1"}`],
		['a comma too many', '{"number":"0x1",}'],
		['a comma too many in what is not kept', '{"extra":[1,],"number":"0x1"}'],
		['a comma too few', '{"number":"0x1""hash":"0x2"}'],
		['a name without quotes', '{number:"0x1"}'],
		['a name without a colon', '{"number","0x1"}'],
		['brackets that do not match', '{"extra":[{"a":1],"number":"0x1"}'],
		['a word that is none', '{"extra":nil,"number":"0x1"}'],
		['a number with a leading zero', '{"number":01}'],
		['a number past 2⁵³', '{"number":9007199254740993}'],
		['a fraction', '{"number":1.5}'],
		['a number below zero', '{"number":-1}'],
		['an object where none is picked', '{"number":{"hash":"0x1"}}'],
		['a list where none is picked', '["0x1"]'],
		['whole transactions where texts are counted', `{"transactions":[{"hash":"${hash('a')}"}]}`],
		['texts and others where texts are counted', `{"transactions":["${hash('a')}",null]}`],
		['what is nested too deep', `{"extra":${'['.repeat(100_000)}${']'.repeat(100_000)}}`]
	])('leaves %s to JSON.parse', (_, text) => {
		expect(pickJson(Buffer.from(text), HEADER)).toBeNull();
	});

	it('keeps what is picked of an object, wherever it stands, and nothing else', () => {
		const answer = {
			...{
				extra: { number: '0x9', hash: ['0x9'] },
				number: '0x1',
				logsBloom: `0x${'0f'.repeat(256)}`
			},
			...{
				transactions: [hash('a'), hash('b')],
				uncles: [],
				size: null,
				isOdd: true,
				hash: hash('c')
			},
			...{ Number: '0x8', numbe: '0x7', numbers: '0x6', '': '0x5' }
		};
		const picked = pick(JSON.stringify(answer));
		expect(picked).toStrictEqual({
			...{ number: '0x1', hash: hash('c'), transactions: new TextCount(2) }
		});
	});

	it('gives undefined for what is missing, and null for what is null', () => {
		expect(pick('{"hash":null}')).toStrictEqual({
			...{ number: undefined, hash: null, transactions: undefined }
		});
		expect(pick('null')).toBeNull();
	});

	it('keeps the last of two members of one name, as JSON.parse does', () => {
		const text = `{"number":"0x1","transactions":["a","b"],"number":"0x2","transactions":[]}`;
		expect(pick(text)).toMatchObject({ number: '0x2', transactions: new TextCount(0) });
	});

	it('counts texts of any length, with any bytes in them', () => {
		const texts = ['', '0x', ']', '],"number":"0x9', '"', 'é', '{', ',', hash('a')];
		const plain = texts.filter((text) => !text.includes('"'));
		expect(pick(JSON.stringify({ transactions: plain, number: '0x1' }))).toMatchObject({
			number: '0x1',
			transactions: new TextCount(plain.length)
		});
		expect(pick(JSON.stringify({ transactions: texts }))).toBeUndefined();
	});

	it.each<[string, unknown]>([
		['0x0', new Quantity(0)],
		['0x1a', new Quantity(26)],
		['0xfF09', new Quantity(65_289)],
		['0x0001', new Quantity(1)],
		['0xfffffffffffff', new Quantity(2 ** 52 - 1)],
		...['0x10000000000000', '0x', '', 'x1', '0X1', '0xg', '0x1 ', '1a', 'é'].map(
			(each): [string, unknown] => [each, each]
		)
	])('keeps the quantity %j as %j', (text, kept) => {
		const picker = objectOf({ gas: QUANTITY, number: VALUE });
		const picked = pick(JSON.stringify({ gas: text, number: '0x1' }), picker);
		expect(picked).toStrictEqual({ gas: kept, number: '0x1' });
		expect(pick(`{"gas":"${text}`, picker)).toBeUndefined();
	});

	it.each(['"0x1"', 'null', '7', '[]', '[{"a":["]"]},null]', '{"number":{}}'])(
		'keeps %s as it is written',
		(written) => {
			const picked = pick(`{"a":1,"logs":${written},"b":2}`, objectOf({ logs: JSON_TEXT }));
			expect(picked).toStrictEqual({ logs: new JsonText(written) });
			expect(
				pick(`{"logs":${written.slice(0, -1)}`, objectOf({ logs: JSON_TEXT }))
			).toBeUndefined();
		}
	);

	it('takes no number that an endpoint writes for a quantity', () => {
		expect(pick('{"gas":26}', objectOf({ gas: QUANTITY }))).toStrictEqual({ gas: 26 });
	});

	it('takes no number that an endpoint writes for a count', () => {
		expect(pick('{"transactions":3}')).toMatchObject({ transactions: 3 });
	});

	it('reads lists, and one or the other of two kinds', () => {
		const both = either(HEADER, listOf(objectOf({ hash: VALUE })));
		expect(pick('{"number":"0x1"}', both)).toMatchObject({ number: '0x1' });
		expect(pick('[{"hash":"a","number":"0x1"},null,"b",7]', both)).toEqual([
			...[{ hash: 'a' }, null, 'b', 7]
		]);
		expect(pick('[]\r\n', both)).toEqual([]);
	});

	it.each([0, 1, 2, 3])(
		'reads bytes that begin %i bytes into memory, and texts of every length',
		(offset) => {
			for (let length = 0; length < 100; length++) {
				const text = JSON.stringify({ extra: 'x'.repeat(length), number: 'y'.repeat(length) });
				const memory = Buffer.allocUnsafeSlow(offset + text.length);
				memory.write(text, offset);
				const body = memory.subarray(offset);
				expect(pickJson(body, HEADER)?.value).toMatchObject({ number: 'y'.repeat(length) });
				// Cut off anywhere it is left alone, and nothing is looked for beyond its end.
				expect(pickJson(body.subarray(0, body.length - 2), HEADER)).toBeNull();
			}
		}
	);

	it('decodes texts as UTF-8', () => {
		expect(pick('{"number":"é–𝄞"}')).toMatchObject({ number: 'é–𝄞' });
	});

	/** What is kept, as a picker and as a rule over parsed values; `undefined` from the rule: not to be read. */
	interface Kept {
		readonly picker: Picker;
		readonly of: (value: unknown) => unknown;
	}
	const UNREAD = Symbol('left to JSON.parse');
	const value: Kept = {
		picker: VALUE,
		of: (each) => (typeof each === 'object' && each !== null ? UNREAD : each)
	};
	const quantity: Kept = {
		picker: QUANTITY,
		of: (each) =>
			typeof each === 'string' && /^0x[0-9a-f]{1,13}$/i.test(each)
				? new Quantity(Number(each))
				: value.of(each)
	};
	const text: Kept = {
		picker: JSON_TEXT,
		of: (each) => (each === undefined ? each : new JsonText(JSON.stringify(each)))
	};
	const count: Kept = {
		picker: TEXT_COUNT,
		of: (each) =>
			Array.isArray(each)
				? each.every((text) => typeof text === 'string')
					? new TextCount(each.length)
					: UNREAD
				: value.of(each)
	};
	const list = (element: Kept): Kept => ({
		picker: listOf(element.picker),
		of(each) {
			if (!Array.isArray(each)) return value.of(each);
			const kept = each.map(element.of);
			return kept.includes(UNREAD) ? UNREAD : kept;
		}
	});
	const object = (members: Record<string, Kept>): Kept => ({
		picker: objectOf(
			Object.fromEntries(Object.entries(members).map(([name, { picker }]) => [name, picker]))
		),
		of(each) {
			if (typeof each !== 'object' || each === null || Array.isArray(each)) return value.of(each);
			const kept = Object.entries(members).map(([name, member]): [string, unknown] => [
				name,
				Object.hasOwn(each, name) ? member.of((each as Record<string, unknown>)[name]) : undefined
			]);
			return kept.some(([, one]) => one === UNREAD) ? UNREAD : Object.fromEntries(kept);
		}
	});
	const reply = list(
		object({
			id: value,
			result: object({
				...{ number: quantity, hash: value, type: quantity },
				...{ transactions: count, logs: list(object({ hash: value })), x: text }
			})
		})
	);

	/** Answers of objects with these names and such words in them, as nodes give them and as they do not. */
	const answersOf = (words: fc.Arbitrary<string>) => {
		const names = ['number', 'hash', 'type', 'transactions', 'logs', 'numbes', 'extra', 'x'];
		const anything = fc.oneof(words, fc.nat(), fc.constant(null), fc.array(words));
		const tidy = fc.record(
			{
				...{ extra: anything, number: words, hash: fc.oneof(words, fc.constant(null)), x: words },
				...{
					transactions: fc.array(words),
					logs: fc.array(fc.record({ x: anything, hash: words }))
				}
			},
			{ requiredKeys: [] }
		);
		const wild = fc.dictionary(
			fc.oneof(fc.constantFrom(...names), words),
			fc.oneof(words, anything, fc.array(fc.dictionary(fc.constantFrom('hash', 'x'), anything)))
		);
		const result = fc.oneof({ weight: 3, arbitrary: tidy }, wild);
		return fc.array(fc.record({ id: fc.nat(), result, jsonrpc: fc.constant('2.0') }));
	};
	const plainWords = fc.constantFrom(
		...[
			'0x1',
			'0xFfa',
			'0xg',
			'',
			hash('a'),
			']',
			'},{',
			'[',
			'é',
			'number',
			'x'.repeat(70),
			',',
			':',
			'null'
		]
	);
	const wildWords = fc.oneof(
		plainWords,
		fc.string(),
		fc.constantFrom('\\', '\n', '"', '":"', '"],"')
	);

	it('keeps of any answer what JSON.parse and then leaving out the rest keep', () => {
		let read = 0;
		fc.assert(
			fc.property(fc.oneof(answersOf(plainWords), answersOf(wildWords)), (answer) => {
				const text = JSON.stringify(answer);
				const picked = pickJson(Buffer.from(text), reply.picker);
				if (!picked) return;
				read += 1;
				expect(picked.value).toStrictEqual(reply.of(JSON.parse(text)));
			}),
			{ numRuns: 2_000 }
		);
		expect(read).toBeGreaterThan(200);
	});

	it('reads no text that is not JSON, and none otherwise than JSON.parse, wherever bytes were changed', () => {
		const change = fc.record({
			at: fc.nat(),
			remove: fc.nat({ max: 3 }),
			insert: fc.constantFrom(
				'',
				'"',
				',',
				':',
				'[',
				']',
				'{',
				'}',
				'","',
				'"],"',
				'\\',
				' ',
				'0',
				'n'
			)
		});
		// Within texts JSON forbids these, and what is not kept is not looked into.
		const forbidden = /[\u0000-\u001f]/;
		let changed = 0;
		fc.assert(
			fc.property(answersOf(plainWords), fc.array(change, { maxLength: 2 }), (answer, changes) => {
				const whole = changes.reduce((text, { at, remove, insert }) => {
					const place = at % (text.length + 1);
					return text.slice(0, place) + insert + text.slice(place + remove);
				}, JSON.stringify(answer));
				const text = Buffer.from(whole).toString();
				const picked = pickJson(Buffer.from(text), reply.picker);
				if (!picked || forbidden.test(text)) return;
				let parsed: unknown;
				try {
					parsed = JSON.parse(text);
				} catch {
					expect.fail(`${text} is no JSON, and was read as ${JSON.stringify(picked.value)}`);
				}
				if (whole !== JSON.stringify(answer)) changed += 1;
				expect(picked.value).toStrictEqual(reply.of(parsed));
			}),
			{ numRuns: 3_000 }
		);
		expect(changed).toBeGreaterThan(20);
	});
});
