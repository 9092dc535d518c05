import { parseArgs } from 'node:util';
import { SettingsError } from '#lib/domain/settings.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import type { Command } from './commands/command.ts';
import { errorText } from './commands/error-text.ts';
import { terminalOf } from './commands/terminal.ts';
import { UsageError } from './commands/usage-error.ts';

interface Entry {
	/** Loaded when asked for, so that no command pays for the libraries of another. */
	readonly load: () => Promise<Command>;
	readonly does: string;
	/** What may stand after its name; nothing where it is left out. */
	readonly options?: string;
	readonly example: string;
}

/** Every command: what it does, and an example. `--help` prints this table. */
const COMMANDS: Readonly<Record<string, Entry>> = {
	start: {
		load: async () => (await import('./commands/start.ts')).start,
		does: 'migrate, build, collect and serve',
		example: 'npm start'
	},
	demo: {
		load: async () => (await import('./commands/demo.ts')).demo,
		does: 'the same on two local chains with traffic',
		example: 'npm run demo'
	},
	serve: {
		load: async () => (await import('./commands/serve.ts')).serve,
		does: 'the site alone',
		example: 'npm run serve'
	},
	collect: {
		load: async () => (await import('./commands/collect.ts')).collect,
		does: 'one bounded pass: what is new, then gaps and back-fill; then judge',
		options: '[--chain ID…] [--budget 60s] [--json] [--plain]',
		example: 'npm run -s claimgauge -- collect --chain 324 --budget 60s'
	},
	watch: {
		load: async () => (await import('./commands/watch.ts')).watch,
		does: 'passes for ever, following heads',
		options: '[--chain ID…] [--json] [--plain]',
		example: 'npm run -s claimgauge -- watch'
	},
	backfill: {
		load: async () => (await import('./commands/backfill.ts')).backfill,
		does: 'all blocks of a named time, however long ago; goes on where it stopped',
		options: '--chain ID --from T --to T [--json] [--plain]',
		example:
			'npm run -s claimgauge -- backfill --chain 324 --from 2025-11-20 --to 2025-11-27T00:00:00Z'
	},
	judge: {
		load: async () => (await import('./commands/judge.ts')).judge,
		does: 'evaluate every reading, append verdicts that changed',
		options: '[--as-of T] [--json]',
		example: 'npm run -s claimgauge -- judge --as-of 2026-11-01T00:00:00Z'
	},
	status: {
		load: async () => (await import('./commands/status.ts')).status,
		does: 'head, covered, gaps, last pass and endpoints of each chain',
		options: '[--json]',
		example: 'npm run -s claimgauge -- status --json'
	},
	doctor: {
		load: async () => (await import('./commands/doctor.ts')).doctor,
		does: 'what each configured endpoint can do, asked now',
		options: '[--chain ID…] [--json]',
		example: 'npm run -s claimgauge -- doctor --chain 324'
	},
	plan: {
		load: async () => (await import('./commands/plan.ts')).plan,
		does: 'what an hour of each chain takes, by reading and in all; asks nobody',
		options: '[--chain ID…] [--depth complete|sampled] [--json]',
		example: 'npm run -s claimgauge -- plan --chain 324 --depth sampled'
	},
	verify: {
		load: async () => (await import('./commands/verify.ts')).verify,
		does: 'recompute stored measurements from RPC endpoints alone, and compare',
		options: 'MEASUREMENT… | --claim SLUG [--yes] [--json] [--plain]',
		example: 'npm run -s claimgauge -- verify 3f9a1c22'
	},
	probe: {
		load: async () => (await import('./commands/probe.ts')).probe,
		does: 'send transactions of your own and time them; says the cost first',
		options: '--chain ID [--count N] [--yes]',
		example: 'npm run -s claimgauge -- probe --chain 324 --count 5'
	},
	compare: {
		load: async () => (await import('./commands/compare.ts')).compare,
		does: 'our daily figures beside those of a saved file of growthepie; asks nobody',
		options: 'FILE --chain ID [--metric throughput.tx|throughput.user_tx] [--json]',
		example: 'npm run -s claimgauge -- compare zksync_era.json --chain 324'
	},
	article: {
		load: async () => (await import('./commands/article.ts')).article,
		does: 'article import: draft a claim file from an article; article lint, article check: look it over',
		options: 'import FILE|URL [--out FILE] · article lint|check [FILE…] [--text FILE…] [--json]',
		example: 'npm run -s claimgauge -- article import saved-page.html --out draft.ts'
	}
};

function help(): string {
	const lines = Object.entries(COMMANDS).map(([name, { does, options, example }]) =>
		[`  ${name.padEnd(8)} ${does}`, options && `${name} ${options}`, example]
			.filter(Boolean)
			.join('\n           ')
	);
	return `Claimgauge: what was claimed, what was measured.\n\nUsage: npm run -s claimgauge -- COMMAND [OPTION…]\n\n${lines.join('\n')}`;
}

/** Exit code 2: the command line or the settings are wrong. 1: the command failed. */
async function main(): Promise<number> {
	const [name, ...args] = process.argv.slice(2);
	const wantsHelp = parseArgs({
		args,
		options: { help: { type: 'boolean', short: 'h' } },
		strict: false
	}).values.help;
	if (name === undefined || ['--help', '-h', 'help'].includes(name) || wantsHelp) {
		console.log(help());
		return name === undefined ? 2 : 0;
	}
	const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
	if (!command) {
		console.error(`There is no command "${name}".\n\n${help()}`);
		return 2;
	}
	const ending = new AbortController();
	for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => ending.abort());
	process.stdout.on('error', (error: NodeJS.ErrnoException) => {
		if (error.code !== 'EPIPE') throw error;
		// Whoever read our lines has left, as `head` does.
		ending.abort();
	});
	try {
		const run = await command.load();
		return await run({
			env: process.env,
			args,
			write: (line) => console.log(line),
			terminal: terminalOf(process.stdout, process.env),
			signal: ending.signal,
			now: () => unixSeconds(Math.floor(Date.now() / 1000))
		});
	} catch (error) {
		if (ending.signal.aborted && error === ending.signal.reason) return 0;
		console.error(errorText(error));
		return error instanceof UsageError || error instanceof SettingsError ? 2 : 1;
	}
}

process.exitCode = await main();
