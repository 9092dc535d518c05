import Database from 'better-sqlite3';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { unixSeconds } from '#lib/domain/units.ts';
import type { ClaimJson } from '#lib/domain/wire/claim.ts';
import { judgeClaims } from '#lib/server/judging/judge-claims.ts';
import { openStore } from '#lib/server/store/open.ts';
import { recordFinalHead } from '#lib/server/test-chain.ts';
import { SITE_ARGUMENTS } from '../../../collectors/site/site.ts';
import { BLOCK_SECONDS, madeBatches } from '../store/made-chain.ts';

const ROOT = join(import.meta.dirname, '../../..');
const BUILT = join(ROOT, 'build/handler.js');
/** The chain that the claims speak of which have a figure and a chart then. */
const CHAIN = 324;
const BATCH = 5_000;
const START_MS = 30_000;

/** The built site over a database of its own. */
export interface MadeSite {
	readonly port: number;
	/** Make whatever was kept of pages out of date, as a collector's commit does. */
	outdate(): Promise<void>;
	stop(): Promise<void>;
}

/** The site looks for news of the data five times a second; this is a little longer. */
const STATE_STANDS_MS = 250;

/** Store and judge so many blocks up to now, and serve them. Throws when the site is not built. */
export async function startMadeSite(folder: string, blocks: number): Promise<MadeSite> {
	if (!existsSync(BUILT)) throw new Error('the site is not built: run "npm run build" first');
	const path = join(folder, 'bench.db');
	const now = unixSeconds(Math.floor(Date.now() / 1000));
	const store = await openStore(`file:${path}`);
	for (let from = 0; from < blocks; from += BATCH) {
		const [batch] = madeBatches(from, BATCH, BATCH, now - blocks * BLOCK_SECONDS);
		if (batch) await store.addBlocks(CHAIN, batch);
		const last = batch?.blocks.at(-1);
		if (last) await recordFinalHead(store, CHAIN, last);
	}
	await judgeClaims(store, now);
	await store.close();

	const port = await freePort();
	const site = spawn(process.execPath, SITE_ARGUMENTS, {
		env: {
			...process.env,
			NODE_ENV: 'production',
			DATABASE_URL: `file:${path}`,
			HOST: '127.0.0.1',
			PORT: String(port)
		},
		stdio: ['ignore', 'ignore', 'inherit']
	});
	const ended = once(site, 'exit');
	const database = new Database(path);
	const version = database.prepare(
		"update meta set value = cast(value as integer) + 1 where key = 'data_version'"
	);
	const stop = async (): Promise<void> => {
		database.close();
		site.kill('SIGKILL');
		await ended;
	};
	const deadline = performance.now() + START_MS;
	while (!(await answers(port))) {
		if (performance.now() > deadline || site.exitCode !== null) {
			await stop();
			throw new Error('the site did not start');
		}
		await sleep(100);
	}
	const outdate = async (): Promise<void> => {
		version.run();
		await sleep(STATE_STANDS_MS);
	};
	return { port, outdate, stop };
}

async function answers(port: number): Promise<boolean> {
	try {
		return (await fetch(`http://127.0.0.1:${port}/health`)).ok;
	} catch (error) {
		// Refused while it starts; whatever else is wrong shows when the time is over.
		if (error instanceof TypeError) return false;
		throw error;
	}
}

/** A claim with a figure: its page and its pictures hold a chart. */
export async function measuredClaim(base: string): Promise<string> {
	const { claims } = (await (await fetch(`${base}/api/v1/claims`)).json()) as {
		claims: ClaimJson[];
	};
	const found = claims.find(({ measured }) => measured !== null && measured.value !== null);
	if (!found)
		throw new Error('no claim has a figure on the made blocks: make them of another chain');
	return found.slug;
}

/** A port that nothing listens on. */
export async function freePort(): Promise<number> {
	const probe = createServer().listen(0, '127.0.0.1');
	await once(probe, 'listening');
	const { port } = probe.address() as AddressInfo;
	probe.close();
	await once(probe, 'close');
	return port;
}
