import Database from 'better-sqlite3';

const GWEI = 1_000_000_000n;

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

/** What a peer stores of a plain transfer, in our own columns. */
export interface PlainFee {
	readonly blockNumber: number;
	readonly transactionIndex: number;
	readonly fee: bigint;
}

export interface PlainStore {
	/** One transaction. */
	add(rows: readonly PlainRow[], fees?: readonly PlainFee[]): void;
	count(): number;
	close(): void;
}

/** Our tables of blocks, hashes and fees in a database of a peer's own, filled by prepared statements, a row at a time. */
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
		) without rowid;
		create table if not exists transfer_fee (
			chain_id bigint not null, block_number bigint not null, transaction_index integer not null,
			fee_class smallint not null, fee_gwei bigint not null, fee_wei_rest integer not null,
			primary key (chain_id, block_number, transaction_index)
		) without rowid`);
	const block = database.prepare('insert into block values (?,?,?,?,?,?,?)');
	const hash = database.prepare('insert into block_hash values (?,?,?)');
	const transfer = database.prepare('insert into transfer_fee values (?,?,?,1,?,?)');
	return {
		add: database.transaction((rows: readonly PlainRow[], fees: readonly PlainFee[] = []) => {
			for (const row of rows) {
				const { number, timestamp, txCount, userTxCount, gasUsed, baseFee } = row;
				block.run(chainId, number, timestamp, txCount, userTxCount, gasUsed, baseFee);
				hash.run(chainId, number, Buffer.from(row.hash.slice(2), 'hex'));
			}
			for (const { blockNumber, transactionIndex, fee } of fees)
				transfer.run(chainId, blockNumber, transactionIndex, fee / GWEI, fee % GWEI);
		}),
		count: () => database.prepare('select count(*) from block').pluck().get() as number,
		close: () => database.close()
	};
}
