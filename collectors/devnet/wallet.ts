import { toHex, type Address } from 'viem';
import type { Wei } from '#lib/domain/units.ts';
import type { AnvilConnection, RpcCall } from './anvil-connection.ts';
import type { DemoChain } from './demo-chains.ts';
import type { TrafficKind } from './plan.ts';
import { pick, type Random } from './random.ts';
import { TOKEN_CREATION_CODE, tokenAddress, tokenTransfer, UNAFFORDABLE } from './token.ts';

const GAS: Readonly<Record<TrafficKind, bigint>> = {
	deploy: 300_000n,
	plain: 21_000n,
	token: 100_000n,
	failing: 100_000n
};

/** Turns planned traffic into calls that send it, from anvil's own accounts, which it signs for. */
export interface Wallet {
	/** The token that `deploy` makes. */
	readonly token: Address;
	/** A call that sends one transaction of this kind while the base fee is `baseFee`. */
	transaction(kind: TrafficKind, baseFee: Wei): RpcCall;
}

/**
 * A wallet that counts nonces itself, so that transactions of one block can be sent at the same time.
 * It starts behind what the accounts have sent, mined or not. The first account makes the token and so holds all of it.
 */
export async function openWallet(
	chain: DemoChain,
	connection: AnvilConnection,
	random: Random
): Promise<Wallet> {
	const [accounts] = (await connection.send([['eth_accounts', []]])) as [readonly Address[]];
	const counts = await connection.send(
		accounts.map((account): RpcCall => ['eth_getTransactionCount', [account, 'pending']])
	);
	const nonces = new Map(accounts.map((account, index) => [account, Number(counts[index])]));
	const [deployer, ...others] = accounts;
	if (!deployer || others.length < 2)
		throw new Error(`chain ${chain.id}: anvil offers ${accounts.length} accounts, 3 are needed`);
	const token = tokenAddress(deployer);

	const message = (
		kind: TrafficKind
	): { from: Address; to?: Address; value?: string; data?: string } => {
		if (kind === 'deploy') return { from: deployer, data: TOKEN_CREATION_CODE };
		const from = kind === 'token' ? deployer : pick(random, others);
		const to = pick(
			random,
			others.filter((account) => account !== from)
		);
		if (kind === 'token')
			return {
				from,
				to: token,
				data: tokenTransfer(to, BigInt(1 + Math.floor(random() * 10_000)))
			};
		if (kind === 'failing') return { from, to: token, data: tokenTransfer(to, UNAFFORDABLE) };
		return { from, to, value: toHex(1 + Math.floor(random() * 1_000_000)) };
	};

	return {
		token,
		transaction(kind, baseFee) {
			const call = message(kind);
			const nonce = nonces.get(call.from) ?? 0;
			nonces.set(call.from, nonce + 1);
			const maxFeePerGas = toHex(2n * baseFee + chain.tip);
			const fees = { maxFeePerGas, maxPriorityFeePerGas: toHex(chain.tip) };
			return [
				'eth_sendTransaction',
				[{ ...call, ...fees, gas: toHex(GAS[kind]), nonce: toHex(nonce) }]
			];
		}
	};
}
