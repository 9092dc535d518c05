import type { Chain } from '#lib/domain/chains.ts';
import { parseSettings } from '#lib/domain/settings.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import { openStore } from '#lib/server/store/open.ts';
import type { JobRun } from '#lib/server/store/ports/upkeep.ts';
import { chosenChains, parseArguments } from './arguments.ts';
import { endpointsOf } from './chain-pass.ts';
import type { CommandContext } from './command.ts';
import { followChain, pausedFor } from './follow-chain.ts';
import { reporterOf } from './report.ts';
import { runJudge } from './run-judge.ts';

const JUDGE_EVERY_SECONDS = 15;
/** Between two lines of progress about one chain. */
const PROGRESS_MS = 10_000;

/**
 * `watch [--chain ID…]`: passes for ever, following heads, and the judge after them. A chain that
 * another process holds is tried again. Ends with exit code 0 when it is told to.
 */
export async function watch(context: CommandContext): Promise<number> {
	const { values } = parseArguments(context.args, {
		chain: { type: 'string', multiple: true },
		json: { type: 'boolean', default: false },
		plain: { type: 'boolean', default: false }
	});
	const settings = parseSettings(context.env);
	const chains = chosenChains(values.chain, settings.chains);
	for (const chain of chains) endpointsOf(chain, settings);
	const { report, end } = reporterOf(context, values, PROGRESS_MS);
	const store = await openStore(settings.databaseUrl);
	/** Ends every loop when one of them cannot go on, since they share the store. */
	const broken = new AbortController();
	const signal = AbortSignal.any([context.signal, broken.signal]);

	const judge = async (): Promise<void> => {
		let judgedVersion = -1;
		let last: JobRun | null = null;
		while (!signal.aborted) {
			await pausedFor(JUDGE_EVERY_SECONDS * 1_000, signal);
			// Taken before judging: what is stored meanwhile may not have been seen.
			const version = await store.dataVersion();
			if (signal.aborted) break;
			if (version === judgedVersion) {
				const nextDueAt = unixSeconds(context.now() + JUDGE_EVERY_SECONDS);
				if (last) await store.recordJobRun({ ...last, nextDueAt });
				continue;
			}
			try {
				const { judged, run } = await runJudge(store, context.now, JUDGE_EVERY_SECONDS);
				last = run;
				if (judged.changed > 0) report({ event: 'judged', ...judged });
			} catch (error) {
				// Facts are worth collecting all the same; the verdicts wait for the next change.
				const detail = error instanceof Error ? error.message : String(error);
				report({ event: 'judge_failed', detail });
			}
			judgedVersion = version;
		}
		if (last) await store.recordJobRun({ ...last, nextDueAt: null });
	};
	const { now } = context;
	const follow = (chain: Chain) => followChain({ chain, settings, store, signal, now, report });
	const loops = [...chains.map(follow), judge()];
	try {
		await Promise.all(loops);
		return 0;
	} finally {
		broken.abort();
		await Promise.allSettled(loops);
		end();
		await store.close();
	}
}
