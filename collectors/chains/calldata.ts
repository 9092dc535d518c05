/** Bytes of a word of the contract ABI. */
export const WORD = 32;

/** A call inside of another. `data` is hex without its prefix. */
export interface InnerCall {
	/** In lower case. */
	readonly to: string;
	readonly data: string;
}

/** Bytes that were found, in hex, and the byte after the last of them. */
interface Found {
	readonly hex: string;
	readonly end: number;
}

// What is read here is hex without prefix, as it came; places are in bytes. Null is what cannot be read: too short,
// no hex, past 2⁵³, or written in a way that counts the same bytes twice.

/** A word as a whole number. */
export function wordAt(hex: string, at: number): number | null {
	const digits = hex.slice(2 * at, 2 * (at + WORD));
	if (digits.length < 2 * WORD) return null;
	const word = Number(`0x${digits}`);
	return Number.isSafeInteger(word) ? word : null;
}

/** `bytes`: a length and as many bytes. */
export function bytesAt(hex: string, at: number): Found | null {
	const length = wordAt(hex, at);
	if (length === null) return null;
	const [from, end] = [at + WORD, at + WORD + length];
	return 2 * end > hex.length ? null : { hex: hex.slice(2 * from, 2 * end), end };
}

/** `(address, …, bytes)[]` of tuples of so many words, of which the first is the address and the last leads to the bytes. */
export function callsAt(hex: string, at: number, words: number): InnerCall[] | null {
	return elementsAt(hex, at, (start) => {
		const offset = wordAt(hex, start + (words - 1) * WORD);
		const data = offset === null || offset < words * WORD ? null : bytesAt(hex, start + offset);
		if (!data) return null;
		const to = `0x${hex.slice(2 * start + 24, 2 * (start + WORD)).toLowerCase()}`;
		return { value: { to, data: data.hex }, end: data.end };
	});
}

/** `bytes[]`. */
export function bytesListAt(hex: string, at: number): string[] | null {
	return elementsAt(hex, at, (start) => {
		const bytes = bytesAt(hex, start);
		return bytes && { value: bytes.hex, end: bytes.end };
	});
}

/**
 * The elements of a list that has an offset for each. Each must begin where the one before has ended or later, as
 * encoders write them: so no calldata holds more operations than it has room for.
 */
function elementsAt<Value>(
	hex: string,
	at: number,
	read: (start: number) => { readonly value: Value; readonly end: number } | null
): Value[] | null {
	const count = wordAt(hex, at);
	const first = at + WORD;
	if (count === null || 2 * (first + count * WORD) > hex.length) return null;
	const values: Value[] = [];
	let end = first + count * WORD;
	for (let index = 0; index < count; index++) {
		const offset = wordAt(hex, first + index * WORD);
		if (offset === null || first + offset < end) return null;
		const element = read(first + offset);
		if (!element) return null;
		values.push(element.value);
		end = element.end;
	}
	return values;
}

/** Operation, address, value and length of the data before it.  */
const PACKED_HEAD = 1 + 20 + WORD + WORD;

/** The packed calls of Safe’s `multiSend`, one behind the other to the last byte. */
export function packedCalls(hex: string): InnerCall[] | null {
	const calls: InnerCall[] = [];
	for (let at = 0; 2 * at < hex.length;) {
		const data = bytesAt(hex, at + PACKED_HEAD - WORD);
		if (!data) return null;
		calls.push({ to: `0x${hex.slice(2 * (at + 1), 2 * (at + 21)).toLowerCase()}`, data: data.hex });
		at = data.end;
	}
	return calls;
}
