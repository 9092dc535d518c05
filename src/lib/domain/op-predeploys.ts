/**
 * What every OP Stack chain has at fixed addresses, and who writes the first transaction of each of its blocks. Source:
 * ethereum-optimism/specs specs/protocol/{predeploys,deposits}.md. Lower case.
 */
export const OP_PREDEPLOYS = {
	l1Block: '0x4200000000000000000000000000000000000015',
	gasPriceOracle: '0x420000000000000000000000000000000000000f'
} as const;

/** The account that the chain itself writes the attributes of L1 from. */
export const OP_DEPOSITOR = '0xdeaddeaddeaddeaddeaddeaddeaddeaddead0001';

/** The type of its transactions, `0x7e`, as nodes write it. */
export const OP_DEPOSIT_TYPE = 0x7e;
