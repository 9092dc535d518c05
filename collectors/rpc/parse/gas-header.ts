import { asObject } from './malformed.ts';
import { hexToNumber } from './quantity.ts';

/** How much gas a block used, and might have used. */
export interface GasHeader {
	readonly number: number;
	readonly gasUsed: number;
	/** 2³² − 1 on ZKsync Era and 2⁵⁰ on Arbitrum mean “no limit”. */
	readonly gasLimit: number;
}

/** Number, gas used and gas limit of a block of `eth_getBlockByNumber`. Throws MalformedAnswer. */
export function parseGasHeader(value: unknown): GasHeader {
	const raw = asObject(value, 'result');
	return {
		number: hexToNumber(raw.number, 'number'),
		gasUsed: hexToNumber(raw.gasUsed, 'gasUsed'),
		gasLimit: hexToNumber(raw.gasLimit, 'gasLimit')
	};
}
