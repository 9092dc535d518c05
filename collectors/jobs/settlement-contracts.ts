import type { UnixSeconds } from '#lib/domain/units.ts';
import { BRIDGEHUBS, contractAt, type L1Contract, type ZkChain } from '#lib/domain/zk-chains.ts';
import type { ChainSource } from '../chains/chain-source.ts';
import { addressOf } from './abi.ts';

/** `getZKChain(uint256)` of the Bridgehub (matter-labs/era-contracts IBridgehub.sol). */
export const GET_ZK_CHAIN = '0xe680c4c1';

/** The diamond of each chain, in their order, or what is wrong. Rejects with RpcError. */
export async function findDiamonds(
	source: Pick<ChainSource, 'call'>,
	chains: readonly ZkChain[],
	now: UnixSeconds,
	bridgehubs: readonly L1Contract[] = BRIDGEHUBS
): Promise<({ readonly address: string } | { readonly fault: string })[]> {
	const bridgehub = contractAt(bridgehubs, now)?.address;
	if (!bridgehub) return chains.map(() => ({ fault: 'no Bridgehub is known for this time' }));
	const answers = await source.call(
		chains.map(({ chainId }) => ({
			to: bridgehub,
			data: `${GET_ZK_CHAIN}${chainId.toString(16).padStart(64, '0')}`
		}))
	);
	return chains.map((chain, index) => diamondOf(chain, bridgehub, addressOf(answers[index]), now));
}

function diamondOf(
	{ chainId, diamonds }: ZkChain,
	bridgehub: string,
	told: string | null,
	now: UnixSeconds
): { readonly address: string } | { readonly fault: string } {
	if (told === null)
		return { fault: `the Bridgehub at ${bridgehub} names no contract for chain ${chainId}` };
	const expected = contractAt(diamonds, now)?.address;
	if (expected !== undefined && expected !== told)
		return {
			fault: `the Bridgehub at ${bridgehub} names ${told} for chain ${chainId}, where ${expected} is expected`
		};
	return { address: told };
}
