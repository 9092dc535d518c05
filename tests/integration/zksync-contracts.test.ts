import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chainById } from '#lib/domain/chains.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import type { L1Contract, ZkChain } from '#lib/domain/zk-chains.ts';
import type { ChainSource } from '../../collectors/chains/chain-source.ts';
import { createChainSource } from '../../collectors/chains/create-chain-source.ts';
import { SETTLEMENT_TOPICS } from '../../collectors/chains/settlement-events.ts';
import { findDiamonds } from '../../collectors/jobs/settlement-contracts.ts';
import { startAnvil, type Anvil } from './start-anvil.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../../shared/chain-data/local-node');
const STATE = path.join(FOLDER, 'zksync-l1-v29.anvil-state.json');

interface Recorded {
	readonly chainId: number;
	readonly addresses: Readonly<Record<string, string>>;
}

/** Getters of a diamond (matter-labs/era-contracts facets/Getters.sol). */
const GETTERS = {
	committed: '0xdb1f0bf9',
	verified: '0xef3f0bae',
	executed: '0xb8c2f66f',
	version: '0xf5c1182c'
} as const;
/** `facetAddresses()` */
const FACETS = '0x52ef6b2c';

/** A live anvil that holds the real contracts of ZKsync’s protocol version 29, as they were recorded. */
describe.skipIf(!existsSync(STATE))('ZKsync’s real contracts, on a live node', () => {
	let anvil: Anvil;
	let source: ChainSource;
	let recorded: Recorded;
	let bridgehubs: readonly L1Contract[];

	const contract = (address: string): L1Contract => ({
		...{ address, from: null, to: null, source: 'zksync-l1-v29.addresses.json' }
	});
	const chain = (chainId: number, diamonds: readonly L1Contract[]): ZkChain => ({
		...{ chainId, diamonds, data: 'ethereum', source: 'zksync-l1-v29.addresses.json' }
	});
	const find = (...chains: readonly ZkChain[]) =>
		findDiamonds(source, chains, unixSeconds(1_770_000_000), bridgehubs);

	beforeAll(async () => {
		recorded = JSON.parse(
			readFileSync(path.join(FOLDER, 'zksync-l1-v29.addresses.json'), 'utf8')
		) as Recorded;
		bridgehubs = [contract(recorded.addresses['ecosystem_contracts.bridgehub_proxy_addr']!)];
		anvil = await startAnvil('--chain-id', '1', '--load-state', STATE);
		source = createChainSource({ chain: chainById(1), urls: [anvil.url] });
	});
	afterAll(async () => {
		await source?.close();
		await anvil?.stop();
	});

	it('a Bridgehub names the diamond of its chain, and none of others', async () => {
		const diamond = recorded.addresses['l1.diamond_proxy_addr']!;
		const other = recorded.addresses['l1.verifier_addr']!;
		const { address: bridgehub } = bridgehubs[0]!;
		const { chainId } = recorded;
		expect(
			await find(
				chain(chainId, []),
				chain(chainId, [contract(diamond)]),
				chain(chainId, [contract(other)]),
				chain(324, [])
			)
		).toEqual([
			{ address: diamond },
			{ address: diamond },
			{
				fault: `the Bridgehub at ${bridgehub} names ${diamond} for chain ${chainId}, where ${other} is expected`
			},
			{ fault: `the Bridgehub at ${bridgehub} names no contract for chain 324` }
		]);
	});

	it('the diamond is one: it counts batches, and says which version it is', async () => {
		const [found] = await find(chain(recorded.chainId, []));
		const to = (found as { address: string }).address;
		const answers = await source.call(Object.values(GETTERS).map((data) => ({ to, data })));
		const words = answers.map((answer) =>
			answer
				?.slice(2)
				.match(/.{64}/g)
				?.map((word) => Number(`0x${word}`))
		);
		expect(words).toEqual([[0], [0], [0], [0, 29, 0]]);
	});

	it('its code emits each of the events that are looked for', async () => {
		const to = recorded.addresses['l1.diamond_proxy_addr']!;
		const [answer] = await source.call([{ to, data: FACETS }]);
		const facets = (answer?.slice(2).match(/.{64}/g) ?? []).slice(2);
		expect(facets.length).toBeGreaterThan(2);
		const code: string[] = [];
		for (const facet of facets)
			code.push((await anvil.rpc('eth_getCode', `0x${facet.slice(24)}`, 'latest')) as string);
		for (const topic of Object.values(SETTLEMENT_TOPICS))
			expect(
				code.some((each) => each.includes(topic.slice(2))),
				topic
			).toBe(true);
	});

	it('a diamond that settled nothing tells of nothing', async () => {
		const head = await source.head();
		const from = Number(await anvil.rpc('eth_blockNumber'));
		const facts = await source.fetchSettlement(recorded.addresses['l1.diamond_proxy_addr']!, {
			...{ from, to: head.number }
		});
		expect(facts).toMatchObject({ steps: [], reverts: [], transactions: [] });
	});
});
