import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

interface Peer {
	/** What its package.json has, all of it pinned. */
	readonly manifest: object;
	readonly version: string;
	/** Texts in an installed file that are replaced, each of which must be there. */
	readonly changes?: { readonly file: string; readonly texts: Readonly<Record<string, string>> };
}

/** Programs that are compared with and are no dependency of this project. */
const PEERS = {
	subsquid: {
		version: '1.27.3',
		manifest: { dependencies: { '@subsquid/evm-processor': '1.27.3' } }
	},
	lighthouse: { version: '13.5.0', manifest: { dependencies: { lighthouse: '13.5.0' } } },
	ponder: {
		version: '0.17.7',
		manifest: {
			dependencies: { ponder: '0.17.7', viem: '2.57.20', hono: '4.6.14' },
			// What it asks for itself lacks what it imports.
			overrides: { '@ponder/utils': '0.2.18' }
		},
		// As it comes it asks 20 times a second at first and 500 times at most, whatever its settings say.
		changes: {
			file: 'node_modules/ponder/dist/esm/rpc/index.js',
			texts: {
				'INITIAL_MAX_RPS = 20;': 'INITIAL_MAX_RPS = 1_000_000;',
				'const MAX_RPS = 500;': 'const MAX_RPS = 1_000_000;'
			}
		}
	}
} satisfies Record<string, Peer>;

export type PeerName = keyof typeof PEERS;

const LONGEST_INSTALL_MS = 300_000;

/** Where a peer is installed: `~/.cache/claimgauge-bench`, or the same in `XDG_CACHE_HOME`. */
export function peerFolder(name: PeerName): string {
	const root = process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache');
	return join(root, 'claimgauge-bench', `${name}-${PEERS[name].version}`);
}

/** Install a peer by npm, unless it is there. Gives why it could not be, or null. */
export async function installPeer(
	name: PeerName,
	tell: (line: string) => void
): Promise<string | null> {
	const peer: Peer = PEERS[name];
	const folder = peerFolder(name);
	const done = join(folder, 'installed');
	if (existsSync(done)) return null;
	tell(`installing ${name} into ${folder}`);
	mkdirSync(folder, { recursive: true });
	writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, ...peer.manifest }));
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
	if (peer.changes) change(join(folder, peer.changes.file), peer.changes.texts);
	writeFileSync(done, '');
	return null;
}

/** Throws when a text is not there: then it is another version than the one that is pinned. */
function change(path: string, texts: Readonly<Record<string, string>>): void {
	let content = readFileSync(path, 'utf8');
	for (const [from, to] of Object.entries(texts)) {
		if (!content.includes(from)) throw new Error(`${path} does not have "${from}"`);
		content = content.replace(from, to);
	}
	writeFileSync(path, content);
}
