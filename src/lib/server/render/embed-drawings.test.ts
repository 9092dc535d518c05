import { expect, it } from 'vitest';
import { LABEL_SIZE } from '#lib/charts/chart-style.ts';
import { drawingStyle, EMBED_DRAWINGS } from './embed-drawings.ts';

/** What stands left and right of a drawing. Pixels. */
const MARGIN = 32;

it('letters of a drawing are 9 to 15 pixels high in embeds from 320 to 800 pixels', () => {
	for (let width = 320; width <= 800; width++) {
		const drawing = EMBED_DRAWINGS.find(({ upTo }) => width <= upTo);
		const size = (LABEL_SIZE * (width - MARGIN)) / (drawing?.width ?? 0);
		expect(size, `${width} px`).toBeGreaterThanOrEqual(9);
		expect(size, `${width} px`).toBeLessThanOrEqual(15);
	}
});

it('of the drawings one is shown at any width, whole or not', () => {
	const hides = [...drawingStyle().matchAll(/\((max|min)-width:([\d.]+)px\)\{\.(\w+)/g)];
	for (const width of [280, 400, 400.01, 400.5, 560, 560.01, 700]) {
		const hidden = hides
			.filter(([, side, limit]) =>
				side === 'max' ? width <= Number(limit) : width >= Number(limit)
			)
			.map(([, , , name]) => name);
		expect(new Set(hidden).size, `${width} px`).toBe(EMBED_DRAWINGS.length - 1);
	}
});
