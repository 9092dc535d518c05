import { setTimeout as sleep } from 'node:timers/promises';
import type { PassRecord } from '#lib/server/store/ports/endpoints.ts';
import { createHeadNews, type HeadNews, type HeadNewsEvent } from '../rpc/head-news.ts';
import type { ToldHead } from '../rpc/head-subscription.ts';
import { openCollectedChain, type CollectedChainOptions } from './chain-pass.ts';
import type { CommandEvent } from './report.ts';

/** How long the passes over a followed chain last, and lie apart. In milliseconds. */
export interface FollowTimes {
	/** A pass ends after this, so that new blocks are not left waiting behind a long back-fill. */
	readonly pass: number;
	/** Between two passes, however often heads are told. */
	readonly least: number;
	/** Between two passes where nobody tells of heads. */
	readonly polling: number;
	/** The same where somebody does. One that fell silent is noticed by it, so heads are never older than this for that. */
	readonly told: number;
	/** A chain that fails, or that another process holds, is left alone for so long at most. */
	readonly longest: number;
}

/** One pass a second at most: chains with several blocks a second tell of each. */
const TIMES: FollowTimes = {
	pass: 10_000,
	least: 1_000,
	polling: 2_000,
	told: 30_000,
	longest: 60_000
};

export interface FollowOptions extends Omit<CollectedChainOptions, 'report'> {
	readonly report: (event: CommandEvent) => void;
	readonly times?: FollowTimes;
}

/**
 * Passes over a chain until the signal aborts: as soon as a socket of the settings tells of a new head, else paced.
 * What a socket tells only ends a pause; every fact is read over HTTP. A failing chain is left alone for longer each
 * time, and one that another process holds is tried again. Rejects only where the store is lost.
 */
export async function followChain(options: FollowOptions): Promise<void> {
	const { chain, settings, store, signal, report, times = TIMES } = options;
	const tell = (event: HeadNewsEvent): void => report({ ...event, chain: chain.id });
	let news: HeadNews | null = null;
	const listen = (): HeadNews =>
		createHeadNews({
			urls: settings.headSockets.get(chain.id) ?? [],
			chainId: chain.id,
			signal,
			random: Math.random,
			report: tell
		});

	/** Whether the chain may be left alone until a socket tells of more. */
	async function isAbreast(pass: PassRecord, told: ToldHead | null): Promise<boolean> {
		if (told === null || pass.outcome !== 'done') return false;
		const head = await store.findHead(chain.id);
		return head !== null && head.number >= told.number;
	}

	let failurePause = times.polling;
	const nextFailurePause = (): number => Math.min(times.longest, failurePause * 2);
	/** How long the pause after a pass lasts at most: while a socket tells of heads, the next one may be long in coming. */
	const nextAfter = (outcome: PassRecord['outcome']): number => {
		if (outcome === 'failed') return nextFailurePause();
		return outcome === 'done' && news?.isTelling() ? times.told : times.polling;
	};
	while (!signal.aborted) {
		const collected = await openCollectedChain(options);
		if (!collected) {
			report({ event: 'locked', chain: chain.id });
			await pausedFor(times.longest, signal);
			continue;
		}
		news ??= listen();
		try {
			for (let told: ToldHead | null = null; ;) {
				const end = performance.now() + times.pass;
				const pass = await collected.pass(
					() => signal.aborted || performance.now() >= end,
					nextAfter
				);
				failurePause = times.polling;
				if (signal.aborted) break;
				const isLeftAlone = (await isAbreast(pass, told)) && news.isTelling();
				told = await news.pause(times.least, isLeftAlone ? times.told : times.polling);
				if (signal.aborted) break;
			}
		} catch (error) {
			if (signal.aborted) break;
			const detail = error instanceof Error ? error.message : String(error);
			report({ event: 'failed', chain: chain.id, detail });
			failurePause = nextFailurePause();
		} finally {
			await collected.close();
		}
		await pausedFor(failurePause, signal);
	}
	if (!news) return;
	await news.ended;
	await store.unschedulePass(chain.id);
}

/** Wait, or return at once when told to end. */
export async function pausedFor(milliseconds: number, signal: AbortSignal): Promise<void> {
	try {
		await sleep(milliseconds, undefined, { signal });
	} catch (error) {
		if (!signal.aborted) throw error;
	}
}
