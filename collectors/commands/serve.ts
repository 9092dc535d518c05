import { parseSettings } from '#lib/domain/settings.ts';
import { findAddress } from '../site/address.ts';
import { ensureBuilt } from '../site/build.ts';
import { publicUrl, siteAnswers, startSite } from '../site/site.ts';
import { supervise } from '../site/supervise.ts';
import { parseArguments } from './arguments.ts';
import type { CommandContext } from './command.ts';

/**
 * `serve`: the site alone, built first when the build is missing or old. Ends with exit code 0 when it
 * is told to, with 1 when the site ends by itself.
 */
export async function serve(context: CommandContext): Promise<number> {
	parseArguments(context.args, {});
	const { env, signal, write } = context;
	const settings = parseSettings(env);
	const address = await findAddress(settings);
	if (typeof address === 'string') {
		write(address);
		return 1;
	}
	try {
		await ensureBuilt(write, signal, env);
	} catch (error) {
		if (signal.aborted) return 0;
		throw error;
	}
	const site = startSite(settings, address, env);
	const ready = siteAnswers(site, address, signal).then((answers) => {
		if (answers) write(`Claimgauge: ${publicUrl(settings, address, env)}`);
		return null;
	});
	const outcome = await supervise({ children: [site], signal, handOver: ready });
	if (outcome.kind !== 'died') return 0;
	write(`${outcome.sentence}; what it said stands above`);
	return 1;
}
