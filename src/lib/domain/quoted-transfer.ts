import type { FamilyName } from './families.ts';
import { OP_PREDEPLOYS } from './op-predeploys.ts';

/** The plain transfer that a node is asked to quote: nothing of value, between accounts without code that exist. */
export const QUOTED_TRANSFER = {
	from: '0x000000000000000000000000000000000000dead',
	to: '0x000000000000000000000000000000000000dead',
	value: '0x0'
} as const;

/**
 * A plain transfer as chains put its data on L1: an unsigned transaction of type 2 in RLP (EIP-1559), with the nonce,
 * fees and amount of a usual one. Contracts that quote the part for L1 add the signature themselves.
 */
export const TRANSFER_BYTES =
	'0x02f18221058203e8830f4240847735940082520894000000000000000000000000000000000000dead872386f26fc1000080c0';

/** Where the part of a fee that is charged for data on L1 is quoted, for the families that charge it beside gas. */
export const L1_FEE_ORACLES: Readonly<Partial<Record<FamilyName, string>>> = {
	'op-stack': OP_PREDEPLOYS.gasPriceOracle,
	// scroll-tech/scroll-contracts src/L2/predeploys/L1GasPriceOracle.sol
	scroll: '0x5300000000000000000000000000000000000002'
};
