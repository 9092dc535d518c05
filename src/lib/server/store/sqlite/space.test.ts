import Database from 'better-sqlite3';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HOUR } from '#lib/domain/time.ts';
import { addChain, at, chainOf, START } from '../../test-chain.ts';
import { openStore } from '../open.ts';
import type { Store } from '../ports/store.ts';

const CHAIN = 1;
const COUNT = 20_000;
const BLOCKS = chainOf(
	Array.from({ length: COUNT }, (_, index) => ({ timestamp: START + index * 12 }))
);
/** All but the last hours. */
const BEFORE = at(Math.floor((COUNT * 12) / HOUR - 2) * HOUR);

let folder: string;
let path: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'claimgauge-space-'));
	path = join(folder, 'test.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Do something with the store and close it; gives how large the file is then. */
async function after(use: (store: Store) => Promise<unknown>): Promise<number> {
	const store = await openStore(`file:${path}`);
	await use(store);
	await store.close();
	return statSync(path).size;
}

const drop = async (store: Store) => {
	let hours;
	do ({ hours } = await store.dropRawFacts(CHAIN, BEFORE));
	while (hours > 0);
};
const giveBack = async (store: Store) => {
	let sum = 0;
	for (let bytes = -1; bytes !== 0; sum += bytes) bytes = await store.giveBackSpace();
	return sum;
};

describe('the space of dropped facts', () => {
	it('is given back to the file system', async () => {
		const full = await after((store) => addChain(store, CHAIN, BLOCKS));
		expect(await after(drop)).toBe(full);
		let given = 0;
		const left = await after(async (store) => (given = await giveBack(store)));
		expect(left).toBeLessThan(full / 3);
		expect(full - left).toBeGreaterThanOrEqual(given);
		expect(given).toBeGreaterThan(COUNT * 60);
		expect(await after(async (store) => expect(await giveBack(store)).toBe(0))).toBe(left);
	});

	describe('in a file from before that could be done', () => {
		beforeEach(() => {
			const old = new Database(path);
			old.exec('create table other (x int)');
			old.close();
		});

		it('is used again, so that the file grows no more', async () => {
			const full = await after((store) => addChain(store, CHAIN, BLOCKS));
			const again = await after(async (store) => {
				await drop(store);
				expect(await giveBack(store)).toBe(0);
				await addChain(store, 31337, BLOCKS.slice(0, COUNT * 0.8));
			});
			expect(again).toBe(full);
		});

		it('is given back once the file was rewritten', async () => {
			const full = await after((store) => addChain(store, CHAIN, BLOCKS));
			const handle = new Database(path);
			handle.pragma('auto_vacuum = INCREMENTAL');
			handle.exec('VACUUM');
			handle.close();
			await after(drop);
			expect(await after(giveBack)).toBeLessThan(full / 3);
		});
	});
});
