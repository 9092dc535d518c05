import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Programs that are compared with and are no dependency of this project, by contestant: their packages, pinned. */
const PEERS = {
	subsquid: { dependencies: { '@subsquid/evm-processor': '1.27.3' } }
} as const;

export type PeerName = keyof typeof PEERS;
export const ALL_PEERS = Object.keys(PEERS) as PeerName[];

/** Peers that no contest is written for, and why. */
export const NOT_RUN: readonly string[] = [
	'Not run: envio and rindexer, which fetch through programs of their own; ponder, for which no contest is written.'
];

const LONGEST_INSTALL_MS = 300_000;

/** Where a peer is installed: `~/.cache/claimgauge-bench`, or the same in `XDG_CACHE_HOME`. */
export function peerFolder(name: PeerName): string {
	const root = process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache');
	const versions = Object.values(PEERS[name].dependencies).join('-');
	return join(root, 'claimgauge-bench', `${name}-${versions}`);
}

/** Install a peer by npm, unless it is there. Gives why it could not be, or null. */
export async function installPeer(
	name: PeerName,
	tell: (line: string) => void
): Promise<string | null> {
	const folder = peerFolder(name);
	const done = join(folder, 'installed');
	if (existsSync(done)) return null;
	tell(`installing ${name} into ${folder}`);
	mkdirSync(folder, { recursive: true });
	writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, ...PEERS[name] }));
	const npm = spawn('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts'], {
		cwd: folder,
		stdio: ['ignore', 'ignore', 'pipe'],
		timeout: LONGEST_INSTALL_MS
	});
	let complaints = '';
	npm.stderr.on('data', (bytes: Buffer) => (complaints += bytes.toString()));
	try {
		const [code, signal] = (await once(npm, 'close')) as [number | null, string | null];
		if (code !== 0) return `npm install ended with ${code ?? signal}: ${complaints.trim()}`;
	} catch (error) {
		return `npm could not be started: ${error instanceof Error ? error.message : String(error)}`;
	}
	writeFileSync(done, '');
	return null;
}
