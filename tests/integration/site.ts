import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { SITE_ARGUMENTS } from '../../collectors/site/site.ts';

export interface Site {
	readonly url: string;
	get(path: string): Promise<{ status: number; headers: Headers; text: string }>;
	/** The JSON at a path; throws when the answer is not 200. */
	json<Body>(path: string): Promise<Body>;
	stop(): Promise<void>;
	/** Null while it runs, or where a signal ended it. */
	exitCode(): number | null;
}

/**
 * Serve the built site over a database, on a free port, as `npm run serve` does; with flags of Node's. Needs
 * `npm run build` before.
 */
export async function startSite(databaseUrl: string, flags: readonly string[] = []): Promise<Site> {
	if (!existsSync('build/index.js')) throw new Error('run "npm run build" before this test');
	const port = await freePort();
	const url = `http://127.0.0.1:${port}`;
	const child = spawn(process.execPath, [...flags, ...SITE_ARGUMENTS], {
		env: {
			PATH: process.env.PATH,
			DATABASE_URL: databaseUrl,
			PORT: String(port),
			HOST: '127.0.0.1',
			ORIGIN: url
		},
		stdio: ['ignore', 'pipe', 'pipe']
	});
	let output = '';
	child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
	child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
	const get: Site['get'] = async (path) => {
		const response = await fetch(url + path);
		return { status: response.status, headers: response.headers, text: await response.text() };
	};
	for (let tries = 0; ; tries++) {
		if (child.exitCode !== null || tries > 200)
			throw new Error(`the site did not start: ${output}`);
		const answer = await get('/health').catch((error: unknown) => error);
		if (!(answer instanceof Error)) break;
		await sleep(50);
	}
	return {
		url,
		get,
		async json(path) {
			const { status, text } = await get(path);
			if (status !== 200) throw new Error(`${path}: ${status} ${text}`);
			return JSON.parse(text);
		},
		async stop() {
			if (child.exitCode !== null) return;
			child.kill('SIGTERM');
			await once(child, 'close');
		},
		exitCode: () => child.exitCode
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
