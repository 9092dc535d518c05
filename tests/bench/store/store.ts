import Database from 'better-sqlite3';
import { join } from 'node:path';
import { inFolder, runChild } from '../child.ts';
import { median, ROUNDS, type Bench, type Measured } from '../measured.ts';
import { measureDrop } from './drop.ts';
import { measureReads } from './reader-beside-writer.ts';
import type { WriteOutcome, WriteTask } from './run-writer.ts';
import { measureYear } from './year.ts';

const BLOCKS = 200_000;
const BATCH = 5_000;

/** One write of all blocks into a new database, and how many bytes a block each table then takes. */
async function writeOnce(
	how: WriteTask['how'],
	newestFirst: boolean
): Promise<WriteOutcome & { bytes: Record<string, number> }> {
	return inFolder(async (folder) => {
		const databasePath = join(folder, 'bench.db');
		const task: WriteTask = { how, databasePath, blocks: BLOCKS, batch: BATCH, newestFirst };
		const outcome = await runChild<WriteOutcome>('store/run-writer.ts', task);
		const database = new Database(databasePath, { readonly: true });
		const tables = database
			.prepare('select name, sum(pgsize) as bytes from dbstat group by name')
			.all() as { name: string; bytes: number }[];
		database.close();
		const bytes = Object.fromEntries(tables.map((each) => [each.name, each.bytes / BLOCKS]));
		return { ...outcome, bytes };
	});
}

async function run(_args: readonly string[], tell: (line: string) => void): Promise<Measured> {
	const ours: number[] = [];
	const bare: number[] = [];
	for (let round = 1; round <= ROUNDS; round++) {
		ours.push((await writeOnce('ours', false)).blocksPerSecond);
		bare.push((await writeOnce('bare', false)).blocksPerSecond);
		tell(`round ${round} of ${ROUNDS}: ${BLOCKS} blocks written by each`);
	}
	const backwards = await writeOnce('ours', true);
	tell('a year of blocks of ten chains');
	const year = await inFolder((folder) => measureYear(join(folder, 'bench.db')));
	tell('a reader beside a writer');
	const reads = await inFolder((folder) => measureReads(join(folder, 'bench.db')));
	tell('dropping what is old');
	const drop = await inFolder((folder) => measureDrop(join(folder, 'bench.db')));

	const { block = 0, block_hash: hash = 0, ...others } = backwards.bytes;
	const rollups = ['block_hour', 'peak_hour', 'histogram_hour'];
	const rollupBytes = rollups.reduce((sum, name) => sum + (others[name] ?? 0), 0);
	const ratios = {
		bare_inserts: median(ours.map((rate, round) => rate / (bare[round] ?? 0))),
		raw_rows: year.rawMs / year.rollupsMs,
		reader_beside_writer: reads.besideMs / reads.idleMs
	};
	return {
		figures: [
			{ name: 'ours', value: median(ours), unit: 'blocks/s, with rollups and ledger' },
			{ name: 'ours, newest first', value: backwards.blocksPerSecond, unit: 'blocks/s' },
			{ name: 'bare inserts', value: median(bare), unit: 'blocks/s, better-sqlite3' },
			{ name: 'block', value: block, unit: 'bytes/block' },
			{ name: 'block_hash', value: hash, unit: 'bytes/block' },
			{ name: 'rollups', value: rollupBytes, unit: 'bytes/block, at 300 blocks an hour' },
			{ name: 'year from rollups', value: year.rollupsMs, unit: 'ms, 87,600 hours' },
			{ name: 'year from blocks', value: year.rawMs, unit: `ms, ${year.rows} blocks` },
			{ name: 'read, idle', value: reads.idleMs, unit: 'ms, 99th percentile' },
			{ name: 'read, beside writer', value: reads.besideMs, unit: 'ms, 99th percentile' },
			{ name: 'writer beside reader', value: reads.blocksPerSecond, unit: 'blocks/s' },
			{ name: 'dropping', value: drop.factsPerSecond, unit: 'blocks and fees/s, space given back' },
			{ name: 'dropping, at once', value: drop.longestMs, unit: 'ms at most' },
			{ name: 'left when dropped', value: drop.share, unit: 'of the file' }
		],
		ratios,
		goals: [
			{ name: 'bare_inserts', value: ratios.bare_inserts, atLeast: 0.45 },
			{ name: 'block', value: block, atMost: 50 },
			{ name: 'raw_rows', value: ratios.raw_rows, atLeast: 100 },
			{ name: 'reader_beside_writer', value: ratios.reader_beside_writer, atMost: 1.5 }
		],
		notes: [
			'A block is two rows, in block and in block_hash; bare inserts write both, a prepared statement each.',
			'Bytes as dbstat counts pages, of a database that was filled newest first.'
		]
	};
}

/** What the database carries, beside what SQLite does by itself. */
export const store: Bench = {
	name: 'store',
	sentence: 'writing blocks with rollups against bare inserts, size, and reading hours',
	usage: '',
	run
};
