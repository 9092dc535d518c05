import { execFileSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

/** Whether a process with this id exists. */
export function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false;
		throw error;
	}
}

/** A process and what it was started with. */
export interface ProcessLine {
	readonly pid: number;
	readonly command: string;
}

/** Everything that a process has started, and what that has started, as `ps` tells. */
export function descendants(pid: number): ProcessLine[] {
	const rows = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' })
		.split('\n')
		.map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
		.filter((match) => match !== null)
		.map(([, own, parent, command]) => ({
			pid: Number(own),
			parent: Number(parent),
			command: command!
		}));
	const found: ProcessLine[] = [];
	const ancestors = new Set([pid]);
	// Rows come by process id, mostly parents first; repeat until nothing is added.
	for (let before = -1; before !== found.length;) {
		before = found.length;
		for (const { pid: own, parent, command } of rows)
			if (ancestors.has(parent) && !ancestors.has(own)) {
				ancestors.add(own);
				found.push({ pid: own, command });
			}
	}
	return found;
}

/** Wait until something is so. Throws what was waited for after `seconds`. */
export async function until(isSo: () => boolean, what: string, seconds = 60): Promise<void> {
	const deadline = performance.now() + seconds * 1_000;
	while (!isSo()) {
		if (performance.now() > deadline) throw new Error(`not within ${seconds} s: ${what}`);
		await sleep(50);
	}
}
