import { acceptedEncoding, type Encoding } from './encodings.ts';

/** The bytes of an answer in one encoding, with the headers that go with them. */
export interface StoredForm {
	readonly body: Buffer<ArrayBuffer>;
	/** Names and values in turn, as node:http writes them. */
	readonly headers: string[];
	/** Those of a 304. */
	readonly unchangedHeaders: string[];
}

/** An answer as it goes over the wire: nothing of it is worked out when it is sent again. */
export interface StoredAnswer {
	/** Of the bytes as they are; those of other forms differ from it by being weak. */
	readonly etag: string | null;
	readonly identity: StoredForm;
	/** None for what does not become less by it. */
	readonly encoded: Readonly<Partial<Record<Encoding, StoredForm>>>;
}

/** The form of a kept answer for who sent this `Accept-Encoding`. */
export function formFor(answer: StoredAnswer, accepted: string | null | undefined): StoredForm {
	const encoding = acceptedEncoding(accepted);
	return (encoding && answer.encoded[encoding]) ?? answer.identity;
}

/** Rendered answers by route and query. Holds nothing that another state of the data would show otherwise. */
export interface ByteCache {
	/** The answer that was stored under the key for this very version of the data. */
	find(key: string, version: string): StoredAnswer | null;
	/** Keep an answer; what was stored under the key before is gone. */
	store(key: string, version: string, answer: StoredAnswer): void;
	/** What is held: at most the limit. */
	readonly bytes: number;
	readonly entries: number;
}

/** What a form costs beside its body, roughly: key, headers and their objects. */
const OVERHEAD_BYTES = 1_024;

/**
 * A cache in this process, bounded by bytes: the answer that was not asked for longest goes first. A
 * larger answer than `maxBytes` is not kept. Throws RangeError for a limit that is not positive.
 */
export function byteCache(maxBytes: number): ByteCache {
	if (!(maxBytes > 0))
		throw new RangeError(`a cache of ${maxBytes} bytes can hold nothing; give a positive limit`);
	// a Map keeps the order of insertion: the first key is the one not asked for longest
	const held = new Map<string, { readonly version: string; readonly answer: StoredAnswer }>();
	let bytes = 0;

	const sizeOf = ({ identity, encoded }: StoredAnswer) =>
		[identity, ...Object.values(encoded)].reduce(
			(sum, { body }) => sum + body.byteLength + OVERHEAD_BYTES,
			0
		);
	const drop = (key: string) => {
		const entry = held.get(key);
		if (!entry) return;
		held.delete(key);
		bytes -= sizeOf(entry.answer);
	};
	return {
		find(key, version) {
			const entry = held.get(key);
			if (!entry) return null;
			if (entry.version !== version) {
				drop(key);
				return null;
			}
			held.delete(key);
			held.set(key, entry);
			return entry.answer;
		},
		store(key, version, answer) {
			drop(key);
			if (sizeOf(answer) > maxBytes) return;
			held.set(key, { version, answer });
			bytes += sizeOf(answer);
			for (const oldest of held.keys()) {
				if (bytes <= maxBytes) break;
				drop(oldest);
			}
		},
		get bytes() {
			return bytes;
		},
		get entries() {
			return held.size;
		}
	};
}
