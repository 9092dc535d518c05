import { FAMILIES } from '#lib/domain/families.ts';
import { nothingBeside, type FamilyReader } from './family.ts';

/** Arbitrum chains (Nitro): what data on L1 costs is charged as gas, `gasUsedForL1`, which `gasUsed` holds already. */
export const arbitrum: FamilyReader = {
	systemTransactionTypes: FAMILIES.arbitrum.systemTransactionTypes,
	transferLogEmitters: [],
	feeBeside: nothingBeside
};
