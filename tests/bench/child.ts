import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** No single run takes longer unless it is told to; one that hangs must not hold up the rest for ever. */
const LONGEST_RUN_MS = 300_000;

/**
 * Run a file of this folder in a process of its own, with its task as JSON and with flags of Node's. Gives what its last line says.
 * Throws with what it printed when it fails.
 */
export async function runChild<Outcome>(
	file: string,
	task: unknown,
	flags: readonly string[] = [],
	longestMs = LONGEST_RUN_MS
): Promise<Outcome> {
	const path = fileURLToPath(new URL(file, import.meta.url));
	const child = spawn(process.execPath, [...flags, path, JSON.stringify(task)], {
		stdio: ['ignore', 'pipe', 'pipe'],
		timeout: longestMs
	});
	let output = '';
	let complaints = '';
	child.stdout.on('data', (bytes: Buffer) => (output += bytes.toString()));
	child.stderr.on('data', (bytes: Buffer) => (complaints += bytes.toString()));
	const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
	if (code !== 0) throw new Error(`${file} ended with ${code ?? signal}:\n${complaints}${output}`);
	return JSON.parse(output.trim().split('\n').at(-1) ?? '') as Outcome;
}

/** Give a new folder to `use`, and remove it with all that is in it. */
export async function inFolder<Result>(use: (folder: string) => Promise<Result>): Promise<Result> {
	const folder = mkdtempSync(join(tmpdir(), 'claimgauge-bench-'));
	const remove = (): void => rmSync(folder, { recursive: true, force: true });
	process.once('exit', remove);
	try {
		return await use(folder);
	} finally {
		process.off('exit', remove);
		remove();
	}
}
