import type { Chain } from '#lib/domain/chains.ts';
import { bucketStart, HOUR, iso, type TimeWindow } from '#lib/domain/time.ts';
import type { SnapshotReader } from '#lib/server/store/ports/store.ts';
import { InvalidRequestError } from './request.ts';

/** Throws InvalidRequestError where hours of the window are no longer kept at all, and says which still are. */
export async function refuseWithoutRollups(
	reader: SnapshotReader,
	chain: Chain,
	window: TimeWindow
): Promise<void> {
	const dropped = await reader.getDropped(chain.id, 'rollup', window);
	const last = dropped.at(-1);
	if (!last) return;
	const isNothingLeft = last.to >= window.to;
	throw new InvalidRequestError(
		isNothingLeft ? 'to' : 'from',
		`of ${chain.name}, ${iso(dropped[0]!.from)} to ${iso(last.to)} is no longer kept: ask for ${isNothingLeft ? 'a window' : `from=${iso(last.to)}`} or later`
	);
}

/**
 * Throws InvalidRequestError where an answer needs the blocks of `parts` of a window one by one, and they are kept
 * by the hour only. The message names the nearest full hours; with `minutes`, that a series by the hour can be had.
 */
export async function refuseWithoutBlocks(
	reader: SnapshotReader,
	chain: Chain,
	window: TimeWindow,
	parts: readonly TimeWindow[],
	minutes: boolean
): Promise<void> {
	const without: TimeWindow[] = [];
	for (const part of parts)
		if ((await reader.getDropped(chain.id, 'raw', part)).length > 0) without.push(part);
	const [first, last] = [without[0], without.at(-1)];
	if (!first || !last) return;
	const from = first.from === window.from ? bucketStart(window.from, HOUR) : window.from;
	const to = last.to === window.to ? bucketStart(window.to + HOUR - 1, HOUR) : window.to;
	const why = `of ${chain.name}, ${without.map((part) => `${iso(part.from)} to ${iso(part.to)}`).join(' and ')} is kept by the hour only`;
	const instead = `from=${iso(from)}&to=${iso(to)}`;
	if (minutes)
		throw new InvalidRequestError(
			'resolution',
			`${why}: ask for resolution=1h&${instead}, or for later minutes`
		);
	throw new InvalidRequestError(
		from === window.from ? 'to' : 'from',
		`${why}: ask for ${instead}, the nearest full hours`
	);
}
