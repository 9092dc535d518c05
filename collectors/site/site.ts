import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Settings } from '#lib/domain/settings.ts';
import type { SiteAddress } from './address.ts';
import { PROJECT_ROOT } from './project.ts';
import { startChild, type Child } from './supervise.ts';

const START_SECONDS = 30;

/**
 * What Node is given to run the built site. V8 collects the whole heap once what is left of it is no more
 * than its room for new objects: by its own measure of 16 MB, in so small a heap, after every picture.
 */
export const SITE_ARGUMENTS: readonly string[] = [
	'--max-semi-space-size=8',
	join(PROJECT_ROOT, 'src/server.ts')
];

/** Run the built site as a process of its own. It must be built. */
export function startSite(settings: Settings, address: SiteAddress, env: NodeJS.ProcessEnv): Child {
	return startChild('site', SITE_ARGUMENTS, {
		...env,
		NODE_ENV: 'production',
		DATABASE_URL: settings.databaseUrl,
		HOST: address.host,
		PORT: String(address.port),
		// A name of @sveltejs/adapter-node.
		ORIGIN: publicUrl(settings, address, env)
	});
}

/**
 * Wait until the site answers at /health, or it ends, or the signal aborts; the caller learns of the
 * latter two from the child and the signal. Throws when it is silent for 30 s.
 */
export async function siteAnswers(
	site: Child,
	address: SiteAddress,
	signal: AbortSignal
): Promise<boolean> {
	let ended = false;
	void site.exited.then(() => (ended = true));
	const deadline = performance.now() + START_SECONDS * 1_000;
	let last = 'no answer';
	while (!ended && !signal.aborted) {
		try {
			const answer = await fetch(`${localUrl(address)}/health`, {
				signal: AbortSignal.timeout(2_000)
			});
			if (answer.ok) return true;
			last = `HTTP ${answer.status}`;
		} catch (error) {
			last = error instanceof Error ? error.message : String(error);
		}
		if (performance.now() > deadline)
			throw new Error(
				`the site did not answer at ${localUrl(address)}/health within ${START_SECONDS} s (${last})`
			);
		await sleep(100);
	}
	return false;
}

/** The address that people open: the configured one, else this machine's. */
export function publicUrl(
	settings: Settings,
	address: SiteAddress,
	env: NodeJS.ProcessEnv
): string {
	return env['CLAIMGAUGE_SITE_URL']?.trim() ? settings.siteUrl : `http://localhost:${address.port}`;
}

/** Where this machine reaches the site: a wildcard host listens on loopback too. */
function localUrl({ host, port }: SiteAddress): string {
	const reachable = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
	return `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`;
}
