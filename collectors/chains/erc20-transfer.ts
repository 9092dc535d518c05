import type { Receipt } from '../rpc/parse/receipt.ts';
import type { Transaction } from '../rpc/parse/transaction.ts';
import type { FamilyReader } from './family.ts';

/** `transfer(address,uint256)` with its two words and nothing after them (EIP-20; Solidity ABI). */
const CALL = /^0xa9059cbb0{24}([0-9a-f]{40})([0-9a-f]{64})$/i;
/** keccak-256 of `Transfer(address,address,uint256)`. */
const TRANSFER = '0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef';

/**
 * Whether a transaction called `transfer` of a token and did nothing else: exactly 68 bytes of calldata, no value,
 * and one log, in which the token says that just this amount went from the sender to this recipient. Tokens that
 * keep a fee, rebase or tell more in logs are left out, and so are calls with bytes after the arguments, whose
 * calldata costs more. Logs of the chain's own base token are no part of it.
 */
export function isErc20Transfer(
	{ from, to, value, input }: Transaction,
	receipt: Receipt,
	{ transferLogEmitters }: FamilyReader
): boolean {
	const [, recipient, amount] = CALL.exec(input) ?? [];
	if (recipient === undefined || amount === undefined || value !== 0n || to === null) return false;
	const logs = receipt.logs.filter(({ address }) => !transferLogEmitters.includes(address));
	const [log] = logs;
	return (
		logs.length === 1 &&
		log?.address === to &&
		log.topics.length === 3 &&
		log.topics[0] === TRANSFER &&
		log.topics[1] === wordOf(from.slice(2)) &&
		log.topics[2] === wordOf(recipient) &&
		log.data === wordOf(amount)
	);
}

/** Hex digits as a 32-byte word. */
function wordOf(digits: string): string {
	return `0x${digits.toLowerCase().padStart(64, '0')}`;
}
