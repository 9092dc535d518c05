import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canonicalJson } from '#lib/domain/canonical-json.ts';
import { chainById } from '#lib/domain/chains.ts';
import { differencesOf } from '#lib/domain/differences.ts';
import type { Measurement } from '#lib/domain/measurement.ts';
import { isPriced, recheckOf } from '#lib/domain/recheck.ts';
import { parseSettings, type CollectorSettings } from '#lib/domain/settings.ts';
import { inUnit } from '#lib/server/measure/in-unit.ts';
import { measure } from '#lib/server/measure/measure.ts';
import { InvalidRequestError } from '#lib/server/measure/request.ts';
import { openReader, openStore } from '#lib/server/store/open.ts';
import type { Store, StoreReader } from '#lib/server/store/ports/store.ts';
import { rereadFacts } from '../jobs/reread.ts';
import { parseArguments } from './arguments.ts';
import { endpointsOf, sourceOf } from './chain-pass.ts';
import type { CommandContext } from './command.ts';
import { costOfChains, scopesOf, type ChainToRead, type ToCheck } from './recheck-cost.ts';
import { reporterOf } from './report.ts';
import { UsageError } from './usage-error.ts';
import { checkedJson, checkedLines, costJson, costLines, type Checked } from './verify-lines.ts';

/** Up to so many calls it goes on by itself once it has said what they cost. */
const MOST_CALLS_UNASKED = 10_000;
/** Between two lines of progress. */
const PROGRESS_MS = 2_000;

/**
 * `verify MEASUREMENT… | --claim SLUG [--yes]`: recompute stored measurements from RPC endpoints alone and compare
 * them to the last digit. Nothing that is stored goes into the result: blocks, receipts, batches and rounds are read
 * again, into a database of its own. What that costs is said first, and above 10,000 calls it goes on only with
 * `--yes`. Exit code 0 when all that can be checked is equal, and something can; 1 otherwise.
 */
export async function verify(context: CommandContext): Promise<number> {
	const { values, positionals } = parseArguments(
		context.args,
		{
			claim: { type: 'string' },
			yes: { type: 'boolean', default: false },
			json: { type: 'boolean', default: false },
			plain: { type: 'boolean', default: false }
		},
		true
	);
	if ((values.claim === undefined) === (positionals.length === 0))
		throw new UsageError('verify needs the ids of measurements, or --claim SLUG');
	const settings = parseSettings(context.env);
	const reader = await openReader(settings.databaseUrl);
	let stored: Measurement[];
	let chains: ChainToRead[];
	const print = (lines: readonly string[]) => lines.forEach((line) => context.write(line));
	const terminal = values.json ? null : context.terminal;
	try {
		stored =
			values.claim === undefined
				? await namedMeasurements(reader, positionals)
				: await measurementsOfClaim(reader, values.claim);
		// Before anything is asked: a wrong call must not fail in the middle of another chain's reading.
		const scopes = scopesOf(readableOf(stored));
		for (const { chain } of scopes) endpointsOf(chain, settings);
		chains = await costOfChains(reader, scopes, settings, context.now());
	} finally {
		await reader.close();
	}
	const calls = chains.reduce((sum, { cost }) => sum + cost.calls, 0);
	print(chains.map((each) => (terminal ? costLines(each) : [costJson(each)])).flat());
	if (calls > MOST_CALLS_UNASKED && !values.yes)
		throw new UsageError(
			`that is more than ${MOST_CALLS_UNASKED.toLocaleString('en-GB')} calls: add --yes to go on`
		);
	const checked = await check(context, values, settings, stored, chains);
	if (context.signal.aborted) return 1;
	print(checked.map((each) => (terminal ? checkedLines(each) : [checkedJson(each)])).flat());
	const compared = checked.filter(({ outcome }) => outcome !== 'not_checked');
	return compared.length > 0 && checked.every(isFine) ? 0 : 1;
}

/** What can be checked is equal. What cannot by its nature is no fault; what could not be read now is one. */
function isFine(checked: Checked): boolean {
	if (checked.outcome === 'not_checked') return checked.isLasting;
	return checked.outcome === 'equal';
}

function readableOf(stored: readonly Measurement[]): ToCheck[] {
	return stored.flatMap((each) => {
		const recheck = recheckOf(each);
		return recheck.canBeRead ? [{ stored: each, recheck }] : [];
	});
}

/** Throws UsageError for what names no stored measurement, or more than one. */
async function namedMeasurements(
	reader: StoreReader,
	prefixes: readonly string[]
): Promise<Measurement[]> {
	const all: Measurement[] = [];
	for (const prefix of prefixes) {
		const found = /^[0-9a-f]{4,64}$/.test(prefix) ? await reader.getMeasurements(prefix, 2) : [];
		const [only] = found;
		if (!only)
			throw new UsageError(
				`no measurement is called "${prefix}": give the id that its page shows, or its first digits, four at least`
			);
		if (found.length > 1)
			throw new UsageError(`more than one measurement begins with "${prefix}": give more digits`);
		all.push(only);
	}
	return all;
}

/**
 * What the newest verdicts on a claim rest on, each once. A verdict holds its measurements as they were: where the
 * stored one reads otherwise, both are checked. Throws UsageError where there is nothing.
 */
