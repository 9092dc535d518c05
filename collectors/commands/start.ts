import { parseSettings } from '#lib/domain/settings.ts';
import { openStore } from '#lib/server/store/open.ts';
import { findAddress } from '../site/address.ts';
import { collectAndServe } from '../site/collect-and-serve.ts';
import { parseArguments } from './arguments.ts';
import type { CommandContext } from './command.ts';
import { runDemo } from './demo.ts';
import { findUnreachable, reportPublicEndpoints, type FailedEndpoint } from './public-endpoints.ts';

/**
 * `start`: migrate the database, collect and serve. Where no endpoint answers and nothing was ever
 * collected, it says so and goes on as the demo; with real facts in the database it never does. Ends
 * with exit code 0 when it is told to, with 1 when collector or site ends by itself.
 */
export async function start(context: CommandContext): Promise<number> {
	parseArguments(context.args, {});
	const { env, signal, write } = context;
	const settings = parseSettings(env);
	const address = await findAddress(settings);
	if (typeof address === 'string') {
		write(address);
		return 1;
	}
	const store = await openStore(settings.databaseUrl);
	await store.close();
	const began = context.now();
	const outcome = await collectAndServe({
		settings,
		address,
		env: { ...env, PORT: String(address.port) },
		signal,
		write,
		beside: [],
		handOver: (over) => findUnreachable(settings, began, { signal: over, now: context.now })
	});
	if (outcome.kind === 'stopped') return 0;
	if (outcome.kind === 'died') {
		write(`${outcome.sentence}; what it said stands above`);
		return 1;
	}
	for (const line of unreachableLines(outcome.reason)) write(line);
	const ended = new AbortController();
	const asking = reportPublicEndpoints(settings, context, AbortSignal.any([signal, ended.signal]));
	try {
		return await runDemo(context, address);
	} finally {
		ended.abort();
		await asking;
	}
}

function unreachableLines(failed: readonly FailedEndpoint[]): string[] {
	return [
		'no endpoint of any chain has answered, and nothing has been collected yet:',
		...failed.map(
			({ chainId, host, detail }) => `  chain ${chainId}, ${host}: ${detail ?? 'no answer so far'}`
		),
		'going on as the demo (npm run demo) until you end it; CLAIMGAUGE_RPC_<chainId> names other endpoints'
	];
}
