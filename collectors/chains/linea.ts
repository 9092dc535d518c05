import { FAMILIES } from '#lib/domain/families.ts';
import { nothingBeside, type FamilyReader } from './family.ts';

/**
 * Linea: blocks as Ethereum's, without types of its own. The base fee is next to nothing; what data on L1 costs is in
 * the tip that the block builder demands, and so in `effectiveGasPrice`.
 */
export const linea: FamilyReader = {
	systemTransactionTypes: FAMILIES.linea.systemTransactionTypes,
	transferLogEmitters: [],
	feeBeside: nothingBeside
};
