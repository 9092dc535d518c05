import { isLoose, nameOf, type Fault, type Loose } from './fields.ts';

/** Slugs of articles and claims, and ids of readings, that are used a second time. */
export function lintDuplicates(articles: readonly unknown[]): Fault[] {
	const owners = new Map<string, string>();
	return articles.filter(isLoose).flatMap((article) =>
		namesIn(article).flatMap(({ what, value, at, field }) => {
			if (typeof value !== 'string' || value === '') return [];
			const key = `${what} "${value}"`;
			const owner = owners.get(key);
			if (owner === undefined) {
				owners.set(key, nameOf(article));
				return [];
			}
			return [
				{ article: nameOf(article), at, field, message: `the ${key} is already used in ${owner}` }
			];
		})
	);
}

interface Name {
	readonly what: 'article slug' | 'claim slug' | 'reading id';
	readonly value: unknown;
	readonly at: string | null;
	readonly field: string;
}

function namesIn(article: Loose): Name[] {
	const claims = objectsIn(article.claims).flatMap((claim): Name[] => {
		const at = typeof claim.slug === 'string' ? claim.slug : null;
		const readings = isLoose(claim.rating) ? objectsIn(claim.rating.readings) : [];
		return [
			{ what: 'claim slug', value: claim.slug, at, field: 'slug' },
			...readings.map((reading, index): Name => ({
				what: 'reading id',
				value: reading.id,
				at,
				field: `rating.readings[${index}].id`
			}))
		];
	});
	return [{ what: 'article slug', value: article.slug, at: null, field: 'slug' }, ...claims];
}

function objectsIn(value: unknown): readonly Loose[] {
	return Array.isArray(value) ? value.filter(isLoose) : [];
}
