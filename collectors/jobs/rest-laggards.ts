import { referenceHead } from '#lib/domain/reference-head.ts';
import { iso } from '#lib/domain/time.ts';
import type { PassOptions } from './pass.ts';

/** An endpoint whose newest block is older than the others’ by more than this is behind. */
const LAG_SECONDS = 60;
/** Until the next look. */
const REST_MS = 60_000;

/**
 * Ask all endpoints at once for their newest blocks, keep what came of it, and leave those alone that lag behind the
 * block that all are held to. Gives its number; null where none told of any.
 */
export async function restLaggards({
	chain,
	source,
	store,
	now,
	report
}: Pick<PassOptions, 'chain' | 'source' | 'store' | 'now' | 'report'>): Promise<number | null> {
	const looked = await source.newestAtEach();
	await store.recordHeadLook(
		chain.id,
		now(),
		looked.map((each) =>
			each.outcome === 'told'
				? { host: each.host, outcome: 'told', newest: each.block }
				: { ...each, newest: null }
		)
	);
	const told = looked.flatMap((each) => (each.outcome === 'told' ? [each] : []));
	const reference = referenceHead(told.map(({ block }) => block));
	if (!reference) return null;
	for (const { host, block } of told) {
		const behindSeconds = reference.timestamp - block.timestamp;
		if (behindSeconds <= LAG_SECONDS || block.number >= reference.number) continue;
		const detail = `its newest block is ${block.number} of ${iso(block.timestamp)}, ${behindSeconds} s behind the other endpoints’`;
		source.rest(host, 'lagging', detail, REST_MS);
		report({ event: 'lagging', chain: chain.id, host, detail });
	}
	return reference.number;
}
