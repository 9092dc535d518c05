import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from './collector.ts';
import { makeTraffic } from './made-traffic.ts';
import { startAnvil, type Anvil } from './start-anvil.ts';

const run = promisify(execFile);
const ESCAPE = '\x1b[';

describe('on a terminal', () => {
	const folder = temporaryFolder();
	let anvil: Anvil;
	let databases = 0;
	/** Run `claimgauge ARGS` on a real terminal of 100 columns; gives all that was written to it. */
	async function onTerminal(args: string, more: Record<string, string> = {}): Promise<string> {
		const { stdout } = await run(
			'script',
			['-qec', `stty cols 100; exec "${process.execPath}" collectors/main.ts ${args}`, '/dev/null'],
			{
				env: {
					PATH: process.env.PATH,
					TERM: 'xterm',
					CLAIMGAUGE_CHAINS: '1',
					CLAIMGAUGE_RPC_1: anvil.url,
					DATABASE_URL: `file:${folder.path(`${(databases += 1)}.db`)}`,
					...more
				}
			}
		);
		return stdout;
	}

	beforeAll(async () => {
		const start = Math.floor(Date.now() / 1000) - 3_000;
		anvil = await startAnvil('--chain-id', '1', '--timestamp', String(start));
		await makeTraffic(anvil, 30, start);
		await anvil.rpc('anvil_mine', '0x1f4', '0x1');
	});
	afterAll(async () => {
		await anvil?.stop();
		folder.remove();
	});

	it('collect draws a bar below its lines, in place, within the width, and leaves it', async () => {
		const written = await onTerminal('collect');
		expect(written).toContain('█');
		expect(written).toContain(`${ESCAPE}36m`);
		expect(written).toContain(`${ESCAPE}1A${ESCAPE}J`);
		const lines = written.replaceAll(/\x1b\[\d*[a-zA-Z]/g, '').split(/\r?\n/);
		for (const line of lines) if (/[█░]/.test(line)) expect(line.length).toBeLessThan(100);
		expect(lines.at(-2)).toMatch(/^Ethereum +head \d+; nothing is missing$/);
		expect(lines.filter((line) => line.startsWith('Judged '))).toHaveLength(1);
	});

	it.each([
		['with --plain', 'collect --plain', {}, /Ethereum: head \d+; .* to go\./],
		['on a terminal that cannot go back', 'collect', { TERM: 'dumb' }, /Ethereum: head \d+/],
		['with --json', 'collect --json', {}, /^\{"event":"progress"/m]
	])('%s it writes lines', async (_, args, more, expected) => {
		const written = await onTerminal(args, more);
		expect(written).toMatch(expected);
		expect(written).not.toMatch(/[█░]/);
		expect(written).not.toContain(`${ESCAPE}1A`);
	});

	it('uses no colour where NO_COLOR is set', async () => {
		const written = await onTerminal('collect', { NO_COLOR: '1' });
		expect(written).toContain('█');
		expect(written).not.toMatch(/\x1b\[\d*m/);
	});
});
