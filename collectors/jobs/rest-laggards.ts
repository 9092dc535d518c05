import type { BlockFact } from '#lib/domain/facts.ts';
import { iso } from '#lib/domain/time.ts';
import type { PassOptions } from './pass.ts';

/** An endpoint whose newest block is older than the others’ by more than this is behind. */
const LAG_SECONDS = 60;
/** Until the next look. */
const REST_MS = 60_000;

/**
 * Compare the newest blocks of all endpoints and leave those alone that lag behind. With three or more, the second
 * newest is what they are held to: one that tells of blocks nobody else has must not put the others aside. Gives the number of the newest block that is not one endpoint’s alone; null of none.
 */
export async function restLaggards({
	chain,
	source,
	report
}: Pick<PassOptions, 'chain' | 'source' | 'report'>): Promise<number | null> {
	const told = (await source.blockAtEach('latest'))
		.flatMap(({ host, block }) => (block ? [{ host, block }] : []))
		.sort((a, b) => b.block.timestamp - a.block.timestamp);
	const reference: BlockFact | undefined = told[told.length > 2 ? 1 : 0]?.block;
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
