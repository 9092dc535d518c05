import { horizon, type Retention } from '#lib/domain/retention.ts';
import { iso } from '#lib/domain/time.ts';
import type { PassOptions } from './pass.ts';

/** What was dropped of a chain, since it is older than is to be kept. */
export interface DroppedEvent {
	readonly event: 'dropped';
	readonly chain: number;
	/** Raw facts from this time on stay, as ISO 8601. */
	readonly before: string;
	/** Hours that are kept without their raw facts from now on, with the blocks and fees that these were. */
	readonly hours: number;
	readonly blocks: number;
	readonly fees: number;
	/** Hours as old that stay, since something at or in them is missing. */
	readonly waiting: number;
	/** Hours of which nothing is kept from now on. */
	readonly rollup_hours: number;
	/** By which the database’s file became smaller. */
	readonly bytes: number;
}

export interface DropOptions extends Pick<
	PassOptions,
	'chain' | 'store' | 'signal' | 'isOver' | 'now'
> {
	readonly retention: Retention;
	readonly report: (event: DroppedEvent) => void;
}

/** So long, in milliseconds, it may go on when the pass is over: a back-fill that takes whole passes must not starve it. */
const SLICE_MS = 1_000;

/**
 * Drop what is older than is to be kept, and give its space back; each piece is a transaction of its own, so this may
 * end, or be killed, at any time. Ages are told by the chain’s final block, but a node that names a time to come is not
 * believed. Gives whether nothing is left to drop.
 */
export async function dropOldFacts(options: DropOptions): Promise<boolean> {
	const { chain, store, signal, isOver, now, retention, report } = options;
	const finalized = (await store.findHead(chain.id))?.finalized;
	if (!finalized) return true;
	const end = finalized.timestamp < now() ? finalized.timestamp : now();
	const [rawBefore, rollupBefore] = [horizon(end, retention.raw), horizon(end, retention.rollup)];
	const startedAt = performance.now();
	const mustEnd = () => signal.aborted || (isOver() && performance.now() - startedAt >= SLICE_MS);
	const sum = { hours: 0, blocks: 0, fees: 0, waiting: 0, rollup_hours: 0, bytes: 0 };
	let isDone = false;
	do {
		const raw = rawBefore && (await store.dropRawFacts(chain.id, rawBefore));
		const rollupHours = rollupBefore ? await store.dropRollups(chain.id, rollupBefore) : 0;
		const bytes = await store.giveBackSpace();
		sum.hours += raw?.hours ?? 0;
		sum.blocks += raw?.blocks ?? 0;
		sum.fees += raw?.fees ?? 0;
		sum.waiting = raw?.waiting ?? 0;
		sum.rollup_hours += rollupHours;
		sum.bytes += bytes;
		// Nothing above waits for anything but this process: what else it does must have its turn.
		await new Promise<void>((resolve) => void setImmediate(resolve));
		isDone = !raw?.hours && rollupHours === 0 && bytes === 0;
	} while (!isDone && !mustEnd());
	if (sum.hours + sum.rollup_hours > 0)
		report({ event: 'dropped', chain: chain.id, before: iso(rawBefore ?? 0), ...sum });
	return isDone;
}
