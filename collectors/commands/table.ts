/**
 * Rows of cells as lines whose columns stand below each other, two spaces apart; the first row is of headings. Columns
 * with a heading in `leftAligned` are of words, the others of numbers.
 */
export function tableLines(
	rows: readonly (readonly string[])[],
	leftAligned: readonly string[]
): string[] {
	const headings = rows[0] ?? [];
	const widths = headings.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
	return rows.map((row) =>
		row
			.map((cell, column) =>
				leftAligned.includes(headings[column]!)
					? cell.padEnd(widths[column]!)
					: cell.padStart(widths[column]!)
			)
			.join('  ')
			.trimEnd()
	);
}
