import { parseArgs } from 'node:util';
import { join } from 'node:path';
import type { BlockRange } from '#lib/domain/block-range.ts';
import { inFolder, runChild } from '../child.ts';
import { median, ROUNDS, type Bench, type Figure, type Goal, type Measured } from '../measured.ts';
import { PROFILES, type Profile } from '../replay/made-block.ts';
import { startReplay } from '../replay/start.ts';
import { FIRST_NUMBER } from '../replay/template.ts';
import { collectorFlags } from './collector-flags.ts';
import type { Depth, Outcome, Task } from './contestant.ts';
import { startLiveChain } from './live-chain.ts';
import { long, LONG_BLOCKS } from './long.ts';
import { installedPeers, NO_PEERS, PEER_CONTESTANTS } from './peer-contestants.ts';

/** Ethereum's id: our reader asks such a chain for hashes. ZKsync Era's, for whole transactions. */
const ASKED_FOR_HASHES = 1;
const ASKED_WHOLE = 324;
const LIVE_BLOCKS = 6_000;
const LIVE_WARM_UP_BLOCKS = 1_000;
/** Enough for a pacer to reach its full pace, and for the compiler to be done. */
const WARM_UP_BLOCKS = 20_000;

/** How many blocks each reads against the replay server: about two seconds for each but the slowest. */
const BLOCKS: Readonly<Record<string, number>> = {
	ours: 100_000,
	limit: 100_000,
	viem_batch: 30_000,
	viem_batch_4: 30_000,
	viem_sequential: 2_000,
	zksync_ethers_default: 150
};
/** It fetches ahead by ever longer ranges, so that what it does after a while is not what it does. */
const NOT_WARMED = 'ponder';
const blocksOf = (contestant: string): number =>
	BLOCKS[contestant] ?? PEER_CONTESTANTS[contestant]?.blocks ?? 0;
/** Whole blocks are ten times as long, and with receipts they are thirty times. */
const SHARES: Readonly<Record<Depth, number>> = { hashes: 1, whole: 0.1, receipts: 0.05 };
/** Two calls a block, and one after another: what they would show, hashes show. */
const NOT_FOR_RECEIPTS = ['viem_sequential', 'zksync_ethers_default'];

/** What the ratios must reach, hashes of ZKsync-like blocks. */
const GOALS: Readonly<Record<string, number>> = {
	viem_batch: 3,
	viem_batch_4: 1.5,
	viem_sequential: 30,
	zksync_ethers_default: 300,
	limit: 0.6
};
/** What they must reach with whole transactions, and with those and receipts. */
const DEEP_GOALS: Readonly<Record<string, number>> = { viem_batch: 2.5 };
const LIVE_GOALS: Readonly<Record<string, number>> = { viem_batch: 2 };
const MOST_RESIDENT_MB = 200;

interface Field {
	readonly url: string;
	readonly chainId: number;
	readonly depth: Depth;
	readonly contestants: readonly string[];
	/** What each contestant reads, and what it reads before that. */
	range(contestant: string): BlockRange;
	warmUp(contestant: string): BlockRange | null;
}

async function runOne(field: Field, contestant: string, isCold = false): Promise<Outcome> {
	return inFolder((folder) => {
		const task: Task = {
			contestant,
			url: field.url,
			chainId: field.chainId,
			range: field.range(contestant),
			warmUp: isCold ? null : field.warmUp(contestant),
			databasePath: join(folder, 'bench.db'),
			depth: field.depth
		};
		const flags = contestant === 'ours' ? collectorFlags() : [];
		return runChild<Outcome>('backfill/run-contestant.ts', task, flags);
	});
}

async function race(
	field: Field,
	goals: Readonly<Record<string, number>>,
	tell: (line: string) => void
): Promise<Measured> {
	const runs = new Map<string, Outcome[]>();
	for (let round = 1; round <= ROUNDS; round++)
		for (const contestant of field.contestants) {
			const outcome = await runOne(field, contestant);
			runs.set(contestant, [...(runs.get(contestant) ?? []), outcome]);
			const rate = Math.round(outcome.blocks / outcome.seconds);
			tell(`round ${round} of ${ROUNDS}: ${contestant} ${rate} blocks/s`);
		}
	const cold = await runOne(field, 'ours', true);
	const ratesOf = (name: string) =>
		(runs.get(name) ?? []).map(({ blocks, seconds }) => blocks / seconds);
	const rateOf = (name: string) => median(ratesOf(name));
	// Within each round first: what else the machine does changes from one round to the next.
	const ours = ratesOf('ours');
	const ratioTo = (name: string) =>
		median(ratesOf(name).map((rate, round) => (ours[round] ?? 0) / rate));
	const residentMb = median((runs.get('ours') ?? []).map((each) => each.residentMb));
	const ratios = Object.fromEntries(
		field.contestants.filter((name) => name !== 'ours').map((name) => [name, ratioTo(name)])
	);
	const figures = [...runs].flatMap(([name, outcomes]): Figure[] => [
		{ name, value: rateOf(name), unit: 'blocks/s' },
		{
			name: `${name} CPU`,
			value: median(outcomes.map(({ cpuSeconds, blocks }) => (cpuSeconds / blocks) * 1e6)),
			unit: 'µs/block'
		},
		{
			name: `${name} resident`,
			value: median(outcomes.map((each) => each.residentMb)),
			unit: 'MB'
		}
	]);
	return {
		figures: [
			...figures,
			{ name: 'ours, cold', value: cold.blocks / cold.seconds, unit: 'blocks/s' }
		],
		ratios,
		goals: [
			...Object.entries(goals).map(([name, atLeast]): Goal => ({
				name,
				value: ratios[name] ?? 0,
				atLeast
			})),
			...(field.depth === 'hashes'
				? [{ name: 'ours resident', value: residentMb, atMost: MOST_RESIDENT_MB }]
				: [])
		],
		notes: [
			'Each in a process of its own, warmed up. "ours, cold" is not: its pacer starts with two requests a second.',
			'Ours keeps rollups, hashes and the ledger; peers insert the same block and hash rows by better-sqlite3.'
		]
	};
}

