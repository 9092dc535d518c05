import { describe, expect, it } from 'vitest';
import { METRICS } from '../metrics/registry.ts';
import { comparable } from '../units.ts';
import { PEER_METRICS, peersBeside } from './peer-metrics.ts';

describe('what peers publish', () => {
	it.each(PEER_METRICS.map((each) => [`${each.peer}, ${each.name}`, each] as const))(
		'%s: its figures can be set beside the metric that it stands beside',
		(_, { metrics, figures, source }) => {
			expect(metrics.length).toBeGreaterThan(0);
			expect(source).not.toBe('');
			for (const metric of metrics)
				for (const { unit } of figures)
					expect(comparable(unit, METRICS[metric].unit), metric).toBe(true);
			for (const { date, printed, value } of figures) {
				expect(date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
				// The figure as printed is the value, or a day’s count of it.
				const number = Number(/[\d,.]*\d/.exec(printed)?.[0].replaceAll(',', ''));
				expect([value, value * 86_400].some((each) => Math.abs(each - number) < 1e-6)).toBe(true);
			}
		}
	);

	it('is shown with the figures of the asked chains and of the whole sector', () => {
		const figures = (chains: number[]) =>
			peersBeside('throughput.tx', chains).flatMap((peer) => peer.figures.map((f) => f.printed));
		expect(figures([324, 1])).toEqual(['62.07 TPS', '24,192 TPS']);
		expect(figures([1])).toEqual(['24,192 TPS']);
		expect(peersBeside('escrow.value', [324])).toEqual([]);
	});
});
