import type { Metric } from './metric.ts';

/** The share of blocks that begin as those of the OP Stack do, in 1. */
export const stackOpDeposits: Metric = {
	id: 'stack.op_deposits',
	title: 'Blocks that begin with an OP Stack deposit',
	unit: '1',
	alsoIn: ['%'],
	definition:
		'The share of a chain’s newest blocks whose first transaction is the OP Stack’s own: a deposit of L1’s attributes to its L1Block contract.',
	formula:
		'Blocks whose first transaction has type 0x7e, comes from 0xDeaDDEaDDeAdDeAdDEAdDEaddeAddEAdDEAd0001 and goes to 0x4200000000000000000000000000000000000015 ÷ the 20 newest blocks, once a day. `latest` is the last answer of the window, `max` the greatest; an answer counts until the next one, at most for two days.',
	excludes: 'Chains that are not listed as of the OP Stack.',
	knownBias:
		'It says which rules the blocks follow, not who runs the chain or what else it relies on. Code at the L1Block and GasPriceOracle addresses is looked for beside it; where there is none, that is named.',
	source:
		'eth_getTransactionByBlockNumberAndIndex, eth_getCode; ethereum-optimism/specs specs/protocol/deposits.md, predeploys.md.',
	statistics: ['latest', 'max'],
	facts: 'observation',
	needs: ['observation'],
	methods: ['eth_getTransactionByBlockNumberAndIndex', 'eth_getCode'],
	hourly: true
};
