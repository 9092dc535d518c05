import type { Chain } from '#lib/domain/chains.ts';
import { DEFAULT_RETENTION } from '#lib/domain/retention.ts';
import type { CollectorSettings } from '#lib/domain/settings.ts';
import { bucketStart, DAY, HOUR } from '#lib/domain/time.ts';
import { unixSeconds, type UnixSeconds } from '#lib/domain/units.ts';
import { tryLock } from '#lib/server/store/lock.ts';
import type { PassRecord } from '#lib/server/store/ports/endpoints.ts';
import type { Store } from '#lib/server/store/ports/store.ts';
import type { ChainSource } from '../chains/chain-source.ts';
import { createChainSource } from '../chains/create-chain-source.ts';
import { publicEndpoints } from '../chains/endpoints.ts';
import { dropOldFacts, type DroppedEvent } from '../jobs/drop-old-facts.ts';
import { createHistoryWork } from '../jobs/history-work.ts';
import { runPass, type PassEvent, type PassOptions } from '../jobs/pass.ts';
import { UsageError } from './usage-error.ts';
import { wantedWindows } from './wanted-windows.ts';

/** A feed's round and a batch last minutes to hours; passes of a chain that is followed come every few seconds. */
const SLOW_FACTS_EVERY_MS = 60_000;
const METHODS_EVERY_MS = 3_600_000;
/** Questions are put once an hour or a day; one that had no answer is put again after this. */
const OBSERVATIONS_EVERY_MS = 600_000;
/** What is kept by the hour cannot be too old sooner. */
const RETENTION_EVERY_MS = 3_600_000;

/** A chain that this process alone collects, until it is closed. */
export interface CollectedChain {
	/** `nextAfter` as in PassOptions: absent where no other pass is to follow. */
	pass(isOver: () => boolean, nextAfter?: PassOptions['nextAfter']): Promise<PassRecord>;
	close(): Promise<void>;
}

export interface CollectedChainOptions {
	readonly chain: Chain;
	readonly settings: CollectorSettings;
	readonly store: Store;
	readonly signal: AbortSignal;
	readonly now: () => UnixSeconds;
	readonly report: (event: PassEvent | DroppedEvent) => void;
}

/** The endpoints of a chain: those of the settings, else the built-in ones. Throws UsageError where there is none. */
export function endpointsOf(chain: Chain, settings: CollectorSettings): readonly string[] {
	const urls = settings.endpoints.get(chain.id) ?? publicEndpoints(chain.id);
	if (urls.length === 0)
		throw new UsageError(
			`chain ${chain.id} (${chain.name}) has no public endpoint: name one in CLAIMGAUGE_RPC_${chain.id}`
		);
	return urls;
}

/** What a chain says, whichever of its endpoints answers. Throws UsageError where it has none. */
export function sourceOf(
	{ chain, settings, signal }: Pick<CollectedChainOptions, 'chain' | 'settings' | 'signal'>,
	urls = endpointsOf(chain, settings)
): ChainSource {
	const rate = settings.rates.get(chain.id);
	return createChainSource({
		chain,
		urls,
		signal,
		...(rate === undefined ? {} : { rate })
	});
}

/** Take a chain's lock and make ready to ask its endpoints; null when another process holds it. */
export async function openCollectedChain(
	options: CollectedChainOptions
): Promise<CollectedChain | null> {
	const { chain, settings, store, signal, now, report } = options;
	const urls = endpointsOf(chain, settings);
	const lock = await tryLock(settings.databaseUrl, chain.id);
	if (!lock) return null;
	const source = sourceOf(options, await trustedFirst(urls, chain, store, now()));
	const since = settings.since.get(chain.id);
	const dayBefore = unixSeconds(now() - DAY);
	const slowFactsAreDue = onceEvery(SLOW_FACTS_EVERY_MS);
	const methodsAreDue = onceEvery(METHODS_EVERY_MS);
	const observationsAreDue = onceEvery(OBSERVATIONS_EVERY_MS);
	const unmovedSeconds = unmovedClock();
	const isDemo = await store.isDemo();
	const history = createHistoryWork((end) => wantedWindows(chain, isDemo, end));
	const retention = settings.retention.get(chain.id) ?? DEFAULT_RETENTION;
	let retentionDueAt = -Infinity;
	return {
		async pass(isOver, nextAfter) {
			const record = await runPass({
				chain,
				source,
				store,
				since: since ?? dayBefore,
				sinceIsSet: since !== undefined,
				isOver,
				...(nextAfter && { nextAfter }),
				slowFactsAreDue,
				methodsAreDue,
				observationsAreDue,
				unmovedSeconds,
				history,
				signal,
				now,
				random: Math.random,
				report
			});
			if (performance.now() < retentionDueAt) return record;
			const isDone = await dropOldFacts({ chain, store, signal, isOver, now, retention, report });
			// What is left for lack of time is dropped after the next pass.
			if (isDone) retentionDueAt = performance.now() + RETENTION_EVERY_MS;
			return record;
		},
		async close() {
			await source.close();
			await lock.release();
		}
	};
}

/** Endpoints that told blocks otherwise within a day come last. */
async function trustedFirst(
	urls: readonly string[],
	chain: Chain,
	store: Store,
	now: UnixSeconds
): Promise<string[]> {
	const lastDay = { from: bucketStart(now - DAY, HOUR), to: unixSeconds(now + HOUR) };
	const doubted = new Set(
		(await store.getCheckHours(chain.id, lastDay))
			.filter(({ disagreed }) => disagreed > 0)
			.map(({ host }) => host)
	);
	const isDoubted = (url: string): boolean => URL.canParse(url) && doubted.has(new URL(url).host);
	return [...urls.filter((url) => !isDoubted(url)), ...urls.filter(isDoubted)];
}

/** True when first asked, and then once in so many milliseconds. */
function onceEvery(milliseconds: number): () => boolean {
	let at = -Infinity;
	return () => {
		if (performance.now() - at < milliseconds) return false;
		at = performance.now();
		return true;
	};
}

/** For how long the same head was given, in seconds. */
function unmovedClock(): (head: number) => number {
	let [known, since] = [-1, 0];
	return (head) => {
		if (head !== known) [known, since] = [head, performance.now()];
		return (performance.now() - since) / 1_000;
	};
}
