import { sql, type CreateTableBuilder, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { SchemaWords } from '../engine.ts';

type ColumnType = 'bigint' | 'integer' | 'smallint' | 'text' | 'bytes';

interface TableShape {
	/** Primary key, in order. The table lives in it where the engine can do that. */
	readonly key: Readonly<Record<string, ColumnType>>;
	readonly columns: Readonly<Record<string, ColumnType>>;
	readonly nullable?: Readonly<Record<string, ColumnType>>;
}

const CHAIN = { chain_id: 'bigint' } as const;
const BLOCK_KEY = { ...CHAIN, number: 'bigint' } as const;

/**
 * Every table of the first release. Primary keys of facts and rollups start with `chain_id`, and no
 * table draws numbers from a sequence, so that a distributed database can shard them. The meaning and
 * unit of each column: `docs/tables.md`.
 */
const TABLES: Readonly<Record<string, TableShape>> = {
	/** Marks and counters of the whole database. */
	meta: { key: { key: 'text' }, columns: { value: 'text' } },

	/** What each block said. */
	block: {
		key: BLOCK_KEY,
		columns: {
			timestamp: 'bigint',
			tx_count: 'integer',
			user_tx_count: 'integer',
			gas_used: 'bigint'
		},
		nullable: { base_fee: 'bigint' }
	},
	/** Block hashes, apart: only parent checks and provenance read them. */
	block_hash: { key: BLOCK_KEY, columns: { hash: 'bytes' } },
	/** What one transaction of a measured class cost. */
	transfer_fee: {
		key: { ...CHAIN, block_number: 'bigint', transaction_index: 'integer' },
		columns: { fee_class: 'smallint', fee_gwei: 'bigint', fee_wei_rest: 'integer' }
	},

	/** Sums over the stored blocks of an hour. */
	block_hour: {
		key: { ...CHAIN, hour: 'bigint' },
		columns: {
			blocks: 'integer',
			tx: 'bigint',
			user_tx: 'bigint',
			gas: 'bigint',
			first_block: 'bigint',
			last_block: 'bigint'
		}
	},
	/** The busiest window of each length in an hour. */
	peak_hour: {
		key: { ...CHAIN, quantity: 'smallint', window_seconds: 'integer', hour: 'bigint' },
		columns: { value: 'bigint', at: 'bigint', block: 'bigint' }
	},
	/** How many values of an hour fell in each bucket. */
	histogram_hour: {
		key: { ...CHAIN, class: 'smallint', hour: 'bigint', bucket: 'bigint' },
		columns: { count: 'bigint' }
	},
	/** Sums over the stored fees of an hour. */
	fee_hour: {
		key: { ...CHAIN, fee_class: 'smallint', hour: 'bigint' },
		columns: { count: 'bigint', zero: 'bigint', sum_gwei: 'bigint', sum_wei_rest: 'integer' }
	},

	/** The blocks whose facts a chain should have. */
	wanted_range: {
		key: { ...CHAIN, kind: 'text' },
		columns: { from_block: 'bigint', to_block: 'bigint' }
	},
	/** What of them is stored, with what shows whether a neighbour continues it. */
	covered_range: {
		key: { ...CHAIN, kind: 'text', from_block: 'bigint' },
		columns: {
			to_block: 'bigint',
			from_time: 'bigint',
			to_time: 'bigint',
			from_hash: 'text',
			to_hash: 'text'
		},
		nullable: { from_parent_hash: 'text' }
	},
	/** What of them is not stored, and why. */
	gap: {
		key: { ...CHAIN, kind: 'text', from_block: 'bigint' },
		columns: { to_block: 'bigint', reason: 'text' },
		nullable: { detail: 'text' }
	},

	/** The newest block an endpoint told of. */
	chain_head: {
		key: CHAIN,
		columns: {
			number: 'bigint',
			timestamp: 'bigint',
			hash: 'text',
			seen_at: 'bigint',
			endpoint: 'text'
		},
		nullable: { finalized_number: 'bigint', finalized_timestamp: 'bigint' }
	},
	/** How the last pass over a chain ended. */
	collection_pass: {
		key: CHAIN,
		columns: { started_at: 'bigint', ended_at: 'bigint', outcome: 'text' },
		nullable: { detail: 'text' }
	},
	/** What an endpoint did when it was last asked. */
	endpoint: {
		key: { ...CHAIN, host: 'text' },
		columns: { checked_at: 'bigint', ok: 'smallint' },
		nullable: { detail: 'text' }
	},

	/** The content of every reading that was judged, as a hash. */
	reading: { key: { reading_id: 'text', version: 'integer' }, columns: { sha256: 'text' } },
	/** Measurements; a row never changes. */
	measurement: {
		key: { id: 'text' },
		columns: {
			chain_id: 'bigint',
			metric: 'text',
			statistic: 'text',
			window_from: 'bigint',
			window_to: 'bigint',
			body: 'text'
		}
	},
	/** What each claim showed, in the order in which it was found; rows are only appended. */
	verdict: {
		key: { claim_slug: 'text', evaluation: 'text', ordinal: 'integer' },
		columns: { data_date: 'text', id: 'text', computed_at: 'bigint', body: 'text' }
	}
};

/** The first schema, in the words of one engine. */
export function firstTables(words: SchemaWords): Migration {
	return {
		async up(db: Kysely<unknown>): Promise<void> {
			for (const [name, shape] of Object.entries(TABLES))
				await createTable(db, name, shape, words).execute();
		}
	};
}

function createTable(
	db: Kysely<unknown>,
	name: string,
	shape: TableShape,
	words: SchemaWords
): CreateTableBuilder<string, string> {
	const type = (column: ColumnType) => {
		if (column === 'bytes') return words.bytes;
		return column === 'text' ? sql.raw(words.text) : column;
	};
	let table: CreateTableBuilder<string, string> = db.schema.createTable(name);
	for (const [column, each] of Object.entries({ ...shape.key, ...shape.columns }))
		table = table.addColumn(column, type(each), (definition) => definition.notNull());
	for (const [column, each] of Object.entries(shape.nullable ?? {}))
		table = table.addColumn(column, type(each));
	table = table.addPrimaryKeyConstraint(`${name}_key`, Object.keys(shape.key));
	return words.clustered === '' ? table : table.modifyEnd(sql.raw(words.clustered));
}
