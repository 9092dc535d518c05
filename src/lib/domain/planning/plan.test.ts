import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FAMILIES, type FamilyName } from '../families.ts';
import { METRICS, METRIC_IDS, type MetricId } from '../metrics/registry.ts';
import { weightOf } from './cheapest-offers.ts';
import type { ChainKnowledge } from './chain-knowledge.ts';
import type { Demand, Depth } from './demand.ts';
import { planChain, type ChainPlan } from './plan.ts';
import { costOf } from './plan-cost.ts';

const FAMILY_NAMES = Object.keys(FAMILIES) as FamilyName[];
const NOTHING_KNOWN: ChainKnowledge = {
	chainId: 1,
	family: 'evm',
	blocksAnHour: null,
	batchesAnHour: null,
	txPerBlock: null,
	variation: { tx: null, user_tx: null, gas: null },
	offered: {},
	feeHistory: null,
	callsARequest: null,
	requestsASecond: null,
	endpoints: 1,
	feeds: 0
};
const ETHEREUM: ChainKnowledge = {
	...NOTHING_KNOWN,
	blocksAnHour: 300,
	txPerBlock: 171,
	variation: { tx: 0.45, user_tx: 0.45, gas: 0.45 },
	offered: { eth_feeHistory: true, eth_getBlockReceipts: true },
	feeHistory: 'real'
};
const ERA: ChainKnowledge = {
	...NOTHING_KNOWN,
	chainId: 324,
	family: 'zksync-era',
	blocksAnHour: 3_600,
	batchesAnHour: 57,
	txPerBlock: 28.5,
	variation: { tx: 1, user_tx: 1, gas: 1 },
	offered: {
		eth_feeHistory: true,
		eth_getBlockReceipts: true,
		zks_getL1BatchDetails: true,
		zks_getL1BatchBlockRange: true
	},
	feeHistory: 'placeholder'
};

const demand = (
	metric: MetricId,
	statistic = METRICS[metric].statistics[0]!,
	peakWindow: Demand['peakWindow'] = null
): Demand => ({ id: `${metric} ${statistic}`, metric, statistic, peakWindow });
const calls = (plan: ChainPlan): Record<string, number> =>
	Object.fromEntries(plan.requests.map((each) => [each.name, each.calls]));
const total = (plan: ChainPlan): number => weightOf(plan.requests);
const reasons = (plan: ChainPlan): (string | null)[] => plan.demands.map(({ reason }) => reason);

/** Sums in another order differ by this share at most. */
const ROUNDING = 1e-6;
const optional = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: null });
const METHODS = [
	'eth_feeHistory',
	'eth_getBlockReceipts',
	'zks_getL1BatchDetails',
	'zks_getL1BatchBlockRange'
];
const anyVariation = optional(fc.double({ min: 0.01, max: 3, noNaN: true }));
const anyChain: fc.Arbitrary<ChainKnowledge> = fc.record({
	chainId: fc.constant(1),
	family: fc.constantFrom(...FAMILY_NAMES),
	blocksAnHour: optional(fc.double({ min: 0.5, max: 40_000, noNaN: true })),
	batchesAnHour: optional(fc.double({ min: 0.01, max: 500, noNaN: true })),
	txPerBlock: optional(fc.double({ min: 0, max: 2_000, noNaN: true })),
	variation: fc.record({ tx: anyVariation, user_tx: anyVariation, gas: anyVariation }),
	offered: fc.dictionary(fc.constantFrom(...METHODS), fc.boolean(), { maxKeys: 4 }),
	feeHistory: fc.constantFrom('real', 'placeholder', null),
	callsARequest: optional(fc.integer({ min: 1, max: 500 })),
	requestsASecond: optional(fc.double({ min: 0.1, max: 100, noNaN: true })),
	endpoints: fc.integer({ min: 1, max: 9 }),
	feeds: fc.integer({ min: 0, max: 2 })
});
const anyDemand: fc.Arbitrary<Demand> = fc.constantFrom(...METRIC_IDS).chain((metric) =>
	fc.record({
		id: fc.uuid(),
		metric: fc.constant(metric),
		statistic: fc.constantFrom(...METRICS[metric].statistics),
		peakWindow: fc.constantFrom('block' as const, '10s' as const, '1h' as const, '1d' as const)
	})
);
const anyDemands = fc.array(anyDemand, { maxLength: 12 });
const anyDepth = fc.constantFrom<Depth>('complete', 'sampled');

