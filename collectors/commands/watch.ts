import { setTimeout as sleep } from 'node:timers/promises';
import type { Chain } from '#lib/domain/chains.ts';
import { parseSettings } from '#lib/domain/settings.ts';
import { judgeClaims } from '#lib/server/judging/judge-claims.ts';
import { openStore } from '#lib/server/store/open.ts';
import { chosenChains, parseArguments } from './arguments.ts';
import { openCollectedChain } from './chain-pass.ts';
import type { CommandContext } from './command.ts';
import { eventLine, type CommandEvent } from './report.ts';

/** Between two passes over one chain; a failing one is left alone for longer each time. */
const PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 60_000;
/** A pass of a watch ends after this, so that new blocks are not left waiting behind a long back-fill. */
const PASS_MS = 10_000;
const JUDGE_EVERY_MS = 15_000;

/**
 * `watch [--chain ID…]`: passes for ever, following heads, and the judge after them. A chain that
 * another process holds is tried again. Ends with exit code 0 when it is told to.
 */
export async function watch(context: CommandContext): Promise<number> {
	const { values } = parseArguments(context.args, {
		chain: { type: 'string', multiple: true },
		json: { type: 'boolean', default: false }
	});
	const settings = parseSettings(context.env);
	const chains = chosenChains(values.chain, settings.chains);
	const asJson = values.json || !context.terminal;
	const report = (event: CommandEvent) => context.write(eventLine(event, asJson));
	const store = await openStore(settings.databaseUrl);

	const follow = async (chain: Chain): Promise<void> => {
		let pause = PAUSE_MS;
		while (!context.signal.aborted) {
			const options = { chain, settings, store, signal: context.signal, now: context.now, report };
			const collected = await openCollectedChain(options);
			if (!collected) {
				report({ event: 'locked', chain: chain.id });
				await pausedFor(LONGEST_PAUSE_MS, context.signal);
				continue;
			}
			try {
				for (;;) {
					const end = performance.now() + PASS_MS;
					await collected.pass(() => context.signal.aborted || performance.now() >= end);
					pause = PAUSE_MS;
					if (context.signal.aborted) break;
					await pausedFor(pause, context.signal);
				}
			} catch (error) {
				if (context.signal.aborted) break;
				const detail = error instanceof Error ? error.message : String(error);
				report({ event: 'failed', chain: chain.id, detail });
				pause = Math.min(LONGEST_PAUSE_MS, pause * 2);
			} finally {
				await collected.close();
			}
			await pausedFor(pause, context.signal);
		}
	};
	const judge = async (): Promise<void> => {
		let judgedVersion = -1;
		while (!context.signal.aborted) {
			await pausedFor(JUDGE_EVERY_MS, context.signal);
			const version = await store.dataVersion();
			if (version === judgedVersion) continue;
			const judged = await judgeClaims(store, context.now());
			if (judged.changed > 0) report({ event: 'judged', ...judged });
			judgedVersion = await store.dataVersion();
		}
	};
	try {
		await Promise.all([...chains.map(follow), judge()]);
		return 0;
	} finally {
		await store.close();
	}
}

/** Wait, or return at once when told to end. */
async function pausedFor(milliseconds: number, signal: AbortSignal): Promise<void> {
	try {
		await sleep(milliseconds, undefined, { signal });
	} catch (error) {
		if (!signal.aborted) throw error;
	}
}
