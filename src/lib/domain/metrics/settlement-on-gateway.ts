import type { Metric } from './metric.ts';

/** How many ZKsync chains settle elsewhere than on Ethereum. */
export const settlementOnGateway: Metric = {
	id: 'settlement.on_gateway',
	title: 'Chains that settle on a gateway',
	unit: 'chains',
	alsoIn: [],
	definition:
		'How many chains of ZKsync’s Bridgehub on Ethereum settle on another chain than Ethereum, as the Bridgehub says.',
	formula:
		'Chains of `getAllZKChainChainIDs()` whose `settlementLayer(id)` is neither 1 nor 0, asked once an hour as of the newest final block. `latest` is the last answer of the window, `max` the greatest; an answer counts until the next one, at most for two hours.',
	excludes: 'Chains of which the Bridgehub names no settlement layer; they are named.',
	knownBias:
		'It says where chains settle, not whether anybody uses them: a chain that has stopped counts like any other. That a chain settles on a gateway says nothing of trust.',
	source:
		'Bridgehub 0x303a465B659cBB0ab36eE643eA362c509EEb5213 on Ethereum, matter-labs/era-contracts IBridgehub.',
	statistics: ['latest', 'max'],
	facts: 'observation',
	needs: ['observation'],
	verifiable: 'archive',
	methods: ['eth_call'],
	hourly: true
};
