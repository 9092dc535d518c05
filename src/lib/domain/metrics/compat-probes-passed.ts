import type { Metric } from './metric.ts';

/** The share of EVM probes that a chain passes, in 1. */
export const compatProbesPassed: Metric = {
	id: 'compat.probes_passed',
	title: 'EVM probes passed',
	unit: '1',
	alsoIn: ['%'],
	definition:
		'The share of a fixed battery of probes, of precompiled contracts and of opcodes, that a chain answers as Ethereum does.',
	formula:
		'Probes whose answer to an `eth_call` is the known one, byte for byte ÷ probes that can be put to the chain, once a day at the newest block. 18 precompiles (0x01 to 0x11, 0x100) with vectors of their specifications; 17 opcodes, run as init code within a creation. `latest` is the last answer of the window, `max` the greatest; an answer counts until the next one, at most for two days.',
	excludes:
		'Probes of opcodes on chains whose contracts are not EVM code (ZKsync Era, Abstract): there a call without a recipient is no creation. They are named as not applicable and count neither way.',
	knownBias:
		'One failed probe disproves full compatibility; all of them passed does not prove it. The battery reaches up to Osaka, so a chain of an earlier fork fails what came later: each failure is named with its fork. Gas costs, the state’s form and transaction types are not probed.',
	source:
		'Yellow Paper, EIP-152, 196, 197, 198, 2537, 4844, 7951 for precompiles; EIP-7, 145, 211, 214, 1014, 1052, 1153, 1344, 1884, 3198, 3855, 4399, 4844, 5656, 7516, 7939 for opcodes; the vectors stand in src/lib/domain/evm-precompiles.ts.',
	statistics: ['latest', 'max'],
	facts: 'observation',
	needs: ['observation'],
	verifiable: 'archive',
	methods: ['eth_call'],
	hourly: true
};
