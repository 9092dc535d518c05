import type { Observation } from '#lib/domain/observations.ts';
import { OP_DEPOSITOR, OP_DEPOSIT_TYPE, OP_PREDEPLOYS } from '#lib/domain/op-predeploys.ts';
import type { Look } from './observe.ts';

/** So many of the newest blocks are looked at. */
const BLOCKS = 20;

/**
 * Whether a chain that is listed as one of the OP Stack is one, by what its own blocks hold: the share of the newest
 * blocks whose first transaction is the deposit of L1’s attributes, and whether the predeploys have code.
 */
export async function observeOpStack({ chain, source, head }: Look): Promise<Observation[]> {
	// A chain of another family answers it just as well, but nobody asks whether it is of the OP Stack.
	if (chain.family !== 'op-stack') return [];
	const blocks = Array.from({ length: Math.min(BLOCKS, head.number + 1) }, (_, back) =>
		Math.max(0, head.number - back)
	);
	const predeploys = Object.entries(OP_PREDEPLOYS);
	const answers = await source.ask([
		...blocks.map((block) => ({
			method: 'eth_getTransactionByBlockNumberAndIndex',
			params: [`0x${block.toString(16)}`, '0x0']
		})),
		...predeploys.map(([, address]) => ({ method: 'eth_getCode', params: [address, 'latest'] })),
		...blocks.map((block) => ({
			method: 'eth_getBlockTransactionCountByNumber',
			params: [`0x${block.toString(16)}`]
		}))
	]);
	// An endpoint that lags has no such block, which says nothing of what is in it.
	const unanswered = answers
		.slice(blocks.length)
		.find(({ value, refusal }) => value === null || refusal !== null);
	if (unanswered)
		throw new Error(
			`${unanswered.host} does not tell of all ${blocks.length} blocks up to ${head.number}: ${unanswered.refusal ?? 'it has not all of them'}`
		);
	const deposits = answers.slice(0, blocks.length).filter(({ value }) => isL1Attributes(value));
	const missing = predeploys.filter((_, index) => {
		const code = answers[blocks.length + index]?.value;
		return typeof code !== 'string' || code === '0x';
	});
	return [
		{
			chainId: chain.id,
			about: chain.id,
			subject: 'stack.op_deposits',
			at: head.timestamp,
			block: head.number,
			value: String(deposits.length / blocks.length),
			detail: {
				blocks: blocks.length,
				deposits: deposits.length,
				without_code: missing.map(([, address]) => address),
				...(missing.length > 0
					? { note: `no code at ${missing.map(([, address]) => address).join(', ')}` }
					: {})
			},
			host: answers[0]?.host ?? '',
			method: 'eth_getTransactionByBlockNumberAndIndex'
		}
	];
}

function isL1Attributes(value: unknown): boolean {
	if (typeof value !== 'object' || value === null) return false;
	const { type, from, to } = value as Record<string, unknown>;
	return (
		Number(type) === OP_DEPOSIT_TYPE &&
		String(from).toLowerCase() === OP_DEPOSITOR &&
		String(to).toLowerCase() === OP_PREDEPLOYS.l1Block
	);
}
