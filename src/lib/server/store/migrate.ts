import { sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import type { Engine } from './engine.ts';
import { StoreUnusableError } from './errors.ts';
import { MIGRATIONS } from './migrations/list.ts';

/** How a database stands to the code that opened it. */
export interface SchemaState {
	/** Migrations this code has and the database lacks. */
	readonly missing: readonly string[];
	/** Migrations the database has and this code does not know. */
	readonly unknown: readonly string[];
}

/** Compare the migrations a database has seen with those of this code. */
export async function schemaState(engine: Engine): Promise<SchemaState> {
	const known = Object.keys(MIGRATIONS);
	const tables = await engine.db.introspection.getTables({ withInternalKyselyTables: true });
	const migrated = tables.some((table) => table.name === 'kysely_migration');
	const { rows } = migrated
		? await sql<{ name: string }>`select name from kysely_migration`.execute(engine.db)
		: { rows: [] };
	const done = rows.map((row) => row.name);
	return {
		missing: known.filter((name) => !done.includes(name)),
		unknown: done.filter((name) => !known.includes(name))
	};
}

/** Throws StoreUnusableError when a newer version of the code has changed the database. */
export function refuseNewer(state: SchemaState, where: string): void {
	if (state.unknown.length > 0)
		throw new StoreUnusableError(
			`${where} was made by a newer version of Claimgauge (it has ${state.unknown.join(', ')}): update Claimgauge, or name another database in DATABASE_URL`
		);
}

/** Bring the database to this code's schema; nothing happens when it is there already. */
export async function migrate(engine: Engine, where: string): Promise<void> {
	refuseNewer(await schemaState(engine), where);
	const migrations = Object.fromEntries(
		Object.entries(MIGRATIONS).map(([name, make]) => [name, make(engine.words)])
	);
	const migrator = new Migrator({
		db: engine.db,
		provider: { getMigrations: () => Promise.resolve(migrations) }
	});
	const { error } = await migrator.migrateToLatest();
	if (error) throw error;
}
