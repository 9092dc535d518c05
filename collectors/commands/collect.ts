import type { Chain } from '#lib/domain/chains.ts';
import { parseSettings } from '#lib/domain/settings.ts';
import { L1_CHAIN_ID, ZK_CHAINS } from '#lib/domain/zk-chains.ts';
import { openStore } from '#lib/server/store/open.ts';
import type { Store } from '#lib/server/store/ports/store.ts';
import { chosenChains, parseArguments, parseDuration } from './arguments.ts';
import { endpointsOf, openCollectedChain } from './chain-pass.ts';
import type { CommandContext } from './command.ts';
import { reporterOf } from './report.ts';
import { runJudge } from './run-judge.ts';

/** Between two lines of progress about one chain. */
const PROGRESS_MS = 2_000;

/**
 * `collect [--chain ID…] [--budget 60s]`: one bounded pass over each chain, one more over Ethereum where a chain that
 * settles there has its first blocks since, then the judge. Exit code 0 when done, when there was nothing to do, and
 * when another pass holds the chains; 1 when nothing could be collected and a chain failed.
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
		const passOver = async (chain: Chain): Promise<'collected' | 'locked' | 'failed'> => {
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
		};
		const newToL1 = await settlingWithoutBlocks(store);
		const outcomes = await Promise.all(chains.map(passOver));
		const l1 = chains.findIndex(({ id }) => id === L1_CHAIN_ID);
		if (outcomes[l1] === 'collected' && !signal.aborted) {
			// When its pass began, it could not know yet what these settle there.
			const left = await settlingWithoutBlocks(store);
			const hasNews = newToL1.some((id) => !left.includes(id));
			if (hasNews) outcomes.push(await passOver(chains[l1] as Chain));
		}
		if (outcomes.includes('collected') && !context.signal.aborted)
			report({ event: 'judged', ...(await runJudge(store, context.now)).judged });
		return outcomes.includes('failed') && !outcomes.includes('collected') ? 1 : 0;
	} finally {
		end();
		await store.close();
	}
}

/** Chains that settle on Ethereum and of which no block is stored: passes over Ethereum look for nothing of them. */
async function settlingWithoutBlocks(store: Store): Promise<number[]> {
	const without: number[] = [];
	for (const { chainId } of ZK_CHAINS)
		if ((await store.getCovered(chainId, 'block')).length === 0) without.push(chainId);
	return without;
}
