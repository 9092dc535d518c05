/** How much of each kind is not stored. */
export interface Missing {
	readonly blocks_missing: number;
	/** Blocks whose fees are not stored. */
	readonly fees_missing: number;
	/** Executed batches that are not stored. */
	readonly batches_missing: number;
}

/** How much is missing of each kind, in words; empty where nothing is. */
export function leftText(missing: Missing): string {
	const { blocks_missing, fees_missing, batches_missing } = missing;
	const left = [
		blocks_missing > 0 ? blocks(blocks_missing) : '',
		fees_missing > 0 ? `fees of ${blocks(fees_missing)}` : '',
		batches_missing > 0 ? batches(batches_missing) : ''
	];
	return new Intl.ListFormat('en-GB').format(left.filter(Boolean));
}

/** A length of time to go by: 40 s, 12 min, 3 h. */
export function duration(seconds: number): string {
	if (seconds < 90) return `${Math.ceil(seconds)} s`;
	return seconds < 5_400 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3_600)} h`;
}

/** An amount of data to go by: 800 B, 3.5 kB, 1.2 MB, 40 GB. */
export function bytesText(bytes: number): string {
	const power = Math.min(BYTE_UNITS.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
	const value = bytes / 1_000 ** power;
	return `${value.toLocaleString('en-GB', { maximumSignificantDigits: value < 100 ? 2 : 3 })} ${BYTE_UNITS[power]}`;
}

const BYTE_UNITS = ['B', 'kB', 'MB', 'GB', 'TB'];

/** A number with its thousands apart. */
export function count(number: number): string {
	return number.toLocaleString('en-GB');
}

/** So many blocks, in words. */
export function blocks(number: number): string {
	return number === 1 ? '1 block' : `${count(number)} blocks`;
}

function batches(number: number): string {
	return number === 1 ? '1 batch' : `${count(number)} batches`;
}
