import type { Metric } from './metric.ts';

/** Fork activation, in date. */
export const forkActivation: Metric = {
	id: 'fork.activation',
	title: 'Fork activation',
	unit: 'date',
	alsoIn: [],
	definition:
		'The time of the first block to which the rules of an upgrade apply: the first one that was due in the window.',
	formula:
		'timestamp of the first block at or after the upgrade’s activation time, whose parent is earlier. Of the sixteen blocks after it, the first whose header keeps a rule of this fork and of none before is kept beside it: a new field, or an excess blob gas that follows from the parent under this fork’s schedule or reserve price (EIP-7918) and not under the one before.',
	excludes: 'Test networks.',
	knownBias:
		'The activation time is the one that clients were released with; a header at that time shows that the chain went on, and that a rule took hold where one shows in headers.',
	source:
		'eth_getBlockByNumber: `timestamp`, `parentHash`, `withdrawalsRoot`, `excessBlobGas`, `blobGasUsed`, `baseFeePerGas`, `requestsHash`; ethereum/go-ethereum params/config.go.',
	statistics: ['p50'],
	facts: 'fork',
	needs: ['fork'],
	methods: ['eth_getBlockByNumber'],
	hourly: false
};
