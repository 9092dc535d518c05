import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './made-site.ts';

const RUN_SECONDS = 5;
const CONNECTIONS = 32;

/** Which of Debian's tools this machine lacks. */
export function missingTools(): string[] {
	return ['nginx', 'wrk'].filter((tool) => spawnSync(tool, ['-v']).error !== undefined);
}

/** Requests a second that wrk, one thread and 32 connections, gets from an address. Throws unless all are 2xx. */
export async function requestsPerSecond(url: string): Promise<number> {
	const child = spawn('wrk', ['-t1', `-c${CONNECTIONS}`, `-d${RUN_SECONDS}s`, url], {
		stdio: ['ignore', 'pipe', 'inherit']
	});
	let output = '';
	child.stdout.on('data', (bytes: Buffer) => (output += bytes.toString()));
	await once(child, 'close');
	const rate = Number(/Requests\/sec:\s+([\d.]+)/.exec(output)?.[1]);
	if (!(rate > 0) || /Non-2xx/.test(output))
		throw new Error(`wrk could not read ${url}: ${output}`);
	return rate;
}

/** Serve these bytes by nginx, one worker, from a folder. */
export async function startNginx(
	folder: string,
	bytes: Buffer
): Promise<{ url: string; stop(): Promise<void> }> {
	const port = await freePort();
	writeFileSync(join(folder, 'page.html'), bytes);
	writeFileSync(
		join(folder, 'nginx.conf'),
		`daemon off; worker_processes 1; pid ${folder}/nginx.pid; error_log ${folder}/error.log;
		events { worker_connections 256; }
		http { access_log off; sendfile on; keepalive_requests 1000000; types { text/html html; }
			client_body_temp_path ${folder}; proxy_temp_path ${folder}; fastcgi_temp_path ${folder};
			uwsgi_temp_path ${folder}; scgi_temp_path ${folder};
			server { listen 127.0.0.1:${port}; root ${folder}; } }`
	);
	const child = spawn('nginx', ['-c', join(folder, 'nginx.conf')], { stdio: 'ignore' });
	const ended = once(child, 'exit');
	await sleep(500);
	return {
		url: `http://127.0.0.1:${port}/page.html`,
		async stop() {
			child.kill('SIGTERM');
			await ended;
		}
	};
}
