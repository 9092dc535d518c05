import { join } from 'node:path';
import { inFolder, runChild } from '../child.ts';
import type { Measured } from '../measured.ts';
import type { Profile } from '../replay/made-block.ts';
import { startReplay } from '../replay/start.ts';
import { FIRST_NUMBER, LAST_NUMBER } from '../replay/template.ts';
import { collectorFlags } from './collector-flags.ts';
import type { LongOutcome, LongTask } from './run-long.ts';

/** Ten million take some minutes, and a gigabyte of disk. */
export const LONG_BLOCKS = 10_000_000;
const LONGEST_MS = 3_600_000;
const PARTS = 10;
/** The last tenth to the second: in the first the process still gets its working memory. */
const MOST_GROWTH = 1.1;

/** So many blocks collected by one process in one run, and what it holds in memory after each tenth. */
export async function long(
	profile: Profile,
	chainId: number,
	blocks: number,
	tell: (line: string) => void
): Promise<Measured> {
	const most = LAST_NUMBER - FIRST_NUMBER + 1;
	if (!Number.isSafeInteger(blocks) || blocks < PARTS || blocks > most)
		throw new RangeError(`--blocks is a whole number from ${PARTS} to ${most}`);
	const endpoint = await startReplay(profile, chainId);
	try {
		tell(`collecting ${blocks} blocks in one run`);
		const { samples } = await inFolder((folder) => {
			const task: LongTask = {
				...{ contestant: 'ours', url: endpoint.url, chainId, depth: 'hashes', warmUp: null },
				range: { from: LAST_NUMBER - blocks + 1, to: LAST_NUMBER },
				databasePath: join(folder, 'bench.db'),
				parts: PARTS
			};
			return runChild<LongOutcome>('backfill/run-long.ts', task, collectorFlags(), LONGEST_MS);
		});
		const residentAt = (part: number): number => samples[part - 1]?.residentMb ?? NaN;
		const secondsOf = (part: number): number =>
			(samples[part - 1]?.seconds ?? NaN) - (samples[part - 2]?.seconds ?? NaN);
		const growth = residentAt(PARTS) / residentAt(2);
		const growthName = 'resident, last to second tenth';
		return {
			figures: [
				{ name: 'ours', value: blocks / (samples.at(-1)?.seconds ?? NaN), unit: 'blocks/s' },
				...samples.map(({ residentMb }, index) => ({
					name: `resident after ${index + 1} of ${PARTS}`,
					value: residentMb,
					unit: 'MB'
				}))
			],
			ratios: {
				[growthName]: growth,
				'speed, last to second tenth': secondsOf(2) / secondsOf(PARTS)
			},
			goals: [{ name: growthName, value: growth, atMost: MOST_GROWTH }],
			rounds: 1,
			notes: [
				`${blocks} blocks, newest first, by one process from a cold start; resident memory is the most of each tenth.`
			]
		};
	} finally {
		await endpoint.stop();
	}
}
