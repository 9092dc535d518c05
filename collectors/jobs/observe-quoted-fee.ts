import type { Observation } from '#lib/domain/observations.ts';
import { L1_FEE_ORACLES, QUOTED_TRANSFER, TRANSFER_BYTES } from '#lib/domain/quoted-transfer.ts';
import { calldata, uintOf } from './abi.ts';
import type { Look } from './observe.ts';

const L1_FEE = '0x49948e0e'; // getL1Fee(bytes)
const OPERATOR_FEE = '0x275aedd2'; // getOperatorFee(uint256), since Isthmus

/**
 * What a node quotes for a plain transfer now: gas × gas price, and, where it is charged beside gas, the part for L1. Its
 * own word: nobody has paid it.
 */
export async function observeQuotedFee({ chain, source, head }: Look): Promise<Observation[]> {
	const [estimate, price] = await source.ask([
		{ method: 'eth_estimateGas', params: [QUOTED_TRANSFER] },
		{ method: 'eth_gasPrice', params: [] }
	]);
	const gas = quantityOf(estimate?.value);
	const gasPrice = quantityOf(price?.value);
	const told = (value: bigint | null, detail: Observation['detail']): Observation[] => [
		{
			chainId: chain.id,
			about: chain.id,
			subject: 'fee.quoted_transfer',
			at: head.timestamp,
			block: head.number,
			value: value === null ? null : String(value),
			detail,
			host: estimate?.host ?? '',
			method: 'eth_estimateGas'
		}
	];
	if (gas === null || gasPrice === null) {
		const why = estimate?.refusal ?? 'the node gives no gas or no price';
		return told(null, { note: `no quote of a plain transfer: ${why}` });
	}
	const parts = { gas: String(gas), gas_price_wei: String(gasPrice) };
	const oracle = L1_FEE_ORACLES[chain.family];
	if (oracle === undefined) return told(gas * gasPrice, parts);
	const [forL1, operator] = await source.ask([
		{ method: 'eth_call', params: [{ to: oracle, data: l1FeeOf(TRANSFER_BYTES) }, 'latest'] },
		{ method: 'eth_call', params: [{ to: oracle, data: calldata(OPERATOR_FEE, gas) }, 'latest'] }
	]);
	const l1Fee = uintOf(forL1?.value);
	if (l1Fee === null)
		return told(null, {
			...parts,
			note: `the part of the fee for L1 is not quoted: no oracle of it answers at ${oracle}`
		});
	// Before Isthmus, and on Scroll, there is no such fee, and the contract refuses the question.
	const operatorFee = operator?.refusal === null ? uintOf(operator.value) : 0n;
	if (operatorFee === null)
		return told(null, { ...parts, note: `the operator’s fee is not quoted by ${oracle}` });
	return told(gas * gasPrice + l1Fee + operatorFee, {
		...parts,
		l1_fee_wei: String(l1Fee),
		operator_fee_wei: String(operatorFee)
	});
}

/** Calldata with one argument of bytes: its offset, its length, and the bytes, filled up to whole words. */
function l1FeeOf(transaction: string): string {
	const bytes = transaction.slice(2);
	const filled = bytes.padEnd(Math.ceil(bytes.length / 64) * 64, '0');
	return calldata(L1_FEE, 32n, BigInt(bytes.length / 2)) + filled;
}

function quantityOf(value: unknown): bigint | null {
	return typeof value === 'string' && /^0x[0-9a-f]+$/i.test(value) ? BigInt(value) : null;
}
