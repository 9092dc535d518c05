import {
	OBSERVED_METRICS,
	type Observation,
	type ObservedMetric
} from '#lib/domain/observations.ts';
import { DAY, HOUR } from '#lib/domain/time.ts';
import { unixSeconds, type UnixSeconds } from '#lib/domain/units.ts';
import type { ChainHead } from '#lib/server/store/ports/heads.ts';
import { failureDetail } from './failure-detail.ts';
import { observeChains } from './observe-chains.ts';
import { observeEscrow } from './observe-escrow.ts';
import { observeEvm } from './observe-evm.ts';
import { observeInclusion } from './observe-inclusion.ts';
import { observeOpStack } from './observe-op-stack.ts';
import { observeQuotedFee } from './observe-quoted-fee.ts';
import type { PassOptions } from './pass.ts';

/** A look at a chain: what answers, and as of which block. */
export interface Look extends Pick<PassOptions, 'chain' | 'source' | 'store'> {
	readonly head: Pick<ChainHead, 'number' | 'timestamp' | 'finalized'>;
}

/** Ask a chain one thing. Gives nothing where the question is not for it; rejects where it could not be asked. */
export type Observe = (look: Look) => Promise<Observation[]>;

/** By the metric that they are made for; what is asked along with it is about the same time. */
const QUESTIONS: Readonly<Record<ObservedMetric, Observe>> = {
	'settlement.on_gateway': observeChains,
	'escrow.value': observeEscrow,
	'fee.quoted_transfer': observeQuotedFee,
	'latency.inclusion_bound': observeInclusion,
	'compat.probes_passed': observeEvm,
	'stack.op_deposits': observeOpStack
};

type ObserveOptions = Pick<PassOptions, 'chain' | 'source' | 'store' | 'signal' | 'report'>;

/**
 * Put the questions that are due to a chain: an hour or a day after they had their last answer. One that fails is told,
 * keeps no other from being put, and is put again by a later pass.
 */
export async function observe(options: ObserveOptions): Promise<void> {
	const { chain, source, store, signal, report } = options;
	const failed = (subject: string, error: unknown): void => {
		const detail = failureDetail(error, signal);
		report({ event: 'no_observation', chain: chain.id, subject, detail });
	};
	let head: Look['head'];
	try {
		// The pass may have begun long ago, and nodes forget the state of old blocks.
		head = await source.head();
	} catch (error) {
		return failed('head', error);
	}
	for (const subject of Object.keys(QUESTIONS) as ObservedMetric[]) {
		if (!(await isDue(options, subject, head))) continue;
		try {
			await store.recordObservations(await QUESTIONS[subject]({ chain, source, store, head }));
		} catch (error) {
			failed(subject, error);
		}
	}
}

/** By the time of the chain, since it is that which dates what it answers. */
async function isDue(
	{ chain, store }: Pick<ObserveOptions, 'chain' | 'store'>,
	subject: ObservedMetric,
	head: Look['head']
): Promise<boolean> {
	const { every, on } = OBSERVED_METRICS[subject];
	const now = (on === 'ethereum' ? (head.finalized ?? head) : head).timestamp;
	const since = unixSeconds(Math.max(0, now - every));
	if ((await store.findLastLook(chain.id, subject, since)) !== null) return false;
	return every < DAY || wasAskedBefore(store, chain.id, now);
}

/** Whether a chain had its hourly question an hour ago: a first look at it asks for little. */
async function wasAskedBefore(
	store: ObserveOptions['store'],
	chainId: number,
	now: UnixSeconds
): Promise<boolean> {
	const before = { from: unixSeconds(0), to: unixSeconds(Math.max(0, now - HOUR)) };
	return (await store.getObservations(chainId, 'fee.quoted_transfer', before)).length > 0;
}
