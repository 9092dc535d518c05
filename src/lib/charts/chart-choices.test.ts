import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '#lib/domain/time.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import { rangeChoices, scaleChoices, unzoomed } from './chart-choices.ts';
import { WHOLE_VIEW, type ChartView } from './chart-view.ts';

const data = (days: number) => ({ from: unixSeconds(0), to: unixSeconds(days * DAY) });
const rules = { usual: 90 * DAY, leastBucket: MINUTE };
const window = data(2);
const current = (view: ChartView, days: number) =>
	rangeChoices(view, data(days), rules)
		.filter(({ isCurrent }) => isCurrent)
		.map(({ label }) => label);

describe('the lengths of a chart', () => {
	it('refuse what is longer than the data, and say how much there is', () => {
		const refused = rangeChoices(WHOLE_VIEW, data(35), rules).map(({ label, refused: why }) => [
			label,
			why
		]);
		expect(refused).toEqual([
			['1h', null],
			['24h', null],
			['7d', null],
			['30d', null],
			['90d', '35 days are collected so far'],
			['1y', '35 days are collected so far'],
			['All', null]
		]);
		expect(rangeChoices(WHOLE_VIEW, data(1.5), rules)[2]!.refused).toBe(
			'36 hours are collected so far'
		);
	});

	it('refuse what would be one value', () => {
		const hourly = rangeChoices(WHOLE_VIEW, data(35), { ...rules, leastBucket: HOUR });
		expect(hourly[0]!.refused).toBe('each value is of a whole hour');
		expect(hourly[1]!.refused).toBeNull();
		const daily = rangeChoices(WHOLE_VIEW, data(35), { ...rules, leastBucket: DAY });
		expect(daily[1]!.refused).toBe('each value is of a whole day');
	});

	it('have one that is shown, unless a stretch is', () => {
		expect(current(WHOLE_VIEW, 35)).toEqual(['All']);
		expect(current(WHOLE_VIEW, 100)).toEqual(['90d']);
		expect(current({ ...WHOLE_VIEW, range: '7d' }, 100)).toEqual(['7d']);
		expect(current({ ...WHOLE_VIEW, range: '1y' }, 100)).toEqual(['All']);
		expect(current({ ...WHOLE_VIEW, window }, 100)).toEqual([]);
	});

	it('need no word for the usual one, and keep the scale', () => {
		const view = { range: null, window, scale: 'log' } as const;
		const views = rangeChoices(view, data(100), rules).map((choice) => choice.view);
		expect(views.find(({ range }) => range === null)).toEqual(unzoomed(view));
		expect(views.every((each) => each.window === null && each.scale === 'log')).toBe(true);
		expect(views.map(({ range }) => range)).toEqual(['1h', '24h', '7d', '30d', null, '1y', 'all']);
	});
});

it('both scales keep the stretch, and the chart’s own needs no word', () => {
	const [log, linear] = scaleChoices({ range: null, window, scale: 'linear' }, 'log');
	expect(log).toMatchObject({ isCurrent: false, view: { window, scale: null } });
	expect(linear).toMatchObject({ isCurrent: true, view: { window, scale: 'linear' } });
});
