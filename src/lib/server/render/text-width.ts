const NARROW = /[ iljtfrI.,:;|'!()[\]·]/;
const WIDE = /[mwMW%—]/;
const CAPITAL = /[A-Z]/;

/** Widths in em of a grotesque text face, a little generous. */
const EM = { narrow: 0.3, wide: 0.9, capital: 0.67, other: 0.57 };

/**
 * About how wide a text is set, in pixels. An estimate from classes of letters on purpose: measuring
 * with the fonts of the machine that happens to serve would give each host another drawing.
 */
export function textWidth(text: string, fontSize: number): number {
	return [...text].reduce((sum, letter) => {
		if (NARROW.test(letter)) return sum + EM.narrow * fontSize;
		if (WIDE.test(letter)) return sum + EM.wide * fontSize;
		if (CAPITAL.test(letter)) return sum + EM.capital * fontSize;
		return sum + EM.other * fontSize;
	}, 0);
}
