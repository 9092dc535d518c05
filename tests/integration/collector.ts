import Database from 'better-sqlite3';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

/** Settings that the tests' own environment must not leak into a collector. */
const CLEAN = Object.fromEntries(
	Object.entries(process.env).filter(
		([name]) => !name.startsWith('CLAIMGAUGE_') && !['DATABASE_URL', 'PORT', 'HOST'].includes(name)
	)
);

/** What a process has compiled the next need not: a third of the processor time of a short pass. */
const COMPILED = join(import.meta.dirname, '../../node_modules/.cache/claimgauge-tests');

/** A folder for databases that is removed with `remove()`. */
export function temporaryFolder(): { path: (name: string) => string; remove: () => void } {
	const folder = mkdtempSync(join(tmpdir(), 'claimgauge-'));
	return {
		path: (name) => join(folder, name),
		remove: () => rmSync(folder, { recursive: true, force: true })
	};
}

/** Start `claimgauge ARGS` as a process of its own. */
export function spawnCollector(args: readonly string[], env: Record<string, string>): ChildProcess {
	return spawn(process.execPath, ['collectors/main.ts', ...args], {
		env: { NODE_COMPILE_CACHE: COMPILED, ...CLEAN, ...env },
		stdio: ['ignore', 'pipe', 'pipe']
	});
}

/** Run `claimgauge ARGS` to its end. */
export async function runCollector(
	args: readonly string[],
	env: Record<string, string>
): Promise<{ code: number | null; output: string }> {
	const child = spawnCollector(args, env);
	let output = '';
	child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
	child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
	const [code] = (await once(child, 'close')) as [number | null];
	return { code, output };
}

/** Tables that must not depend on when, how often or from where was collected. */
const TABLES_OF_FACTS = [
	'block',
	'block_hash',
	'gas_limit_range',
	'gas_limit_gap',
	'transfer_fee',
	'block_hour',
	'fullness_hour',
	'peak_hour',
	'histogram_hour',
	'fee_hour',
	'settlement_step',
	'settlement_revert',
	'settlement_transaction',
	'user_op_extra',
	'user_op_range',
	'user_op_hour',
	'followed_chain',
	'wanted_range',
	'covered_range',
	'gap',
	'dropped_range'
] as const;

/** Every row of facts, rollups, coverage and gaps, as text that two databases can be compared by. */
export function dumpFacts(path: string): Record<string, string[]> {
	const database = new Database(path, { readonly: true });
	database.defaultSafeIntegers(true);
	try {
		return Object.fromEntries(
			TABLES_OF_FACTS.map((table) => [
				table,
				database
					.prepare(`select * from ${table}`)
					.raw()
					.all()
					.map((row) => (row as unknown[]).map(cellText).join('|'))
					.sort()
			])
		);
	} finally {
		database.close();
	}
}

/** The same of a PostgreSQL database, with the same text for the same value. */
export async function dumpPostgresFacts(url: string): Promise<Record<string, string[]>> {
	const client = new pg.Client({
		connectionString: url,
		// As the server writes them; only bytes are turned into what `cellText` makes of them.
		types: {
			getTypeParser: (oid: number) => (text: string | Buffer) =>
				oid === pg.types.builtins.BYTEA ? String(text).replace(/^\\x/, '') : String(text)
		}
	});
	await client.connect();
	try {
		const dump: Record<string, string[]> = {};
		for (const table of TABLES_OF_FACTS) {
			const { rows } = await client.query<unknown[]>({
				text: `select * from ${table}`,
				rowMode: 'array'
			});
			dump[table] = rows.map((row) => row.map(cellText).join('|')).sort();
		}
		return dump;
	} finally {
		await client.end();
	}
}

function cellText(cell: unknown): string {
	return cell instanceof Uint8Array ? Buffer.from(cell).toString('hex') : String(cell);
}