describe('planChain', () => {
	it('reads each header once for all that follows from it', () => {
		const demands = [
			demand('throughput.tx'),
			demand('throughput.tx', 'max', '60s'),
			demand('throughput.gas'),
			demand('block.fullness'),
			demand('block.interval', 'p50'),
			demand('fee.base', 'p50')
		];
		const plan = planChain(ETHEREUM, demands, { depth: 'complete' });
		expect(calls(plan)).toEqual({ head: 12, headers: 300 });
		expect(plan.demands.map((each) => each.requests)).toEqual(demands.map(() => ['headers']));
	});

	it('asks for counts alone where nothing but counts by the hour is wanted', () => {
		const plan = planChain(ETHEREUM, [demand('throughput.tx', 'max', '1h')], { depth: 'complete' });
		expect(calls(plan)).toEqual({ head: 12, edges: 4, counts: 300 });
	});

	it('asks for one header an hour for the mean interval, save where empty blocks are no blocks', () => {
		const demands = [demand('block.interval', 'mean')];
		expect(calls(planChain(ETHEREUM, demands, { depth: 'complete' }))).toEqual({
			head: 12,
			edges: 1
		});
		const era = planChain(ERA, demands, { depth: 'sampled' });
		// 2 · 1 ÷ √n · √(1 − n ÷ 3,600) ≤ 5 % from n = 1,108 on, by hand.
		expect(calls(era)).toEqual({ head: 12, headerSample: 1_108 });
		expect(era.demands[0]?.error).toMatchObject({ of: 'hourly mean' });
	});

	it('takes base fees from the fee history, whatever its gas shares', () => {
		for (const [chain, history] of [
			[ETHEREUM, 1],
			[ERA, 4]
		] as const)
			expect(calls(planChain(chain, [demand('fee.base', 'p50')], { depth: 'complete' }))).toEqual({
				head: 12,
				feeHistory: history
			});
	});

	it('takes gas from the fee history only where its shares are real', () => {
		const plan = (feeHistory: ChainKnowledge['feeHistory']) =>
			calls(
				planChain({ ...ETHEREUM, feeHistory }, [demand('throughput.gas')], { depth: 'sampled' })
			);
		// A limit may drift by 1/1024 a block, so one in 99 is known closely enough: 300 ÷ 99 rounded up.
		expect(plan('real')).toEqual({ head: 12, feeHistory: 1, gasLimits: 4 });
		for (const ratio of ['placeholder', null] as const)
			expect(plan(ratio)).toEqual({ head: 12, headerSample: 156 });
	});

	it('takes throughput and finality of Era from batches', () => {
		const demands = [demand('throughput.tx'), demand('finality.execute', 'p50')];
		const complete = planChain(ERA, demands, { depth: 'complete' });
		expect(calls(complete)).toEqual({ head: 12, batches: 57, batchRanges: 29, batchEnds: 57 });
		const sampled = planChain(ERA, demands, { depth: 'sampled' });
		expect(calls(sampled)).toEqual({
			head: 12,
			batches: 57,
			batchRangeSample: 13,
			batchEndSample: 13
		});
		expect(sampled.demands.map(({ error }) => error?.of ?? null)).toEqual([null, 'daily rank']);
		expect(sampled.demands[1]?.error?.share).toBeLessThanOrEqual(0.05);
	});

	it('asks Ethereum for what settling cost, whatever the depth, and says of whom that cannot be had', () => {
		const demands = [demand('settlement.cost'), demand('capacity.da_ceiling')];
		for (const depth of ['complete', 'sampled'] as const)
			expect(calls(planChain(ERA, demands, { depth }))).toEqual({
				...{ head: 12, batches: 57, batchRanges: 29, batchEnds: 57 },
				// A look every ten minutes, at both ends of what is new, and three transactions a batch.
				...{ settlementContract: 6, settlementLogs: 6, settlementHeaders: 12 + 171 },
				settlementReceipts: 171
			});
		expect(reasons(planChain(ETHEREUM, demands, { depth: 'complete' }))).toEqual([
			'nodes of its family tell of no batches',
			'nodes of its family tell of no batches'
		]);
		expect(reasons(planChain({ ...ERA, chainId: 2 }, demands, { depth: 'complete' }))[0]).toBe(
			'it settles by none of the contracts that are read'
		);
	});

	it('goes to the blocks where no endpoint tells of batches any more', () => {
		const old = { ...ERA, offered: { ...ERA.offered, zks_getL1BatchDetails: false } };
		const demands = [demand('throughput.tx'), demand('finality.execute', 'p50')];
		const plan = planChain(old, demands, { depth: 'complete' });
		expect(calls(plan)).toEqual({ head: 12, counts: 3_600, edges: 4 });
		expect(reasons(plan)).toEqual([null, 'no endpoint offers zks_getL1BatchDetails']);
	});

	it('reads whole blocks where hashes do not tell whose transaction it was', () => {
		const demands = [demand('throughput.user_tx', 'max', '60s')];
		expect(calls(planChain(ERA, demands, { depth: 'sampled' }))).toEqual({
			head: 12,
			blocks: 3_600
		});
		expect(calls(planChain(ETHEREUM, demands, { depth: 'sampled' }))).toEqual({
			head: 12,
			headers: 300
		});
	});

	it('asks for each whole block once, with its receipts', () => {
		const demands = [
			demand('fee.native_transfer', 'p50'),
			demand('fee.erc20_transfer', 'p50'),
			demand('throughput.gas', 'max', '10s')
		];
		expect(calls(planChain(ETHEREUM, demands, { depth: 'complete' }))).toEqual({
			head: 12,
			blocks: 300,
			receipts: 300
		});
	});

	it('names for each demand only what it is read from', () => {
		const demands = [
			demand('fee.native_transfer', 'p50'),
			demand('throughput.tx'),
			demand('fee.base', 'p50')
		];
		const of = (depth: Depth) =>
			planChain(ETHEREUM, demands, { depth }).demands.map(({ requests }) => requests);
		expect(of('complete')).toEqual([['blocks', 'receipts'], ['blocks'], ['blocks']]);
		expect(of('sampled')).toEqual([
			['receiptSample', 'receiptBlockSample'],
			['countSample', 'edges'],
			['feeHistory']
		]);
	});

	it('states no error of sampled fees, whose number is not known before', () => {
		const plan = planChain(ETHEREUM, [demand('fee.native_transfer', 'p50')], { depth: 'sampled' });
		expect(calls(plan)).toEqual({ head: 12, receiptSample: 12, receiptBlockSample: 12 });
		expect(plan.demands[0]?.error).toEqual({ share: null, of: 'daily rank' });
	});

	it('takes nothing for granted of a chain whose pace is not known', () => {
		const plan = planChain(
			NOTHING_KNOWN,
			[demand('throughput.tx'), demand('fee.native_transfer', 'p50'), demand('fee.any', 'p50')],
			{ depth: 'complete' }
		);
		expect(calls(plan)).toEqual({ head: 12 });
		expect(reasons(plan)).toEqual([
			'how often blocks are made is not known: run collect once',
			'how often blocks are made is not known: run collect once',
			'Not collected yet'
		]);
		expect(plan.requests[0]?.bytes).toBeNull();
	});

	it('samples nothing whose variation is not known', () => {
		const unknown = { ...ETHEREUM, variation: NOTHING_KNOWN.variation, feeHistory: null };
		const plan = planChain(unknown, [demand('throughput.gas')], { depth: 'sampled' });
		expect(calls(plan)).toEqual({ head: 12, headers: 300 });
	});
});

