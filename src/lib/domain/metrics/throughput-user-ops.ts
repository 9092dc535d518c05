import type { Metric } from './metric.ts';

/** User operations per second, in op/s. */
export const throughputUserOps: Metric = {
	id: 'throughput.user_ops',
	title: 'User operations per second',
	unit: 'op/s',
	alsoIn: [],
	definition:
		'Operations that users asked for per second, with batches of ERC-4337 and EIP-7702 opened.',
	formula: 'Σ (1 per user transaction + operations inside it beyond the first) ÷ seconds covered.',
	excludes: 'Transaction types that the chain itself writes.',
	knownBias:
		'Not collected yet: no measurement of it has a value. Only known batch formats can be opened, so the count is a lower bound where others are in use.',
	source: 'ERC-4337 `UserOperationEvent` logs of the EntryPoint contracts; EIP-7702.',
	statistics: ['mean', 'max'],
	facts: 'none',
	needs: [],
	methods: [],
	hourly: false
};
