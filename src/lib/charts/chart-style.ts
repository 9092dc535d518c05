/** The family that charts are set in; a file of it is in `static/fonts`. */
export const CHART_FONT = "'Libre Franklin', system-ui, 'Segoe UI', Helvetica, Arial, sans-serif";

/** Pixels. Labels of axes and lines share one size, so that a chart reads as one text. */
export const LABEL_SIZE = 12;

/** Height of the strip under the plot in which measured zeros stand on a logarithmic axis, pixels. */
export const ZERO_STRIP_HEIGHT = 32;

/** The `font` of a canvas for a label. */
export function labelFont(weight: 400 | 600 = 400): string {
	return `${weight} ${LABEL_SIZE}px ${CHART_FONT}`;
}
