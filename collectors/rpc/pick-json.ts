import { isAscii } from 'node:buffer';

/** What is kept of a JSON value. Texts, numbers, booleans and null are kept whatever is picked. */
export interface Picker {
	/** In place of the value: of a list the number of its texts, of a text the hex quantity that it is, of anything its text. */
	readonly instead: 'count' | 'quantity' | 'text' | null;
	/** What is kept of each element of a list. */
	readonly element: Picker | null;
	/** What is kept of an object, by the length of the names; most lengths have none. */
	readonly members: Members | null;
	/** An object with all of these members undefined: its copies have one shape. */
	readonly blank: Readonly<Record<string, undefined>>;
}

type Members = readonly (readonly Member[] | undefined)[];

interface Member {
	readonly name: string;
	readonly bytes: Buffer;
	readonly picker: Picker;
}

/** Texts, numbers, booleans and null. */
export const VALUE: Picker = {
	...{ instead: null, element: null, members: null, blank: {} }
};

/** Texts such as "0x1a" as a `Quantity`, where it is surely below 2⁵³; all else as it is. */
export const QUANTITY: Picker = { ...VALUE, instead: 'quantity' };

/** Lists of texts, as a `TextCount` each. */
export const TEXT_COUNT: Picker = { ...VALUE, instead: 'count' };

/** Anything, as a `JsonText`: for what is long and seldom looked at. */
export const JSON_TEXT: Picker = { ...VALUE, instead: 'text' };

/** How many texts a list held. A class, so that nothing an endpoint writes can be taken for it. */
export class TextCount {
	readonly texts: number;
	constructor(texts: number) {
		this.texts = texts;
	}
}

/** What a hex quantity says. A class, so that a number that an endpoint writes is not taken for it. */
export class Quantity {
	readonly number: number;
	constructor(number: number) {
		this.number = number;
	}
}

/** What stands in an answer, as it stands there: to be parsed when it is looked at. */
export class JsonText {
	readonly text: string;
	constructor(text: string) {
		this.text = text;
	}
}

/** Lists, and of each element what its picker keeps. */
export function listOf(element: Picker): Picker {
	return { ...VALUE, element };
}

/** Objects, of which only these members are kept; one that an object lacks is undefined. */
export function objectOf(pickers: Readonly<Record<string, Picker>>): Picker {
	const members: Member[][] = [];
	for (const [name, picker] of Object.entries(pickers)) {
		const bytes = Buffer.from(name, 'latin1');
		(members[bytes.length] ??= []).push({ name, bytes, picker });
	}
	const blank = Object.fromEntries(Object.keys(pickers).map((name) => [name, undefined]));
	return { ...VALUE, members, blank };
}

/** What one picker keeps of objects and the other of lists. */
export function either(ofObjects: Picker, ofLists: Picker): Picker {
	return { ...ofLists, members: ofObjects.members, blank: ofObjects.blank };
}

const [QUOTE, COMMA, COLON, BACKSLASH, ZERO, NINE] = [0x22, 0x2c, 0x3a, 0x5c, 0x30, 0x39];
const [LETTER_A, LETTER_F, LETTER_X] = [0x61, 0x66, 0x78];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];
const BLANKS: readonly (number | undefined)[] = [0x20, 0x09, 0x0a, 0x0d];
const WORDS = ([null, true, false] as const).map((value) => ({
	value,
	bytes: Buffer.from(String(value), 'latin1')
}));
/** A number of so many digits is below 2⁵³. */
const MOST_DIGITS = 15;
/** A hex quantity of so many digits is below 2⁵³. */
const MOST_HEX_DIGITS = 13;
/** Nothing that a node answers is nested deeper, and no answer may overflow the stack. */
const DEEPEST = 16;
/** Texts of up to so many words are stepped through; for longer ones a call of `indexOf` takes less. */
const SHORT_TEXT_WORDS = 20;
const QUOTES = 0x22222222;

interface Cursor {
	readonly body: Buffer;
	/** Of the texts; one byte a character reads sooner. */
	readonly encoding: 'latin1' | 'utf8';
	/** The same bytes, four at once. */
	readonly words: Int32Array;
	at: number;
}

