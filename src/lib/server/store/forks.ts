import type { Kysely, Transaction } from 'kysely';
import type { ForkActivation, ToldFork } from '#lib/domain/forks-seen.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import { bytesOf, hexOf } from './hashes.ts';
import { raiseDataVersion } from './meta.ts';
import type { ForkReads } from './ports/forks.ts';
import type { Tables } from './tables.ts';

/** Keep what a host tells of forks, in place of what it told before. */
export async function recordToldForks(
	transaction: Transaction<Tables>,
	chainId: number,
	forks: readonly ToldFork[]
): Promise<void> {
	const before = await forkReads(transaction).getToldForks(chainId);
	for (const { activatesAt, host, blobs, checkedAt } of forks)
		await transaction
			.insertInto('told_fork')
			.values({
				chain_id: chainId,
				activates_at: activatesAt,
				host,
				blob_target: blobs?.target ?? null,
				blob_max: blobs?.max ?? null,
				update_fraction: blobs ? Number(blobs.baseFeeUpdateFraction) : null,
				checked_at: checkedAt
			})
			.onConflict((conflict) =>
				conflict.columns(['chain_id', 'activates_at', 'host']).doUpdateSet((told) => ({
					blob_target: told.ref('excluded.blob_target'),
					blob_max: told.ref('excluded.blob_max'),
					update_fraction: told.ref('excluded.update_fraction'),
					checked_at: told.ref('excluded.checked_at')
				}))
			)
			.execute();
	const isNews = forks.some(
		(each) =>
			!before.some(
				({ activatesAt, host, blobs }) =>
					activatesAt === each.activatesAt &&
					host === each.host &&
					blobs?.target === each.blobs?.target &&
					blobs?.max === each.blobs?.max
			)
	);
	if (isNews) await raiseDataVersion(transaction);
}

/** Keep the first block under a fork’s rules. */
export async function recordForkActivation(
	transaction: Transaction<Tables>,
	chainId: number,
	activation: ForkActivation
): Promise<void> {
	const { activatesAt, block, timestamp, hash, parentTimestamp, proof } = activation;
	await transaction
		.insertInto('fork_activation')
		.values({
			chain_id: chainId,
			activates_at: activatesAt,
			block,
			timestamp,
			hash: bytesOf(hash),
			parent_timestamp: parentTimestamp,
			rule_block: proof?.block ?? null,
			rule: proof?.rule ?? null
		})
		.onConflict((conflict) =>
			conflict.columns(['chain_id', 'activates_at']).doUpdateSet((told) => ({
				block: told.ref('excluded.block'),
				timestamp: told.ref('excluded.timestamp'),
				hash: told.ref('excluded.hash'),
				parent_timestamp: told.ref('excluded.parent_timestamp'),
				rule_block: told.ref('excluded.rule_block'),
				rule: told.ref('excluded.rule')
			}))
		)
		.execute();
	await raiseDataVersion(transaction);
}

/** The reads of what is known of forks. */
export function forkReads(db: Kysely<Tables>): ForkReads {
	return {
		async getToldForks(chainId) {
			const rows = await db
				.selectFrom('told_fork')
				.selectAll()
				.where('chain_id', '=', chainId)
				.orderBy('activates_at')
				.orderBy('host')
				.execute();
			return rows.map((row) => ({
				activatesAt: unixSeconds(Number(row.activates_at)),
				host: row.host,
				blobs:
					row.blob_target === null || row.blob_max === null || row.update_fraction === null
						? null
						: {
								target: Number(row.blob_target),
								max: Number(row.blob_max),
								baseFeeUpdateFraction: BigInt(row.update_fraction)
							},
				checkedAt: unixSeconds(Number(row.checked_at))
			}));
		},
		async getForkActivations(chainId) {
			const rows = await db
				.selectFrom('fork_activation')
				.selectAll()
				.where('chain_id', '=', chainId)
				.orderBy('activates_at')
				.execute();
			return rows.map((row) => ({
				activatesAt: unixSeconds(Number(row.activates_at)),
				block: Number(row.block),
				timestamp: unixSeconds(Number(row.timestamp)),
				hash: hexOf(row.hash),
				parentTimestamp: unixSeconds(Number(row.parent_timestamp)),
				proof:
					row.rule_block === null || row.rule === null
						? null
						: { block: Number(row.rule_block), rule: row.rule }
			}));
		}
	};
}
