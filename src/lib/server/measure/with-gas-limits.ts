import { subtractRange } from '#lib/domain/block-range.ts';
import type { Chain } from '#lib/domain/chains.ts';
import type { ObservedRange } from '#lib/domain/coverage.ts';
import { FAMILIES } from '#lib/domain/families.ts';
import type { UnixSeconds } from '#lib/domain/units.ts';
import type { SnapshotReader } from '#lib/server/store/ports/store.ts';

/** What of ascending covered ranges has gas limits too: blocks from before they were kept may have none. */
export async function withGasLimits(
	reader: SnapshotReader,
	chain: Chain,
	covered: readonly ObservedRange[]
): Promise<ObservedRange[]> {
	// Those that bound nothing are not read again, so the blocks at the ends of their gaps need not be there.
	if (FAMILIES[chain.family].gasLimit === 'sentinel') return [...covered];
	const gaps = await reader.getGasLimitGaps(chain.id);
	const parts = gaps.reduce<ObservedRange[]>(subtractRange, [...covered]);
	const times = new Map(
		covered.flatMap(({ from, fromTime, to, toTime }) => [
			...([
				[from, fromTime],
				[to, toTime]
			] as const)
		])
	);
	const timeOf = async (number: number): Promise<UnixSeconds> => {
		const time = times.get(number) ?? (await reader.findBlock(chain.id, number))?.timestamp;
		if (time === undefined) throw new Error(`block ${number} of chain ${chain.id} is not stored`);
		return time;
	};
	const known: ObservedRange[] = [];
	// A range that was cut has other ends, and their times.
	for (const { from, to } of parts)
		known.push({ from, to, fromTime: await timeOf(from), toTime: await timeOf(to) });
	return known;
}
