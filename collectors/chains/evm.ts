import { FAMILIES } from '#lib/domain/families.ts';
import { nothingBeside, type FamilyReader } from './family.ts';

/** Ethereum and chains that answer as it does: hashes tell all that is counted, a transfer logs nothing. */
export const evm: FamilyReader = {
	systemTransactionTypes: FAMILIES.evm.systemTransactionTypes,
	transferLogEmitters: [],
	feeBeside: nothingBeside
};
