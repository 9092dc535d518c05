import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

/** How long a child may take to end when it is asked to, before it is killed. */
const GRACE_MS = 10_000;
/** A Ctrl-C reaches the whole process group: a child that has it already is not told twice. */
const COURTESY_MS = 300;

/** A process of ours that runs beside this one and prints where this one prints. */
export interface Child {
	readonly name: string;
	/** Resolves when it has ended, with how. Never rejects. */
	readonly exited: Promise<string>;
	/** Ask it to end, wait until it is gone, and kill it when that takes more than 10 s. */
	stop(): Promise<void>;
}

/** Start a script with this Node. What cannot be started counts as ended, and says why. */
export function startChild(
	name: string,
	args: readonly string[],
	env: NodeJS.ProcessEnv,
	cwd?: string
): Child {
	const child = spawn(process.execPath, [...args], {
		env,
		stdio: ['ignore', 'inherit', 'inherit'],
		...(cwd === undefined ? {} : { cwd })
	});
	const exited = new Promise<string>((resolve) => {
		child.once('error', (error) => resolve(`could not start: ${error.message}`));
		child.once('exit', (code, signal) =>
			resolve(signal ? `ended by signal ${signal}` : `ended with exit code ${code}`)
		);
	});
	return {
		name,
		exited,
		stop: async () => {
			if (await happensWithin(exited, COURTESY_MS)) return;
			child.kill('SIGTERM');
			if (await happensWithin(exited, GRACE_MS)) return;
			child.kill('SIGKILL');
			await exited;
		}
	};
}

/** Why supervision ended; by then every child is gone. */
export type Outcome<Reason> =
	| { readonly kind: 'stopped' }
	| { readonly kind: 'handed_over'; readonly reason: Reason }
	| { readonly kind: 'died'; readonly sentence: string };

/** What ends supervision from outside, besides a child that ends by itself. */
export interface Watched<Reason> {
	readonly children: readonly Child[];
	/** Aborts when all is to end well. */
	readonly signal: AbortSignal;
	/** Resolves with a reason to end the children and go on otherwise; null when there never is one. */
	readonly handOver: Promise<Reason | null>;
}

/**
 * Wait for the first thing that ends the children's common life, and end them all. Throws what
 * `handOver` throws, after the children are gone.
 */
export async function supervise<Reason>(watched: Watched<Reason>): Promise<Outcome<Reason>> {
	try {
		const outcome = await firstOutcome(watched);
		// A Ctrl-C may end a child before it reaches our own handler.
		const told =
			outcome.kind === 'died' && (await happensWithin(aborted(watched.signal), COURTESY_MS));
		return told ? { kind: 'stopped' } : outcome;
	} finally {
		await Promise.all(watched.children.map((child) => child.stop()));
	}
}

function firstOutcome<Reason>(watched: Watched<Reason>): Promise<Outcome<Reason>> {
	return new Promise((resolve, reject) => {
		void aborted(watched.signal).then(() => resolve({ kind: 'stopped' }));
		for (const { name, exited } of watched.children)
			void exited.then((how) => resolve({ kind: 'died', sentence: `the ${name} ${how}` }));
		watched.handOver.then((reason) => {
			if (reason !== null) resolve({ kind: 'handed_over', reason });
		}, reject);
	});
}

/** Resolves when the signal aborts; at once if it has. */
function aborted(signal: AbortSignal): Promise<void> {
	return new Promise((resolve) => {
		if (signal.aborted) resolve();
		else signal.addEventListener('abort', () => resolve(), { once: true });
	});
}

async function happensWithin(event: Promise<unknown>, milliseconds: number): Promise<boolean> {
	const patience = new AbortController();
	const late = sleep(milliseconds, false, { signal: patience.signal }).catch(() => false);
	const happened = await Promise.race([event.then(() => true), late]);
	patience.abort();
	return happened;
}
