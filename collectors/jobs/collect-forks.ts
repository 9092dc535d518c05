import { ETHEREUM_FORKS, type Fork } from '#lib/domain/forks.ts';
import { differingForks, type ToldFork } from '#lib/domain/forks-seen.ts';
import { ruleShown, type ForkHeader } from '#lib/domain/fork-rules.ts';
import type { ChainHead } from '#lib/server/store/ports/heads.ts';
import { failureDetail } from './failure-detail.ts';
import { locateBlock } from './locate-block.ts';
import type { PassOptions } from './pass.ts';
import { L1_CHAIN_ID } from '#lib/domain/zk-chains.ts';

/** Blocks after a fork’s first in which one is looked for that shows its rules. */
const BLOCKS_LOOKED_AT = 16;

type ForkOptions = Pick<
	PassOptions,
	'chain' | 'source' | 'store' | 'now' | 'isOver' | 'signal' | 'report'
>;

/**
 * Find the first block of each listed fork that is final, once, and ask every endpoint which forks it knows. A fork that
 * an endpoint tells otherwise than the list is an incident. What fails is told and ends nothing.
 */
export async function collectForks(options: ForkOptions, head: ChainHead): Promise<void> {
	const { chain, signal, report } = options;
	if (chain.id !== L1_CHAIN_ID) return;
	for (const step of [compareForks, findActivations])
		try {
			await step(options, head);
		} catch (error) {
			const detail = failureDetail(error, signal);
			report({ event: 'no_forks', chain: chain.id, detail });
		}
}

async function compareForks({ chain, source, store, now, report }: ForkOptions): Promise<void> {
	const checkedAt = now();
	const told = (await source.forksAtEach()).flatMap(({ host, forks }): ToldFork[] =>
		forks.map((fork) => ({ ...fork, host, checkedAt }))
	);
	if (told.length === 0) return;
	await store.recordToldForks(chain.id, told);
	for (const detail of differingForks(told)) {
		// Of no one block: the number keeps it one incident for as long as it is so.
		const incident = { kind: 'forks_differ', block: 0, at: checkedAt, detail } as const;
		await store.recordIncident({ chainId: chain.id, ...incident });
		report({ event: 'no_forks', chain: chain.id, detail });
	}
}

/** The newest first: where the node lacks the blocks around one, it lacks those before. */
async function findActivations(options: ForkOptions, head: ChainHead): Promise<void> {
	const { chain, store, isOver } = options;
	const { finalized } = head;
	if (!finalized) return;
	const stored = await store.getForkActivations(chain.id);
	const wanted = ETHEREUM_FORKS.filter(
		({ activatesAt }) =>
			activatesAt <= finalized.timestamp && !stored.some((each) => each.activatesAt === activatesAt)
	);
	for (const fork of wanted.toReversed())
		if (isOver() || !(await findActivation(options, head, fork, finalized.number))) return;
}

/** False where the node has no block before the fork’s first, so that nothing shows it to be the first. */
async function findActivation(
	{ chain, source, store }: ForkOptions,
	head: ChainHead,
	fork: Fork,
	finalized: number
): Promise<boolean> {
	const { activatesAt } = fork;
	const block = await locateBlock(source, activatesAt, head);
	if (block === 0 || block > finalized) return false;
	const last = Math.min(finalized, block + BLOCKS_LOOKED_AT);
	const numbers = Array.from({ length: last - block + 2 }, (_, index) => block - 1 + index);
	const headers = await source.forkHeaders(numbers);
	const [parent, first] = headers;
	if (!parent || !first) return false;
	if (parent.timestamp === 0) return false;
	if (parent.timestamp >= activatesAt || first.timestamp < activatesAt)
		throw new Error(
			`block ${block} should be the first of ${fork.name}, but it is of ${first.timestamp} and its parent of ${parent.timestamp}`
		);
	if (first.parentHash !== parent.hash)
		throw new Error(`block ${block} is no child of block ${parent.number}, as they were told`);
	await store.recordForkActivation(chain.id, {
		activatesAt,
		block,
		timestamp: first.timestamp,
		hash: first.hash,
		parentTimestamp: parent.timestamp,
		proof: proofOf(fork, headers)
	});
	return true;
}

function proofOf(
	fork: Fork,
	headers: readonly (ForkHeader | null)[]
): { block: number; rule: string } | null {
	for (const [index, header] of headers.entries()) {
		const parent = headers[index - 1];
		const rule = header && parent ? ruleShown(fork, header, parent) : null;
		if (header && rule !== null) return { block: header.number, rule };
	}
	return null;
}
