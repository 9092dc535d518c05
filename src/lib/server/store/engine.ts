import type { Kysely, Transaction } from 'kysely';
import type { Tables } from './tables.ts';

/** A value that every engine can bind. */
export type Bound = number | bigint | string | Uint8Array | null;

/** What a migration must say differently on each engine. */
export interface SchemaWords {
	/** Column type of text that sorts by its bytes, whatever the language of the database. */
	readonly text: 'text' | 'text collate "C"';
	/** Column type of raw bytes. */
	readonly bytes: 'blob' | 'bytea';
	/** What follows `create table (…)` for a table that lives in its primary key; may be empty. */
	readonly clustered: string;
	/** The expression for a text field of a column that holds JSON as text. */
	jsonField(column: string, field: string): string;
}

/** All that differs between the databases we run on; everything else is one set of Kysely queries. */
export interface Engine {
	readonly db: Kysely<Tables>;
	readonly words: SchemaWords;
	/** Insert many rows within the transaction; each row holds the values of `columns` in that order. */
	insertRows<Name extends keyof Tables>(
		transaction: Transaction<Tables>,
		table: Name,
		columns: readonly (keyof Tables[Name] & string)[],
		rows: readonly (readonly Bound[])[]
	): Promise<void>;
	/** How large the database is and what room is left where it lies, in bytes; `free` is null where that is not told. */
	measureRoom(): Promise<{ readonly bytes: number; readonly free: number | null }>;
	/** Give some free space back to the file system within the transaction; how many bytes, 0 where that is not ours to do. */
	giveBackSpace(transaction: Transaction<Tables>): Promise<number>;
}
