import { isAsCollected } from '#lib/domain/planning/collected-today.ts';
import { costOf, type PlanCost } from '#lib/domain/planning/plan-cost.ts';
import { REQUEST_KINDS, type RequestName } from '#lib/domain/planning/request-kinds.ts';
import type { PlannedChain } from './plan.ts';

/** A plan as one JSON object a line: each chain, then its demands. What is not known is null. */
export function planJson(planned: readonly PlannedChain[]): string[] {
	return planned.flatMap((each) => [chainJson(each), ...demandsJson(each)]);
}

function chainJson({ chain, known, unknown, plan, cost, today }: PlannedChain): string {
	return JSON.stringify({
		event: 'chain',
		chain: chain.id,
		name: chain.name,
		depth: plan.depth,
		known: {
			blocks_per_hour: known.blocksAnHour,
			batches_per_hour: known.batchesAnHour,
			tx_per_block: known.txPerBlock,
			variation: known.variation,
			measured_blocks: known.measuredBlocks,
			methods: known.offered,
			fee_history: known.feeHistory,
			calls_per_request: known.callsARequest,
			requests_per_second: known.requestsASecond,
			rate_is_limit: known.rateIsLimit
		},
		unknown,
		asked: plan.requests.map(({ name, calls, bytes }) => ({
			name,
			method: REQUEST_KINDS[name].method,
			calls,
			bytes,
			as_collected: isAsCollected(name, known)
		})),
		per_hour: cost,
		collected_per_hour: today
	});
}

function demandsJson({ chain, known, plan, demands }: PlannedChain): string[] {
	return plan.demands.map(({ demand, served, reason, requests, error }, index) =>
		JSON.stringify({
			event: demands[index]?.kind,
			chain: chain.id,
			id: demand.id,
			metric: demand.metric,
			statistic: demand.statistic,
			peak_window: demand.peakWindow,
			served,
			reason,
			read_from: requests,
			error,
			per_hour: served ? shareOf(requests, plan.requests, known) : null
		})
	);
}

/** What requests of these names cost; what others share is counted too. */
export function shareOf(
	names: readonly RequestName[],
	requests: PlannedChain['plan']['requests'],
	known: PlannedChain['known']
): PlanCost {
	return costOf(
		requests.filter(({ name }) => names.includes(name)),
		known
	);
}
