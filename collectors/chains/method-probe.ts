import { OPTIONAL_METHODS } from '#lib/domain/optional-methods.ts';
import { FAMILIES, type FamilyName } from '#lib/domain/families.ts';
import type { Reply, RpcCall } from '../rpc/json-rpc.ts';

/** A cheap call of each optional method: about block 0 or batch 0, which every node has or knows it lacks. */
const PROBES: Readonly<Record<string, readonly unknown[]>> = {
	eth_getBlockReceipts: ['0x0'],
	zks_getL1BatchDetails: [0],
	zks_getL1BatchBlockRange: [0],
	eth_feeHistory: ['0x1', 'latest', []]
};

/** Methods that nothing is collected with, and that say what kind of node answers. */
const TELLING = ['web3_clientVersion', 'eth_feeHistory', 'eth_config', 'eth_blobBaseFee'];
/** The same of nodes of ZKsync chains: of Era’s server, and of ZKsync OS. */
const TELLING_OF_ZKSYNC = ['zks_L1BatchNumber', 'zks_batchNumber', 'zks_getFinalityStatus'];

/** What to ask an endpoint to see which optional methods of this family it offers. */
export function methodProbe(family: FamilyName): RpcCall[] {
	const { fee, batch } = OPTIONAL_METHODS;
	return callsOf([...fee, ...(FAMILIES[family].tellsBatches ? batch : [])]);
}

/** The same, and what else tells the kind of a node. */
export function wholeMethodProbe(family: FamilyName): RpcCall[] {
	const telling = family.startsWith('zksync') ? [...TELLING, ...TELLING_OF_ZKSYNC] : TELLING;
	return [...methodProbe(family), ...callsOf(telling)];
}

function callsOf(methods: readonly string[]): RpcCall[] {
	return methods.map((method) => ({ method, params: PROBES[method] ?? [] }));
}

/** Which of the probed methods are offered. An answer that is no word on the method itself tells nothing. */
export function offeredMethods(
	calls: readonly RpcCall[],
	replies: readonly Reply[]
): Record<string, boolean> {
	const offered: Record<string, boolean> = {};
	for (const [index, { method }] of calls.entries()) {
		const reply = replies[index];
		if (!reply) continue;
		if (reply.ok || ['bad_params', 'no_such_block', 'reverted'].includes(reply.error.kind))
			offered[method] = true;
		else if (reply.error.kind === 'method_missing') offered[method] = false;
	}
	return offered;
}
