import Database from 'better-sqlite3';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dumpFacts, runCollector, spawnCollector, temporaryFolder } from './collector.ts';
import { makeTraffic } from './made-traffic.ts';
import { until } from './processes.ts';
import { startAnvil, type Anvil } from './start-anvil.ts';

const DAY = 86_400;
const KILLS = 4;
/** A piece is dropped in some more milliseconds. */
const STEP_MS = 5;

/** Up to when raw facts are dropped, seen by a reader; null where a process that was stopped keeps it waiting. */
function droppedTo(path: string): number | null {
	const handle = new Database(path, { readonly: true, timeout: 0 });
	try {
		const row = handle.prepare('select max(to_time) as at from dropped_range').get();
		return (row as { at: number | null }).at ?? 0;
	} catch (error) {
		if (error instanceof Database.SqliteError && /^SQLITE_(BUSY|PROTOCOL)/.test(error.code))
			return null;
		throw error;
	} finally {
		handle.close();
	}
}

/**
 * Let a process run for some milliseconds at a time, and kill it where it stands once something is so. False when it
 * ended before.
 */
async function killOnce(child: ChildProcess, isSo: () => boolean): Promise<boolean> {
	const closed = once(child, 'close');
	for (;;) {
		child.kill('SIGSTOP');
		if (isSo()) break;
		child.kill('SIGCONT');
		await sleep(Math.random() * STEP_MS);
		if (child.exitCode !== null) return false;
	}
	child.kill('SIGKILL');
	await closed;
	return true;
}

describe('retention', () => {
	const folder = temporaryFolder();
	const whole = folder.path('whole.db');
	let anvil: Anvil;
	let start: number;
	const environment = (path: string, keep: string) => ({
		CLAIMGAUGE_CHAINS: '1',
		CLAIMGAUGE_RPC_1: anvil.url,
		CLAIMGAUGE_SINCE_1: '0',
		CLAIMGAUGE_KEEP_DAYS_1: keep,
		DATABASE_URL: `file:${path}`
	});
	const copyOfWhole = (name: string) => {
		copyFileSync(whole, folder.path(name));
		return folder.path(name);
	};
	const drop = async (path: string) => {
		const { code, output } = await runCollector(['collect'], environment(path, '1'));
		expect(code, output).toBe(0);
		return output;
	};

	beforeAll(async () => {
		start = Math.floor(Date.now() / 1000) - 5 * DAY;
		// Without those two anvil takes some 20 ms for a block: it keeps every state.
		const fast = ['--hardfork', 'cancun', '--prune-history'];
		anvil = await startAnvil('--chain-id', '1', '--timestamp', String(start), ...fast);
		await makeTraffic(anvil, 80, start);
		// 21,600 blocks of 14 s: three and a half days, of which one is kept.
		await anvil.rpc('anvil_mine', '0x5460', '0xe');
		await makeTraffic(anvil, 40, start + 3.5 * DAY + 10_000);
		const collected = await runCollector(['collect'], environment(whole, 'forever'));
		expect(collected.code, collected.output).toBe(0);
		expect(collected.output).not.toContain('"dropped"');
	});
	afterAll(async () => {
		await anvil?.stop();
		folder.remove();
	});

	it('drops blocks and fees at the end of a pass, keeps sums, coverage and gaps, and makes the file smaller', async () => {
		const path = copyOfWhole('dropped.db');
		const output = await drop(path);
		const [before, after] = [dumpFacts(whole), dumpFacts(path)];
		const line = output.split('\n').find((each) => each.includes('"dropped"'))!;
		const event = JSON.parse(line) as Record<string, number>;
		expect(event.hours).toBeGreaterThan(50);
		expect(event.blocks).toBe(before.block!.length - after.block!.length);
		expect(event.fees).toBe(before.transfer_fee!.length - after.transfer_fee!.length);
		expect(event.fees).toBeGreaterThan(0);
		expect(event.bytes).toBeGreaterThan(0);
		expect(statSync(path).size).toBeLessThan(0.6 * statSync(whole).size);
		for (const [table, rows] of Object.entries(before))
			if (!['block', 'block_hash', 'transfer_fee', 'dropped_range'].includes(table))
				expect(after[table], table).toEqual(rows);
	});

	it('killed while it drops, then run again, leaves what an undisturbed pass leaves', async () => {
		const undisturbed = copyOfWhole('undisturbed.db');
		await drop(undisturbed);
		const expected = dumpFacts(undisturbed);
		const end = droppedTo(undisturbed)!;
		const path = copyOfWhole('killed.db');
		let killedHalfway = 0;
		for (let kill = 0; kill < KILLS; kill++) {
			const before = droppedTo(path)!;
			const child = spawnCollector(['collect'], environment(path, '1'));
			const wasKilled = await killOnce(child, () => (droppedTo(path) ?? before) > before);
			if (wasKilled && droppedTo(path)! < end) killedHalfway += 1;
		}
		expect(killedHalfway).toBeGreaterThan(0);
		await drop(path);
		expect(dumpFacts(path)).toEqual(expected);
		expect(statSync(path).size).toBeLessThan(0.6 * statSync(whole).size);
	});

	it('is done by a watch too, which ends when it is told to', async () => {
		const path = copyOfWhole('watched.db');
		const child = spawnCollector(['watch'], environment(path, '1'));
		const closed = once(child, 'close');
		let output = '';
		child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
		try {
			await until(() => output.includes('"dropped"') || child.exitCode !== null, 'it drops');
			expect(output).toContain('"dropped"');
		} finally {
			child.kill('SIGTERM');
			const [code] = (await closed) as [number | null];
			expect(code).toBe(0);
		}
	});
});
