import type { Metric } from './metric.ts';

/** Fork activation, in date. */
export const forkActivation: Metric = {
	id: 'fork.activation',
	title: 'Fork activation',
	unit: 'date',
	alsoIn: [],
	definition: 'The time of the first block to which the rules of a named upgrade apply.',
	formula: 'timestamp of the first block at or after the upgrade’s activation time.',
	excludes: 'Test networks.',
	knownBias:
		'Not collected yet: no measurement of it has a value. The activation time is the one that clients were released with; a header at that time shows that the chain went on, not that every rule took hold.',
	source: 'eth_getBlockByNumber: `timestamp`; ethereum/go-ethereum params/config.go.',
	statistics: ['p50'],
	facts: 'none',
	needs: [],
	methods: [],
	hourly: false
};
