import { spawn } from 'node:child_process';

/**
 * Runs one command for as long as this process's standard input stays open: `node guard.ts PROGRAM
 * [ARGUMENT…]`. The other end of that pipe closes even when the process that holds it is killed with
 * SIGKILL, so the command never outlives it. SIGTERM ends the command too. A Ctrl-C does not: it goes
 * to the whole process group, and the one who started us decides the order in which things end.
 */
const [program, ...args] = process.argv.slice(2);
if (program === undefined) throw new Error('guard: name the program to run');

const command = spawn(program, args, { stdio: ['ignore', 'ignore', 'inherit'], detached: true });
command.once('error', (error) => {
	console.error(`${program}: ${error.message}`);
	process.exit(127);
});
command.once('exit', (code, signal) => process.exit(code ?? (signal === 'SIGTERM' ? 0 : 1)));

const end = () => command.kill('SIGTERM');
process.stdin.on('end', end).on('error', end).resume();
process.on('SIGTERM', end).on('SIGHUP', end);
process.on('SIGINT', () => undefined);
