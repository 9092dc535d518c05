import { join } from 'node:path';
import type { Settings } from '#lib/domain/settings.ts';
import type { SiteAddress } from './address.ts';
import { ensureBuilt } from './build.ts';
import { PROJECT_ROOT } from './project.ts';
import { publicUrl, siteAnswers, startSite } from './site.ts';
import { startChild, supervise, type Child, type Outcome } from './supervise.ts';

/** What collector and site need to run side by side. */
export interface CommonLife<Reason> {
	readonly settings: Settings;
	readonly address: SiteAddress;
	readonly env: NodeJS.ProcessEnv;
	readonly signal: AbortSignal;
	write(line: string): void;
	/** What else must not end by itself. */
	readonly beside: readonly Child[];
	/**
	 * Asked once the site is built: resolves with a reason to end both and go on otherwise, or with null.
	 * The signal aborts when nobody waits for it any more.
	 */
	handOver(signal: AbortSignal): Promise<Reason | null>;
}

/**
 * Run `watch` and the site until one ends, the signal aborts or `handOver` resolves with a reason;
 * builds the site first when needed, while the collector works already. Afterwards both are gone.
 */
export async function collectAndServe<Reason>(life: CommonLife<Reason>): Promise<Outcome<Reason>> {
	const { settings, address, env, signal, write } = life;
	// Lines, since the site and this process write to the same terminal.
	const watch = [join(PROJECT_ROOT, 'collectors/main.ts'), 'watch', '--plain'];
	const collector = startChild('collector', watch, {
		...env,
		DATABASE_URL: settings.databaseUrl
	});
	const ended = new AbortController();
	void collector.exited.then(() => ended.abort());
	const untilEnded = AbortSignal.any([signal, ended.signal]);
	const children = [collector, ...life.beside];
	try {
		await ensureBuilt(write, untilEnded, env);
	} catch (error) {
		if (!untilEnded.aborted) {
			await collector.stop();
			throw error;
		}
	}
	if (untilEnded.aborted)
		return supervise<Reason>({ children, signal, handOver: Promise.resolve(null) });
	const site = startSite(settings, address, env);
	const ready = siteAnswers(site, address, signal).then((answers) => {
		if (answers) write(`Claimgauge: ${publicUrl(settings, address, env)} (end with Ctrl-C)`);
	});
	const over = new AbortController();
	const decision = life.handOver(AbortSignal.any([signal, over.signal]));
	const handOver = Promise.all([decision, ready]).then(([reason]) => reason);
	try {
		return await supervise({ children: [...children, site], signal, handOver });
	} finally {
		over.abort();
	}
}
