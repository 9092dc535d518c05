import type { MetricId } from '#lib/domain/metrics/registry.ts';
import type { Statistic } from '#lib/domain/metrics/metric.ts';
import { collectedToday } from '#lib/domain/planning/collected-today.ts';
import type { Demand, Depth } from '#lib/domain/planning/demand.ts';
import { planChain, type ChainPlan } from '#lib/domain/planning/plan.ts';
import type { Bench, Figure, Goal } from '../measured.ts';
import { SHAPES } from './made-series.ts';
import { REFERENCE_CHAINS, type ReferenceChain } from './reference-chains.ts';
import {
	simulateMean,
	simulatePeriod,
	simulateRank,
	type Simulated,
	type Simulation
} from './simulate.ts';

const WITHIN = 0.05;
/** Blocks that are made for one size of sample and one shape. */
const BLOCKS_MADE = 6_000_000;
/** A day is 24 hours of blocks, and each series takes as much longer. */
const DAYS = { series: 100, starts: 25 };

const demand = (
	metric: MetricId,
	statistic: Statistic,
	peakWindow: Demand['peakWindow'] = null
): Demand => ({ id: metric, metric, statistic, peakWindow });
const FINALITY = [
	demand('finality.commit', 'p50'),
	demand('finality.prove', 'p50'),
	demand('finality.execute', 'p50')
];
const FEES = [demand('fee.native_transfer', 'p50'), demand('fee.erc20_transfer', 'p50')];
const WHOLE = [
	demand('throughput.tx', 'mean'),
	demand('throughput.tx', 'max', '10s'),
	demand('throughput.gas', 'mean'),
	demand('block.interval', 'p50'),
	demand('fee.base', 'p50')
];
const TYPICAL = [
	demand('throughput.tx', 'mean'),
	demand('throughput.gas', 'mean'),
	demand('block.interval', 'mean'),
	demand('fee.base', 'p50')
];

const isEra = ({ known }: ReferenceChain): boolean => known.family === 'zksync-era';
const withFinality = (chain: ReferenceChain, demands: readonly Demand[]): Demand[] => [
	...demands,
	...(isEra(chain) ? FINALITY : [])
];
const callsOf = (plan: ChainPlan): number =>
	plan.requests.reduce((sum, { calls }) => sum + calls, 0);

function plans(
	depth: Depth,
	within: number,
	demandsOf: (chain: ReferenceChain) => readonly Demand[]
): { chain: ReferenceChain; plan: ChainPlan }[] {
	return REFERENCE_CHAINS.map((chain) => {
		const plan = planChain(chain.known, demandsOf(chain), { depth, within });
		const unserved = plan.demands.find(({ served }) => !served);
		if (unserved) throw new Error(`${chain.name}: ${unserved.demand.id}: ${unserved.reason}`);
		return { chain, plan };
	});
}

const sum = (all: readonly { plan: ChainPlan }[]): number =>
	all.reduce((total, { plan }) => total + callsOf(plan), 0);

