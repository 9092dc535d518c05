import type { BlockFact } from '#lib/domain/facts.ts';
import type { UnixSeconds } from '#lib/domain/units.ts';

/** The one question this job asks of a chain: a block's header, or null where the node has none. */
export interface HeaderSource {
	header(number: number): Promise<Pick<BlockFact, 'number' | 'timestamp'> | null>;
}

/**
 * The first block at or after `time`, at most `head.number`; blocks that the node no longer has
 * count as earlier. Before block 1 it gives a genesis block that says 1970, as those of ZKsync OS do: nothing lies
 * between the two, and with both of them the time before the chain is known to be empty. Interpolates where block times are even and halves where they are not, so it
 * asks for some twenty headers on a chain of a hundred million blocks.
 */
export async function locateBlock(
	source: HeaderSource,
	time: UnixSeconds,
	head: Pick<BlockFact, 'number' | 'timestamp'>
): Promise<number> {
	if (head.timestamp < time) return head.number;
	// Invariant: every block up to `before.number` is too early (or pruned), `after` is late enough.
	let before: { number: number; timestamp: number } = { number: -1, timestamp: 0 };
	let after = { number: head.number, timestamp: head.timestamp as number };
	let interpolate = before.timestamp > 0;
	let genesisHasNoTime = false;
	while (after.number - before.number > 1) {
		const span = after.number - before.number;
		const share = interpolate
			? (time - before.timestamp) / Math.max(1, after.timestamp - before.timestamp)
			: 0.5;
		const step = Math.min(span - 1, Math.max(1, Math.round(span * share)));
		const number = before.number + step;
		const header = await source.header(number);
		if (number === 0) genesisHasNoTime = header?.timestamp === 0;
		if (!header || header.timestamp < time)
			before = { number, timestamp: header?.timestamp ?? before.timestamp };
		else after = { number, timestamp: header.timestamp };
		// Halve every other time: interpolation alone may creep where block times jump.
		interpolate = before.timestamp > 0 && !interpolate;
	}
	return after.number === 1 && genesisHasNoTime ? 0 : after.number;
}
