import Database from 'better-sqlite3';
import type { BlockHour } from '#lib/server/store/ports/rollups.ts';
import { HOUR } from '#lib/domain/time.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import { openReader, openStore } from '#lib/server/store/open.ts';
import { median, ROUNDS } from '../measured.ts';

const CHAINS = 10;
const BLOCK_SECONDS = 12;
const HOURS = 8_760;
const BLOCKS = (HOURS * HOUR) / BLOCK_SECONDS;
/** 2025-01-01T00:00:00Z */
const START = 1_735_689_600;
const WINDOW = { from: unixSeconds(START), to: unixSeconds(START + HOURS * HOUR) };

/** How long a year of hourly values of ten chains takes, in ms, from rollups and from the blocks themselves. */
export interface YearOutcome {
	readonly rollupsMs: number;
	readonly rawMs: number;
	readonly rows: number;
}

/** Fill ten chains with a year of blocks each, by SQL, and read every hour of them both ways. */
export async function measureYear(path: string): Promise<YearOutcome> {
	await (await openStore(`file:${path}`)).close();
	const rows = fill(path);
	const reader = await openReader(`file:${path}`);
	const database = new Database(path, { readonly: true });
	const raw = database.prepare(`
		select timestamp - timestamp % ${HOUR} as hour, count(*) as blocks, sum(tx_count) as tx,
			sum(user_tx_count) as user_tx, cast(sum(gas_used) as text) as gas,
			min(number) as first_block, max(number) as last_block
		from block where chain_id = ? and timestamp >= ? and timestamp < ? group by 1 order by 1`);
	try {
		const fromRollups: number[] = [];
		const fromRaw: number[] = [];
		for (let round = 0; round < ROUNDS; round++) {
			const [rollups, rollupsMs] = await timed(async () => {
				const hours: BlockHour[] = [];
				for (let chain = 1; chain <= CHAINS; chain++)
					hours.push(...(await reader.getBlockHours(chain, WINDOW)));
				return hours;
			});
			const [sums, rawMs] = await timed(async () => {
				const hours: unknown[] = [];
				for (let chain = 1; chain <= CHAINS; chain++)
					hours.push(...raw.all(chain, WINDOW.from, WINDOW.to));
				return hours as { tx: number; gas: string }[];
			});
			const differs = rollups.findIndex(
				({ tx, gas }, index) => tx !== sums[index]?.tx || String(gas) !== sums[index]?.gas
			);
			if (rollups.length !== CHAINS * HOURS || differs >= 0)
				throw new Error(`rollups and blocks disagree at hour ${differs} of ${rollups.length}`);
			fromRollups.push(rollupsMs);
			fromRaw.push(rawMs);
		}
		return { rollupsMs: median(fromRollups), rawMs: median(fromRaw), rows };
	} finally {
		database.close();
		await reader.close();
	}
}

async function timed<Value>(body: () => Promise<Value>): Promise<[Value, number]> {
	const startedAt = performance.now();
	const value = await body();
	return [value, performance.now() - startedAt];
}

/** Blocks, then the hours that they sum to. Gives how many blocks. */
function fill(path: string): number {
	const database = new Database(path);
	database.pragma('journal_mode = WAL');
	database.pragma('synchronous = OFF');
	const blocks = database.prepare(`
		insert into block (chain_id, number, timestamp, tx_count, user_tx_count, gas_used, base_fee)
		with recursive counted(n) as (select 0 union all select n + 1 from counted where n < ? - 1)
		select ?, 20000000 + n, ${START} + n * ${BLOCK_SECONDS}, n * 7919 % 300, n * 7919 % 300,
			15000000 + n * 104729 % 15000000, 1000000000 + n * 1299709 % 1000000000 from counted`);
	const hours = database.prepare(`
		insert into block_hour (chain_id, hour, blocks, tx, user_tx, gas, first_block, last_block)
		select chain_id, timestamp - timestamp % ${HOUR}, count(*), sum(tx_count), sum(user_tx_count),
			sum(gas_used), min(number), max(number) from block where chain_id = ? group by 2`);
	try {
		for (let chain = 1; chain <= CHAINS; chain++) {
			blocks.run(BLOCKS, chain);
			hours.run(chain);
		}
		database.pragma('wal_checkpoint(truncate)');
		return CHAINS * BLOCKS;
	} finally {
		database.close();
	}
}
