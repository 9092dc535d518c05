import { FAMILIES } from '#lib/domain/families.ts';
import { MalformedAnswer } from '../rpc/parse/malformed.ts';
import { UnknownFee, type FamilyReader } from './family.ts';

/**
 * OP Stack chains: the fee for data on L1 is charged beside gas, and each receipt but a deposit's states it. An
 * operator fee (since Isthmus) is charged beside both where the operator has set one. Receipts state its parameters
 * only, and Jovian has changed what is made of them, so such a fee is unknown here rather than worked out.
 */
export const opStack: FamilyReader = {
	systemTransactionTypes: FAMILIES['op-stack'].systemTransactionTypes,
	transferLogEmitters: [],
	feeBeside({ l1Fee, operatorFeeScalar, operatorFeeConstant, transactionIndex }, field) {
		if (l1Fee === null) throw new MalformedAnswer(`${field}.l1Fee`, 'is missing');
		// Nodes leave both out where both are zero: one alone says that the other got lost.
		if ((operatorFeeScalar === null) !== (operatorFeeConstant === null))
			throw new MalformedAnswer(
				`${field}.operatorFee${operatorFeeScalar === null ? 'Scalar' : 'Constant'}`,
				'is missing beside its other half'
			);
		if (operatorFeeScalar || operatorFeeConstant)
			throw new UnknownFee(
				`transaction ${transactionIndex} paid an operator fee (scalar ${operatorFeeScalar}, constant ${operatorFeeConstant}) of which its receipt does not state the amount`
			);
		return l1Fee;
	}
};
