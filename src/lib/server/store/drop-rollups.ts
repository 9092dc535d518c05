import type { Transaction } from 'kysely';
import { predecessorReach } from '#lib/domain/block-intervals.ts';
import { chainById } from '#lib/domain/chains.ts';
import { cutWindows, windowsBetween } from '#lib/domain/coverage.ts';
import { FAMILIES } from '#lib/domain/families.ts';
import { DAY, HOUR, type TimeWindow } from '#lib/domain/time.ts';
import { unixSeconds, type UnixSeconds } from '#lib/domain/units.ts';
import { recordDropped, selectDropped } from './dropped.ts';
import { raiseDataVersion } from './meta.ts';
import { deleteHours, hourBounds } from './rollups/block-hours.ts';
import { deleteAllFeeHours } from './rollups/fee-hours.ts';
import type { Tables } from './tables.ts';
import { deleteUserOpHours } from './user-ops.ts';

/** One transaction drops the rollups of at most so many seconds. */
const SECONDS_AT_ONCE = 7 * DAY;

/** Drop rollups of the oldest hours that end by `before` and whose raw facts are dropped; see the port. */
export async function dropRollups(
	transaction: Transaction<Tables>,
	chainId: number,
	before: UnixSeconds
): Promise<number> {
	const all = { from: unixSeconds(0), to: before };
	const without = await selectDropped(transaction, chainId, 'rollup', all);
	const raw = cutWindows(await selectDropped(transaction, chainId, 'raw', all), all);
	const [oldest] = raw.flatMap((stretch) => windowsBetween(stretch, without));
	if (!oldest) return 0;
	const to = Math.min(oldest.to, oldest.from + SECONDS_AT_ONCE);
	const hours = { from: oldest.from, to: unixSeconds(to) };
	await deleteBlocksLeft(transaction, chainId, hours);
	await deleteHours(transaction, chainId, hours.from, hours.to - HOUR);
	await deleteUserOpHours(transaction, chainId, hours.from, hours.to - HOUR);
	await deleteAllFeeHours(transaction, chainId, hours.from, hours.to - HOUR);
	await recordDropped(transaction, chainId, 'rollup', hours);
	await raiseDataVersion(transaction);
	return (hours.to - hours.from) / HOUR;
}

/** Of the blocks that stayed of these hours, only those that the hour after them may need are kept on. */
async function deleteBlocksLeft(
	transaction: Transaction<Tables>,
	chainId: number,
	hours: TimeWindow
): Promise<void> {
	const bounds = await hourBounds(transaction, chainId, hours.from, hours.to - HOUR);
	if (!bounds) return;
	const { emptyBlocksAreFictive } = FAMILIES[chainById(chainId).family];
	for (const table of ['block', 'block_hash'] as const)
		await transaction
			.deleteFrom(table)
			.where('chain_id', '=', chainId)
			.where('number', '>=', bounds.firstBlock)
			.where('number', '<=', bounds.lastBlock - predecessorReach(emptyBlocksAreFictive))
			.execute();
}
