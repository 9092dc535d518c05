import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Profile } from './made-block.ts';

/** A replay endpoint that is running. */
export interface ReplayEndpoint {
	readonly url: string;
	stop(): Promise<void>;
}

const SERVER = fileURLToPath(new URL('server.ts', import.meta.url));

/** Start the replay server as a process of its own. Throws when it ends before it listens. */
export async function startReplay(profile: Profile, chainId: number): Promise<ReplayEndpoint> {
	const child = spawn(process.execPath, [SERVER, profile, String(chainId)], {
		stdio: ['pipe', 'pipe', 'inherit']
	});
	const ended = once(child, 'exit');
	const lines = createInterface(child.stdout);
	const [port] = await Promise.race([
		once(lines, 'line'),
		ended.then(([code]) => {
			throw new Error(`the replay server ended with ${code} before it listened`);
		})
	]);
	return {
		url: `http://127.0.0.1:${port}`,
		async stop() {
			child.stdin.end();
			await ended;
		}
	};
}
