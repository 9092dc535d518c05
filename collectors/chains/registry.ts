import type { FamilyName } from '#lib/domain/families.ts';
import { evm } from './evm.ts';
import type { FamilyReader } from './family.ts';
import { zksyncEra } from './zksync-era.ts';

/** Every family of the chain list; one that is missing here is a type error. */
export const FAMILY_READERS: Readonly<Record<FamilyName, FamilyReader>> = {
	evm,
	'zksync-era': zksyncEra
};
