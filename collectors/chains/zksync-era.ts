import { FAMILIES } from '#lib/domain/families.ts';
import { nothingBeside, type FamilyReader } from './family.ts';

/**
 * L2BaseToken, the system contract that holds balances and logs each movement of them
 * (matter-labs/era-contracts, system-contracts/contracts/Constants.sol).
 */
const BASE_TOKEN = '0x000000000000000000000000000000000000800a';

/**
 * ZKsync Era and other EraVM chains: the gas token is a contract that logs every transfer, refund and fee. Pubdata and
 * the batch's overhead are charged as gas.
 */
export const zksyncEra: FamilyReader = {
	systemTransactionTypes: FAMILIES['zksync-era'].systemTransactionTypes,
	transferLogEmitters: [BASE_TOKEN],
	feeBeside: nothingBeside
};