async function replayed(
	profile: Profile,
	depth: Depth,
	withPeers: boolean,
	tell: (line: string) => void
): Promise<Measured> {
	const peers = withPeers ? await installedPeers(depth, tell) : NO_PEERS;
	const isOfEra = depth === 'whole' || (depth === 'receipts' && profile === 'zksync');
	const chainId = isOfEra ? ASKED_WHOLE : ASKED_FOR_HASHES;
	const endpoint = await startReplay(profile, chainId);
	const share = SHARES[depth];
	const own = Object.keys(BLOCKS).filter(
		(name) => depth !== 'receipts' || !NOT_FOR_RECEIPTS.includes(name)
	);
	const contestants = [...own, ...peers.contestants];
	const start = FIRST_NUMBER + WARM_UP_BLOCKS;
	const field: Field = {
		url: endpoint.url,
		...{ chainId, depth, contestants },
		range: (name) => ({ from: start, to: start + blocksOf(name) * share - 1 }),
		// Right below: a collector wants all between what it was ever asked for.
		warmUp: (name) =>
			name === NOT_WARMED
				? null
				: { from: start - Math.min(WARM_UP_BLOCKS, blocksOf(name)) * share, to: start - 1 }
	};
	try {
		const goals = {
			...(depth === 'hashes' ? GOALS : DEEP_GOALS),
			...peers.goals
		};
		const measured = await race(field, profile === 'zksync' ? goals : {}, tell);
		return { ...measured, notes: [...measured.notes, ...peers.notes] };
	} finally {
		await endpoint.stop();
	}
}

async function live(tell: (line: string) => void): Promise<Measured> {
	tell(`making ${LIVE_BLOCKS} blocks of five transfers on a local node`);
	const chain = await startLiveChain(ASKED_FOR_HASHES, LIVE_BLOCKS);
	const field: Field = {
		url: chain.url,
		chainId: ASKED_FOR_HASHES,
		depth: 'hashes',
		contestants: Object.keys(BLOCKS),
		range: (name) => ({
			from: LIVE_WARM_UP_BLOCKS + 1,
			to: Math.min(LIVE_BLOCKS, LIVE_WARM_UP_BLOCKS + (BLOCKS[name] ?? 0))
		}),
		warmUp: (name) => ({ from: 1, to: Math.min(LIVE_WARM_UP_BLOCKS, BLOCKS[name] ?? 0) })
	};
	try {
		return await race(field, LIVE_GOALS, tell);
	} finally {
		await chain.stop();
	}
}

/** Blocks a second from an endpoint into a database, beside the ways that libraries document. */
export const backfill: Bench = {
	name: 'backfill',
	sentence: 'collecting blocks from a replay endpoint, against viem, zksync-ethers and bare undici',
	usage:
		'[--profile zksync|ethereum] [--whole: full transactions] [--receipts: fees too] [--live: a local anvil] [--peers: subsquid and ponder too] [--long [--blocks N]: ten million in one run, and its memory]',
	async run(args, tell) {
		const { values } = parseArgs({
			args: [...args],
			options: {
				profile: { type: 'string', default: 'zksync' },
				whole: { type: 'boolean', default: false },
				receipts: { type: 'boolean', default: false },
				live: { type: 'boolean', default: false },
				peers: { type: 'boolean', default: false },
				long: { type: 'boolean', default: false },
				blocks: { type: 'string', default: String(LONG_BLOCKS) }
			}
		});
		const profile = PROFILES.find((each) => each === values.profile);
		if (!profile) throw new RangeError(`--profile is one of ${PROFILES.join(', ')}`);
		if (values.live) return live(tell);
		if (values.long) return long(profile, ASKED_FOR_HASHES, Number(values.blocks), tell);
		return replayed(
			profile,
			values.receipts ? 'receipts' : values.whole ? 'whole' : 'hashes',
			values.peers,
			tell
		);
	}
};
