/** An answer as it goes over the wire: nothing of it is worked out when it is sent again. */
export interface StoredAnswer {
	readonly body: Buffer<ArrayBuffer>;
	readonly etag: string | null;
	/** Names and values in turn, as node:http writes them. */
	readonly headers: string[];
	/** Those of a 304. */
	readonly unchangedHeaders: string[];
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

/** What an entry costs beside its body, roughly: key, headers and their objects. */
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

	const sizeOf = (answer: StoredAnswer) => answer.body.byteLength + OVERHEAD_BYTES;
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
