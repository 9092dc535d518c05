import type { FamilyName } from '#lib/domain/families.ts';
import { arbitrum } from './arbitrum.ts';
import { evm } from './evm.ts';
import type { FamilyReader } from './family.ts';
import { linea } from './linea.ts';
import { opStack } from './op-stack.ts';
import { scroll } from './scroll.ts';
import { zksyncEra } from './zksync-era.ts';
import { zksyncOs } from './zksync-os.ts';

/** Every family of the chain list; one that is missing here is a type error. */
export const FAMILY_READERS: Readonly<Record<FamilyName, FamilyReader>> = {
	evm,
	'zksync-era': zksyncEra,
	'zksync-os': zksyncOs,
	'op-stack': opStack,
	arbitrum,
	scroll,
	linea
};