describe('any plan', () => {
	it('serves every demand, or says why none can', () => {
		fc.assert(
			fc.property(anyChain, anyDemands, anyDepth, (chain, demands, depth) => {
				const plan = planChain(chain, demands, { depth });
				expect(plan.demands.map((each) => each.demand)).toEqual(demands);
				const planned = new Set(plan.requests.map(({ name }) => name));
				for (const { served, reason, requests, error } of plan.demands) {
					expect(served).toBe(reason === null);
					expect(requests.length > 0).toBe(served);
					for (const name of requests) expect(planned).toContain(name);
					if (error && error.share !== null) expect(error.share).toBeLessThanOrEqual(0.05);
					if (error) expect(depth).toBe('sampled');
				}
				// Nothing is asked for that serves nobody, save the head.
				const used = new Set(plan.demands.flatMap(({ requests }) => requests));
				expect([...planned].filter((name) => name !== 'head' && !used.has(name))).toEqual([]);
			})
		);
	});

	it('takes no sample for a maximum', () => {
		fc.assert(
			fc.property(anyChain, anyDemands, (chain, demands) => {
				const plan = planChain(chain, demands, { depth: 'sampled' });
				for (const { demand: each, error } of plan.demands)
					if (each.statistic === 'max') expect(error).toBeNull();
			})
		);
	});

	it('serves all that a complete one serves, at no greater weight, when it may sample', () => {
		fc.assert(
			fc.property(anyChain, anyDemands, (chain, demands) => {
				const complete = planChain(chain, demands, { depth: 'complete' });
				const kept = complete.demands.filter(({ served }) => served).map((each) => each.demand);
				const sampled = planChain(chain, kept, { depth: 'sampled' });
				expect(sampled.demands.every(({ served }) => served)).toBe(true);
				expect(total(sampled)).toBeLessThanOrEqual(total(complete) + ROUNDING);
			})
		);
	});

	it('weighs no more with the same demands where an endpoint can do more', () => {
		fc.assert(
			fc.property(
				anyChain,
				anyDemands,
				anyDepth,
				fc.constantFrom(...METHODS),
				(chain, demands, depth, method) => {
					const less = { ...chain, offered: { ...chain.offered, [method]: false } };
					const more = { ...chain, offered: { ...chain.offered, [method]: true } };
					const before = planChain(less, demands, { depth });
					const kept = before.demands.filter(({ served }) => served).map((each) => each.demand);
					const after = planChain(more, kept, { depth });
					expect(after.demands.every(({ served }) => served)).toBe(true);
					expect(total(after)).toBeLessThanOrEqual(total(before) + ROUNDING);
					const trusted = planChain({ ...more, feeHistory: 'real' }, kept, { depth });
					expect(total(trusted)).toBeLessThanOrEqual(total(after) + ROUNDING);
				}
			)
		);
	});

	it('weighs no less with one demand more', () => {
		fc.assert(
			fc.property(anyChain, anyDemands, anyDemand, anyDepth, (chain, demands, more, depth) => {
				expect(total(planChain(chain, demands, { depth }))).toBeLessThanOrEqual(
					total(planChain(chain, [...demands, more], { depth }))
				);
			})
		);
	});
});

describe('costOf', () => {
	it('counts requests by what the endpoint takes at once, and a short list of receipts apart', () => {
		const plan = planChain(ETHEREUM, [demand('fee.native_transfer', 'p50')], { depth: 'complete' });
		const cost = costOf(plan.requests, { callsARequest: 100, requestsASecond: 2 });
		// The head in 1, 300 blocks in 3, 300 receipts by 32 in 10.
		expect(cost).toMatchObject({ calls: 612, requests: 14, seconds: 7 });
		// 12 headers of 13.2 kB, 300 blocks of 218 kB, 300 lists of receipts of 291 kB.
		expect(cost.bytes! / (12 * 13.2e3 + 300 * (218e3 + 291e3))).toBeCloseTo(1, 2);
	});

	it('knows neither requests nor time of an endpoint that was never examined', () => {
		const plan = planChain(ETHEREUM, [demand('throughput.tx')], { depth: 'complete' });
		expect(costOf(plan.requests, { callsARequest: null, requestsASecond: 2 })).toMatchObject({
			requests: null,
			seconds: null
		});
		expect(costOf(plan.requests, { callsARequest: 10, requestsASecond: null })).toMatchObject({
			seconds: null
		});
	});
});
