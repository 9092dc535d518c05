import Database from 'better-sqlite3';

/** What a peer stores of a block: the same columns as ours, without rollups and without a ledger. */
export interface PlainRow {
	readonly number: number;
	readonly timestamp: number;
	readonly hash: string;
	readonly txCount: number;
	readonly userTxCount: number;
	readonly gasUsed: number;
	readonly baseFee: bigint | null;
}

export interface PlainStore {
	/** One transaction. */
	add(rows: readonly PlainRow[]): void;
	count(): number;
	close(): void;
}

/** Our two block tables in a database of a peer's own, filled by prepared statements, a row at a time. */
export function openPlainStore(path: string, chainId: number): PlainStore {
	const database = new Database(path);
	database.pragma('journal_mode = WAL');
	database.pragma('synchronous = NORMAL');
	database.exec(`
		create table if not exists block (
			chain_id bigint not null, number bigint not null, timestamp bigint not null,
			tx_count integer not null, user_tx_count integer not null, gas_used bigint not null,
			base_fee bigint, primary key (chain_id, number)
		) without rowid;
		create table if not exists block_hash (
			chain_id bigint not null, number bigint not null, hash blob not null,
			primary key (chain_id, number)
		) without rowid`);
	const block = database.prepare('insert into block values (?,?,?,?,?,?,?)');
	const hash = database.prepare('insert into block_hash values (?,?,?)');
	return {
		add: database.transaction((rows: readonly PlainRow[]) => {
			for (const row of rows) {
				const { number, timestamp, txCount, userTxCount, gasUsed, baseFee } = row;
				block.run(chainId, number, timestamp, txCount, userTxCount, gasUsed, baseFee);
				hash.run(chainId, number, Buffer.from(row.hash.slice(2), 'hex'));
			}
		}),
		count: () => database.prepare('select count(*) from block').pluck().get() as number,
		close: () => database.close()
	};
}
