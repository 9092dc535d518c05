import { FAMILIES } from '#lib/domain/families.ts';
import { nothingBeside, type FamilyReader } from './family.ts';

/**
 * ZKsync OS chains: blocks of the EVM, without the batch numbers and the base-token logs of Era. Pubdata and proving
 * are native resources, charged as gas.
 */
export const zksyncOs: FamilyReader = {
	systemTransactionTypes: FAMILIES['zksync-os'].systemTransactionTypes,
	transferLogEmitters: [],
	feeBeside: nothingBeside
};
