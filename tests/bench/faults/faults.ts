import { parseArgs } from 'node:util';
import { randomFrom, type Random } from '../../../collectors/devnet/random.ts';
import { ALL_BAD_ENDPOINTS } from '../../integration/bad-endpoints.ts';
import { makeFaultGround, type FaultGround } from '../../integration/fault-ground.ts';
import {
	differenceOf,
	runBadEndpoint,
	runFault,
	runMixture,
	type FaultRun
} from '../../integration/fault-runs.ts';
import { ALL_FAULTS } from '../../integration/faulty-proxy.ts';
import type { Bench, Measured } from '../measured.ts';

const MINUTES = 10;
/** Most of each is spent waiting for a pace. */
const AT_ONCE = 3;

type Disturb = (ground: FaultGround, random: Random) => Promise<FaultRun>;

/** Every fault alone, and mixtures of them, by name. */
const DISTURBANCES: Readonly<Record<string, Disturb>> = {
	mixture: runMixture,
	...Object.fromEntries(
		ALL_BAD_ENDPOINTS.map((name): [string, Disturb] => [
			`endpoint_${name}`,
			(ground, random) => runBadEndpoint(ground, name, Math.floor(random() * 2))
		])
	),
	...Object.fromEntries(
		ALL_FAULTS.map((fault): [string, Disturb] => [
			`answer_${fault}`,
			(ground, random) => runFault(ground, fault, random)
		])
	)
};

interface Tally {
	runs: number;
	equal: number;
}

/** The fault suite of the tests, for as long as it is told to, each run with a seed of its own. */
export const faults: Bench = {
	name: 'faults',
	sentence: 'whether collections through every kind of fault equal an undisturbed one',
	usage: `[--minutes N: ${MINUTES}] [--seed N] [--only NAME: one fault, the first run with that very seed]`,
	async run(args, tell) {
		const { values } = parseArgs({
			args: [...args],
			options: { minutes: { type: 'string' }, seed: { type: 'string' }, only: { type: 'string' } }
		});
		const minutes = Number(values.minutes ?? MINUTES);
		if (!(minutes >= 0)) throw new RangeError(`--minutes is a number from 0 on`);
		const seed = Number(values.seed ?? Math.floor(Math.random() * 1_000_000));
		if (!Number.isSafeInteger(seed) || seed < 0) throw new RangeError(`--seed is a whole number`);
		const all = Object.keys(DISTURBANCES);
		const names = all.filter((name) => values.only === undefined || name === values.only);
		if (names.length === 0) throw new RangeError(`--only is one of ${all.join(', ')}`);
		return runAll(names, seed, performance.now() + minutes * 60_000, tell);
	}
};

/** Each in turn until the time is over, but at least one; rejects with what could not be run at all. */
async function runAll(
	names: readonly string[],
	seed: number,
	end: number,
	tell: (line: string) => void
): Promise<Measured> {
	tell(`seed ${seed}`);
	const tallies = new Map(names.map((name): [string, Tally] => [name, { runs: 0, equal: 0 }]));
	const unequal: string[] = [];
	const ground = await makeFaultGround();
	let begun = 0;
	const worker = async (): Promise<void> => {
		while (begun === 0 || performance.now() < end) {
			const name = names[begun % names.length] as string;
			const own = seed + begun;
			begun += 1;
			const run = await (DISTURBANCES[name] as Disturb)(ground, randomFrom(own));
			const difference = differenceOf(ground, run);
			const tally = tallies.get(name) as Tally;
			tally.runs += 1;
			if (difference === null) tally.equal += 1;
			else {
				unequal.push(
					`Not equal: npm run bench -- faults --only ${name} --seed ${own} (${difference})`
				);
				tell(run.told);
			}
			tell(`${name}, seed ${own}: ${difference ?? 'equal'}`);
		}
	};
	try {
		await Promise.all(Array.from({ length: AT_ONCE }, worker));
	} finally {
		await ground.stop();
	}
	const run = [...tallies].filter(([, { runs }]) => runs > 0);
	const notRun = names.filter((name) => !run.some(([each]) => each === name));
	return {
		figures: run.map(([name, { runs, equal }]) => ({
			name,
			value: equal,
			unit: `of ${runs} equal`
		})),
		ratios: {},
		goals: run.map(([name, { runs, equal }]) => ({ name, value: equal, atLeast: runs })),
		rounds: 1,
		notes: [
			`Facts, rollups, coverage and gaps against those of an undisturbed collection; seed ${seed}.`,
			...(notRun.length > 0 ? [`The time was over before: ${notRun.join(', ')}.`] : []),
			...unequal
		]
	};
}
