import type { Contestant, Outcome, Task } from './contestant.ts';

/**
 * One contestant in a process of its own, so that memory and compiled code are its own too:
 * `node tests/bench/backfill/run-contestant.ts TASK`. Only what a contestant needs is loaded.
 */
const CONTESTANTS: Readonly<Record<string, (task: Task) => Promise<Contestant>>> = {
	ours: async (task) => (await import('./ours.ts')).createOurs(task),
	viem_batch: async (task) => (await import('./viem.ts')).createViem(task, 100, 1),
	viem_batch_4: async (task) => (await import('./viem.ts')).createViem(task, 100, 4),
	viem_sequential: async (task) => (await import('./viem.ts')).createViem(task, 1, 1),
	zksync_ethers_default: async (task) =>
		(await import('./zksync-ethers.ts')).createZksyncEthers(task),
	subsquid: async (task) =>
		(await import('./subsquid.ts')).createSubsquid(task, task.depth !== 'hashes'),
	subsquid_counts: async (task) => (await import('./subsquid.ts')).createSubsquid(task, true),
	ponder: async (task) => (await import('./ponder.ts')).createPonder(task),
	limit: async (task) => (await import('./limit.ts')).createLimit(task)
};

const task = JSON.parse(process.argv[2] ?? '{}') as Task;
const create = CONTESTANTS[task.contestant];
if (!create) throw new RangeError(`no contestant is called ${task.contestant}`);
const contestant = await create(task);
if (task.warmUp) await contestant.collect(task.warmUp);
const cpuBefore = process.cpuUsage();
const startedAt = performance.now();
await contestant.collect(task.range);
const seconds = (performance.now() - startedAt) / 1000;
const cpu = process.cpuUsage(cpuBefore);
await contestant.close();
const outcome: Outcome = {
	blocks: task.range.to - task.range.from + 1,
	seconds,
	cpuSeconds: (cpu.user + cpu.system) / 1e6,
	residentMb: process.resourceUsage().maxRSS / 1024
};
console.log(JSON.stringify(outcome));
// Some contestants know no end of their own.
process.exit();
