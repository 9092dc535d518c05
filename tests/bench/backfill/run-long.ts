import { blockCount } from '#lib/domain/block-range.ts';
import type { Task } from './contestant.ts';
import { createOurs } from './ours.ts';

/** A task whose memory is looked at in so many parts. */
export interface LongTask extends Task {
	readonly parts: number;
}

export interface LongOutcome {
	/** After each part: seconds since the beginning, and the most that was resident while it was collected. */
	readonly samples: readonly { readonly seconds: number; readonly residentMb: number }[];
}

/** Our collector over one long range in a process of its own: `node tests/bench/backfill/run-long.ts TASK`. */
const task = JSON.parse(process.argv[2] ?? '{}') as LongTask;
const total = blockCount(task.range);
const samples: { seconds: number; residentMb: number }[] = [];
let stored = 0;
let mostBytes = 0;
const startedAt = performance.now();
const ours = await createOurs(task, (blocks) => {
	stored += blocks;
	mostBytes = Math.max(mostBytes, process.memoryUsage.rss());
	while (samples.length < task.parts && stored >= (total * (samples.length + 1)) / task.parts) {
		const seconds = (performance.now() - startedAt) / 1000;
		samples.push({ seconds, residentMb: mostBytes / 2 ** 20 });
		mostBytes = 0;
	}
});
await ours.collect(task.range);
await ours.close();
const outcome: LongOutcome = { samples };
console.log(JSON.stringify(outcome));
