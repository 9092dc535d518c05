import type { Observation } from '#lib/domain/observations.ts';
import type { Answer, ContractCall } from '../chains/chain-source.ts';
import type { Look } from './observe.ts';

/** The block that contracts are asked as of: the newest final one, where the node tells of one. */
export function asOf({
	chain,
	head
}: Pick<Look, 'chain' | 'head'>): Pick<Observation, 'chainId' | 'at' | 'block'> {
	const { number, timestamp } = head.finalized ?? head;
	return { chainId: chain.id, at: timestamp, block: number };
}

/** What contracts answer as of that block, in the order of the questions. Rejects with RpcError. */
export async function askContracts(
	look: Pick<Look, 'chain' | 'head' | 'source'>,
	questions: readonly ContractCall[]
): Promise<Answer[]> {
	const block = `0x${asOf(look).block.toString(16)}`;
	return look.source.ask(
		questions.map((question) => ({ method: 'eth_call', params: [question, block] }))
	);
}
