import type { Metric } from './metric.ts';

/** Gas limit of a block, in gas. */
export const blockGasLimit: Metric = {
	id: 'block.gas_limit',
	title: 'Gas limit of a block',
	unit: 'gas/block',
	alsoIn: [],
	definition: 'How much gas a block may hold, as the headers of a window state it.',
	formula:
		'Σ `gasLimit` of the window’s blocks ÷ their number. A block belongs to the window its timestamp falls in.',
	excludes:
		'Chains whose header gas limit is a constant that no block comes near: ZKsync Era (2³² − 1 or 2⁵⁰), Arbitrum (2⁵⁰) and Linea (2 × 10⁹). No measurement there has a value. Blocks whose limit is not collected; they are missing from the coverage too.',
	knownBias:
		'Validators of Ethereum move it by at most 1⁄1,024 from block to block, towards what each has set, so a change takes hours and the mean of a window that holds one lies between.',
	source: 'eth_getBlockByNumber: `gasLimit`.',
	statistics: ['mean'],
	facts: 'block',
	needs: ['gas_limit'],
	methods: ['eth_getBlockByNumber'],
	hourly: false
};
