import type { Finding } from '#lib/domain/findings.ts';

/** A finding's sign in a box of 16 by 16: an SVG path, filled, or stroked with a width and perhaps dashes. */
export interface FindingGlyph {
	readonly d: string;
	readonly filled: boolean;
	readonly strokeWidth: number;
	readonly dash: readonly number[];
}

function stroked(d: string, strokeWidth = 2, dash: readonly number[] = []): FindingGlyph {
	return { d, filled: false, strokeWidth, dash };
}

function circle(radius: number): string {
	const half = `a${radius} ${radius} 0 1 1`;
	return `M${8 + radius} 8${half} ${-2 * radius} 0${half} ${2 * radius} 0z`;
}

/** Side of the box that the signs are drawn in. */
export const GLYPH_BOX = 16;

/** The sign of each finding, told apart by shape alone; drawn by page, embed and picture. */
export const FINDING_GLYPHS: Readonly<Record<Finding, FindingGlyph>> = {
	demonstrated: { d: circle(6), filled: true, strokeWidth: 0, dash: [] },
	consistent: stroked('M2.5 8.5l3.8 4L13.5 4'),
	borderline: stroked('M2 6.5c2-3 4-2 6-.5s4 2 6-.5M2 11.5c2-3 4-2 6-.5s4 2 6-.5'),
	not_observed: stroked(circle(5.8), 2, [3.2, 2.87]),
	contradicted: stroked('M3 3l10 10M13 3L3 13'),
	pending: stroked(
		'M3.5 2.2h9M3.5 13.8h9M4.5 2.5c0 3 3.5 4 3.5 5.5s-3.5 2.5-3.5 5.5M11.5 2.5c0 3-3.5 4-3.5 5.5s3.5 2.5 3.5 5.5',
		1.5
	),
	insufficient_data: stroked('M2.5 2.5h11v11h-11zM2.5 8L8 2.5M2.5 13.5l11-11M8 13.5L13.5 8', 1.4),
	not_comparable: stroked('M3 6h10M3 10h10M10.5 2.5l-5 11', 1.7),
	not_measurable: stroked(`${circle(5.3)}M13 3L3 13`, 1.5),
	void: stroked(`${circle(5.8)}M4 4l8 8`, 1.5)
};
