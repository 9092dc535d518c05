import type { UnixSeconds } from '#lib/domain/units.ts';
import type { Terminal } from './terminal.ts';

/** What a command may know of the outside. Its promise is the exit code; it never ends the process itself. */
export interface CommandContext {
	readonly env: NodeJS.ProcessEnv;
	/** What stands after the command's name. */
	readonly args: readonly string[];
	/** Print one line, without its newline. */
	write(line: string): void;
	/** Where lines go to a person's terminal, and not to a file or another program; else null. */
	readonly terminal: Terminal | null;
	/** Aborts on SIGINT and SIGTERM: the command ends its children and returns 0. */
	readonly signal: AbortSignal;
	now(): UnixSeconds;
}

/** One verb of `claimgauge`. */
export type Command = (context: CommandContext) => Promise<number>;