async function measurementsOfClaim(reader: StoreReader, slug: string): Promise<Measurement[]> {
	const found = new Map<string, Measurement>();
	const unnamed = new Set<string>();
	for (const evaluation of ['at_publication', 'now'] as const)
		for (const verdict of await reader.getLatestVerdicts(evaluation))
			if (verdict.claimSlug === slug)
				for (const { measurements } of verdict.readings)
					for (const each of measurements) {
						if (each.id === null) {
							unnamed.add(each.reason ?? 'it was not final when it was measured');
							continue;
						}
						const kept = await reader.findMeasurement(each.id);
						for (const one of kept ? [each, kept] : [each]) found.set(canonicalJson(one), one);
					}
	if (found.size === 0)
		throw new UsageError(
			unnamed.size > 0
				? `nothing that claim "${slug}" rests on is kept as a measurement: ${[...unnamed].join('; ')}`
				: `nothing was measured for a claim "${slug}" yet: see /api/v1/claims for the names, and collect or judge`
		);
	return [...found.values()];
}

/** What endpoints said of facts, or of rounds of a feed, that could not be read. */
interface Unread {
	readonly chainId: number;
	readonly isPrice: boolean;
	readonly detail: string;
}

/** Read everything again, chain by chain, then compute and compare each. */
async function check(
	context: CommandContext,
	values: { readonly json: boolean; readonly plain: boolean },
	settings: CollectorSettings,
	stored: readonly Measurement[],
	chains: readonly ChainToRead[]
): Promise<Checked[]> {
	const folder = await mkdtemp(join(tmpdir(), 'claimgauge-verify-'));
	const store = await openStore(`file:${join(folder, 'again.db')}`);
	const { report, end } = reporterOf(context, values, PROGRESS_MS);
	const unread: Unread[] = [];
	try {
		for (const { chain, facts } of chains) {
			const { signal, now } = context;
			const source = sourceOf({ chain, settings, signal });
			try {
				await rereadFacts(
					{
						chain,
						source,
						store,
						since: now(),
						sinceIsSet: false,
						isOver: () => signal.aborted,
						slowFactsAreDue: () => true,
						methodsAreDue: () => true,
						observationsAreDue: () => false,
						unmovedSeconds: () => 0,
						signal,
						now,
						random: Math.random,
						report(event) {
							report(event);
							if (!('detail' in event) || event.detail === null) return;
							const { detail } = event;
							unread.push({ chainId: chain.id, isPrice: event.event === 'no_price', detail });
						}
					},
					facts
				);
			} finally {
				await source.close();
			}
		}
		const all: Checked[] = [];
		for (const each of stored) all.push(await compare(context, store, each, unread));
		return all;
	} catch (error) {
		if (context.signal.aborted && error === context.signal.reason) return [];
		throw error;
	} finally {
		end();
		await store.close();
		await rm(folder, { recursive: true });
	}
}

async function compare(
	{ now }: CommandContext,
	store: Store,
	stored: Measurement,
	unread: readonly Unread[]
): Promise<Checked> {
	const recheck = recheckOf(stored);
	if (!recheck.canBeRead)
		return { stored, outcome: 'not_checked', isLasting: true, note: recheck.reason };
	const notRead = unread
		.filter(({ chainId, isPrice }) => chainId === (isPrice ? recheck.feedChain : recheck.chainId))
		.map(({ detail }) => detail);
	const because = notRead.length > 0 ? `: ${[...new Set(notRead)].join('; ')}` : '';
	const again = await computeAgain(store, stored, now());
	if (again instanceof InvalidRequestError)
		return { stored, outcome: 'not_checked', isLasting: false, note: `${again.message}${because}` };
	const differences = differencesOf(stored, again);
	const endpoints = (await store.getEndpoints())
		.filter(({ chainId, ok }) => ok && [recheck.chainId, recheck.feedChain].includes(chainId))
		.map(({ host }) => host);
	if (differences.length === 0)
		return { stored, outcome: 'equal', again, endpoints, note: recheck.caveat };
	// Less is known than was: what is missing, and no other value, makes the difference.
	if (knows(again) < knows(stored))
		return {
			stored,
			outcome: 'not_checked',
			isLasting: false,
			note: `not all that it rests on could be read${because}`
		};
	const note = knows(again) > knows(stored) ? moreIsKnown(stored, again) : null;
	return { stored, outcome: 'differs', again, endpoints, differences, note };
}

/** How much of the window, and of its prices, a measurement rests on. */
function knows({ coverage, priceCoverage }: Measurement): number {
	return coverage + (priceCoverage ?? 0);
}

function moreIsKnown({ interval: [low, high] }: Measurement, { value }: Measurement): string {
	const isInside =
		value !== null && (low === null || value >= low) && (high === null || value <= high);
	return `the stored one knew less of its window; the new value lies ${isInside ? 'within' : 'outside'} its interval`;
}

/** The same question, asked of what was read again. */
async function computeAgain(
	store: Store,
	stored: Measurement,
	now: Measurement['provenance']['computedAt']
): Promise<Measurement | InvalidRequestError> {
	const { metric, statistic, peakWindow, window, baseWindow, zeroFees } = stored;
	try {
		const measured = await measure(
			store,
			{
				chain: chainById(stored.chainId),
				...{ metric, statistic, peakWindow, window, baseWindow },
				zeroFees: zeroFees ?? 'included',
				inDollars: isPriced(stored)
			},
			now
		);
		return inUnit(measured, stored.unit);
	} catch (error) {
		if (error instanceof InvalidRequestError) return error;
		throw error;
	}
}
