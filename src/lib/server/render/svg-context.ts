import { textWidth } from './text-width.ts';

/** a b c d e f of the affine transformation (x, y) → (ax + cy + e, bx + dy + f). */
type Matrix = readonly [number, number, number, number, number, number];

interface State {
	readonly matrix: Matrix;
	readonly clip: string | null;
	readonly dash: readonly number[];
	readonly style: Style;
}

interface Style {
	fillStyle: string;
	strokeStyle: string;
	lineWidth: number;
	lineJoin: string;
	lineCap: string;
	lineDashOffset: number;
	font: string;
	textAlign: string;
	textBaseline: string;
	globalAlpha: number;
}

const INITIAL: Style = {
	fillStyle: '#000000',
	strokeStyle: '#000000',
	lineWidth: 1,
	lineJoin: 'miter',
	lineCap: 'butt',
	lineDashOffset: 0,
	font: '400 12px sans-serif',
	textAlign: 'start',
	textBaseline: 'alphabetic',
	globalAlpha: 1
};

const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

/** How far, in em, the alphabetic baseline lies under the point that a canvas baseline names. */
const BASELINE_SHIFT: Readonly<Record<string, number>> = { middle: 0.35, top: 0.8, bottom: -0.2 };

const ANCHOR: Readonly<Record<string, string>> = {
	center: 'middle',
	right: 'end',
	end: 'end'
};

const ESCAPES: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;'
};