/** Thrown within this file only: what stands here is for `JSON.parse` to read. */
class Unreadable extends Error {}

/**
 * What `JSON.parse` makes of these bytes, less what is not picked; null where they are written in another way than
 * nodes write, without white space or escapes and with whole numbers only, or hold a list or an object where none is
 * picked: then read them by `JSON.parse`. Nearly all of an answer is thrown away, and to decode and parse it first
 * took half of the time that a block took. Texts that are not picked are not looked into: a character that JSON forbids is
 * not found there.
 */
export function pickJson(bytes: Buffer, picker: Picker): { readonly value: unknown } | null {
	const body = bytes.byteOffset % 4 === 0 ? bytes : Buffer.from(bytes);
	// Without escapes every quote begins a text or ends one, whatever else stands in it.
	if (body.includes(BACKSLASH)) return null;
	const words = new Int32Array(body.buffer, body.byteOffset, body.length >> 2);
	const cursor: Cursor = { body, words, encoding: isAscii(body) ? 'latin1' : 'utf8', at: 0 };
	try {
		const value = readValue(cursor, picker);
		while (BLANKS.includes(body[cursor.at])) cursor.at += 1;
		return cursor.at === body.length ? { value } : null;
	} catch (error) {
		if (error instanceof Unreadable) return null;
		throw error;
	}
}

function readValue(cursor: Cursor, picker: Picker): unknown {
	if (picker.instead === 'text') return readJsonText(cursor);
	switch (cursor.body[cursor.at]) {
		case QUOTE:
			return (picker.instead === 'quantity' && readQuantity(cursor)) || readText(cursor);
		case OPEN_OBJECT:
			return readObject(cursor, picker);
		case OPEN_LIST:
			return picker.instead === 'count' ? countTexts(cursor) : readList(cursor, picker);
		default:
			return readWord(cursor);
	}
}

function readObject(cursor: Cursor, { members, blank }: Picker): object {
	if (!members) throw new Unreadable();
	const object: Record<string, unknown> = { ...blank };
	if (enters(cursor, CLOSE_OBJECT))
		do {
			const member = readName(cursor, members);
			if (member) object[member.name] = readValue(cursor, member.picker);
			else skipValue(cursor, 0);
		} while (goesOn(cursor, CLOSE_OBJECT));
	return object;
}

function readList(cursor: Cursor, { element }: Picker): unknown[] {
	if (!element) throw new Unreadable();
	const list: unknown[] = [];
	if (enters(cursor, CLOSE_LIST))
		do list.push(readValue(cursor, element));
		while (goesOn(cursor, CLOSE_LIST));
	return list;
}

function countTexts(cursor: Cursor): TextCount {
	let count = 0;
	if (enters(cursor, CLOSE_LIST))
		do {
			if (cursor.body[cursor.at] !== QUOTE) throw new Unreadable();
			skipText(cursor);
			count += 1;
		} while (goesOn(cursor, CLOSE_LIST));
	return new TextCount(count);
}

/** Step over a name and its colon. Gives the member of that name, where it is kept. */
function readName(cursor: Cursor, members: Members): Member | undefined {
	const { body } = cursor;
	const from = cursor.at + 1;
	if (body[cursor.at] !== QUOTE) throw new Unreadable();
	skipText(cursor);
	const length = cursor.at - 1 - from;
	if (body[cursor.at] !== COLON) throw new Unreadable();
	cursor.at += 1;
	for (const member of members[length] ?? []) if (isAt(body, from, member.bytes)) return member;
	return undefined;
}

function readJsonText(cursor: Cursor): JsonText {
	const from = cursor.at;
	skipValue(cursor, 0);
	return new JsonText(cursor.body.toString(cursor.encoding, from, cursor.at));
}

function readText(cursor: Cursor): string {
	const from = cursor.at + 1;
	skipText(cursor);
	return cursor.body.toString(cursor.encoding, from, cursor.at - 1);
}

