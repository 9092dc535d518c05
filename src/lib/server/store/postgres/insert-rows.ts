import { CompiledQuery, sql, type Transaction } from 'kysely';
import type { Bound, Engine } from '../engine.ts';
import type { Tables } from '../tables.ts';

/** Rows sent by one statement: enough to be quick, few enough to keep the texts small. */
const ROWS_PER_STATEMENT = 5_000;

/**
 * The bulk write: `insert … select from unnest(…)` with one array a column, so that the text of the
 * statement and the number of its parameters do not grow with the rows. A row that is there already
 * is an error, as on every engine.
 */
export function rowInserter(): Engine['insertRows'] {
	const known = new Map<string, ReadonlyMap<string, string>>();
	return async (transaction, table, columns, rows) => {
		if (rows.length === 0) return;
		const types = known.get(table) ?? (await columnTypes(transaction, table));
		known.set(table, types);
		const arrays = columns.map((column, index) => `$${index + 1}::${types.get(column)}[]`);
		const text = `insert into "${table}" (${columns.map((column) => `"${column}"`).join(',')}) select * from unnest(${arrays.join(',')})`;
		for (let done = 0; done < rows.length; done += ROWS_PER_STATEMENT) {
			const some = rows.slice(done, done + ROWS_PER_STATEMENT);
			const values = columns.map((_, index) => arrayLiteral(some.map((row) => row[index])));
			await transaction.executeQuery(CompiledQuery.raw(text, values));
		}
	};
}

async function columnTypes(
	transaction: Transaction<Tables>,
	table: string
): Promise<Map<string, string>> {
	const { rows } = await sql<{ name: string; type: string }>`
		select attname as name, format_type(atttypid, null) as type
		from pg_attribute
		where attrelid = to_regclass(quote_ident(${table})) and attnum > 0 and not attisdropped
	`.execute(transaction);
	return new Map(rows.map(({ name, type }) => [name, type]));
}

/** Values as PostgreSQL writes an array (https://www.postgresql.org/docs/current/arrays.html#ARRAYS-IO). */
export function arrayLiteral(values: readonly (Bound | undefined)[]): string {
	return `{${values.map(element).join(',')}}`;
}

function element(value: Bound | undefined): string {
	if (value === null || value === undefined) return 'NULL';
	if (typeof value === 'number' || typeof value === 'bigint') return String(value);
	if (typeof value === 'string') return `"${value.replaceAll(/["\\]/g, '\\$&')}"`;
	const hex = Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('hex');
	return `"\\\\x${hex}"`;
}
