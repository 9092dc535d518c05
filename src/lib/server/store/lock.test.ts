import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StoreUnusableError } from './errors.ts';
import { tryLock } from './lock.ts';
import { lockElsewhere } from './test-lock.ts';

let folder: string;
let url: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'claimgauge-lock-'));
	url = `file:${join(folder, 'x.db')}`;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('tryLock', () => {
	it('refuses a place where no file can be', async () => {
		writeFileSync(join(folder, 'file'), '');
		await expect(tryLock(`file:${join(folder, 'file', 'x.db')}`, 1)).rejects.toThrow(
			StoreUnusableError
		);
		mkdirSync(join(folder, 'x.db.lock-1'));
		await expect(tryLock(url, 1)).rejects.toThrow(/lock-1 cannot be used .* check that its folder/);
	});

	it('is had by one holder a chain at a time', async () => {
		const first = await tryLock(url, 1);
		expect(first).not.toBeNull();
		expect(await tryLock(url, 1)).toBeNull();
		const other = await tryLock(url, 324);
		expect(other).not.toBeNull();
		await first?.release();
		await first?.release();
		const again = await tryLock(url, 1);
		expect(again).not.toBeNull();
		await again?.release();
		await other?.release();
	});

	it('is refused while another process has it, and free once that is killed', async () => {
		const child = await lockElsewhere(url, 1);
		try {
			expect(child.said).toBe('held');
			expect(await tryLock(url, 1)).toBeNull();
		} finally {
			await child.kill();
		}
		const lock = await tryLock(url, 1);
		expect(lock).not.toBeNull();
		const late = await lockElsewhere(url, 1);
		try {
			expect(late.said).toBe('refused');
		} finally {
			await late.kill();
			await lock?.release();
		}
	}, 20_000);
});
