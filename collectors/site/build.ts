import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PROJECT_ROOT } from './project.ts';

/** What the build is made from. */
const SOURCES = [
	...['src', 'static', 'docs/methodology.md'],
	...['svelte.config.js', 'vite.config.ts', 'package-lock.json']
];
/** Written last by the adapter: when it stands, the build is whole. */
const BUILT = 'build/index.js';

/** Whether the build is missing, or older than any file it is made from. */
export function buildIsOld(root: string = PROJECT_ROOT): boolean {
	const built = statSync(join(root, BUILT), { throwIfNoEntry: false });
	return !built || SOURCES.some((source) => newestIn(join(root, source)) > built.mtimeMs);
}

/**
 * Build the site when `buildIsOld`. Throws with the builder's whole output when that fails, and the
 * signal's reason when it aborts; the unfinished build is made anew next time.
 */
export async function ensureBuilt(
	write: (line: string) => void,
	signal: AbortSignal,
	env: NodeJS.ProcessEnv
): Promise<void> {
	if (!buildIsOld()) return;
	write('building the site…');
	const started = new Date();
	const builder = spawn(process.execPath, ['node_modules/vite/bin/vite.js', 'build'], {
		cwd: PROJECT_ROOT,
		env: { ...env, NODE_ENV: 'production' },
		stdio: ['ignore', 'pipe', 'pipe']
	});
	let output = '';
	for (const stream of [builder.stdout, builder.stderr])
		stream.on('data', (bytes: Buffer) => (output += bytes.toString()));
	const stop = () => builder.kill('SIGTERM');
	signal.addEventListener('abort', stop, { once: true });
	const [code] = (await once(builder, 'close')) as [number | null];
	signal.removeEventListener('abort', stop);
	// A Ctrl-C ends the builder too, perhaps before it reaches our own handler.
	if (code === null && !signal.aborted) await sleep(300);
	signal.throwIfAborted();
	if (code !== 0)
		throw new Error(
			`the site could not be built (exit code ${code}); what the builder said:\n${output.trim()}`
		);
	// What changed while it was built is not in it: let the build be as old as its beginning.
	utimesSync(join(PROJECT_ROOT, BUILT), started, started);
	write(`built the site in ${Math.round((Date.now() - started.getTime()) / 1000)} s`);
}

/** The newest time of change, in ms, of a file or of anything in a folder; 0 where there is none. */
function newestIn(path: string): number {
	const found = statSync(path, { throwIfNoEntry: false });
	if (!found) return 0;
	if (!found.isDirectory()) return found.mtimeMs;
	return readdirSync(path, { recursive: true, withFileTypes: true })
		.map((entry) => statSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false }))
		.reduce((newest, stat) => Math.max(newest, stat?.mtimeMs ?? 0), found.mtimeMs);
}
