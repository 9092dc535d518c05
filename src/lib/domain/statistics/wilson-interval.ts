/** 97.5 % of a standard normal distribution lie below it. */
const Z = 1.959964;

/** Wilson’s score interval at 95 % for the share that `hits` of `n` trials are of all (E. B. Wilson, 1927). */
export function wilsonInterval(hits: number, n: number): [number, number] {
	const share = hits / n;
	const centre = share + (Z * Z) / (2 * n);
	const half = Z * Math.sqrt((share * (1 - share)) / n + (Z * Z) / (4 * n * n));
	const scale = 1 + (Z * Z) / n;
	// At 0 and n the bound is exact; rounding must not put the share outside.
	const low = hits === 0 ? 0 : Math.min(share, (centre - half) / scale);
	const high = hits === n ? 1 : Math.max(share, (centre + half) / scale);
	return [low, high];
}
