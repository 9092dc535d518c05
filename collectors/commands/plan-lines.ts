import { isAsCollected } from '#lib/domain/planning/collected-today.ts';
import { costOf, type PlanCost } from '#lib/domain/planning/plan-cost.ts';
import type { PlannedDemand } from '#lib/domain/planning/plan.ts';
import type { StatedError } from '#lib/domain/planning/offer.ts';
import { REQUEST_KINDS } from '#lib/domain/planning/request-kinds.ts';
import { shareOf } from './plan-json.ts';
import type { PlannedChain } from './plan.ts';
import { bytesText, count, duration } from './quantities.ts';
import { tableLines } from './table.ts';
import type { Terminal } from './terminal.ts';

const COSTS = ['calls', 'requests', 'bytes', 'time'];
const DEMANDS = ['for', ...COSTS, 'from', 'error'];
const REQUESTS = ['request', ...COSTS, 'method', 'what'];
const WORDS = ['for', 'from', 'error', 'request', 'method', 'what'];

/** Plans as tables for a person: for whom each hour is, then what is asked for, and what that rests on. */
export function planLines(planned: readonly PlannedChain[], paint: Terminal['paint']): string[] {
	return [
		...planned.flatMap((each) => chainLines(each, paint)),
		'',
		paint(
			'dim',
			'Calls of an hour. What several are read from is asked for once, and counted with each of them.'
		),
		paint(
			'dim',
			'* as the collector asks today; all else is an estimate of what would do. It reads every block, with its fees, whatever the depth.'
		)
	];
}

function chainLines(
	{ chain, known, unknown, plan, demands, cost, today }: PlannedChain,
	paint: Terminal['paint']
): string[] {
	const named = plan.demands.map((each, index) => ({ each, kind: demands[index]?.kind }));
	const served = named.filter(({ each }) => each.served);
	const [demandHead, ...demandLines] = tableLines(
		[
			DEMANDS,
			...served.map(({ each }) => [
				nameOf(each),
				...costCells(shareOf(each.requests, plan.requests, known), known.rateIsLimit),
				each.requests.join(', '),
				errorText(each.error)
			])
		],
		WORDS
	);
	const [requestHead, ...requestLines] = tableLines(
		[
			REQUESTS,
			...plan.requests.map((each) => [
				`${each.name}${isAsCollected(each.name, known) ? ' *' : ''}`,
				...costCells(costOf([each], known), known.rateIsLimit),
				REQUEST_KINDS[each.name].method,
				REQUEST_KINDS[each.name].does
			]),
			['all', ...costCells(cost, known.rateIsLimit), '', ''],
			...(today
				? [['the collector today, at most', ...costCells(today, known.rateIsLimit), '', '']]
				: [])
		],
		WORDS
	);
	return [
		'',
		paint('bold', `${chain.name} (${chain.id}), ${plan.depth}: ${paceText(known)}`),
		...(served.length > 0 ? [paint('dim', `  ${demandHead}`)] : []),
		...demandLines.map((line) => `  ${line}`),
		...named
			.filter(({ each }) => !each.served)
			.map(({ each }) => paint('yellow', `  ${nameOf(each)}: ${each.reason}`)),
		paint('dim', `  ${requestHead}`),
		...requestLines.map((line) => `  ${line}`),
		...unknown.map(({ what, command }) =>
			paint('yellow', `  not known: ${what} (${command} finds it out)`)
		)
	];
}

function nameOf({ demand }: PlannedDemand): string {
	const peak = demand.peakWindow === null ? '' : ` of ${demand.peakWindow}`;
	const what = `${demand.statistic}${peak}`;
	return demand.id === demand.metric
		? `${demand.metric}, ${what}`
		: `${demand.id}: ${demand.metric}, ${what}`;
}

function paceText({ blocksAnHour, batchesAnHour, measuredBlocks }: PlannedChain['known']): string {
	if (blocksAnHour === null) return 'pace not known';
	const batches = batchesAnHour === null ? '' : `, ${batchesAnHour.toFixed(1)} batches`;
	return `${count(Math.round(blocksAnHour))} blocks${batches} an hour, by the newest ${count(measuredBlocks)} blocks`;
}

function costCells({ calls, requests, bytes, seconds }: PlanCost, isLimit: boolean): string[] {
	return [
		count(calls),
		requests === null ? '?' : count(requests),
		bytes === null ? '?' : bytesText(bytes),
		// Where nothing was refused yet, more may be allowed.
		seconds === null ? '?' : `${isLimit ? '' : '≤ '}${duration(seconds)}`
	];
}

function errorText(error: StatedError | null): string {
	if (error === null) return '';
	if (error.share === null) return 'not stated';
	const share = `${(error.share * 100).toLocaleString('en-GB', { maximumSignificantDigits: 2 })} %`;
	return error.of === 'bound' ? `≤ ${share}` : `± ${share} of the ${error.of}, 95 in 100`;
}
