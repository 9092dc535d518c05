import type { MetricId } from '../metrics/registry.ts';

/** How a metric reads in a sentence: "<subject> on <chain> <verb> a median of …". */
export const SENTENCE_SUBJECTS: Readonly<
	Record<MetricId, { readonly subject: string; readonly verb: string }>
> = {
	'throughput.tx': { subject: 'the rate of all transactions', verb: 'had' },
	'throughput.user_tx': { subject: 'the rate of user transactions', verb: 'had' },
	'throughput.user_ops': { subject: 'the rate of user operations', verb: 'had' },
	'throughput.l1_tx': { subject: 'the rate of transactions sent on L1', verb: 'had' },
	'throughput.gas': { subject: 'the rate of gas used', verb: 'had' },
	'block.interval': { subject: 'the time between blocks', verb: 'had' },
	'block.fullness': { subject: 'the used share of the gas limit', verb: 'had' },
	'block.gas_limit': { subject: 'the gas limit of a block', verb: 'had' },
	'fee.native_transfer': { subject: 'a plain transfer', verb: 'cost' },
	'fee.erc20_transfer': { subject: 'a token transfer', verb: 'cost' },
	'fee.any': { subject: 'a transaction', verb: 'cost' },
	'fee.base': { subject: 'the base fee', verb: 'had' },
	'fee.tip': { subject: 'the tip in the middle of a block', verb: 'had' },
	'fee.transfer_price': { subject: 'the computed price of a plain transfer', verb: 'had' },
	'finality.commit': { subject: 'the time until a batch was committed', verb: 'had' },
	'finality.prove': { subject: 'the time until a batch was proven', verb: 'had' },
	'finality.execute': { subject: 'the time until a batch was executed', verb: 'had' },
	'settlement.cost': { subject: 'settling a transaction', verb: 'cost' },
	'settlement.bytes': { subject: 'a transaction’s share of published data', verb: 'had' },
	'price.eth_usd': { subject: 'the price of ETH', verb: 'had' },
	'price.zk_usd': { subject: 'the price of ZK', verb: 'had' },
	'escrow.value': { subject: 'the canonically bridged value', verb: 'had' },
	'capacity.gas_ceiling': { subject: 'the ceiling set by gas', verb: 'had' },
	'capacity.da_ceiling': { subject: 'the ceiling set by data availability', verb: 'had' },
	'capacity.da_ceiling_target': {
		subject: 'the ceiling set by data availability at the blob target',
		verb: 'had'
	},
	'blob.target': { subject: 'the blob target', verb: 'had' },
	'blob.max': { subject: 'the greatest number of blobs', verb: 'had' },
	'blob.base_fee': { subject: 'the blob base fee', verb: 'had' },
	'fork.activation': { subject: 'the first block of the fork', verb: 'is dated' },
	'endpoint.disagreement': { subject: 'the share of differing answers', verb: 'had' },
	'fee.quoted_transfer': { subject: 'the quote for a plain transfer', verb: 'had' },
	'settlement.on_gateway': { subject: 'the number of chains on a gateway', verb: 'had' },
	'compat.probes_passed': { subject: 'the share of EVM probes passed', verb: 'had' },
	'stack.op_deposits': {
		subject: 'the share of blocks that begin as on the OP Stack',
		verb: 'had'
	},
	'latency.inclusion_bound': { subject: 'the time to inclusion by whole seconds', verb: 'had' },
	'latency.inclusion': { subject: 'the time to inclusion', verb: 'had' }
};
