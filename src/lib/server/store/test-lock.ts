import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Another process that takes the lock, says whether it has it, and waits to be ended. */
export async function lockElsewhere(url: string, chainId: number) {
	const program = `
		import { tryLock } from ${JSON.stringify(new URL('./lock.ts', import.meta.url).href)};
		const lock = await tryLock(${JSON.stringify(url)}, ${chainId});
		console.log(lock ? 'held' : 'refused');
		setInterval(() => {}, 1000);
	`;
	const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
		stdio: ['ignore', 'pipe', 'inherit']
	});
	const [said] = (await once(child.stdout, 'data')) as [Buffer];
	return {
		said: said.toString().trim(),
		async kill() {
			const ended = once(child, 'exit');
			child.kill('SIGKILL');
			await ended;
		}
	};
}
