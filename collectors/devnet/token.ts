import { encodeFunctionData, erc20Abi, getContractAddress, type Address, type Hex } from 'viem';

/**
 * A token that knows `transfer(address,uint256)` and nothing else. It keeps a balance in the storage
 * slot of each address and emits ERC-20's `Transfer(address,address,uint256)` (EIP-20); a transfer of
 * more than the sender has, or any other call, reverts. Every amount belongs to the deployer at first.
 */
const RUNTIME = [
	'600035 60e01c', // calldata[0] >> 224: the selector
	'63a9059cbb 14', // is it transfer(address,uint256)?
	'6013 57', // then go on at 0x13
	'6000 80 fd', // revert
	'5b', // 0x13:
	'33 54 602435', // balance of the caller, amount       stack: amount balance
	'80 82 10', // balance < amount?
	'6066 57', // then go to 0x66
	'90 81 90 03', // balance - amount                       stack: rest amount
	'33 55', // store it as the caller's                     stack: amount
	'80 600435 54 01', // amount + balance of the recipient
	'600435 55', // store it as the recipient's
	'6000 52', // memory[0] = amount                         stack: empty
	'600435 33', // topics 3 and 2: recipient, caller
	'7fddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef', // topic 1: keccak256 of the event
	'6020 6000 a3', // log3 over memory[0..32]
	'6001 6000 52 6020 6000 f3', // return true
	'5b 6000 80 fd' // 0x66: revert
]
	.join('')
	.replaceAll(' ', '');

/** Creation code: give the deployer 2¹²⁸ − 1, then return the runtime, which starts at byte 0x1e. */
export const TOKEN_CREATION_CODE: Hex = `0x${[
	`6f${'ff'.repeat(16)} 33 55`, // balance of the caller
	`60${(RUNTIME.length / 2).toString(16)} 80`, // length of the runtime, twice
	'601e 6000 39', // copy it to memory
	'6000 f3' // return it
]
	.join('')
	.replaceAll(' ', '')}${RUNTIME}`;

/** More than anyone has: such a transfer reverts. */
export const UNAFFORDABLE = 2n ** 200n;

/** Where the token is when `deployer` made it with its very first transaction. */
export function tokenAddress(deployer: Address): Address {
	return getContractAddress({ from: deployer, nonce: 0n });
}

/** Calldata of a token transfer. */
export function tokenTransfer(to: Address, amount: bigint): Hex {
	return encodeFunctionData({ abi: erc20Abi, functionName: 'transfer', args: [to, amount] });
}