/** Step over a text that is a hex quantity; null, and where it was, when it is none or a wide one. */
function readQuantity(cursor: Cursor): Quantity | null {
	const { body } = cursor;
	const from = cursor.at + 3;
	if (body[from - 2] !== ZERO || body[from - 1] !== LETTER_X) return null;
	const far = from + MOST_HEX_DIGITS;
	let number = 0;
	let at = from;
	for (let digit = hexDigit(body[at]); digit >= 0 && at < far; digit = hexDigit(body[at])) {
		number = number * 16 + digit;
		at += 1;
	}
	if (at === from || body[at] !== QUOTE) return null;
	cursor.at = at + 1;
	return new Quantity(number);
}

/** What a hex digit of either case stands for; below 0 for any other byte. */
function hexDigit(byte = 0): number {
	if (byte >= ZERO && byte <= NINE) return byte - ZERO;
	const lower = byte | 0x20;
	return lower >= LETTER_A && lower <= LETTER_F ? lower - LETTER_A + 10 : -1;
}

/** `null`, `true`, `false` or a whole number from 0. */
function readWord(cursor: Cursor): null | boolean | number {
	const { body } = cursor;
	const from = cursor.at;
	let number = 0;
	for (let digit = body[from]; isDigit(digit); digit = body[cursor.at]) {
		number = number * 10 + digit - ZERO;
		cursor.at += 1;
	}
	const digits = cursor.at - from;
	if (digits > MOST_DIGITS || (digits > 1 && body[from] === ZERO)) throw new Unreadable();
	if (digits > 0) return number;
	const word = WORDS.find(({ bytes }) => isAt(body, from, bytes));
	if (!word) throw new Unreadable();
	cursor.at += word.bytes.length;
	return word.value;
}

function skipValue(cursor: Cursor, depth: number): void {
	const first = cursor.body[cursor.at];
	if (first === QUOTE) return skipText(cursor);
	if (first !== OPEN_OBJECT && first !== OPEN_LIST) return void readWord(cursor);
	if (depth === DEEPEST) throw new Unreadable();
	const closing = first === OPEN_OBJECT ? CLOSE_OBJECT : CLOSE_LIST;
	if (enters(cursor, closing))
		do {
			if (first === OPEN_OBJECT) readName(cursor, []);
			skipValue(cursor, depth + 1);
		} while (goesOn(cursor, closing));
}

function skipText(cursor: Cursor): void {
	const { body, words } = cursor;
	let at = cursor.at + 1;
	for (; at % 4 !== 0; at += 1)
		if (body[at] === QUOTE) {
			cursor.at = at + 1;
			return;
		}
	let word = at / 4;
	const far = Math.min(words.length, word + SHORT_TEXT_WORDS);
	while (word < far && !hasQuote(words[word] as number)) word += 1;
	at = word * 4;
	if (word >= far) at = endOfText(body, at);
	else while (body[at] !== QUOTE) at += 1;
	cursor.at = at + 1;
}

/** Whether one of these four bytes is a quote: it alone is zero without the bits of a quote. */
function hasQuote(word: number): boolean {
	const mixed = word ^ QUOTES;
	return ((mixed - 0x01010101) & ~mixed & 0x80808080) !== 0;
}

function endOfText(body: Buffer, from: number): number {
	const end = body.indexOf(QUOTE, from);
	if (end < 0) throw new Unreadable();
	return end;
}

/** Step into an object or a list; false for an empty one, which is stepped over. */
function enters(cursor: Cursor, closing: number): boolean {
	cursor.at += 1;
	if (cursor.body[cursor.at] !== closing) return true;
	cursor.at += 1;
	return false;
}

/** Step over the comma before another part, or over the end: then false. */
function goesOn(cursor: Cursor, closing: number): boolean {
	const byte = cursor.body[cursor.at];
	if (byte !== COMMA && byte !== closing) throw new Unreadable();
	cursor.at += 1;
	return byte === COMMA;
}

function isAt(body: Buffer, at: number, bytes: Buffer): boolean {
	for (let index = 0; index < bytes.length; index++)
		if (body[at + index] !== bytes[index]) return false;
	return true;
}

function isDigit(byte: number | undefined): byte is number {
	return byte !== undefined && byte >= ZERO && byte <= NINE;
}
