/** Made once: `toLocaleString` makes one each time, and a page has hundreds of counts. */
const GROUPED = new Intl.NumberFormat('en');

/** A count or the number of a block with its thousands apart: "23,199,999". */
export function formatCount(count: number): string {
	return GROUPED.format(count);
}
