import { blobBaseFee } from './blob-base-fee.ts';
import { blobMax } from './blob-max.ts';
import { blobTarget } from './blob-target.ts';
import { blockFullness } from './block-fullness.ts';
import { blockGasLimit } from './block-gas-limit.ts';
import { blockInterval } from './block-interval.ts';
import { capacityDaCeiling } from './capacity-da-ceiling.ts';
import { capacityDaCeilingTarget } from './capacity-da-ceiling-target.ts';
import { capacityGasCeiling } from './capacity-gas-ceiling.ts';
import { endpointDisagreement } from './endpoint-disagreement.ts';
import { compatProbesPassed } from './compat-probes-passed.ts';
import { escrowValue } from './escrow-value.ts';
import { feeAny } from './fee-any.ts';
import { feeBase } from './fee-base.ts';
import { feeErc20Transfer } from './fee-erc20-transfer.ts';
import { feeNativeTransfer } from './fee-native-transfer.ts';
import { feeQuotedTransfer } from './fee-quoted-transfer.ts';
import { feeTip } from './fee-tip.ts';
import { feeTransferPrice } from './fee-transfer-price.ts';
import { finalityCommit } from './finality-commit.ts';
import { finalityExecute } from './finality-execute.ts';
import { finalityProve } from './finality-prove.ts';
import { forkActivation } from './fork-activation.ts';
import { latencyInclusion } from './latency-inclusion.ts';
import { latencyInclusionBound } from './latency-inclusion-bound.ts';
import type { Metric } from './metric.ts';
import { priceEthUsd } from './price-eth-usd.ts';
import { priceZkUsd } from './price-zk-usd.ts';
import { settlementBytes } from './settlement-bytes.ts';
import { settlementCost } from './settlement-cost.ts';
import { settlementOnGateway } from './settlement-on-gateway.ts';
import { stackOpDeposits } from './stack-op-deposits.ts';
import { throughputGas } from './throughput-gas.ts';
import { throughputL1Tx } from './throughput-l1-tx.ts';
import { throughputTx } from './throughput-tx.ts';
import { throughputUserOps } from './throughput-user-ops.ts';
import { throughputUserTx } from './throughput-user-tx.ts';

/** Every metric a reading may name. Files beside this one define them; a test holds both together. */
export const METRIC_IDS = [
	'throughput.tx',
	'throughput.user_tx',
	'throughput.user_ops',
	'throughput.l1_tx',
	'throughput.gas',
	'block.interval',
	'block.fullness',
	'block.gas_limit',
	'fee.native_transfer',
	'fee.erc20_transfer',
	'fee.any',
	'fee.base',
	'fee.tip',
	'fee.transfer_price',
	'finality.commit',
	'finality.prove',
	'finality.execute',
	'settlement.cost',
	'settlement.bytes',
	'price.eth_usd',
	'price.zk_usd',
	'escrow.value',
	'capacity.gas_ceiling',
	'capacity.da_ceiling',
	'capacity.da_ceiling_target',
	'blob.target',
	'blob.max',
	'blob.base_fee',
	'fork.activation',
	'endpoint.disagreement',
	'fee.quoted_transfer',
	'settlement.on_gateway',
	'compat.probes_passed',
	'stack.op_deposits',
	'latency.inclusion_bound',
	'latency.inclusion'
] as const;
export type MetricId = (typeof METRIC_IDS)[number];

/** The metrics by id. A listed id without a metric is a type error. */
export const METRICS: Readonly<Record<MetricId, Metric>> = {
	'throughput.tx': throughputTx,
	'throughput.user_tx': throughputUserTx,
	'throughput.user_ops': throughputUserOps,
	'throughput.l1_tx': throughputL1Tx,
	'throughput.gas': throughputGas,
	'block.interval': blockInterval,
	'block.fullness': blockFullness,
	'block.gas_limit': blockGasLimit,
	'fee.native_transfer': feeNativeTransfer,
	'fee.erc20_transfer': feeErc20Transfer,
	'fee.any': feeAny,
	'fee.base': feeBase,
	'fee.tip': feeTip,
	'fee.transfer_price': feeTransferPrice,
	'finality.commit': finalityCommit,
	'finality.prove': finalityProve,
	'finality.execute': finalityExecute,
	'settlement.cost': settlementCost,
	'settlement.bytes': settlementBytes,
	'price.eth_usd': priceEthUsd,
	'price.zk_usd': priceZkUsd,
	'escrow.value': escrowValue,
	'capacity.gas_ceiling': capacityGasCeiling,
	'capacity.da_ceiling': capacityDaCeiling,
	'capacity.da_ceiling_target': capacityDaCeilingTarget,
	'blob.target': blobTarget,
	'blob.max': blobMax,
	'blob.base_fee': blobBaseFee,
	'fork.activation': forkActivation,
	'endpoint.disagreement': endpointDisagreement,
	'fee.quoted_transfer': feeQuotedTransfer,
	'settlement.on_gateway': settlementOnGateway,
	'compat.probes_passed': compatProbesPassed,
	'stack.op_deposits': stackOpDeposits,
	'latency.inclusion_bound': latencyInclusionBound,
	'latency.inclusion': latencyInclusion
};
