import { sql, type Kysely, type Transaction } from 'kysely';
import type { StoreReader } from './ports/store.ts';
import type { Tables } from './tables.ts';

/** Grow the data version: called in every transaction that changes what a page may show. */
export async function raiseDataVersion(transaction: Transaction<Tables>): Promise<void> {
	await transaction
		.insertInto('meta')
		.values({ key: 'data_version', value: '1' })
		.onConflict((conflict) =>
			conflict
				.column('key')
				.doUpdateSet({ value: sql<string>`cast(cast(meta.value as bigint) + 1 as text)` })
		)
		.execute();
}

/** Mark the database as made by the demo, for good. */
export async function markDemo(transaction: Transaction<Tables>): Promise<void> {
	await transaction
		.insertInto('meta')
		.values({ key: 'demo', value: 'yes' })
		.onConflict((conflict) => conflict.doNothing())
		.execute();
	await raiseDataVersion(transaction);
}

/** The reads of the whole database's marks. */
export function metaReads(db: Kysely<Tables>): Pick<StoreReader, 'isDemo' | 'dataVersion'> {
	const valueOf = async (key: string): Promise<string | undefined> => {
		const row = await db
			.selectFrom('meta')
			.select('value')
			.where('key', '=', key)
			.executeTakeFirst();
		return row?.value;
	};
	return {
		isDemo: async () => (await valueOf('demo')) === 'yes',
		dataVersion: async () => Number((await valueOf('data_version')) ?? 0)
	};
}
