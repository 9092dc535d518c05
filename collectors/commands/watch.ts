import { setTimeout as sleep } from 'node:timers/promises';
import type { Chain } from '#lib/domain/chains.ts';
import { parseSettings } from '#lib/domain/settings.ts';
import { judgeClaims } from '#lib/server/judging/judge-claims.ts';
import { openStore } from '#lib/server/store/open.ts';
import { chosenChains, parseArguments } from './arguments.ts';
import { endpointsOf, openCollectedChain } from './chain-pass.ts';
import type { CommandContext } from './command.ts';
import { reporterOf } from './report.ts';

/** Between two passes over one chain; a failing one is left alone for longer each time. */
const PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 60_000;
/** A pass of a watch ends after this, so that new blocks are not left waiting behind a long back-fill. */
const PASS_MS = 10_000;
const JUDGE_EVERY_MS = 15_000;
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

	const follow = async (chain: Chain): Promise<void> => {
		let pause = PAUSE_MS;
		while (!signal.aborted) {
			const options = { chain, settings, store, signal, now: context.now, report };
			const collected = await openCollectedChain(options);
			if (!collected) {
				report({ event: 'locked', chain: chain.id });
				await pausedFor(LONGEST_PAUSE_MS, signal);
				continue;
			}
			try {
				for (;;) {
					const end = performance.now() + PASS_MS;
					await collected.pass(() => signal.aborted || performance.now() >= end);
					pause = PAUSE_MS;
					if (signal.aborted) break;
					await pausedFor(pause, signal);
				}
			} catch (error) {
				if (signal.aborted) break;
				report({ event: 'failed', chain: chain.id, detail: messageOf(error) });
				pause = Math.min(LONGEST_PAUSE_MS, pause * 2);
			} finally {
				await collected.close();
			}
			await pausedFor(pause, signal);
		}
	};
	const judge = async (): Promise<void> => {
		let judgedVersion = -1;
		while (!signal.aborted) {
			await pausedFor(JUDGE_EVERY_MS, signal);
			// Taken before judging: what is stored meanwhile may not have been seen.
			const version = await store.dataVersion();
			if (signal.aborted || version === judgedVersion) continue;
			try {
				const judged = await judgeClaims(store, context.now());
				if (judged.changed > 0) report({ event: 'judged', ...judged });
			} catch (error) {
				// Facts are worth collecting all the same; the verdicts wait for the next change.
				report({ event: 'judge_failed', detail: messageOf(error) });
			}
			judgedVersion = version;
		}
	};
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

function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}

/** Wait, or return at once when told to end. */
async function pausedFor(milliseconds: number, signal: AbortSignal): Promise<void> {
	try {
		await sleep(milliseconds, undefined, { signal });
	} catch (error) {
		if (!signal.aborted) throw error;
	}
}
