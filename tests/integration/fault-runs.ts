import { pick, type Random } from '../../collectors/devnet/random.ts';
import {
	ALL_BAD_ENDPOINTS,
	BAD_ENDPOINTS,
	type BadEndpoint,
	type BadEndpointName
} from './bad-endpoints.ts';
import type { FaultGround, Facts } from './fault-ground.ts';
import { ALL_FAULTS, startFaultyProxy, type Fault, type FaultyProxy } from './faulty-proxy.ts';

/** What came of one disturbed collection. */
export interface FaultRun {
	/** Exit code of the last pass. */
	readonly code: number | null;
	/** What all passes printed. */
	readonly told: string;
	/** How many faults were made. */
	readonly made: number;
	/** What was stored while faults were made; null where they never ended. */
	readonly halfway: Facts | null;
	readonly facts: Facts;
}

/** Passes over one endpoint, of whose answers some have this fault; then one over the same that is right again. */
export async function runFault(
	ground: FaultGround,
	fault: Fault,
	random: Random
): Promise<FaultRun> {
	const proxy = await startFaultyProxy(ground.good);
	let answers = 0;
	// Let the chain id and the head through; the answer after them is spoilt for certain.
	proxy.next = () => {
		answers += 1;
		return answers === 4 || (answers > 4 && random() < 0.5) ? fault : undefined;
	};
	return untilRight(ground, [proxy], [proxy.url], ['5s']);
}

/** Passes over endpoints of which one is no good and never will be, at this place among them. */
export async function runBadEndpoint(
	ground: FaultGround,
	name: BadEndpointName,
	place: number
): Promise<FaultRun> {
	const bad: BadEndpoint = BAD_ENDPOINTS[name];
	const url = await ground.startedOnce(name, () => bad.start(ground));
	const urls = [ground.good, ...(bad.isUntrue ? [ground.secondGood] : [])].toSpliced(place, 0, url);
	const database = ground.newDatabase();
	const first = await ground.collect(database, urls);
	const second = await ground.collect(database, urls);
	return {
		code: second.code,
		told: `${first.output}\n${second.output}`,
		made: 1,
		halfway: null,
		facts: ground.facts(database)
	};
}

/**
 * Passes over two endpoints that make any fault at random and, by a coin, a third that is no good; then one in which the
 * two are right again. The third tells no untruth: where the others do not answer, nobody could contradict it.
 */
export async function runMixture(ground: FaultGround, random: Random): Promise<FaultRun> {
	const proxies = [await startFaultyProxy(ground.good), await startFaultyProxy(ground.secondGood)];
	for (const proxy of proxies)
		proxy.next = () => (random() < 0.25 ? pick(random, ALL_FAULTS) : undefined);
	const urls = proxies.map(({ url }) => url);
	if (random() < 0.5) {
		const truthful = ALL_BAD_ENDPOINTS.filter((name) => !('isUntrue' in BAD_ENDPOINTS[name]));
		const name = pick(random, truthful);
		const url = await ground.startedOnce(name, () => BAD_ENDPOINTS[name].start(ground));
		urls.splice(Math.floor(random() * 3), 0, url);
	}
	return untilRight(ground, proxies, urls, ['10s', '10s', '10s']);
}

/** In which way a run does not equal the undisturbed collection; null where it does. */
export function differenceOf({ expected }: FaultGround, run: FaultRun): string | null {
	if (run.code !== 0) return `the last pass ended with ${run.code}`;
	for (const [table, rows] of Object.entries(run.facts))
		if (JSON.stringify(rows) !== JSON.stringify(expected[table])) return `${table} differs`;
	// Of one table no row may be wrong at any time; sums and ranges are of what was stored by then.
	for (const table of ['block', 'block_hash', 'transfer_fee'])
		for (const row of run.halfway?.[table] ?? [])
			if (!expected[table]?.includes(row)) return `${table} had ${row} for a while`;
	return null;
}

/** Passes of these budgets while the proxies make faults, and one when they make none any more. */
async function untilRight(
	ground: FaultGround,
	proxies: readonly FaultyProxy[],
	urls: readonly string[],
	budgets: readonly string[]
): Promise<FaultRun> {
	const database = ground.newDatabase();
	try {
		let told = '';
		for (const budget of budgets) told += (await ground.collect(database, urls, budget)).output;
		const halfway = ground.facts(database);
		for (const proxy of proxies) proxy.next = () => undefined;
		const last = await ground.collect(database, urls);
		const made = proxies.flatMap((proxy) => [...proxy.made.values()]);
		return {
			code: last.code,
			told: told + last.output,
			made: made.reduce((sum, each) => sum + each, 0),
			halfway,
			facts: ground.facts(database)
		};
	} finally {
		for (const proxy of proxies) await proxy.stop();
	}
}
