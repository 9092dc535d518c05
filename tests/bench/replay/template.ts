import { MARKS } from './made-block.ts';

/** The first number that is replayed, and the last: all have six hexadecimal digits. */
export const FIRST_NUMBER = 0x100000;
export const LAST_NUMBER = 0xffffff;
/** When block FIRST_NUMBER was made: 2015-07-30; the last one falls before 2022. */
const FIRST_TIME = 1_438_226_773;
const BLOCK_SECONDS = 12;

type Mark = keyof typeof MARKS;

/** A JSON value as bytes, and where in it a block's own digits go. */
export interface Template {
	readonly bytes: Buffer;
	/** Position just after the last digit of each mark. */
	readonly ends: Readonly<Record<Mark, readonly number[]>>;
}

/** Serialise once; each answer is then a copy with a few digits changed. */
export function createTemplate(value: unknown): Template {
	const text = JSON.stringify(value);
	const ends = Object.fromEntries(
		Object.entries(MARKS).map(([mark, words]) => [mark, endsOf(text, `"${words}"`)])
	) as Record<Mark, number[]>;
	return { bytes: Buffer.from(text, 'latin1'), ends };
}

function endsOf(text: string, quoted: string): number[] {
	const ends: number[] = [];
	for (let at = text.indexOf(quoted); at >= 0; at = text.indexOf(quoted, at + 1))
		ends.push(at + quoted.length - 1);
	return ends;
}

/** Write the template as block `number` into `target` from `at` on. Gives the position after it. */
export function writeBlock(template: Template, number: number, target: Buffer, at: number): number {
	template.bytes.copy(target, at);
	const { ends } = template;
	for (const end of ends.number) writeHex(target, at + end, number, 6);
	for (const end of ends.hash) writeHex(target, at + end, number, 6);
	for (const end of ends.parentHash) writeHex(target, at + end, number - 1, 6);
	const time = FIRST_TIME + (number - FIRST_NUMBER) * BLOCK_SECONDS;
	for (const end of ends.timestamp) writeHex(target, at + end, time, 8);
	// Some spread, the same for a block whoever asks: no two neighbours have equal gas or base fee.
	const spread = Math.imul(number, 0x9e3779b1) >>> 8;
	for (const end of ends.gasUsed) writeHex(target, at + end, spread, 6);
	for (const end of ends.baseFeePerGas) writeHex(target, at + end, spread, 6);
	return at + template.bytes.length;
}

const HEX_DIGITS = Buffer.from('0123456789abcdef', 'latin1');

/** The lowest `digits` hexadecimal digits of a number, the last of them just before `end`. */
function writeHex(target: Buffer, end: number, value: number, digits: number): void {
	let rest = value;
	for (let at = end - 1; at >= end - digits; at--) {
		target[at] = HEX_DIGITS[rest & 15] as number;
		rest >>>= 4;
	}
}
