import { error } from '@sveltejs/kit';
import { METRICS } from '#lib/domain/metrics/registry.ts';
import { howToCheck } from '#lib/server/view/how-to-check.ts';
import { measurementJson } from '#lib/server/view/measurement-json.ts';
import { getClaims } from '#lib/server/view/claims.ts';
import type { PageServerLoad } from './$types';

/** One stored measurement: where it comes from, how to check it, and which claims rest on it now. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const stored = await locals.reader.findMeasurement(params.id);
	if (!stored) error(404, `No measurement is called "${params.id}".`);
	const { now } = await locals.dataState();
	const uses = (await getClaims(locals.reader, { now })).flatMap((claim) =>
		claim.readings
			.filter(({ measurements }) => measurements.some(({ id }) => id === stored.id))
			.map(({ id, description, finding, gates }) => ({
				...{ id, description, finding, gates },
				claim: claim.slug,
				quote: claim.quote
			}))
	);
	const { title, definition } = METRICS[stored.metric];
	return {
		measurement: measurementJson(stored),
		metric: { title, definition },
		verify: howToCheck(stored),
		uses
	};
};
