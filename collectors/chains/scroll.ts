import { FAMILIES } from '#lib/domain/families.ts';
import { MalformedAnswer } from '../rpc/parse/malformed.ts';
import type { FamilyReader } from './family.ts';

/** Scroll: the fee for data and proofs on L1 is charged beside gas, and each receipt states it. */
export const scroll: FamilyReader = {
	systemTransactionTypes: FAMILIES.scroll.systemTransactionTypes,
	transferLogEmitters: [],
	feeBeside({ l1Fee }, field) {
		if (l1Fee === null) throw new MalformedAnswer(`${field}.l1Fee`, 'is missing');
		return l1Fee;
	}
};
