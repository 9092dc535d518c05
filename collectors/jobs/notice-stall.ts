import { iso, MINUTE, type TimeWindow } from '#lib/domain/time.ts';
import { unixSeconds, type UnixSeconds } from '#lib/domain/units.ts';
import type { ChainHead } from '#lib/server/store/ports/heads.ts';
import type { PassOptions } from './pass.ts';

/** Blocks below the head that its usual interval is taken from. */
const MEASURED_BLOCKS = 1_000;
/** A head stands still when it is older than so many of the chain’s usual intervals, and than so long. */
const OLD_INTERVALS = 30;
const OLD_SECONDS = 5 * MINUTE;
/** And when it was met for so many of them without another: its age alone may be our clock’s fault. */
const UNMOVED_INTERVALS = 10;

const ALL_TIME: TimeWindow = { from: unixSeconds(0), to: unixSeconds(4_102_444_800) };

/** What is needed of a pass; it has met `head`, and the one before it is still stored. */
type StallOptions = Pick<
	PassOptions,
	'chain' | 'source' | 'store' | 'now' | 'report' | 'unmovedSeconds'
>;

/**
 * Say once when the head begins to stand still for far longer than a block of this chain takes, and once when it moves
 * again. That it stands still is kept as an incident of its block, so that it is said once also by passes of their own
 * processes. `before` is the head that was stored by the pass before.
 */
export async function noticeStall(
	options: StallOptions,
	before: ChainHead | null,
	head: ChainHead
): Promise<void> {
	const { chain, source, store, now, report } = options;
	const at = now();
	const unmovedSeconds = Math.max(
		options.unmovedSeconds(head.number),
		before?.number === head.number ? at - before.seenAt : 0
	);
	if (before && head.number > before.number && head.timestamp - before.timestamp > OLD_SECONDS) {
		if (!(await isKnown(options, before.number))) return;
		const [since, moved] = [iso(before.timestamp), iso(head.timestamp)];
		const detail = `the head had not moved since ${since}; by ${moved} it had`;
		await store.recordIncident({
			...{ chainId: chain.id, kind: 'head_stalled', block: before.number, at, detail }
		});
		await endStall(options, before.number, head.timestamp);
		report({ event: 'moving', chain: chain.id, head: head.number, time: moved, since });
	} else if (at - head.timestamp > OLD_SECONDS) {
		const interval = await usualInterval(options, head);
		if (interval === null || at - head.timestamp <= OLD_INTERVALS * interval) return;
		if (unmovedSeconds < UNMOVED_INTERVALS * interval) return;
		if (await isKnown(options, head.number)) return;
		const told = await source.blockAtEach('latest');
		const endpoints = told.filter(({ block }) => block && block.number <= head.number).length;
		// Where one of them has more, the head is late to us; it has not stood still.
		if (endpoints < told.length) return;
		const time = iso(head.timestamp);
		const detail = `the head has not moved since ${time}, where a block takes ${interval.toPrecision(2)} s`;
		await store.recordIncident({
			...{ chainId: chain.id, kind: 'head_stalled', block: head.number, at, detail }
		});
		await store.recordHeadStall(chain.id, {
			...{ block: head.number, since: head.timestamp, until: null, endpoints }
		});
		report({ event: 'stalled', chain: chain.id, head: head.number, time, endpoints });
	}
}

/** The head moved by the block after the one that stood; where that is not known, by the newest one. */
async function endStall(
	{ chain, source, store }: StallOptions,
	block: number,
	movedBy: UnixSeconds
): Promise<void> {
	const standing = (await store.getHeadStalls(chain.id, ALL_TIME)).find(
		(stall) => stall.block === block
	);
	if (!standing) return;
	const until = (await source.header(block + 1))?.timestamp ?? movedBy;
	await store.recordHeadStall(chain.id, { ...standing, until });
}

async function isKnown({ chain, store }: StallOptions, block: number): Promise<boolean> {
	const incidents = await store.getIncidents(chain.id);
	return incidents.some((each) => each.kind === 'head_stalled' && each.block === block);
}

/** Seconds a block over the newest ones, by their own times; null where there are too few. Block 0 has any time. */
async function usualInterval(
	{ chain, source, store }: StallOptions,
	head: ChainHead
): Promise<number | null> {
	const number = Math.max(1, head.number - MEASURED_BLOCKS);
	if (number >= head.number) return null;
	const stored: { timestamp: UnixSeconds } | null = await store.findBlock(chain.id, number);
	const older = stored ?? (await source.header(number));
	return older && (head.timestamp - older.timestamp) / (head.number - number);
}
