import { describe, expect, it } from 'vitest';
import { QUANTITIES, STATISTICS } from './metric.ts';
import { METRICS, METRIC_IDS } from './registry.ts';
import { UNITS } from '../units.ts';

const TEXTS = ['title', 'definition', 'formula', 'excludes', 'knownBias', 'source'] as const;

describe('the metrics', () => {
	it('are exactly those that a reading may name', () => {
		expect(Object.keys(METRICS).toSorted()).toEqual([...METRIC_IDS].toSorted());
	});

	it.each(METRIC_IDS)('%s carries its own id', (id) => {
		expect(METRICS[id].id).toBe(id);
	});

	it.each(METRIC_IDS)('%s explains itself', (id) => {
		for (const text of TEXTS) expect(METRICS[id][text].trim(), text).not.toBe('');
	});

	it.each(METRIC_IDS)('%s has known units, each once', (id) => {
		const units = [METRICS[id].unit, ...METRICS[id].alsoIn];
		for (const unit of units) expect(Object.keys(UNITS)).toContain(unit);
		expect(new Set(units).size).toBe(units.length);
	});

	it.each(METRIC_IDS)('%s allows known statistics, each once, at least one', (id) => {
		const { statistics } = METRICS[id];
		expect(statistics).not.toHaveLength(0);
		for (const statistic of statistics) expect(STATISTICS).toContain(statistic);
		expect(new Set(statistics).size).toBe(statistics.length);
	});

	it.each(METRIC_IDS)('%s names RPC methods exactly when it is collected', (id) => {
		const { facts, methods } = METRICS[id];
		expect(methods.length > 0).toBe(facts !== 'none');
	});

	it.each(METRIC_IDS)('%s says what it needs exactly when it is collected', (id) => {
		const { facts, needs } = METRICS[id];
		expect(needs.length > 0).toBe(facts !== 'none');
		for (const quantity of needs) expect(QUANTITIES).toContain(quantity);
	});

	it.each(METRIC_IDS)('%s says so while nothing is collected for it', (id) => {
		expect(METRICS[id].knownBias.startsWith('Not collected yet')).toBe(
			METRICS[id].facts === 'none'
		);
	});
});
