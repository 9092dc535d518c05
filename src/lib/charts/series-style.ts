import type { ColourToken } from './palette.ts';

/** How one of several lines is drawn: no two alike in shape and dashes, so that colour only repeats it. */
export interface SeriesStyle {
	readonly colour: ColourToken;
	/** Lengths of dashes in pixels; none for a solid line. Neither those of a claim’s line nor of provisional values. */
	readonly dash: readonly number[];
	readonly point: 'circle' | 'triangle' | 'rect' | 'rectRot' | 'crossRot';
	/** Degrees that the point is turned by. */
	readonly turned: number;
}

const LONG_SHORT = [11, 3, 2, 3];

/** Three colours that every eye tells apart, then the same with dashes. */
export const SERIES_STYLES: readonly SeriesStyle[] = [
	{ colour: 'series', dash: [], point: 'circle', turned: 0 },
	{ colour: 'series-2', dash: [], point: 'triangle', turned: 0 },
	{ colour: 'ink', dash: [], point: 'rect', turned: 0 },
	{ colour: 'series', dash: LONG_SHORT, point: 'rectRot', turned: 0 },
	{ colour: 'series-2', dash: LONG_SHORT, point: 'triangle', turned: 180 },
	{ colour: 'ink', dash: LONG_SHORT, point: 'crossRot', turned: 0 }
];

/** The style of the line at a place among those compared. Throws RangeError beyond the sixth. */
export function seriesStyle(place: number): SeriesStyle {
	const style = SERIES_STYLES[place];
	if (!style)
		throw new RangeError(`there are ${SERIES_STYLES.length} styles, and none for line ${place}`);
	return style;
}
