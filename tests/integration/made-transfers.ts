import { TOKEN_CREATION_CODE, tokenAddress, tokenTransfer } from '../../collectors/devnet/token.ts';
import type { Anvil } from './start-anvil.ts';

const FROM = '0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266';
const TO = '0x70997970c51812dc3a010c7d01b50e0d17dc79c8';

/**
 * Makes blocks in a time, `step` seconds apart or a little more, some with transfers of ether, and with one of a token
 * where `hasToken` says so of the block's index; without it there is no token.
 */
export async function makeTransfers(
	anvil: Anvil,
	{ from, to }: { readonly from: number; readonly to: number },
	step: number,
	hasToken?: (index: number) => boolean
): Promise<void> {
	await anvil.rpc('evm_setAutomine', false);
	const token = tokenAddress(FROM);
	for (let index = 0, time = from + 60; time < to; index++, time += step + (index % 7) * 3) {
		const tip = `0x${(1_000_000 * (1 + ((index * 37) % 900))).toString(16)}`;
		const fees = { gas: '0x30d40', maxFeePerGas: '0x77359400', maxPriorityFeePerGas: tip };
		const send = (rest: object) =>
			anvil.rpc('eth_sendTransaction', { ...fees, from: FROM, ...rest });
		if (hasToken && index === 0) await send({ data: TOKEN_CREATION_CODE });
		for (let each = 0; each < index % 3; each++) await send({ to: TO, value: '0x1' });
		if (index > 0 && hasToken?.(index))
			await send({ to: token, data: tokenTransfer(TO, BigInt(index)) });
		await anvil.rpc('anvil_setNextBlockBaseFeePerGas', `0x${(7 + (index % 40) ** 3).toString(16)}`);
		await anvil.rpc('evm_setNextBlockTimestamp', time);
		await anvil.rpc('evm_mine');
	}
}