/** What the planner asks of the chains of the goals, and whether the errors that it states hold. */
export const plan: Bench = {
	name: 'plan',
	sentence: 'calls an hour of four chains, and stated errors beside simulated ones',
	usage: '',
	async run(_args, tell) {
		const complete = plans('complete', WITHIN, (chain) => withFinality(chain, WHOLE));
		const withFees = plans('complete', WITHIN, (chain) => withFinality(chain, [...WHOLE, ...FEES]));
		// Gas of Era follows from no batch, and varies most: it is costed apart.
		const sampled = plans('sampled', WITHIN, (chain) =>
			withFinality(chain, isEra(chain) ? [TYPICAL[0]!, TYPICAL[3]!] : TYPICAL)
		);
		const all = plans('sampled', 2 * WITHIN, (chain) => withFinality(chain, TYPICAL));
		const closest = plans('sampled', WITHIN, (chain) => withFinality(chain, TYPICAL));
		const sampledFees = plans('sampled', WITHIN, () => FEES);
		const [, era] = REFERENCE_CHAINS as [ReferenceChain, ReferenceChain];
		const byBatches = planChain(era.known, [TYPICAL[0]!, ...FINALITY], { depth: 'complete' });
		const batchCalls = byBatches.requests
			.filter(({ name }) => name !== 'head')
			.reduce((total, { calls }) => total + calls, 0);
		const blockCalls = era.known.blocksAnHour!;
		const batchNames = ['batches', 'batchRanges', 'batchEnds'];
		const batchCallsToday = collectedToday(era.known)!
			.filter(({ name }) => batchNames.includes(name))
			.reduce((total, { calls }) => total + calls, 0);
		const everything = REFERENCE_CHAINS.reduce((n, { known }) => n + 2 * known.blocksAnHour!, 0);

		const figures: Figure[] = [
			...complete.map(({ chain, plan: each }) => ({
				name: `complete, ${chain.name}`,
				value: callsOf(each),
				unit: 'calls/h'
			})),
			{ name: 'complete', value: sum(complete), unit: 'calls/h' },
			{ name: 'complete, more for fees', value: sum(withFees) - sum(complete), unit: 'calls/h' },
			...sampled.map(({ chain, plan: each }) => ({
				name: `sampled, ${chain.name}`,
				value: callsOf(each),
				unit: 'calls/h'
			})),
			{ name: 'sampled', value: sum(sampled), unit: 'calls/h' },
			{ name: 'sampled, with Era’s gas to 10 %', value: sum(all), unit: 'calls/h' },
			{ name: 'sampled, with Era’s gas to 5 %', value: sum(closest), unit: 'calls/h' },
			{ name: 'sampled, more for fees', value: sum(sampledFees) - 4 * 12, unit: 'calls/h' },
			{ name: 'Era by batches', value: batchCalls, unit: 'calls/h' },
			{ name: 'Era by batches, as collected today', value: batchCallsToday, unit: 'calls/h' }
		];
		const goals: Goal[] = [
			{ name: 'complete', value: sum(complete), atMost: 21_000 },
			{ name: 'sampled', value: sum(sampled), atMost: 1_500 },
			{ name: 'sampled, with Era’s gas to 10 %', value: sum(all), atMost: 1_500 },
			{ name: 'era_blocks_to_batches', value: blockCalls / batchCalls, atLeast: 25 }
		];
		const told = (name: string, { observed, toStated }: Simulated): void => {
			const unit = `% of what is stated: ${(100 * observed).toFixed(2)} % off`;
			figures.push({ name, value: 100 * toStated, unit });
			goals.push({ name, value: 100 * toStated, atMost: 100 });
		};

		for (const { chain, drawn } of meanSamples(sampled, all))
			for (const shape of SHAPES) {
				tell(`${chain.name}: ${drawn} blocks an hour, ${shape}`);
				const of = chain.known.blocksAnHour!;
				const simulation: Simulation = {
					...{ shape, drawn, of, variation: chain.known.variation.tx!, seed: drawn },
					...{ series: Math.ceil(BLOCKS_MADE / of), starts: Math.ceil(of / drawn) }
				};
				told(`${chain.name}, ${drawn}, ${shape}`, simulateMean(simulation));
			}
		for (const { name, of, drawn } of rankSamples(sampled))
			for (const shape of ['independent', 'alike neighbours'] as const) {
				tell(`${name}: ${drawn} of a day’s ${of}, ${shape}`);
				const simulation = { shape, drawn, of, variation: 1, seed: drawn, ...DAYS };
				told(`${name}, ${drawn} a day, ${shape}`, simulateRank(simulation));
			}
		figures.push({
			name: 'Base, 225, repeating with the step',
			value: 100 * simulatePeriod(225, 1_800, 1),
			unit: '% off, none of it stated'
		});
		return {
			counted: true,
			figures,
			ratios: {
				era_blocks_to_batches: blockCalls / batchCalls,
				era_blocks_to_batches_today: blockCalls / batchCallsToday,
				blocks_and_receipts_to_complete: everything / sum(withFees),
				blocks_and_receipts_to_sampled: everything / (sum(sampled) + sum(sampledFees) - 4 * 12)
			},
			goals,
			notes: NOTES
		};
	}
};

type Plans = readonly { readonly chain: ReferenceChain; readonly plan: ChainPlan }[];

/** Sizes of samples of which an hourly mean is taken: the second list’s for Era, whose gas is sampled there only. */
function meanSamples(sampled: Plans, all: Plans): { chain: ReferenceChain; drawn: number }[] {
	return [...sampled, ...all.filter(({ chain }) => isEra(chain))].flatMap(({ chain, plan }) =>
		plan.requests
			.filter(({ name }) => ['countSample', 'headerSample'].includes(name))
			.map(({ calls }) => ({ chain, drawn: calls }))
	);
}

/** Sizes of samples of which a day’s quantile is taken. */
function rankSamples(sampled: Plans): { name: string; of: number; drawn: number }[] {
	return sampled.flatMap(({ chain: { name, known }, plan: { requests } }) => {
		const drawn = (sample: string) =>
			24 * (requests.find((each) => each.name === sample)?.calls ?? 0);
		const batches = drawn('batchEndSample');
		const headers = name === 'Base' ? drawn('headerSample') : 0;
		return [
			...(batches > 0
				? [{ name: `${name}, batches`, of: 24 * known.batchesAnHour!, drawn: batches }]
				: []),
			...(headers > 0
				? [{ name: `${name}, base fee`, of: 24 * known.blocksAnHour!, drawn: headers }]
				: [])
		];
	});
}

const NOTES = [
	'Counted by the planner for chains as the goals suppose them; coefficients of variation are suppositions (0.45, 1, 0.8, 0.4).',
	'Complete: header and hashes of every block, all stages of every batch, the head every ten minutes. Fees are apart: whole blocks and receipts.',
	'Sampled: transactions, gas and block interval by the hour, base fee and finality by the day; of Era transactions, base fee and finality.',
	'Stated is twice the standard error, 2·CV÷√n·√(1−n÷N), of the hourly mean, or of the rank of a day’s quantile (CV 0.5). Of 6,000 systematic samples and more, with random starts (2,500 of days), the 95th percentile of |error| ÷ stated is given, and that of |error| itself.',
	'The goal “≤ 5 %” is taken as: 95 of 100 estimates lie within it. The last figure is what a step that hits a period does: nothing is stated of it, and no plan notices.',
	'The collector samples nothing yet, and asks three calls a batch where two and a half would do.'
];
