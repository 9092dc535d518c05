import Database from 'better-sqlite3';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BlockRange } from '#lib/domain/block-range.ts';
import type { BlockFact, FeeFact } from '#lib/domain/facts.ts';
import { gas, unixSeconds, wei, type UnixSeconds } from '#lib/domain/units.ts';
import { openStore } from './store/open.ts';
import type { Store } from './store/ports/store.ts';

/** 2025-11-27T00:00:00Z, the start of a UTC day: what tests count their seconds from. */
export const START = unixSeconds(1_764_201_600);

/** The second this long after `START`. */
export function at(offset: number): UnixSeconds {
	return unixSeconds(START + offset);
}

/** What a test says of one block; the rest is made up from its number. */
export interface BlockWords {
	readonly timestamp: number;
	readonly txCount?: number;
	readonly userTxCount?: number;
	readonly gasUsed?: number;
	readonly gasLimit?: number;
	readonly baseFee?: bigint | null;
}

/** A made-up chain whose first block has the number `first`. */
export function chainOf(words: readonly BlockWords[], first = 1): BlockFact[] {
	const hash = (number: number) =>
		`0x${createHash('sha256').update(`block ${number}`).digest('hex')}`;
	return words.map(({ timestamp, txCount = 1, ...each }, index) => ({
		number: first + index,
		timestamp: unixSeconds(timestamp),
		hash: hash(first + index),
		parentHash: hash(first + index - 1),
		txCount,
		userTxCount: each.userTxCount ?? txCount,
		gasUsed: gas(each.gasUsed ?? txCount * 21_000),
		gasLimit: gas(each.gasLimit ?? 30_000_000),
		baseFee: each.baseFee === null ? null : wei(each.baseFee ?? 1_000_000_007n)
	}));
}

/** Store the blocks of these ranges, in the order of the ranges. */
export async function addRanges(
	store: Store,
	chainId: number,
	blocks: readonly BlockFact[],
	ranges: readonly BlockRange[]
): Promise<void> {
	for (const range of ranges)
		await store.addBlocks(chainId, {
			range,
			blocks: blocks.filter(({ number }) => number >= range.from && number <= range.to)
		});
}

/** Store a whole chain, its plain transfers' fees, and a head of which the last block is finalized. */
export async function addChain(
	store: Store,
	chainId: number,
	blocks: readonly BlockFact[],
	fees: readonly FeeFact[] = []
): Promise<void> {
	const [first, last] = [blocks[0], blocks.at(-1)];
	if (!first || !last) throw new Error('a chain has at least one block');
	const range = { from: first.number, to: last.number };
	await store.addBlocks(chainId, { range, blocks });
	await store.addFees(chainId, { range, fees });
	await recordFinalHead(store, chainId, last);
}

/** Make of a closed SQLite database one from before gas limits were kept. */
export function forgetGasLimits(path: string): void {
	undoMigrationsFrom(path, '0004');
}

/** What each migration made, by its number. */
const TABLES_OF: Readonly<Record<string, readonly string[]>> = {
	'0002': ['price_round', 'price_check'],
	'0003': ['batch', 'batch_stage', 'endpoint_method'],
	'0004': ['gas_limit_range', 'gas_limit_gap', 'fullness_hour'],
	'0006': ['followed_chain'],
	'0007': ['endpoint_check', 'incident'],
	'0008': ['dropped_range'],
	'0009': ['endpoint_pace', 'endpoint_checkup'],
	'0010': ['user_op_extra', 'user_op_range', 'user_op_hour'],
	'0011': ['settlement_step', 'settlement_revert', 'settlement_transaction'],
	'0012': [
		'price_stretch',
		'fee_history_hour',
		'fee_history_sum',
		'fee_history_bucket',
		'told_fork',
		'fork_activation'
	],
	'0013': ['observation'],
	'0015': ['head_stall'],
	'0016': ['verdict_embed'],
	'0017': ['shown_change'],
	'0018': ['pass_request']
};

/** What each added to a table of before. */
const COLUMNS_OF: Readonly<Record<string, readonly [string, string][]>> = {
	'0018': [
		['collection_pass', 'next_due_at'],
		['collection_pass', 'counts_requests']
	]
};

/** Leave a SQLite database as it was before the migrations from this number on: they run when it is opened next. */
export function undoMigrationsFrom(path: string, number: string): void {
	const database = new Database(path);
	database.prepare('delete from kysely_migration where name >= ?').run(number);
	for (const [made, tables] of Object.entries(TABLES_OF))
		if (made >= number) for (const table of tables) database.exec(`drop table ${table}`);
	for (const [made, columns] of Object.entries(COLUMNS_OF))
		if (made >= number)
			for (const [table, column] of columns)
				database.exec(`alter table ${table} drop column ${column}`);
	database.close();
}

/** Say that this block is the head, and finalized. */
export async function recordFinalHead(
	store: Store,
	chainId: number,
	{ number, timestamp, hash }: BlockFact
): Promise<void> {
	const seenAt = timestamp;
	const finalized = { number, timestamp };
	const endpoint = 'node.example';
	await store.recordHead({ chainId, number, timestamp, hash, finalized, seenAt, endpoint });
}

/** Give a fresh, empty store to `use`, and take it away again. */
export async function withStore<Result>(use: (store: Store) => Promise<Result>): Promise<Result> {
	const folder = mkdtempSync(join(tmpdir(), 'claimgauge-server-'));
	const store = await openStore(`file:${join(folder, 'test.db')}`);
	try {
		return await use(store);
	} finally {
		await store.close();
		rmSync(folder, { recursive: true, force: true });
	}
}
