import { expect, it } from 'vitest';
import { ageText } from './age-text.ts';

it.each([
	[-5, 'just now'],
	[59, 'just now'],
	[240, '4 min ago'],
	[7_200, '2 h ago'],
	[172_800, '2 days ago'],
	[216_604_800, '2,507 days ago']
])('says of %d seconds: %s', (seconds, text) =>
	expect(ageText(seconds)).toBe(text.replaceAll(' ', '\u00a0'))
);
