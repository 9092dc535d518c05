import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Contestant, Task } from './contestant.ts';
import { peerFolder } from '../peers.ts';

/** A project as its documentation has one: every block into a table, by its default database. */
const PROJECT: Readonly<Record<string, string>> = {
	'package.json': '{"type":"module"}',
	'ponder.config.ts': `
		import { createConfig } from 'ponder';
		const { url, chainId, range, databasePath } = globalThis.claimgaugeTask;
		export default createConfig({
			database: { kind: 'pglite', directory: databasePath },
			chains: { replayed: { id: chainId, rpc: url } },
			blocks: {
				Every: { chain: 'replayed', startBlock: range.from, endBlock: range.to, interval: 1 }
			}
		});`,
	'ponder.schema.ts': `
		import { onchainTable } from 'ponder';
		export const block = onchainTable('block', (t) => ({
			number: t.bigint().primaryKey(), timestamp: t.bigint(), hash: t.hex(),
			gasUsed: t.bigint(), baseFee: t.bigint()
		}));`,
	'src/index.ts': `
		import { ponder } from 'ponder:registry';
		import { block } from 'ponder:schema';
		ponder.on('Every:block', async ({ event, context }) => {
			const { number, timestamp, hash, gasUsed, baseFeePerGas: baseFee } = event.block;
			await context.db.insert(block).values({ number, timestamp, hash, gasUsed, baseFee });
			globalThis.claimgaugeStored(Number(number));
		});`,
	'src/api/index.ts': `
		import { Hono } from 'hono';
		export default new Hono();`
};

/**
 * Ponder's own program in this process, its pace unbounded. Resolves with its first request for a block of the range, so
 * that neither its start nor its database’s counts; it is not warmed up. Its rows lack the number of transactions.
 */
export async function createPonder(task: Task): Promise<Contestant> {
	const folder = peerFolder('ponder');
	const project = join(folder, 'project');
	for (const [name, text] of Object.entries(PROJECT)) {
		mkdirSync(dirname(join(project, name)), { recursive: true });
		writeFileSync(join(project, name), text);
	}
	const blocks = task.range.to - task.range.from + 1;
	let stored = 0;
	const isStored = Promise.withResolvers<void>();
	Object.assign(globalThis, {
		claimgaugeTask: task,
		claimgaugeStored() {
			stored += 1;
			if (stored === blocks) isStored.resolve();
		}
	});
	const begun = firstRequest(`"0x${task.range.from.toString(16)}"`);
	const args = [
		'start',
		'--schema',
		'bench',
		'--hostname',
		'127.0.0.1',
		'--port',
		'0',
		'--root',
		project
	];
	process.argv = [process.execPath, 'ponder', ...args, '--log-level', 'error'];
	// It only begins here. Where it fails it says so and ends this process with a code of its own.
	await import(pathToFileURL(join(folder, 'node_modules/ponder/dist/esm/bin/ponder.js')).href);
	await begun;
	return {
		collect: () => isStored.promise,
		close: async () => undefined
	};
}

/** Resolves with the first request by `fetch` that has these words in its body. */
function firstRequest(words: string): Promise<void> {
	const own = globalThis.fetch;
	return new Promise((resolve) => {
		globalThis.fetch = async (input, init) => {
			const body = input instanceof Request ? await input.clone().text() : '';
			if (body.includes(words)) {
				globalThis.fetch = own;
				resolve();
			}
			return own(input, init);
		};
	});
}
