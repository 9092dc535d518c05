/** A label that wants to stand beside a place on a line. Pixels. */
export interface Label {
	readonly at: number;
	readonly width: number;
}

/** Where a label stands: in which row, 0 the lowest, and from where to where. */
export interface PlacedLabel {
	readonly row: number;
	readonly left: number;
	readonly right: number;
}

/** Between a place and its label, and between two labels. */
const SPACE = 5;

/**
 * Places labels beside their places, the first of them first, so that none overlaps another, none leaves the area, and
 * no stem from a label in a higher row runs through one below. Null where there is no room.
 */
export function placeLabels(
	labels: readonly Label[],
	area: { readonly left: number; readonly right: number },
	rows: number
): (PlacedLabel | null)[] {
	const placed: (PlacedLabel & { readonly at: number })[] = [];
	return labels.map(({ at, width }) => {
		const onRight = { left: at + SPACE, right: at + SPACE + width };
		const onLeft = { left: at - SPACE - width, right: at - SPACE };
		const sides = at > (area.left + area.right) / 2 ? [onLeft, onRight] : [onRight, onLeft];
		for (let row = 0; row < rows; row++)
			for (const side of sides) {
				const fits =
					side.left >= area.left &&
					side.right <= area.right &&
					placed.every((other) => isApart({ ...side, row, at }, other));
				if (!fits) continue;
				placed.push({ ...side, row, at });
				return { ...side, row };
			}
		return null;
	});
}

function isApart(
	one: PlacedLabel & { readonly at: number },
	other: PlacedLabel & { readonly at: number }
): boolean {
	if (one.row === other.row)
		return one.right + SPACE < other.left || other.right + SPACE < one.left;
	const [upper, lower] = one.row > other.row ? [one, other] : [other, one];
	return upper.at < lower.left - 2 || upper.at > lower.right + 2;
}
