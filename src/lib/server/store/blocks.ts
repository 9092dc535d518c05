import type { Kysely, Transaction } from 'kysely';
import type { BlockRange } from '#lib/domain/block-range.ts';
import type { BlockFact } from '#lib/domain/facts.ts';
import { HOUR, type TimeWindow } from '#lib/domain/time.ts';
import { unixSeconds, wei, type Gas } from '#lib/domain/units.ts';
import type { Bound, Engine } from './engine.ts';
import { gasLimitLookup, selectGasLimitGaps, selectGasLimits } from './gas-limits.ts';
import { hexOf } from './hashes.ts';
import type { BlockReads, StoredBlock } from './ports/blocks.ts';
import type { Tables } from './tables.ts';
import { exactText } from './wide-integers.ts';

type Database = Kysely<Tables>;

const BLOCK_COLUMNS = [
	'chain_id',
	'number',
	'timestamp',
	'tx_count',
	'user_tx_count',
	'gas_used',
	'base_fee'
] as const;

/** Store blocks that are not stored yet. `hashes` are theirs, in the same order. */
export async function insertBlocks(
	engine: Engine,
	transaction: Transaction<Tables>,
	chainId: number,
	blocks: readonly BlockFact[],
	hashes: readonly Uint8Array[]
): Promise<void> {
	await engine.insertRows(
		transaction,
		'block',
		BLOCK_COLUMNS,
		blocks.map((block) => fromBlock(chainId, block))
	);
	await engine.insertRows(
		transaction,
		'block_hash',
		['chain_id', 'number', 'hash'],
		blocks.map((block, index) => [chainId, block.number, hashes[index] ?? null])
	);
}

/** The stored blocks of a range, ascending; those not stored are left out. */
export async function selectBlocks(
	db: Database,
	chainId: number,
	range: BlockRange
): Promise<StoredBlock[]> {
	const rows = await blockQuery(db, chainId)
		.where('number', '>=', range.from)
		.where('number', '<=', range.to)
		.orderBy('number')
		.execute();
	const gasLimitOf = gasLimitLookup(await selectGasLimits(db, chainId, range));
	return rows.map((row) => toBlock(row, gasLimitOf(Number(row.number))));
}

/** The hashes of the stored blocks of a range, by number. */
export async function selectHashes(
	db: Database,
	chainId: number,
	range: BlockRange
): Promise<Map<number, string>> {
	const rows = await hashQuery(db, chainId)
		.where('number', '>=', range.from)
		.where('number', '<=', range.to)
		.execute();
	return hashesOf(rows);
}

function hashQuery(db: Database, chainId: number) {
	return db.selectFrom('block_hash').select(['number', 'hash']).where('chain_id', '=', chainId);
}

function hashesOf(rows: readonly { number: number; hash: Uint8Array }[]): Map<number, string> {
	return new Map(rows.map((row) => [Number(row.number), hexOf(row.hash)]));
}

/** The reads of single blocks. */
export function blockReads(db: Database): BlockReads {
	return {
		async hasFacts() {
			return (
				(await db.selectFrom('block').select('number').limit(1).executeTakeFirst()) !== undefined
			);
		},
		async findBlockHash(chainId, number) {
			const hashes = await selectHashes(db, chainId, { from: number, to: number });
			return hashes.get(number) ?? null;
		},
		async getBlockHashes(chainId, numbers) {
			if (numbers.length === 0) return new Map();
			const rows = await hashQuery(db, chainId).where('number', 'in', numbers).execute();
			return hashesOf(rows);
		},
		async getBlocks(chainId, window) {
			const range = await blocksAround(db, chainId, window);
			const blocks = range ? await selectBlocks(db, chainId, range) : [];
			return blocks.filter(({ timestamp }) => timestamp >= window.from && timestamp < window.to);
		},
		async findBlock(chainId, number) {
			const [block] = await selectBlocks(db, chainId, { from: number, to: number });
			return block ?? null;
		},
		async getNewestBlocks(chainId, most) {
			const rows = await blockQuery(db, chainId).orderBy('number', 'desc').limit(most).execute();
			const [last, first] = [rows[0], rows.at(-1)];
			if (!last || !first) return [];
			const range = { from: Number(first.number), to: Number(last.number) };
			const gasLimitOf = gasLimitLookup(await selectGasLimits(db, chainId, range));
			// a lookup goes upwards
			return rows
				.reverse()
				.map((row) => toBlock(row, gasLimitOf(Number(row.number))))
				.reverse();
		},
		getGasLimitGaps: (chainId) => selectGasLimitGaps(db, chainId),
		async getBusyBlocks(chainId, range) {
			const rows = await db
				.selectFrom('block')
				.select('number')
				.where('chain_id', '=', chainId)
				.where('number', '>=', range.from)
				.where('number', '<=', range.to)
				.where('user_tx_count', '>', 0)
				.orderBy('number')
				.execute();
			return rows.map((row) => Number(row.number));
		}
	};
}

/** The blocks of every hour that the window touches: the key is the number, time has no index. */
async function blocksAround(
	db: Database,
	chainId: number,
	window: TimeWindow
): Promise<BlockRange | null> {
	const bounds = await db
		.selectFrom('block_hour')
		.select((each) => [
			each.fn.min<number | null>('first_block').as('from'),
			each.fn.max('last_block').as('to')
		])
		.where('chain_id', '=', chainId)
		.where('hour', '>', window.from - HOUR)
		.where('hour', '<', window.to)
		.executeTakeFirst();
	return bounds === undefined || bounds.from === null
		? null
		: { from: Number(bounds.from), to: Number(bounds.to) };
}

function blockQuery(db: Database, chainId: number) {
	return db
		.selectFrom('block')
		.select(['number', 'timestamp', 'tx_count', 'user_tx_count', 'gas_used'])
		.select(exactText<string | null>('base_fee').as('base_fee'))
		.where('chain_id', '=', chainId);
}

function toBlock(
	row: {
		number: number;
		timestamp: number;
		tx_count: number;
		user_tx_count: number;
		gas_used: number;
		base_fee: string | null;
	},
	gasLimit: Gas | null
): StoredBlock {
	return {
		number: Number(row.number),
		timestamp: unixSeconds(Number(row.timestamp)),
		txCount: Number(row.tx_count),
		userTxCount: Number(row.user_tx_count),
		gasUsed: Number(row.gas_used),
		gasLimit,
		baseFee: row.base_fee === null ? null : wei(BigInt(row.base_fee))
	};
}

/** In the order of BLOCK_COLUMNS. */
function fromBlock(chainId: number, block: BlockFact): Bound[] {
	return [
		chainId,
		block.number,
		block.timestamp,
		block.txCount,
		block.userTxCount,
		block.gasUsed,
		block.baseFee
	];
}
