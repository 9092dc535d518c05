import { readFile } from 'node:fs/promises';
import { formatCoverage } from '#lib/domain/format/share.ts';
import type { Chain } from '#lib/domain/chains.ts';
import { formatNumber } from '#lib/domain/format/number.ts';
import { parseGrowthepie, PeerFileError, type PeerDay } from '#lib/domain/peers/growthepie-file.ts';
import { peersBeside } from '#lib/domain/peers/peer-metrics.ts';
import { parseSettings } from '#lib/domain/settings.ts';
import { DAY, isoDay, parseTime } from '#lib/domain/time.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import type { Question } from '#lib/server/measure/evaluate.ts';
import { InvalidRequestError } from '#lib/server/measure/request.ts';
import { series, type SeriesPoint } from '#lib/server/measure/series.ts';
import { openReader } from '#lib/server/store/open.ts';
import type { StoreReader } from '#lib/server/store/ports/store.ts';
import { chosenChains, parseArguments } from './arguments.ts';
import type { CommandContext } from './command.ts';
import { tableLines } from './table.ts';
import { UsageError } from './usage-error.ts';

/** Metrics of ours that a day’s count of transactions can be set beside. */
const METRICS = ['throughput.tx', 'throughput.user_tx'] as const;
type ComparedMetric = (typeof METRICS)[number];

interface ComparedDay extends PeerDay {
	/** Ours, and theirs as a rate, in transactions a second. */
	readonly ours: number;
	readonly theirs: number;
	readonly coverage: number;
	/** Ours ÷ theirs; null where theirs is 0. */
	readonly ratio: number | null;
}

/**
 * `compare FILE --chain ID [--metric M]`: our daily rate of transactions beside that of a saved file of growthepie, on
 * the days that both have, with the reason for the difference. Asks nobody. Exit code 1 where no day is shared.
 */
export async function compare(context: CommandContext): Promise<number> {
	const { values, positionals } = parseArguments(
		context.args,
		{
			chain: { type: 'string' },
			metric: { type: 'string', default: METRICS[0] },
			json: { type: 'boolean', default: false }
		},
		true
	);
	const [path, ...others] = positionals;
	const [chain] = values.chain === undefined ? [] : chosenChains([values.chain], []);
	if (path === undefined || others.length > 0 || !chain)
		throw new UsageError('compare needs one FILE and --chain ID');
	const metric = METRICS.find((each) => each === values.metric);
	if (!metric)
		throw new UsageError(`--metric was "${values.metric}"; it may be ${METRICS.join(' or ')}`);
	const days = await readDays(path, chain);
	const reader = await openReader(parseSettings(context.env).databaseUrl);
	try {
		const shared = await sharedDays(reader, chain, metric, days);
		if (shared.length === 0) {
			const [first, last] = [days[0]!.day, days.at(-1)!.day];
			throw new Error(
				`${path} has ${days.length} days, ${first} to ${last}, and none of them is collected of ${chain.name}: "backfill --chain ${chain.id} --from ${last} --to T" collects one`
			);
		}
		const isForPeople = context.terminal !== null && !values.json;
		for (const line of isForPeople
			? lines(shared, metric, chain)
			: jsonLines(shared, metric, chain))
			context.write(line);
		return 0;
	} finally {
		await reader.close();
	}
}

async function readDays(path: string, chain: Chain): Promise<PeerDay[]> {
	try {
		return parseGrowthepie(await readFile(path, 'utf8'), chain.id);
	} catch (error) {
		const isOurs = error instanceof PeerFileError;
		if (!isOurs && !(error instanceof Error && 'code' in error)) throw error;
		throw new UsageError(
			`${path} cannot be compared: ${error.message}; give what api.growthepie.com answers about a chain, or a CSV with chain, date and txcount`
		);
	}
}

/** Days of the file of which we have a value. */
async function sharedDays(
	reader: StoreReader,
	chain: Chain,
	metric: ComparedMetric,
	days: readonly PeerDay[]
): Promise<ComparedDay[]> {
	const theirs = new Map(days.map((each) => [each.day, each]));
	const shared: ComparedDay[] = [];
	for (const { t, value, coverage } of await collectedDays(reader, chain, metric, days)) {
		const day = theirs.get(isoDay(t));
		if (!day || value === null) continue;
		const rate = day.transactions / DAY;
		const ratio = rate === 0 ? null : value / rate;
		shared.push({ ...day, ours: value, theirs: rate, coverage, ratio });
	}
	return shared;
}

/** Our days within those of the file: none where nothing was ever collected then. */
async function collectedDays(
	reader: StoreReader,
	chain: Chain,
	metric: ComparedMetric,
	days: readonly PeerDay[]
): Promise<SeriesPoint[]> {
	const from = parseTime(days[0]!.day);
	const to = unixSeconds(parseTime(days.at(-1)!.day) + DAY);
	const covered = await reader.getCovered(chain.id, 'block');
	if (!covered.some(({ fromTime, toTime }) => fromTime < to && toTime >= from)) return [];
	const question: Question = { metric, statistic: 'mean', peakWindow: null, zeroFees: 'included' };
	try {
		return await series(reader, chain, question, { from, to }, '1d');
	} catch (error) {
		if (error instanceof InvalidRequestError) throw new Error(error.message, { cause: error });
		throw error;
	}
}

/** Why the two differ, as growthepie’s count is defined. */
function whyDifferent(metric: ComparedMetric, chain: Chain) {
	const peer = peersBeside(metric, [chain.id]).find(
		(each) => each.peer === 'growthepie' && each.name === 'transaction count'
	);
	if (!peer) throw new Error('growthepie’s count of transactions has no definition');
	const { definition, difference, source } = peer;
	return { definition, difference, source };
}

function lines(shared: readonly ComparedDay[], metric: ComparedMetric, chain: Chain): string[] {
	const { definition, difference, source } = whyDifferent(metric, chain);
	return [
		`${chain.name}, ${metric}, mean of each UTC day in transactions a second:`,
		...tableLines(
			[
				['day', 'ours', 'covered', 'growthepie', 'ours ÷ theirs'],
				...shared.map(({ day, ours, coverage, theirs, ratio }) => [
					day,
					formatNumber(ours, 5),
					formatCoverage(coverage),
					formatNumber(theirs, 5),
					ratio === null ? '—' : ratio.toFixed(4)
				])
			],
			['day']
		),
		`growthepie counts ${definition}.`,
		`Why they differ: ${difference}.`,
		`Source: ${source}`
	];
}

function jsonLines(shared: readonly ComparedDay[], metric: ComparedMetric, chain: Chain): string[] {
	return [
		JSON.stringify({
			...{ event: 'compared', chain: chain.id, metric, unit: 'tx/s', peer: 'growthepie' },
			...whyDifferent(metric, chain)
		}),
		...shared.map(({ day, ours, coverage, theirs, ratio }) =>
			JSON.stringify({ event: 'day', day, ours, coverage, theirs, ratio })
		)
	];
}
