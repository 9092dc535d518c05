/** The bytes of one answer, gathered in one buffer while they arrive. */
export interface ArrivingBytes {
	/** False when these are more than allowed; they are not kept. */
	add(chunk: Buffer): boolean;
	/** All so far, in memory that the next answer takes over after `release`. */
	bytes(): Buffer;
	release(): void;
}

const FIRST_BYTES = 64 * 1024;
/** A greater buffer is left to the garbage collector: few answers need one. */
const LARGEST_SPARE_BYTES = 4 * 1024 * 1024;

/**
 * Gather an answer of at most `maxBytes` in a buffer from `spares`, and put it back there afterwards. A fresh one
 * for each answer would cost more than copying into it: its memory is new to the process each time.
 */
export function createArrivingBytes(spares: Buffer[], maxBytes: number): ArrivingBytes {
	let target = spares.pop() ?? Buffer.allocUnsafeSlow(FIRST_BYTES);
	let length = 0;
	return {
		add(chunk) {
			const needed = length + chunk.length;
			if (needed > maxBytes) return false;
			if (needed > target.length) {
				const larger = Buffer.allocUnsafeSlow(Math.max(needed, target.length * 2));
				target.copy(larger, 0, 0, length);
				target = larger;
			}
			chunk.copy(target, length);
			length = needed;
			return true;
		},
		bytes: () => target.subarray(0, length),
		release() {
			if (target.length <= LARGEST_SPARE_BYTES) spares.push(target);
		}
	};
}
