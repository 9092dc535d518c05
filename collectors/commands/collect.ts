import { parseSettings } from '#lib/domain/settings.ts';
import { judgeClaims } from '#lib/server/judging/judge-claims.ts';
import { openStore } from '#lib/server/store/open.ts';
import { chosenChains, parseArguments, parseDuration } from './arguments.ts';
import { endpointsOf, openCollectedChain } from './chain-pass.ts';
import type { CommandContext } from './command.ts';
import { reporterOf } from './report.ts';

/** Between two lines of progress about one chain. */
const PROGRESS_MS = 2_000;

/**
 * `collect [--chain ID…] [--budget 60s]`: one bounded pass over each chain, then the judge. Exit code 0 when
 * done, when there was nothing to do, and when another pass holds the chains; 1 when nothing could be collected
 * and a chain failed.
 */
export async function collect(context: CommandContext): Promise<number> {
	const { values } = parseArguments(context.args, {
		chain: { type: 'string', multiple: true },
		budget: { type: 'string' },
		json: { type: 'boolean', default: false },
		plain: { type: 'boolean', default: false }
	});
	const settings = parseSettings(context.env);
	const chains = chosenChains(values.chain, settings.chains);
	const budgetMs = values.budget === undefined ? null : parseDuration('--budget', values.budget);
	const signal =
		budgetMs === null
			? context.signal
			: AbortSignal.any([context.signal, AbortSignal.timeout(budgetMs)]);
	const { report, end } = reporterOf(context, values, PROGRESS_MS);
	// Before anything is asked: a wrong call must not fail in the middle of another chain's pass.
	for (const chain of chains) endpointsOf(chain, settings);

	const store = await openStore(settings.databaseUrl);
	try {
		const outcomes = await Promise.all(
			chains.map(async (chain): Promise<'collected' | 'locked' | 'failed'> => {
				let [stored, refused] = [false, false];
				const collected = await openCollectedChain({
					chain,
					settings,
					store,
					signal,
					now: context.now,
					report(event) {
						stored ||= event.event === 'collected';
						refused ||= event.event === 'missing';
						report(event);
					}
				});
				if (!collected) {
					report({ event: 'locked', chain: chain.id });
					return 'locked';
				}
				try {
					const { outcome, detail } = await collected.pass(() => signal.aborted);
					report({ event: 'pass', chain: chain.id, outcome, detail });
					// The head alone is no success where everything that was asked for was refused.
					return refused && !stored ? 'failed' : 'collected';
				} catch (error) {
					const detail = error instanceof Error ? error.message : String(error);
					report({ event: 'failed', chain: chain.id, detail });
					return 'failed';
				} finally {
					await collected.close();
				}
			})
		);
		if (outcomes.includes('collected') && !context.signal.aborted)
			report({ event: 'judged', ...(await judgeClaims(store, context.now())) });
		return outcomes.includes('failed') && !outcomes.includes('collected') ? 1 : 0;
	} finally {
		end();
		await store.close();
	}
}
