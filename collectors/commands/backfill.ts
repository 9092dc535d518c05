import { feedsOn } from '#lib/domain/price-feeds.ts';
import { parseSettings } from '#lib/domain/settings.ts';
import { iso, type TimeWindow } from '#lib/domain/time.ts';
import { tryLock } from '#lib/server/store/lock.ts';
import { openStore } from '#lib/server/store/open.ts';
import { DEFAULT_RETENTION } from '#lib/domain/retention.ts';
import { dropOldFacts } from '../jobs/drop-old-facts.ts';
import { createHistoryWork } from '../jobs/history-work.ts';
import { fillWindow, wantWindow, type BackfillOptions } from '../jobs/backfill.ts';
import { chosenChains, parseArguments, parseTimeOption } from './arguments.ts';
import { endpointsOf, sourceOf } from './chain-pass.ts';
import type { CommandContext } from './command.ts';
import { reporterOf } from './report.ts';
import { runJudge } from './run-judge.ts';
import { UsageError } from './usage-error.ts';

/** Between two lines of progress. */
const PROGRESS_MS = 2_000;

/**
 * `backfill --chain ID --from T --to T`: every block of the half-open window, with fees and executed batches, the rounds
 * of feeds that stand on the chain and fee histories, then the judge. The window is wanted before the chain’s lock is asked for: where another process holds it, that one fills
 * the window in its turn. Exit code 0 when all of it is stored, when the chain is locked and when told to end; 1 when
 * something of it could not be had.
 */
export async function backfill(context: CommandContext): Promise<number> {
	const { values } = parseArguments(context.args, {
		chain: { type: 'string' },
		from: { type: 'string' },
		to: { type: 'string' },
		json: { type: 'boolean', default: false },
		plain: { type: 'boolean', default: false }
	});
	const settings = parseSettings(context.env);
	const window = windowOf(values.from, values.to);
	const [chain] = values.chain === undefined ? [] : chosenChains([values.chain], []);
	if (!chain || !window) throw new UsageError('backfill needs --chain ID, --from T and --to T');
	endpointsOf(chain, settings);
	const { signal, now } = context;
	const { report, end } = reporterOf(context, values, PROGRESS_MS);

	const store = await openStore(settings.databaseUrl);
	const source = sourceOf({ chain, settings, signal });
	const options: BackfillOptions = {
		chain,
		source,
		store,
		since: window.from,
		sinceIsSet: false,
		isOver: () => signal.aborted,
		slowFactsAreDue: () => true,
		methodsAreDue: () => true,
		observationsAreDue: () => false,
		unmovedSeconds: () => 0,
		history: createHistoryWork(() => ({
			fees: [{ window, onlyBaseFees: false }],
			prices: feedsOn(chain.id).map((feed) => ({ feed, window }))
		})),
		signal,
		now,
		random: Math.random,
		report
	};
	try {
		const wanted = await wantWindow(options, window);
		if (!wanted) return 1;
		const lock = await tryLock(settings.databaseUrl, chain.id);
		if (!lock) {
			report({ event: 'locked', chain: chain.id, takes_over: true });
			return 0;
		}
		try {
			const isWhole = (await fillWindow(options, wanted)) && !wanted.isPruned;
			if (signal.aborted) return 0;
			const retention = settings.retention.get(chain.id) ?? DEFAULT_RETENTION;
			await dropOldFacts({ ...options, retention, report });
			report({ event: 'judged', ...(await runJudge(store, now)).judged });
			return isWhole ? 0 : 1;
		} finally {
			await lock.release();
		}
	} catch (error) {
		if (signal.aborted && error === signal.reason) return 0;
		report({ event: 'failed', chain: chain.id, detail: messageOf(error) });
		return 1;
	} finally {
		end();
		await source.close();
		await store.close();
	}
}

/** The window named on the command line; undefined where one end is not. Throws UsageError. */
function windowOf(from: string | undefined, to: string | undefined): TimeWindow | undefined {
	if (from === undefined || to === undefined) return undefined;
	const window = { from: parseTimeOption('--from', from), to: parseTimeOption('--to', to) };
	if (window.from >= window.to)
		throw new UsageError(`--to was "${to}"; it may be any time after --from, ${iso(window.from)}`);
	return window;
}

function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
