import { dumpFacts, runCollector, temporaryFolder } from './collector.ts';
import { makeTraffic } from './made-traffic.ts';
import { startAnvil, type Anvil } from './start-anvil.ts';

export type Facts = Record<string, string[]>;

const BLOCKS = 150;

/** Two live nodes of one chain, what an undisturbed collection makes of it, and room for collections that are disturbed. */
export interface FaultGround {
	/** The number of their newest block. */
	readonly blocks: number;
	readonly startTime: number;
	readonly good: string;
	readonly secondGood: string;
	/** Facts, rollups, coverage and gaps of the undisturbed collection. */
	readonly expected: Facts;
	/** Another node with the same past, but for how long it is and the chain’s id. */
	startNode(blocks: number, chainId?: string): Promise<Anvil>;
	/** What `start` gave when it was first called by this name. */
	startedOnce(name: string, start: () => Promise<string>): Promise<string>;
	/** A real `collect` process over these endpoints. */
	collect(
		database: string,
		urls: readonly string[],
		budget?: string
	): Promise<{ code: number | null; output: string }>;
	/** The name of a database that does not exist yet. */
	newDatabase(): string;
	databaseUrl(database: string): string;
	facts(database: string): Facts;
	/** Have something stopped with the ground. */
	atEnd(stop: () => Promise<void>): void;
	stop(): Promise<void>;
}

/** Make a ground; who does stops it. Throws when the undisturbed collection fails. */
export async function makeFaultGround(): Promise<FaultGround> {
	const folder = temporaryFolder();
	const startTime = Math.floor(Date.now() / 1000) - 20_000;
	const stops: (() => Promise<void>)[] = [];
	const started = new Map<string, Promise<string>>();
	let databases = 0;

	const startNode: FaultGround['startNode'] = async (blocks, chainId = '1') => {
		const anvil = await startAnvil('--chain-id', chainId, '--timestamp', String(startTime));
		stops.push(anvil.stop);
		await makeTraffic(anvil, blocks, startTime);
		return anvil;
	};
	const databaseUrl = (database: string): string => `file:${folder.path(database)}`;
	const collect: FaultGround['collect'] = (database, urls, budget = '60s') =>
		runCollector(['collect', '--budget', budget], {
			CLAIMGAUGE_CHAINS: '1',
			CLAIMGAUGE_RPC_1: urls.join(','),
			DATABASE_URL: databaseUrl(database)
		});
	const facts = (database: string): Facts => dumpFacts(folder.path(database));
	const stop = async (): Promise<void> => {
		for (const each of stops.splice(0)) await each();
		folder.remove();
	};
	try {
		const good = (await startNode(BLOCKS)).url;
		const secondGood = (await startNode(BLOCKS)).url;
		const { code, output } = await collect('undisturbed.db', [good]);
		const expected = facts('undisturbed.db');
		if (code !== 0 || expected['block']?.length !== BLOCKS + 1)
			throw new Error(`the undisturbed collection ended with ${code}: ${output}`);
		return {
			...{ blocks: BLOCKS, startTime, good, secondGood, expected, startNode, collect, facts, stop },
			startedOnce(name, start) {
				const running = started.get(name) ?? start();
				started.set(name, running);
				return running;
			},
			databaseUrl,
			newDatabase: () => `${(databases += 1)}.db`,
			atEnd: (each) => void stops.push(each)
		};
	} catch (error) {
		await stop();
		throw error;
	}
}