/** Makes a text safe inside an element or a quoted attribute. */
export function escapeXml(text: string): string {
	return text.replace(/[&<>"]/g, (letter) => ESCAPES[letter] ?? letter);
}

function round(value: number): string {
	return String(Math.round(value * 10) / 10);
}

function multiply(m: Matrix, n: Matrix): Matrix {
	return [
		m[0] * n[0] + m[2] * n[1],
		m[1] * n[0] + m[3] * n[1],
		m[0] * n[2] + m[2] * n[3],
		m[1] * n[2] + m[3] * n[3],
		m[0] * n[4] + m[2] * n[5] + m[4],
		m[1] * n[4] + m[3] * n[5] + m[5]
	];
}

/** A 2D context that writes SVG, and the drawing so far. */
export interface SvgContext {
	/** What Chart.js draws on: the calls that our charts make, not the whole canvas interface. */
	readonly context: CanvasRenderingContext2D;
	/** The elements drawn so far. */
	content(): string;
}

/**
 * A canvas context whose drawing is SVG with real text, `text-anchor` and `stroke-dasharray`.
 * `@napi-rs/canvas` can export SVG too, but bakes the place of every letter and the outline of every
 * dash into it for the fonts of the serving machine. `idPrefix` keeps clip ids unique on a page.
 */
export function svgContext(width: number, height: number, idPrefix: string): SvgContext {
	const groups: { readonly clip: string | null; readonly elements: string[] }[] = [];
	const definitions: string[] = [];
	const stack: State[] = [];
	const style: Style = { ...INITIAL };
	let matrix = IDENTITY;
	let clip: string | null = null;
	let dash: readonly number[] = [];
	let path = '';

	const at = (x: number, y: number) =>
		`${round(matrix[0] * x + matrix[2] * y + matrix[4])} ${round(matrix[1] * x + matrix[3] * y + matrix[5])}`;
	const rectangle = (x: number, y: number, w: number, h: number) =>
		`M${at(x, y)}L${at(x + w, y)}L${at(x + w, y + h)}L${at(x, y + h)}Z`;
	const opacity = () => (style.globalAlpha < 1 ? ` opacity="${style.globalAlpha}"` : '');
	const emit = (element: string) => {
		const last = groups.at(-1);
		if (last?.clip === clip) last.elements.push(element);
		else groups.push({ clip, elements: [element] });
	};
	const fillPath = (d: string) => {
		if (d) emit(`<path d="${d}" fill="${style.fillStyle}"${opacity()}/>`);
	};
	const strokePath = (d: string) => {
		if (!d.includes('L') && !d.includes('A') && !d.includes('C')) return;
		const dashes = dash.length > 0 ? ` stroke-dasharray="${dash.join(' ')}"` : '';
		const join = style.lineJoin === 'miter' ? '' : ` stroke-linejoin="${style.lineJoin}"`;
		emit(
			`<path d="${d}" fill="none" stroke="${style.strokeStyle}" stroke-width="${round(style.lineWidth)}"${dashes}${join}${opacity()}/>`
		);
	};
	const setText = (text: string, x: number, y: number, paint: string) => {
		const shift = (BASELINE_SHIFT[style.textBaseline] ?? 0) * fontSize();
		const [px, py] = at(x, y + shift).split(' ');
		const anchor = ANCHOR[style.textAlign];
		const weight = /^(?:\w+ )?(600|700|bold)\b/.exec(style.font)?.[1];
		emit(
			`<text x="${px}" y="${py}" font-size="${fontSize()}" ${paint}` +
				(anchor ? ` text-anchor="${anchor}"` : '') +
				(weight ? ` font-weight="${weight}"` : '') +
				`>${escapeXml(text)}</text>`
		);
	};
	const fontSize = () => Number(/(\d+(?:\.\d+)?)px/.exec(style.font)?.[1] ?? 12);

	const calls = {
		canvas: { width, height, getContext: (): unknown => calls },
		save: () => {
			stack.push({ matrix, clip, dash, style: { ...style } });
		},
		restore: () => {
			const state = stack.pop();
			if (!state) return;
			({ matrix, clip, dash } = state);
			Object.assign(style, state.style);
		},
		setTransform: (...m: number[]) => {
			matrix = m.length === 6 ? (m as unknown as Matrix) : IDENTITY;
		},
		resetTransform: () => {
			matrix = IDENTITY;
		},
		translate: (x: number, y: number) => {
			matrix = multiply(matrix, [1, 0, 0, 1, x, y]);
		},
		scale: (x: number, y: number) => {
			matrix = multiply(matrix, [x, 0, 0, y, 0, 0]);
		},
		rotate: (angle: number) => {
			const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
			matrix = multiply(matrix, [cos, sin, -sin, cos, 0, 0]);
		},
		beginPath: () => {
			path = '';
		},
		closePath: () => {
			path += 'Z';
		},
		moveTo: (x: number, y: number) => {
			path += `M${at(x, y)}`;
		},
		lineTo: (x: number, y: number) => {
			path += `${path ? 'L' : 'M'}${at(x, y)}`;
		},
		bezierCurveTo: (a: number, b: number, c: number, d: number, x: number, y: number) => {
			path += `C${at(a, b)} ${at(c, d)} ${at(x, y)}`;
		},
		rect: (x: number, y: number, w: number, h: number) => {
			path += rectangle(x, y, w, h);
		},
		// only whole circles are drawn: dots
		arc: (x: number, y: number, r: number) => {
			const half = `A${round(r)} ${round(r)} 0 1 0`;
			path += `M${at(x - r, y)}${half} ${at(x + r, y)}${half} ${at(x - r, y)}Z`;
		},
		fill: () => fillPath(path),
		stroke: () => strokePath(path),
		fillRect: (x: number, y: number, w: number, h: number) => fillPath(rectangle(x, y, w, h)),
		strokeRect: (x: number, y: number, w: number, h: number) => strokePath(rectangle(x, y, w, h)),
		clearRect: () => {},
		clip: () => {
			const known = definitions.indexOf(path);
			clip = `${idPrefix}-clip-${known < 0 ? definitions.push(path) - 1 : known}`;
		},
		setLineDash: (pattern: readonly number[]) => {
			dash = [...pattern];
		},
		getLineDash: () => [...dash],
		measureText: (text: string) => ({ width: textWidth(text, fontSize()) }),
		fillText: (text: string, x: number, y: number) =>
			setText(text, x, y, `fill="${style.fillStyle}"`),
		// room around letters that are filled later: nothing of its own to read out
		strokeText: (text: string, x: number, y: number) =>
			setText(
				text,
				x,
				y,
				`fill="none" stroke="${style.strokeStyle}" stroke-width="${round(style.lineWidth)}" stroke-linejoin="${style.lineJoin}" aria-hidden="true"`
			)
	};
	return {
		context: withStyle(calls, style) as unknown as CanvasRenderingContext2D,
		content: () => clipPaths(definitions, idPrefix) + groups.map(groupElement).join('')
	};
}

function clipPaths(paths: readonly string[], idPrefix: string): string {
	if (paths.length === 0) return '';
	const each = paths.map(
		(d, k) => `<clipPath id="${idPrefix}-clip-${k}"><path d="${d}"/></clipPath>`
	);
	return `<defs>${each.join('')}</defs>`;
}

function groupElement(group: { clip: string | null; elements: readonly string[] }): string {
	const inside = group.elements.join('');
	return group.clip === null ? inside : `<g clip-path="url(#${group.clip})">${inside}</g>`;
}

/** The calls and the style properties as one object, as a canvas has them. */
function withStyle<Calls extends object>(calls: Calls, style: Style): Calls & Style {
	for (const name of Object.keys(style) as (keyof Style)[])
		Object.defineProperty(calls, name, {
			get: () => style[name],
			set: (value: unknown) => Object.assign(style, { [name]: value })
		});
	return calls as Calls & Style;
}
