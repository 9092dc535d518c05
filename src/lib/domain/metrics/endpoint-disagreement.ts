import type { Metric } from './metric.ts';

/** How often endpoints contradict what is stored, in 1. */
export const endpointDisagreement: Metric = {
	id: 'endpoint.disagreement',
	title: 'Disagreement of endpoints',
	unit: '1',
	alsoIn: ['%'],
	definition:
		'The share of stored blocks, read again from every endpoint, that an endpoint told otherwise.',
	formula:
		'Answers that differ from the stored block in hash, time, gas, base fee or number of transactions ÷ all answers. Three of the newest 50,000 stored blocks are drawn once a minute, at random. The interval is Wilson’s score interval at 95 %.',
	excludes: 'Endpoints that fail or lack the block. Chains with one endpoint only.',
	knownBias:
		'By the hour of the look, by this collector’s clock, not by the blocks’ times. A reorganisation under way counts as disagreement. Endpoints of one operator agree in their mistakes.',
	source:
		'eth_getBlockByNumber at each endpoint; E. B. Wilson, Probable Inference (1927), J. Am. Stat. Assoc. 22, 209–212.',
	statistics: ['mean'],
	facts: 'check',
	needs: ['comparison'],
	verifiable: 'self_reported',
	methods: ['eth_getBlockByNumber'],
	hourly: true
};
