declare const unitOf: unique symbol;

/** A primitive that carries its unit in the type, so that seconds are never added to gas. */
export type Branded<Primitive, UnitName> = Primitive & { readonly [unitOf]: UnitName };

/** Seconds since 1970-01-01T00:00:00Z, whole. */
export type UnixSeconds = Branded<number, 'unix seconds'>;
/** A length of time in seconds. */
export type Seconds = Branded<number, 'seconds'>;
/** 10⁻¹⁸ of a chain's gas token. */
export type Wei = Branded<bigint, 'wei'>;
/** Units of gas, as a chain's own header counts them. */
export type Gas = Branded<number, 'gas'>;

/** 2100-01-01: a greater "number of seconds" is milliseconds, the classic mistake. */
const LATEST_PLAUSIBLE_SECOND = 4_102_444_800;

/** Brand a whole number of seconds since 1970. Throws RangeError for milliseconds, fractions and negatives. */
export function unixSeconds(value: number): UnixSeconds {
	if (!Number.isSafeInteger(value) || value < 0)
		throw new RangeError(`timestamp must be a whole number of seconds since 1970, got ${value}`);
	if (value > LATEST_PLAUSIBLE_SECOND)
		throw new RangeError(
			`timestamp must be in seconds, got ${value}: that looks like milliseconds`
		);
	return value as UnixSeconds;
}

/** Brand a length of time. Throws RangeError below zero. */
export function seconds(value: number): Seconds {
	if (!(value >= 0)) throw new RangeError(`a length of time cannot be ${value} s`);
	return value as Seconds;
}

/** Brand an amount of wei. Throws RangeError below zero. */
export function wei(value: bigint): Wei {
	if (value < 0n) throw new RangeError(`an amount cannot be ${value} wei`);
	return value as Wei;
}

/** Brand an amount of gas. Throws RangeError unless it is a whole number from 0 to 2⁵³ − 1. */
export function gas(value: number): Gas {
	if (!Number.isSafeInteger(value) || value < 0)
		throw new RangeError(`gas must be a whole number from 0 to 2^53 - 1, got ${value}`);
	return value as Gas;
}

/** Every unit in which a claim or a measurement may be stated: name → what it measures, and how many base units it is. */
export const UNITS = {
	'tx/s': { dimension: 'transactions per time', factor: 1 },
	'op/s': { dimension: 'user operations per time', factor: 1 },
	'gas/s': { dimension: 'gas per time', factor: 1 },
	'tx/block': { dimension: 'transactions per block', factor: 1 },
	'op/block': { dimension: 'user operations per block', factor: 1 },
	'gas/block': { dimension: 'gas per block', factor: 1 },
	s: { dimension: 'time', factor: 1 },
	ms: { dimension: 'time', factor: 0.001 },
	'1': { dimension: 'ratio', factor: 1 },
	'%': { dimension: 'ratio', factor: 0.01 },
	'wei/tx': { dimension: 'gas token per transaction', factor: 1 },
	'gwei/tx': { dimension: 'gas token per transaction', factor: 1e9 },
	'USD/tx': { dimension: 'dollars per transaction', factor: 1 },
	'wei/gas': { dimension: 'gas token per gas', factor: 1 },
	'gwei/gas': { dimension: 'gas token per gas', factor: 1e9 },
	USD: { dimension: 'dollars', factor: 1 },
	chains: { dimension: 'number of chains', factor: 1 },
	rank: { dimension: 'rank', factor: 1 },
	date: { dimension: 'date', factor: 1 },
	'B/tx': { dimension: 'bytes per transaction', factor: 1 },
	'blob/block': { dimension: 'blobs per block', factor: 1 }
} as const;

export type Unit = keyof typeof UNITS;

/** True when a value in one unit can be stated in the other without further data (a price, a gas mix). */
export function comparable(a: Unit, b: Unit): boolean {
	return UNITS[a].dimension === UNITS[b].dimension;
}

/** The same quantity in another unit. Throws TypeError when the two measure different things. */
export function convert(value: number, from: Unit, to: Unit): number {
	if (!comparable(from, to))
		throw new TypeError(
			`${from} (${UNITS[from].dimension}) cannot be stated in ${to} (${UNITS[to].dimension})`
		);
	return from === to ? value : (value * UNITS[from].factor) / UNITS[to].factor;
}
