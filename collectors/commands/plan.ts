import type { Chain } from '#lib/domain/chains.ts';
import { FAMILIES } from '#lib/domain/families.ts';
import { collectedToday } from '#lib/domain/planning/collected-today.ts';
import { DEPTHS, type Depth } from '#lib/domain/planning/demand.ts';
import { costOf, type PlanCost } from '#lib/domain/planning/plan-cost.ts';
import { planChain, type ChainPlan } from '#lib/domain/planning/plan.ts';
import { parseSettings } from '#lib/domain/settings.ts';
import { openReader } from '#lib/server/store/open.ts';
import { chosenChains, parseArguments } from './arguments.ts';
import { endpointsOf } from './chain-pass.ts';
import type { CommandContext } from './command.ts';
import { demandsOfChain, type NamedDemand } from './demands-of-chain.ts';
import { knownOfChain, type KnownOfChain } from './known-of-chain.ts';
import { planJson } from './plan-json.ts';
import { planLines } from './plan-lines.ts';
import { UsageError } from './usage-error.ts';

/** What is not known, and which command finds it out. */
export interface Unknown {
	readonly what: string;
	readonly command: 'doctor' | 'collect';
}

/** What an hour of a chain takes, for whom, and what that rests on. */
export interface PlannedChain {
	readonly chain: Chain;
	readonly known: KnownOfChain;
	readonly unknown: readonly Unknown[];
	readonly demands: readonly NamedDemand[];
	readonly plan: ChainPlan;
	readonly cost: PlanCost;
	/** What the collector takes at present, at most; null where the chain’s pace is not known. */
	readonly today: PlanCost | null;
}

/**
 * `plan [--chain ID…] [--depth complete|sampled]`: what an hour of each chain takes, by reading and in all, as far as
 * the database knows chain and endpoints. Asks nobody and changes nothing.
 */
export async function plan(context: CommandContext): Promise<number> {
	const { values } = parseArguments(context.args, {
		chain: { type: 'string', multiple: true },
		depth: { type: 'string', default: 'complete' },
		json: { type: 'boolean', default: false }
	});
	const settings = parseSettings(context.env);
	const depth = depthOf(values.depth);
	const chains = chosenChains(values.chain, settings.chains).map((chain) => ({
		chain,
		hosts: endpointsOf(chain, settings).map((url) => new URL(url).host)
	}));
	const reader = await openReader(settings.databaseUrl);
	try {
		const planned = await reader.snapshot(async (moment) => {
			const isDemo = await moment.isDemo();
			const all: PlannedChain[] = [];
			for (const { chain, hosts } of chains) {
				const known = await knownOfChain(moment, chain, hosts, settings.rates.get(chain.id));
				all.push(plannedChain(chain, known, demandsOfChain(chain, isDemo), depth));
			}
			return all;
		});
		const terminal = values.json ? null : context.terminal;
		const lines = terminal ? planLines(planned, terminal.paint) : planJson(planned);
		for (const line of lines) context.write(line);
		return 0;
	} finally {
		await reader.close();
	}
}

function depthOf(text: string): Depth {
	const depth = DEPTHS.find((each) => each === text);
	if (!depth) throw new UsageError(`--depth was "${text}"; it may be ${DEPTHS.join(' or ')}`);
	return depth;
}

function plannedChain(
	chain: Chain,
	known: KnownOfChain,
	demands: readonly NamedDemand[],
	depth: Depth
): PlannedChain {
	const plan = planChain(known, demands, { depth });
	const today = collectedToday(known);
	return {
		...{ chain, known, demands, plan },
		unknown: unknownOf(known, depth),
		cost: costOf(plan.requests, known),
		today: today && costOf(today, known)
	};
}

function unknownOf(known: KnownOfChain, depth: Depth): Unknown[] {
	const { blocksAnHour, batchesAnHour, variation, offered, feeHistory } = known;
	const of = (isUnknown: boolean, command: Unknown['command'], what: string): Unknown[] =>
		isUnknown ? [{ command, what }] : [];
	const { tellsBatches } = FAMILIES[known.family];
	return [
		...of(blocksAnHour === null, 'collect', 'how often blocks are made, and how large they are'),
		...of(tellsBatches && batchesAnHour === null, 'collect', 'how often batches are made'),
		...of(
			depth === 'sampled' && Object.values(variation).includes(null),
			'collect',
			'how much blocks differ, and so how many a sample takes'
		),
		...of(
			offered.eth_getBlockReceipts === undefined || offered.eth_feeHistory === undefined,
			'doctor',
			'which methods endpoints offer'
		),
		...of(
			offered.eth_feeHistory !== false && feeHistory === null,
			'doctor',
			'whether the gas shares of eth_feeHistory are real'
		),
		...of(known.callsARequest === null, 'doctor', 'how many calls go in one request'),
		...of(known.requestsASecond === null, 'collect', 'how often an endpoint may be asked')
	];
}
