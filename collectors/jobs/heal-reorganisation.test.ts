import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '#lib/server/store/open.ts';
import type { Store } from '#lib/server/store/ports/store.ts';
import { makeChain, type MadeChain } from '../../tests/made-chain.ts';
import {
	FinalizedConflictError,
	healReorganisation,
	UnconfirmedReorganisationError
} from './heal-reorganisation.ts';

const CHAIN = 1;

describe('healReorganisation', () => {
	const folder = mkdtempSync(join(tmpdir(), 'claimgauge-heal-'));
	let store: Store;
	let chain: MadeChain;
	let databases = 0;
	const keep = (from: number, to: number) =>
		store.addBlocks(CHAIN, { range: { from, to }, blocks: chain.blocks.slice(from, to + 1) });
	const covered = async () =>
		(await store.getCovered(CHAIN, 'block')).map(({ from, to }) => [from, to]);
	const heal = (from: number, finalized: number | null = null, head = chain.blocks.length - 1) =>
		healReorganisation(chain, store, CHAIN, from, finalized, head);

	beforeEach(async () => {
		store = await openStore(`file:${join(folder, `${(databases += 1)}.db`)}`);
		chain = makeChain(CHAIN, 200);
	});
	afterEach(() => store.close());
	afterAll(() => rmSync(folder, { recursive: true, force: true }));

	it('never drops a final block: it is an incident', async () => {
		await keep(100, 200);
		chain.fork(150, 200);
		await expect(heal(200, 160)).rejects.toThrow(FinalizedConflictError);
		await expect(heal(155, 160)).rejects.toThrow(FinalizedConflictError);
		expect(await covered()).toEqual([[100, 200]]);
	});

	it('takes a block that the node does not have for no contradiction', async () => {
		await keep(100, 200);
		chain.known = { from: 0, to: 190 };
		expect(await heal(200)).toBeNull();
		expect(await covered()).toEqual([[100, 200]]);
	});

	it('drops nothing when the second look does not confirm the first', async () => {
		await keep(100, 200);
		const [before, after] = [chain.blocks, makeChain(CHAIN, 0)];
		after.blocks = chain.blocks.slice(0, 151);
		after.fork(150, 200);
		let looksAt151 = 0;
		chain.blocks = after.blocks;
		chain.before = (_, { from }) => {
			if (from === 151 && ++looksAt151 === 2) chain.blocks = before;
		};
		await expect(heal(200)).rejects.toThrow(UnconfirmedReorganisationError);
		expect(await covered()).toEqual([[100, 200]]);
	});

	it('drops nothing when the node has pruned what would have to agree', async () => {
		await keep(100, 200);
		chain.fork(150, 200);
		chain.known = { from: 160, to: 200 };
		await expect(heal(200)).rejects.toThrow(/block 159 is stored and the node has none/);
		expect(await covered()).toEqual([[100, 200]]);
	});

	it('finds a fork that the node still has, though it has pruned what lies further down', async () => {
		await keep(100, 200);
		chain.fork(150, 200);
		chain.known = { from: 149, to: 200 };
		expect(await heal(200)).toBe(150);
		expect(await covered()).toEqual([[100, 150]]);
	});

	it('does nothing where the node agrees, or where nothing is stored', async () => {
		await keep(100, 120);
		expect(await heal(120)).toBeNull();
		chain.fork(50, 200);
		expect(await heal(130)).toBeNull();
		expect(await covered()).toEqual([[100, 120]]);
	});

	it.each([100, 101, 137, 198, 199])('finds the fork after block %i', async (fork) => {
		await keep(100, 200);
		chain.fork(fork, 210);
		expect(await heal(200, 100)).toBe(fork);
		expect(await covered()).toEqual([[100, fork]]);
		expect(await store.getGaps({ chainId: CHAIN, kind: 'block' })).toMatchObject(
			fork < 200 ? [{ from: fork + 1, to: 200, reason: 'reorganised' }] : []
		);
	});

	it('looks below a hole for a fork that lies there', async () => {
		await keep(100, 120);
		await keep(180, 200);
		chain.fork(110, 200);
		expect(await heal(200, 105)).toBe(110);
		expect(await covered()).toEqual([[100, 110]]);
	});

	it('finds a fork inside a hole, and keeps what lies below it', async () => {
		await keep(100, 120);
		await keep(140, 150);
		await keep(180, 200);
		chain.fork(160, 200);
		expect(await heal(200)).toBe(150);
		expect(await covered()).toEqual([
			[100, 120],
			[140, 150]
		]);
	});

	it('drops everything stored when the fork lies below all of it', async () => {
		await keep(100, 120);
		await keep(180, 200);
		chain.fork(90, 200);
		expect(await heal(200, 95)).toBe(99);
		expect(await covered()).toEqual([]);
		expect(await store.getGaps({ chainId: CHAIN, kind: 'block' })).toMatchObject([
			{ from: 100, to: 120, reason: 'reorganised' },
			{ from: 180, to: 200, reason: 'reorganised' }
		]);
	});

	it('heals back to block 0 where nothing is final', async () => {
		await keep(0, 20);
		chain.fork(-1, 20);
		expect(await heal(20)).toBe(-1);
		expect(await covered()).toEqual([]);
	});

	it('keeps what it found where the head lies below it', async () => {
		await keep(100, 200);
		chain.fork(150, 200);
		expect(await heal(200, null, 120)).toBe(150);
		expect(await store.getWanted(CHAIN, 'block')).toEqual([{ from: 100, to: 150 }]);
	});
});
