/**
 * A 32-byte hash as stored, from 0x and 64 hexadecimal digits. Throws RangeError that quotes anything
 * else: Buffer would cut it short in silence.
 */
export function bytesOf(hash: string): Uint8Array {
	const bytes = Buffer.from(hash.slice(2), 'hex');
	if (bytes.length !== 32 || hash.length !== 66 || !hash.startsWith('0x'))
		throw new RangeError(`"${hash}" is not a block hash: 0x and 64 hexadecimal digits`);
	return bytes;
}

/** A stored hash as 0x and lower-case digits. */
export function hexOf(bytes: Uint8Array): string {
	return `0x${Buffer.from(bytes).toString('hex')}`;
}

/** Whether two written hashes are the same bytes. */
export function sameHash(a: string, b: string): boolean {
	return a === b || a.toLowerCase() === b.toLowerCase();
}
