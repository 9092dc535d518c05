import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { DAY } from '#lib/domain/time.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import { openReader, openStore } from '#lib/server/store/open.ts';
import type { StoreReader } from '#lib/server/store/ports/store.ts';
import { median, quantile, ROUNDS } from '../measured.ts';
import { madeBatches, madeBlock } from './made-chain.ts';
import type { PaceTask } from './paced-writer.ts';

const CHAIN = 1;
const STORED_BLOCKS = 300_000;
const BATCH = 5_000;
const BLOCKS_PER_SECOND = 10_000;
const SECONDS = 5;

/** How long reading takes at the 99th percentile, in ms. */
export interface ReadOutcome {
	readonly idleMs: number;
	readonly besideMs: number;
	/** What the writer really wrote. */
	readonly blocksPerSecond: number;
}

/** Read 30 days of hours and one block, over and over, without and with a writer in another process. */
export async function measureReads(path: string): Promise<ReadOutcome> {
	const store = await openStore(`file:${path}`);
	for (const batch of madeBatches(0, STORED_BLOCKS, BATCH)) await store.addBlocks(CHAIN, batch);
	await store.close();
	const reader = await openReader(`file:${path}`);
	const idle: number[] = [];
	const beside: number[] = [];
	const paces: number[] = [];
	try {
		for (let round = 0; round < ROUNDS; round++) {
			const until = performance.now() + SECONDS * 1000;
			idle.push(quantile(await readWhile(reader, () => performance.now() < until), 0.99));
			const from = STORED_BLOCKS + round * BLOCKS_PER_SECOND * SECONDS;
			const writer = await startWriter({
				databasePath: path,
				from,
				blocksPerSecond: BLOCKS_PER_SECOND,
				seconds: SECONDS
			});
			beside.push(quantile(await readWhile(reader, writer.isWriting), 0.99));
			paces.push(await writer.pace);
		}
	} finally {
		await reader.close();
	}
	return { idleMs: median(idle), besideMs: median(beside), blocksPerSecond: median(paces) };
}

async function readWhile(reader: StoreReader, goesOn: () => boolean): Promise<number[]> {
	const times: number[] = [];
	const { number, timestamp } = madeBlock(STORED_BLOCKS / 2);
	const window = { from: unixSeconds(timestamp - 30 * DAY), to: timestamp };
	while (goesOn()) {
		const startedAt = performance.now();
		await reader.getBlockHours(CHAIN, window);
		await reader.findBlock(CHAIN, number);
		times.push(performance.now() - startedAt);
		await turn();
	}
	return times;
}

async function startWriter(
	task: PaceTask
): Promise<{ isWriting: () => boolean; pace: Promise<number> }> {
	const child = spawn(
		process.execPath,
		[join(import.meta.dirname, 'paced-writer.ts'), JSON.stringify(task)],
		{ stdio: ['ignore', 'pipe', 'inherit'] }
	);
	let last = '';
	let hasEnded = false;
	const lines = createInterface(child.stdout).on('line', (line) => (last = line));
	const pace = once(child, 'close').then(([code]) => {
		hasEnded = true;
		if (code !== 0) throw new Error(`the writer ended with ${code}`);
		return (JSON.parse(last) as { blocksPerSecond: number }).blocksPerSecond;
	});
	await Promise.race([once(lines, 'line'), pace]);
	return { isWriting: () => !hasEnded, pace };
}
