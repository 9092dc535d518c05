import { expect, it } from 'vitest';
import { byDistance, type RowClaim } from './row-claim.ts';

function row(slug: string, share: number | null, as_of: string | null = null): RowClaim {
	return { slug, share: share === null ? null : { value: share, text: '' }, as_of } as RowClaim;
}

it('puts the greatest distance first on either side of the claim, then the newest, then the rest', () => {
	const rows = [
		row('none', null, '2026-11-23T00:00:00Z'),
		row('near', 1.1),
		row('older', 42, '2026-01-01T00:00:00Z'),
		row('newer', 42, '2026-11-01T00:00:00Z'),
		row('far', 0.001),
		row('zero', 0),
		row('zero-too', 0)
	];
	expect(rows.sort(byDistance).map((each) => each.slug)).toEqual([
		'zero',
		'zero-too',
		'far',
		'newer',
		'older',
		'near',
		'none'
	]);
});
