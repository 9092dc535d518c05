import type { Anvil } from './start-anvil.ts';

const FROM = '0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266';
const TO = '0x70997970c51812dc3a010c7d01b50e0d17dc79c8';

/**
 * Make `blocks` blocks with 0 to 4 transactions and uneven intervals, always the same for the same
 * arguments: transfers of value, empty calls (no plain transfer) and a contract creation.
 */
export async function makeTraffic(anvil: Anvil, blocks: number, startTime: number): Promise<void> {
	await anvil.rpc('evm_setAutomine', false);
	let time = startTime;
	for (let index = 0; index < blocks; index++) {
		for (let each = 0; each < (index * 7) % 5; each++) {
			const plain = { from: FROM, to: TO, value: `0x${(index * 5 + each + 1).toString(16)}` };
			const other =
				each % 2 === 0
					? { from: FROM, to: TO, value: '0x0', data: `0x0${each}` }
					: { from: FROM, data: '0x00' };
			await anvil.rpc('eth_sendTransaction', {
				...(each === 3 ? other : plain),
				gas: '0x186a0',
				maxFeePerGas: '0x2540be400',
				maxPriorityFeePerGas: `0x${(1_000_000_000 + index * 10_000_000).toString(16)}`
			});
		}
		time += [1, 2, 2, 3, 40, 4, 1, 90][index % 8] ?? 2;
		await anvil.rpc('evm_setNextBlockTimestamp', time);
		await anvil.rpc('evm_mine');
	}
}
