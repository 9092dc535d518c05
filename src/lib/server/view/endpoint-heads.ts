import { referenceHead } from '#lib/domain/reference-head.ts';
import type { EndpointHeadJson } from '#lib/domain/wire/upkeep.ts';
import { iso } from '#lib/domain/time.ts';
import type { EndpointHead } from '../store/ports/upkeep.ts';

/** The newest blocks of a chain’s endpoints, by host, and how far each was behind at the look at which they were told. */
export function endpointHeads(heads: readonly EndpointHead[]): Map<string, EndpointHeadJson> {
	const lastLook = Math.max(...heads.map(({ lookedAt }) => lookedAt));
	const toldThen = heads.flatMap(({ lookedAt, outcome, told }) =>
		lookedAt === lastLook && outcome === 'told' && told ? [told] : []
	);
	// Nobody is behind who was asked alone.
	const reference = toldThen.length > 1 ? referenceHead(toldThen) : undefined;
	return new Map(
		heads.map(({ host, lookedAt, askedAt, outcome, detail, told }) => [
			host,
			{
				looked_at: iso(lookedAt),
				outcome,
				detail,
				asked_at: askedAt && iso(askedAt),
				told: told && { number: told.number, time: iso(told.timestamp), at: iso(told.at) },
				behind:
					told && reference && toldThen.includes(told)
						? {
								blocks: reference.number - told.number,
								seconds: reference.timestamp - told.timestamp
							}
						: null
			}
		])
	);
}
